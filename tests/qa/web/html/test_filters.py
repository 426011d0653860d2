"""Chips of the filters: each says what it filters, and what taking it away sends."""

from qa.web.html.filters import chosen


def test_each_filter_has_a_chip(tags, texts):
    markup = chosen("2019", "2020-05", ["A & B", "C"], ("lamp", "The lamp"))
    assert texts(markup, "bdi") == ["The lamp", "2019", "2020-05", "A & B", "C"]
    assert texts(markup, "li") == ["Only The lamp×", "From 2019×", "To 2020-05×", "A & B×", "C×"]
    sent = [(a["data-send"], a["data-name"], a["data-value"]) for _, a in tags(markup) if "data-send" in a]
    assert sent == [
        ("drop", "only", ""),
        ("drop", "first", ""),
        ("drop", "last", ""),
        ("drop", "publisher", "A & B"),
        ("drop", "publisher", "C"),
    ]
    assert [a["aria-label"] for tag, a in tags(markup) if tag == "button"][3] == "Remove the filter A & B"


def test_without_filters_there_is_nothing():
    assert chosen("", "", [], None) == ""


def test_hostile_text_is_exact_and_nothing_but_text(hostile, tags, texts, skeleton):
    markup = chosen(hostile, hostile, [hostile], (hostile, hostile))
    assert texts(markup, "bdi") == [hostile] * 4
    assert [a["data-value"] for _, a in tags(markup) if a.get("data-name") == "publisher"] == [hostile]
    assert skeleton(markup) == skeleton(chosen("x", "x", ["x"], ("x", "x")))
