"""The library's list, and what stands above an article's details."""

from dataclasses import replace

import pytest

from corpus import Source
from index import Entry
from qa.web.html.library_html import COLUMNS, Order, render_articles, render_details, render_removed


def entry(title, **source):
    return Entry(f"id-{title}", title, Source(**source), 1234, 2, "2024-01-02T03:04:05+00:00")


def sent(tags, markup, name):
    return [a["data-id"] for _, a in tags(markup) if a.get("data-send") == name]


def test_hostile_text_is_exact_and_nothing_but_text(hostile, tags, texts, skeleton):
    def listed(text):
        known = {"authors": (text,), "publisher": text, "url": "javascript:x", "published": text}
        return render_articles([entry(text, **known)], 1, text, Order())

    markup = listed(hostile)
    assert texts(markup, "pq-title") == [hostile]
    assert texts(markup, "td")[1:3] == [hostile, hostile]
    for name in ("reader_open", "library_details", "library_remove"):
        assert sent(tags, markup, name) == [f"id-{hostile}"]
    assert skeleton(markup) == skeleton(listed("plain"))
    assert "a" not in [tag for tag, _ in tags(markup)]


def test_a_row_says_what_is_known(texts):
    markup = render_articles([entry("Lamp", authors=("A", "B"), publisher="P", published="2024-06")], 1, "", Order())
    assert texts(markup, "td") == ["LampA, B", "P", "Jun 2024", "1,234", "2 Jan 2024", "DetailsRemove"]
    assert texts(render_articles([entry("Lamp")], 1, "", Order()), "td")[:3] == ["Lamp", "", ""]


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


def test_a_long_list_says_what_it_leaves_out(texts):
    markup = render_articles([entry(str(n)) for n in range(200)], 10_000, "", Order())
    assert texts(markup, "h2") == ["10,000 articles"]
    assert texts(markup, "pq-hint") == ["The first 200 are shown; search to find others."]
    assert texts(render_articles([entry("Lamp")], 1, "", Order()), "pq-hint") == []


def test_an_empty_list_says_why(hostile, texts):
    assert texts(render_articles([], 0, hostile, Order()), "pq-hint") == [
        f"No title, author or publisher has “{hostile}” in it."
    ]
    assert texts(render_articles([], 0, "", Order()), "pq-hint") == ["There are no articles here yet."]


# Files on their way.


def test_a_removal_can_be_undone(hostile, tags, texts, skeleton):
    markup = render_removed(hostile, hostile)
    assert texts(markup, "p") == [f"Removed “{hostile}”. Undo"]
    assert sent(tags, markup, "library_restore") == [hostile]
    assert skeleton(markup) == skeleton(render_removed("x", "x"))


def test_details_tell_what_cannot_be_changed(hostile, texts, skeleton):
    lamp = replace(entry("Lamp", path="lamp.md"), passages=1)
    assert texts(render_details(lamp), "dd") == ["lamp.md", "1,234 words, 1 passage", "2 Jan 2024", "id-Lamp"]
    assert texts(render_details(entry("Lamp")), "dt") == ["Length", "Added", "Id"]
    assert texts(render_details(entry(hostile, path=hostile)), "dd")[::3] == [hostile, f"id-{hostile}"]
    assert skeleton(render_details(entry(hostile, path=hostile))) == skeleton(render_details(lamp))
