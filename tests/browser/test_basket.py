"""Citing and keeping in a browser: the menu of styles, what is on the clipboard, the Basket tab, and its files."""

import io
import zipfile

import pytest

from qa.basket.basket_store import Baskets
from qa.cite.copying import copy_all, make_copies
from qa.cite.references import cite_quotes
from qa.cite.styles import STYLES, find_named_style

pytestmark = pytest.mark.browser

PUMP = "Who suspected the Broad Street pump?"
SEVERAL = "What happened in 1883?"
SIZES = pytest.mark.parametrize(
    "options", [{}, {"width": 390, "height": 844, "has_touch": True, "color_scheme": "dark"}], ids=["desktop", "phone"]
)


@pytest.fixture
def keep(ask, basket):
    """Return a function that asks, keeps the first quotes of the answer, and goes to the basket."""

    def kept(page, question=SEVERAL, count=3):
        answer = ask(page, question)
        for number in range(1, count + 1):
            answer.get_by_role("button", name=f"Keep quote {number} in the basket").click()
            page.wait_for_function(CLICKED, arg=number)
        basket(page)
        page.wait_for_function("n => document.querySelectorAll('#basket .pq-words').length === n", arg=count)

    return kept


CLICKED = "n => document.querySelector('#notice .pq-notice')?.textContent.startsWith(`Quote ${n} is kept in your`)"


@pytest.fixture
def basket():
    """Return a function that goes to the Basket tab and waits until it is shown."""

    def shown(page):
        page.get_by_role("tab", name="Basket").click()
        page.locator(".pq-basket").wait_for()

    return shown


@SIZES
def test_quote_citation_both_and_all_are_copied_in_the_chosen_style(open_page, ask, assistant, clipboard, options):
    page = open_page(**options)
    ask(page, SEVERAL)
    quotes = assistant.ask(SEVERAL).quotes
    if options:
        page.locator(".pq-see a").click()
    menu = page.locator("#sources").get_by_label("Cite in")
    assert menu.locator("option").all_inner_texts() == [*(style.title for style in STYLES.values()), "Another style…"]
    for name in ("apa", "chicago-notes", "vancouver"):
        menu.select_option(name)
        [expected, *_] = make_copies(quotes, STYLES[name])
        for button, wanted in (
            ("Copy quote 1", expected.quote),
            ("Copy citation of quote 1", expected.citation),
            ("Copy both of quote 1", expected.both),
            ("Copy all", copy_all(quotes, STYLES[name])),
        ):
            page.locator("#sources").get_by_role("button", name=button, exact=True).click()
            copied = clipboard(page)
            assert copied["text"] == wanted.plain
            # The browser cleans the markup it is given: what it shows is the same.
            shown = page.evaluate(SHOWN, copied["html"])
            assert "".join(shown.split()) == "".join(page.evaluate(SHOWN, wanted.html).split())
            for mark in ("<i>", "<sup>"):
                assert copied["html"].count(mark[:-1]) >= wanted.html.count(mark)


@SIZES
def test_any_style_can_be_named(open_page, ask, basket, assistant, clipboard, check, focused, wrong, options):
    page = open_page(**options)
    ask(page, PUMP)
    quotes = assistant.ask(PUMP).quotes
    if options:
        page.locator(".pq-see a").click()
    sources = page.locator("#sources")
    menu, field = sources.get_by_label("Cite in"), sources.get_by_label("Name of a style")
    # Whoever thinks better of it has the menu back as it was.
    menu.select_option("Another style…")
    focused(page, "#sources .pq-cite-other input")
    page.keyboard.press("Escape")
    assert menu.input_value() == "apa"
    menu.select_option("Another style…")
    field.fill("vancuver")
    field.press("Enter")
    sources.get_by_role("alert").get_by_text("the nearest is 'vancouver'").wait_for()
    wrong.forgive("status of 400")
    check(page)
    field.fill("Nature")
    sources.get_by_role("button", name="Use").click()
    menu.wait_for()
    assert menu.input_value() == "nature" and sources.get_by_role("alert").count() == 0
    sources.get_by_role("button", name="Copy citation of quote 1").click()
    [expected, *_] = make_copies(quotes, find_named_style("nature"))
    assert clipboard(page)["text"] == expected.citation.plain
    # It is remembered, and stands in every menu.
    page.reload()
    page.wait_for_function("document.querySelector('#sources select')?.value === 'nature'")
    page.keyboard.press("Escape")  # closes the sheet that is open again
    basket(page)
    assert page.locator("#basket [data-choose=style]").input_value() == "nature"


