"""Reading on the page: stretches of a long article that leave nothing out, its quotes, and selections made whole."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article, Span, normalise
from qa import Answer, Citation, Quote
from qa.conversations.exchange import Exchange
from qa.web.actions import reader_view
from qa.web.actions.reader_view import STRETCH, find_sentences, snap_to_sentences, view_article
from qa.web.html.reader_html import QuoteMark, render_reader

TEXT = "One is here. Two is there.\n\nA heading\n\nThree is gone. Four stays."
ARTICLE = Article("a", "A", TEXT, headings=(Span(28, 37),))
TEXTS = st.lists(
    st.sampled_from(["The lamp burned. ", "\n\n", "\n", "word ", "x" * 30, "北京。", "Why? ", "- item\n"]), min_size=1
).map(lambda parts: normalise("".join(parts)))


def stretches(text):
    """Return the stretches of a text, as one reads on."""
    at, spans = 0, []
    while at < len(text):
        spans.append(view_article(Article("a", "A", text), [], Span(at, at + 1)).stretch)
        assert spans[-1].end > at
        at = spans[-1].end
    return spans


@given(TEXTS.filter(str.strip), st.integers(1, 60), st.data())
def test_stretches_lie_side_by_side_and_leave_nothing_out(text, longest, data):
    at = data.draw(st.integers(0, len(text) - 1))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(reader_view, "STRETCH", longest)
        parts = stretches(text)
        opened = view_article(Article("a", "A", text), [], Span(at, at + 1)).stretch
    assert "".join(text[slice(*span)] for span in parts) == text
    assert [span.start for span in parts] == [0, *(span.end for span in parts[:-1])]
    assert all(span.end - span.start <= longest * 5 // 4 + 2 for span in parts)
    # Wherever one is opened, it is one of these.
    assert opened == next(each for each in parts if at < each.end)


@given(TEXTS.filter(str.strip), st.data())
def test_what_is_selected_becomes_whole_sentences(text, data):
    article = Article("a", "A", text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    sentences = find_sentences(article, Span(0, len(text)))
    span = snap_to_sentences(article, start, end)
    touched = [each for each in sentences if each.start < end and start < each.end]
    assert span == ((touched[0].start, touched[-1].end) if touched else None)
    if text[start:end].strip():
        assert span and text[slice(*span)].strip() == text[slice(*span)]


def test_a_short_article_is_shown_whole_wherever_it_is_opened():
    for current in (None, Span(0, 1), Span(60, 63)):
        shown = view_article(ARTICLE, [], current)
        assert (shown.stretch, shown.current) == (Span(0, len(TEXT)), current)


def test_a_long_article_is_cut_between_paragraphs(monkeypatch):
    monkeypatch.setattr(reader_view, "STRETCH", 100)
    paragraphs = ["word " * 12 + "end." for _ in range(5)]
    article = Article("a", "A", "\n\n".join(paragraphs))
    spans = stretches(article.text)
    # The first cut is sought from the 100th character on, and found before the 125th or made at a space.
    assert len(spans) > 2 and all(article.text[span.start - 1].isspace() for span in spans[1:])


def test_what_is_quoted_past_the_first_stretch_is_in_view():
    article = Article("a", "A", "The lamp burned.\n\n" * (2 * STRETCH // 18 + 10))
    at = STRETCH + 1000
    shown = view_article(article, [], Span(at, at + 1))
    assert 0 < shown.stretch.start <= at < shown.stretch.end < len(article.text)
    assert article.text[shown.stretch.start - 2 : shown.stretch.start] == "\n\n"
    assert shown.sentences[0].start == shown.stretch.start
    assert snap_to_sentences(article, at, at + 1) in shown.sentences


def test_a_selection_gets_the_sentences_it_touches():
    for start, end, quoted in (
        (4, 5, "One is here."),
        (0, 12, "One is here."),
        (11, 14, "One is here. Two is there."),
        (12, 13, None),  # the space between
        (26, 28, None),  # the blank line
        (30, 31, "A heading"),
        (20, 40, "Two is there.\n\nA heading\n\nThree is gone."),
    ):
        span = snap_to_sentences(ARTICLE, start, end)
        assert (TEXT[slice(*span)] if span else None) == quoted


def test_headings_are_sentences_of_their_own():
    assert [TEXT[slice(*span)] for span in find_sentences(ARTICLE, Span(0, len(TEXT)))] == [
        "One is here.",
        "Two is there.",
        "A heading",
        "Three is gone.",
        "Four stays.",
    ]
    assert [TEXT[slice(*span)] for span in find_sentences(ARTICLE, Span(39, len(TEXT)))] == [
        "Three is gone.",
        "Four stays.",
    ]


def exchange(number, *citations, nearest=(), own=False):
    reason = None if citations else "No."
    return Exchange(number, "q", answer=Answer("a", "q", 1.0, citations, reason, nearest, ()), own=own)


def test_what_the_conversation_quotes_of_the_article_is_marked():
    other = Article("b", "B", "Another text.")
    first, second = (Citation(n, Quote("a", *span, 1.0), ARTICLE) for n, span in ((1, (0, 12)), (2, (39, 53))))
    elsewhere = Citation(3, Quote("b", 0, 13, 1.0), other)
    exchanges = [
        exchange(1, first, second, elsewhere),
        exchange(2, nearest=(first,)),
        Exchange(3, "asked"),
        exchange(4, second, own=True),
        exchange(5, replace(first, lost="no longer in the library")),
    ]
    assert view_article(ARTICLE, exchanges).marks == (
        QuoteMark(Span(0, 12), 1, 1),
        QuoteMark(Span(39, 53), 1, 2),
        QuoteMark(Span(39, 53), 4, 2),
    )
    assert view_article(other, exchanges).marks == (QuoteMark(Span(0, 13), 1, 3),)


def test_a_quote_is_marked_in_its_stretch_only(monkeypatch, texts):
    monkeypatch.setattr(reader_view, "STRETCH", 30)
    quoted = exchange(1, Citation(1, Quote("a", 39, 53, 1.0), ARTICLE))
    first, second = (render_reader(view_article(ARTICLE, [quoted], Span(at, at + 1))) for at in (0, 45))
    assert texts(first, "mark") == [TEXT[0]] and "#chip-1-1" not in first
    assert "".join(texts(second, "mark")) == "Three is gone." and "#chip-1-1" in second
