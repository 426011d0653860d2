"""What the reader view shows: an article opened at a quote, with all that the conversation quotes of it."""

from collections.abc import Sequence

from corpus import Article, Span
from corpus.sentences import split_sentences
from qa.conversations.exchange import Exchange
from qa.web.html.reader_html import QuoteMark, ReaderView

# Characters of an article that are shown at once: a novel's chapter or a long report; a browser is slow with a book.
STRETCH = 200_000


def view_article(
    article: Article, exchanges: Sequence[Exchange], current: Span | None = None, at: int = 0
) -> ReaderView:
    """Return the article, or of a long one the part around `current`, else the offset `at`.

    The quotes of the exchanges are marked in it.
    """
    stretch = _cut_stretch(article.text, current.start if current else at)
    marks = tuple(
        QuoteMark(Span(citation.quote.start, citation.quote.end), exchange.number, citation.number)
        for exchange in exchanges
        if exchange.answer
        for citation in exchange.answer.quotes
        if citation.article.id == article.id and not citation.lost
    )
    return ReaderView(article, stretch, find_sentences(article, stretch), marks, current)


def snap_to_sentences(article: Article, start: int, end: int) -> Span | None:
    """Return the whole sentences that a selection touches, from the first to the last; None if it touches none."""
    stretch = _cut_stretch(article.text, start)
    touched = [span for span in find_sentences(article, stretch) if span.start < end and span.end > start]
    return Span(touched[0].start, touched[-1].end) if touched else None


def find_sentences(article: Article, stretch: Span) -> tuple[Span, ...]:
    """Return the sentences of a stretch, which begins and ends between paragraphs."""
    first, last = stretch
    headings = [Span(a - first, b - first) for a, b in article.headings if first <= a and b <= last]
    return tuple(Span(a + first, b + first) for a, b in split_sentences(article.text[first:last], headings))


def _cut_stretch(text: str, at: int) -> Span:
    """Return at most STRETCH characters around an offset, cut between paragraphs if there are any."""
    if len(text) <= STRETCH:
        return Span(0, len(text))
    # Stretches lie side by side, so that reading on never skips or repeats anything.
    edges = [_find_paragraph(text, n * STRETCH) for n in range(len(text) // STRETCH + 1)] + [len(text)]
    number = next(i for i, edge in enumerate(edges[1:]) if at < edge or edge == len(text))
    return Span(edges[number], edges[number + 1])


def _find_paragraph(text: str, at: int) -> int:
    """Return where the first paragraph after an offset begins, if it does soon; else the next line or the offset."""
    if at == 0:
        return 0
    for mark in ("\n\n", "\n", ". ", " "):
        place = text.find(mark, at, at + STRETCH // 4)
        if place >= 0:
            return place + len(mark)
    return at
