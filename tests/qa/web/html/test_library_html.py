"""The library's list, and what stands above an article's details."""

from dataclasses import replace

import pytest

from corpus import Source
from index import Entry
from qa.web.html.library_html import COLUMNS, ListedArticles, Order, render_details, render_removed
from qa.web.html.library_html import render_articles as render
from qa.web.html.text_html import choose_marks


def entry(title, **source):
    return Entry(f"id-{title}", title, Source(**source), 1234, 2, "2024-01-02T03:04:05+00:00")


def render_articles(entries, total, wanted, order, **more):
    return render(ListedArticles(entries, total, wanted=wanted, **more), order)


def sent(tags, markup, name):
    return [a["data-id"] for _, a in tags(markup) if a.get("data-send") == name]


def test_hostile_text_is_exact_and_nothing_but_text(hostile, tags, texts, skeleton):
    def listed(text):
        known = {"authors": (text,), "publisher": text, "url": "javascript:x", "published": text}
        return render_articles([entry(text, **known)], 1, text, Order())

    markup = listed(hostile)
    assert texts(markup, "pq-title") == [hostile]
    assert texts(markup, "td")[2:4] == [hostile, hostile]
    for name in ("reader_open", "library_details", "library_remove"):
        assert sent(tags, markup, name) == [f"id-{hostile}"]
    assert skeleton(markup) == skeleton(listed("plain"))
    assert "a" not in [tag for tag, _ in tags(markup)]


def test_a_row_says_what_is_known(texts):
    markup = render_articles([entry("Lamp", authors=("A", "B"), publisher="P", published="2024-06")], 1, "", Order())
    assert texts(markup, "td") == ["", "LampA, B", "P", "Jun 2024", "1,234", "2 Jan 2024", "DetailsRemove"]
    assert texts(render_articles([entry("Lamp")], 1, "", Order()), "td")[1:4] == ["Lamp", "", ""]


@pytest.mark.parametrize("column", [name for name, _ in COLUMNS])
@pytest.mark.parametrize("falling", [False, True])
def test_the_order_is_told(tags, column, falling):
    heads = [a for tag, a in tags(render_articles([entry("Lamp")], 1, "", Order(column, falling))) if tag == "th"]
    sorted_by = {a["class"]: a["aria-sort"] for a in heads if "aria-sort" in a}
    assert sorted_by == {f"pq-col-{column}": "descending" if falling else "ascending"}


def test_each_column_can_be_sorted_by(tags):
    markup = render_articles([entry("Lamp")], 1, "", Order())
    assert [a["data-column"] for _, a in tags(markup) if a.get("data-send") == "library_sort"] == [
        each for each, _ in COLUMNS
    ]


def test_a_long_list_says_which_part_of_it_is_shown(tags, texts):
    for before, shown, ways in ((0, 100, ["on"]), (100, 100, ["back", "on"]), (9_900, 100, ["back"])):
        entries = [entry(str(n)) for n in range(shown)]
        markup = render_articles(entries, 10_000, "", Order(), before=before)
        assert texts(markup, "h2") == ["10,000 articles"]
        assert texts(markup, "pq-library-pages")[0].startswith(f"{before + 1:,}–{before + shown:,} of 10,000")
        buttons = [a for _, a in tags(markup) if a.get("data-send") == "library_page"]
        assert [a["data-step"] for a in buttons if "disabled" not in a] == ways
    assert texts(render_articles([entry("Lamp")], 1, "", Order()), "pq-library-pages") == []


def test_tags_and_a_remark_stand_with_their_article(hostile, texts, skeleton):
    def listed(text):
        known = replace(entry("Lamp"), tags=(text, "oil"), remark=f"the extraction looks cut {text}!")
        return render_articles([known], 1, "", Order(), tags=[text])

    assert texts(listed(hostile), "li") == [hostile, "oil"]
    assert texts(listed(hostile), "pq-library-remark") == [f"The extraction looks cut {hostile}!"]
    assert skeleton(listed(hostile)) == skeleton(listed("x"))


def test_an_empty_list_says_why(hostile, texts):
    before, after = choose_marks(hostile)
    assert texts(render_articles([], 0, hostile, Order()), "pq-hint") == [
        f"No title, author, publisher or text has {before}{hostile}{after} in it."
    ]
    assert texts(render_articles([], 0, "", Order()), "pq-hint") == ["No articles are here."]


# Files on their way.


def test_a_removal_can_be_undone(hostile, tags, texts, skeleton):
    markup = render_removed([hostile], hostile)
    assert texts(markup, "p") == [f"Removed “{hostile}”. Undo"]
    assert sent(tags, markup, "library_restore") == [hostile]
    assert skeleton(markup) == skeleton(render_removed(["x"], "x"))
    assert texts(render_removed(["x", "y"], "x"), "p") == ["Removed 2 articles. Undo"]


def test_details_tell_what_cannot_be_changed(hostile, texts, skeleton):
    lamp = replace(entry("Lamp", path="lamp.md"), passages=1)
    assert texts(render_details(lamp), "dd") == ["lamp.md", "1,234 words, 1 passage", "2 Jan 2024", "id-Lamp"]
    assert texts(render_details(entry("Lamp")), "dt") == ["Length", "Added", "Id"]
    assert texts(render_details(entry(hostile, path=hostile)), "dd")[::3] == [hostile, f"id-{hostile}"]
    assert skeleton(render_details(entry(hostile, path=hostile))) == skeleton(render_details(lamp))


def test_what_is_not_found_stands_between_marks_of_the_other_kind(texts):
    for wanted, said in (("lamp", "“lamp”"), ("“lamp oil”", "‘“lamp oil”’"), ('"lamp oil"', '‘"lamp oil"’')):
        assert f"has {said} in it" in texts(render_articles([], 0, wanted, Order()), "pq-hint")[0]
