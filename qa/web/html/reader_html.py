"""The reader view: an article as it stands, with the conversation's quotes marked in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus import Article, Span
from qa.rendering.hypertext import escape, join_fields
from qa.web.html.text_html import describe_source, render_stretch, render_title


@dataclass(frozen=True, slots=True)
class QuoteMark:
    """A quote of the conversation: its place in the article, and the turn and number that its chip has."""

    span: Span
    turn: int
    number: int


@dataclass(frozen=True, slots=True)
class ReaderView:
    """A stretch of an article as it is read: its sentences, the quotes in it, and the one that is looked for."""

    article: Article
    stretch: Span
    sentences: tuple[Span, ...]
    marks: tuple[QuoteMark, ...] = ()
    current: Span | None = None


def render_reader(reading: ReaderView) -> str:
    """Return the article as a dialog over the page."""
    article, (start, end) = reading.article, reading.stretch
    known = join_fields(*describe_source(article.source))
    meta = f'<p class="pq-meta" dir="auto">{known}</p>' if known else ""
    key = escape(article.id)
    before = _render_further("Read what comes before", key, max(0, start - 1)) if start > 0 else ""
    after = _render_further("Read on", key, end) if end < len(article.text) else ""
    part = '<p class="pq-hint">A long article: this is a part of it, and only in this part words are found.</p>'
    return (
        '<div class="pq-reader" role="dialog" aria-modal="true" aria-labelledby="pq-reader-title" '
        f'data-article="{key}" data-part="{start}">'
        '<div class="pq-reader-head"><div class="pq-reader-bar">'
        '<form class="pq-reader-find" role="search"><input type="search" aria-label="Find in this article" '
        'placeholder="Find in this article"><output aria-live="polite"></output>'
        '<button type="submit" class="pq-icon pq-next" aria-label="Next place" title="Next place"></button></form>'
        f'<button type="button" class="pq-do pq-only" data-send="filters_limit" data-id="{key}">Ask only this</button>'
        '<button type="button" class="pq-close" aria-label="Close the article">×</button></div></div>'
        '<div class="pq-reader-body" tabindex="0" role="region" aria-label="The article">'
        f'<header><h2 id="pq-reader-title" dir="auto">{render_title(article)}</h2>{meta}'
        '<p class="pq-hint pq-reader-how">Click a sentence, or select several, to quote them yourself.</p>'
        f"{part if before or after else ''}</header>{before}"
        f'<div class="pq-reader-text">{"".join(_render_text(reading))}</div>{after}</div>'
        '<div class="pq-reader-pick" role="toolbar" aria-label="What is selected" hidden>'
        '<button type="button" data-pick="quote">Quote it</button>'
        '<button type="button" data-pick="copy">Copy</button></div></div>'
    )


def _render_further(label: str, key: str, at: int) -> str:
    return (
        f'<p class="pq-reader-further"><button type="button" class="pq-do" data-send="reader_open" data-id="{key}" '
        f'data-start="{at}">{label}</button></p>'
    )


def _render_text(reading: ReaderView) -> Iterator[str]:
    """Yield the text's sentences as elements that know their place, and what stands between them."""
    article, reached = reading.article, reading.stretch.start
    for start, end in reading.sentences:
        yield "".join(_render_pieces(reading, reached, start))
        pieces = "".join(_render_pieces(reading, start, end))
        yield f'<span class="pq-reader-sentence" data-start="{start}" data-end="{end}">{pieces}</span>'
        reached = end
    yield "".join(_render_pieces(reading, reached, min(reading.stretch.end, len(article.text))))


def _render_pieces(reading: ReaderView, start: int, end: int) -> Iterator[str]:
    """Yield the text between two offsets, cut wherever a quote, a heading or a page begins or ends."""
    article = reading.article
    spans: Sequence[Span] = [*article.headings, *(mark.span for mark in reading.marks), *_list_current(reading)]
    edges = {edge for span in spans for edge in span if start < edge < end}
    edges |= {page for page in article.pages if start < page < end}
    at = [start, *sorted(edges), end]
    for first, last in pairwise(at):
        if first == last:
            continue
        yield from _render_openings(reading, first)
        yield _render_piece(reading, first, last)


def _render_openings(reading: ReaderView, at: int) -> Iterator[str]:
    """Yield what is shown where a page or a quote begins; it is no part of the text."""
    for number, page in enumerate(reading.article.pages, 1):
        if page == at:
            yield f'<span class="pq-page" data-page="{number}"></span>'
    for mark in reading.marks:
        if mark.span.start == at:
            key = f"{mark.turn}-{mark.number}"
            back = f'aria-label="Quote {mark.number}, back to the answer" title="Back to the answer"'
            # The number is drawn, so that what is selected or found is the article's text alone.
            yield f'<a class="pq-number" href="#chip-{key}" data-number="{mark.number}" {back}></a>'


def _render_piece(reading: ReaderView, start: int, end: int) -> str:
    text = render_stretch(reading.article.text[start:end])
    if any(span.start <= start < span.end for span in reading.article.headings):
        return f'<b class="pq-heading">{text}</b>'
    if any(span.start <= start < span.end for span in _list_current(reading)):
        return f'<mark class="pq-now" tabindex="-1">{text}</mark>'
    if any(mark.span.start <= start < mark.span.end for mark in reading.marks):
        return f"<mark>{text}</mark>"
    return text


def _list_current(reading: ReaderView) -> tuple[Span, ...]:
    return (reading.current,) if reading.current else ()