SHOWN = "html => new DOMParser().parseFromString(html, 'text/html').body.textContent"


def test_the_style_is_remembered_and_the_same_everywhere(open_page, ask, basket, assistant):
    page = open_page()
    ask(page, PUMP)
    with page.expect_response(lambda each: each.request.method == "POST"):
        page.locator("#sources").get_by_label("Cite in").select_option("mla")
    page.reload()
    page.locator("#sources [data-choose=style]").wait_for()
    assert page.locator("#sources [data-choose=style]").input_value() == "mla"
    basket(page)
    assert page.locator("#basket [data-choose=style]").input_value() == "mla"


@SIZES
def test_quotes_are_kept_and_cited(open_page, keep, texts, assistant, options):
    page = open_page(**options)
    keep(page)
    quotes = assistant.ask(SEVERAL).quotes[:3]
    assert texts(page, "#basket .pq-words") == [each.text for each in quotes]
    assert texts(page, "#basket .pq-meta") == [f"Asked: {SEVERAL}"] * 3
    for name in ("apa", "chicago-notes"):
        page.locator("#basket [data-choose=style]").select_option(name)
        cited = cite_quotes(quotes, STYLES[name])
        page.wait_for_function(
            "first => document.querySelector('#basket .pq-cited').textContent === first", arg=cited.citations[0].plain
        )
        assert texts(page, "#basket .pq-cited") == [each.plain for each in cited.citations]
        assert texts(page, "#basket .pq-basket-entries p") == [each.plain for each in cited.entries]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_kept_quotes_are_ordered_noted_and_dropped(open_page, keep, texts, assistant, basket, focused):
    page = open_page()
    keep(page)
    first, second, third = [each.text for each in assistant.ask(SEVERAL).quotes[:3]]
    page.get_by_label("Note on quote 2").fill("Check this against the census.")
    page.get_by_role("button", name="Move quote 2 up").click()
    page.wait_for_function("first => document.querySelector('#basket .pq-words').textContent === first", arg=second)
    assert texts(page, "#basket .pq-words") == [second, first, third]
    # The note goes with its quote, and the focus too.
    notes = page.locator("#basket textarea")
    assert notes.evaluate_all("found => found.map(it => it.value)") == ["Check this against the census.", "", ""]
    focused(page, "#basket li:first-child [data-send=basket_move]")
    # What was noted is not lost with a press.
    page.get_by_role("button", name="Drop quote 1").click()
    page.get_by_role("button", name="Keep", exact=True).click()
    page.reload()
    page.locator("html[data-pullquote=wired] #basket .pq-words").nth(2).wait_for()
    basket(page)
    assert texts(page, "#basket .pq-words") == [second, first, third]
    assert page.get_by_label("Note on quote 1").input_value() == "Check this against the census."
    page.get_by_role("button", name="Drop quote 1").click()
    page.get_by_role("button", name="Drop with its note").click()
    page.wait_for_function("document.querySelectorAll('#basket .pq-words').length === 2")
    page.get_by_role("button", name="Drop quote 2").click()
    page.wait_for_function("document.querySelectorAll('#basket .pq-words').length === 1")
    assert texts(page, "#basket .pq-words") == [first]
    assert [each.note for each in Baskets(assistant.library).list_quotes()] == [""]


