"""The report as a page: everything escaped, no script, each verdict told without its colour."""

import re

from lxml import html

from qa.checking.check import check
from qa.checking.draft.draft_text import read_text
from qa.checking.report.report import Verdict
from qa.checking.report.report_page import render_report_page
from qa.checking.report.wording import VERDICTS, describe_verdict, list_sources, summarise_report, summarise_unchecked

DRAFT = (
    "<script>alert(1)</script> “The lamp burned for eleven years.” & “The lamp burned for <b>twelve</b> years.”\n\n"
    "“The lamp burned for eleven years. It fell in the flood of 1799.” “No kettle, no bell & no brass here.” “ab”"
)


def test_draft_and_sources_side_by_side(report):
    page = html.fromstring(render_report_page(report(DRAFT), "a <draft>.md"))
    assert page.xpath("//script") == [] and page.xpath("//b") == []
    [draft] = page.xpath('//div[@class="pq-draft"]')
    text = re.sub(r"\d [✓≈≠+@?]", "", draft.text_content())
    assert text == DRAFT
    marked = [mark.get("class") for mark in draft.xpath("mark")]
    assert marked == ["pq-exact", "pq-altered", "pq-stitched", "pq-not_found"]
    cards = page.xpath("//article")
    assert [card.get("class") for card in cards] == [f"pq-checked {kind}" for kind in marked]
    ids = {element.get("id") for element in page.xpath("//*[@id]")}
    assert all(link.get("href")[1:] in ids for link in page.xpath('//a[starts-with(@href, "#")]'))
    assert [it.text_content() for it in cards[1].xpath('.//*[@class="pq-differs"]')] == ["twelve", "eleven"]


def test_a_quotation_in_a_note_is_marked_within_the_one_around_it(report):
    draft = "We read “The lamp burned^[So: “Nobody asked who paid for the gas.”] for eleven years.” there."
    page = html.fromstring(render_report_page(report(draft), "draft"))
    [shown] = page.xpath('//div[@class="pq-draft"]')
    assert re.sub(r"\d [✓≈≠+@?]", "", shown.text_content()) == draft
    assert [mark.get("class") for mark in shown.xpath("mark//mark")] == ["pq-altered"]


def test_the_legend_tells_signs_and_names(report):
    page = html.fromstring(render_report_page(report(DRAFT), "draft"))
    legend = page.xpath('//ul[@class="pq-legend"]/li')
    had = [VERDICTS[Verdict(kind)] for kind in ("exact", "altered", "stitched", "not_found")]
    for item, (sign, name, meaning) in zip(legend, had, strict=True):
        assert item.text_content().startswith(f"{sign} {name} (") and item.text_content().endswith(meaning)


def test_nothing_is_loaded_and_links_lead_to_the_place(report):
    shown = render_report_page(report("“The lamp burned for eleven years.”"), "draft")
    assert html.fromstring(shown).xpath("//@src | //link/@href | //a/@href[not(starts-with(., '#'))]") == [
        "https://moth.example/lamp?utm_source=a#:~:text=The%20lamp%20burned%20for%20eleven%20years."
    ]
    assert "color-scheme: light dark" in shown and "default-src 'none'" in shown


def test_a_draft_without_quotations_comes_to_a_sentence(report):
    page = html.fromstring(render_report_page(report("Nothing is quoted."), "draft"))
    assert page.xpath("string(//main)").strip() == "The draft holds no quotation to check."


def test_words_of_a_report(report):
    found = report(DRAFT)
    assert summarise_report(found) == "4 quotations checked: 1 exact, 1 altered, 1 stitched, 1 not found."
    assert summarise_unchecked(found) == "Not checked: 1 too short to check."
    assert describe_verdict(found.quotations[2], DRAFT) == "3. + Stitched, line 3"
    assert summarise_report(report("none")) == "The draft holds no quotation to check."
    assert summarise_unchecked(report("“ab” “cd” “open")) == (
        "Not checked: 2 too short to check, 1 opening mark that nothing closes."
    )


def test_a_title_that_holds_marks_stands_between_nested_ones(holding, make_article):
    library = holding([make_article("The lamp burned for eleven years.", title="“I paid for the oil”: an interview")])
    draft = "“The lamp burned for twelve years.”"
    checked = check(library, read_text(draft))
    shown = html.fromstring(render_report_page(checked, "draft")).text_content()
    assert "“‘I paid for the oil’: an interview”" in shown and "““" not in shown
    assert list_sources(checked.quotations[0])[0].endswith("— “‘I paid for the oil’: an interview”")
