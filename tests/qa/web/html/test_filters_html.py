"""Chips of the filters: each says what it filters, and what taking it away sends."""

from qa.web.html.filters_html import render_chips


def test_each_filter_has_a_chip(tags, texts):
    markup = render_chips("2019", "2020-05", ["A & B", "C"], ["oil"], ("lamp", "The lamp"))
    assert texts(markup, "bdi") == ["The lamp", "2019", "2020-05", "A & B", "C", "oil"]
    assert texts(markup, "li") == ["Only The lamp×", "From 2019×", "To 2020-05×", "A & B×", "C×", "Tagged oil×"]
    sent = [(a["data-send"], a["data-name"], a["data-value"]) for _, a in tags(markup) if "data-send" in a]
    assert sent == [
        ("filters_drop", "only", ""),
        ("filters_drop", "first", ""),
        ("filters_drop", "last", ""),
        ("filters_drop", "publisher", "A & B"),
        ("filters_drop", "publisher", "C"),
        ("filters_drop", "tag", "oil"),
    ]
    assert [a["aria-label"] for tag, a in tags(markup) if tag == "button"][3] == "Remove the filter A & B"


def test_without_filters_there_is_nothing():
    assert render_chips("", "", [], [], None) == ""


def test_hostile_text_is_exact_and_nothing_but_text(hostile, tags, texts, skeleton):
    markup = render_chips(hostile, hostile, [hostile], [hostile], (hostile, hostile))
    assert texts(markup, "bdi") == [hostile] * 5
    assert [a["data-value"] for _, a in tags(markup) if a.get("data-name") == "publisher"] == [hostile]
    assert skeleton(markup) == skeleton(render_chips("x", "x", ["x"], ["x"], ("x", "x")))