def test_a_note_that_was_just_written_is_not_lost_with_a_press(open_page, keep, texts, assistant):
    page = open_page()
    keep(page)
    page.get_by_label("Note on quote 2").fill("Check this.")
    page.get_by_role("button", name="Drop quote 2").click()
    page.get_by_role("button", name="Drop with its note").wait_for()
    page.get_by_role("button", name="Keep", exact=True).click()
    page.get_by_label("Note on quote 2").fill("")
    kept = len(texts(page, "#basket .pq-words"))
    page.get_by_role("button", name="Drop quote 2").click()
    page.wait_for_function("count => document.querySelectorAll('#basket .pq-words').length === count", arg=kept - 1)


def test_a_note_on_its_way_is_shown_while_its_quote_is_moved(open_page, keep, assistant):
    page = open_page()
    keep(page)
    held = []

    def hold_first(route):
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route("**/gradio_api/run/**", hold_first)
    page.get_by_label("Note on quote 2").fill("Check this.")
    second = assistant.ask(SEVERAL).quotes[1].text
    page.get_by_role("button", name="Move quote 2 up").click()
    page.wait_for_function("words => document.querySelector('#basket .pq-words').textContent === words", arg=second)
    page.wait_for_function("document.querySelector('#basket textarea').value === 'Check this.'")
    assert all(each.note == "" for each in Baskets(assistant.library).list_quotes())
    with page.expect_response(lambda each: "/gradio_api/run/predict" in each.url):
        held[0].continue_()
    noted, *_ = Baskets(assistant.library).list_quotes()
    assert noted.note == "Check this."


def test_a_kept_quote_is_opened_in_its_article(open_page, keep, assistant, focused):
    page = open_page()
    keep(page, PUMP, 1)
    page.locator("#basket").get_by_role("button", name="Open the article at quote 1").click()
    now = page.locator(".pq-reader mark.pq-now")
    now.wait_for()
    assert now.text_content() == assistant.ask(PUMP).quotes[0].text
    page.keyboard.press("Escape")
    page.locator(".pq-reader").wait_for(state="detached")
    assert page.locator("#basket .pq-words").is_visible()


def test_another_basket_is_opened_and_kept_in(open_page, keep, ask, basket, texts, assistant):
    page = open_page()
    keep(page, SEVERAL, 1)
    listed = page.get_by_role("navigation", name="Baskets")
    page.get_by_label("Name of a new basket").fill("The book")
    page.keyboard.press("Enter")
    page.locator("#basket h2", has_text="The book").wait_for()
    page.get_by_text("Nothing is kept here yet").wait_for()
    page.get_by_role("tab", name="Ask", exact=True).click()
    keep(page, PUMP, 1)
    assert texts(page, "#basket .pq-words") == [assistant.ask(PUMP).quotes[0].text]
    assert Baskets(assistant.library).list_names() == ["The book", "basket"]
    # All are listed with what they hold, and a press leads there and back.
    assert listed.locator("[aria-current]").inner_text().split() == ["The", "book", "1", "quote"]
    listed.get_by_role("button", name="Basket 1 quote").click()
    page.locator("#basket h2", has_text="Basket").wait_for()
    assert texts(page, "#basket .pq-words") == [assistant.ask(SEVERAL).quotes[0].text]
    page.get_by_label("Name of a new basket").fill(" ")
    page.get_by_role("button", name="Make a new basket").click()
    page.locator("#pq-toast.pq-shown", has_text="1 to 80 characters").wait_for()


@pytest.mark.parametrize("suffix", ["docx", "odt", "md", "obsidian.md", "html", "bib", "ris", "json"])
def test_a_basket_is_downloaded(open_page, keep, assistant, suffix):
    page = open_page()
    keep(page)
    link = page.locator(f"#basket a[href*='basket.{suffix}']")
    with page.expect_download() as downloaded:
        link.click()
    assert downloaded.value.suggested_filename == f"basket.{suffix.rpartition('.')[2]}"
    content = downloaded.value.path().read_bytes()
    if suffix in ("docx", "odt"):
        packed = zipfile.ZipFile(io.BytesIO(content))
        content = packed.read({"docx": "word/document.xml", "odt": "content.xml"}[suffix])
    text = content.decode()
    for citation in assistant.ask(SEVERAL).quotes[:3]:
        assert citation.article.source.authors[0].split()[-1].split("-")[-1] in text
