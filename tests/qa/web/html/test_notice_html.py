"""Notices: a sentence on what came of a change."""

from qa.web.html.notice_html import render_notice


def test_a_notice_is_a_sentence_and_none_is_nothing(hostile, texts, skeleton):
    assert texts(render_notice(f"x {hostile}."), "pq-notice") == [f"X {hostile}."]
    assert skeleton(render_notice(f"x {hostile}.")) == skeleton(render_notice("x", wrong=True))
    assert "pq-wrong" in render_notice("x", wrong=True) and "pq-wrong" not in render_notice("x")
    assert render_notice("") == render_notice("", wrong=True) == ""


def test_what_is_to_be_typed_is_code():
    shown = render_notice("run `pullquote doctor --rebuild`, or wait")
    assert "Run <code>pullquote doctor &#45;&#45;rebuild</code>&#44; or wait&#46;" in shown
    assert "&#96;name&#96;" in render_notice("a `name` stays as it is")
