"""PDF: the text layer in reading order, with the offsets at which pages begin."""

from bisect import bisect_right
from collections.abc import Sequence

from corpus.article import Source, Span
from corpus.errors import UnreadableSource
from corpus.formats.encoding import measure_strange_share
from corpus.formats.extract import Extract, join_lines, make_title
from corpus.formats.headings import find_headings
from corpus.formats.headings import find_title as find_first_line
from corpus.formats.layout import Line
from corpus.formats.paragraphs import Flow, reflow
from corpus.formats.scripts import has_notes, write_pieces
from corpus.formats.text_layer import DrawnLine, TextLayer, read_text_layer
from corpus.formats.title_page import find_authors, find_date, find_doi, find_title

_PICTURES = "the file holds pictures of text and no text; run OCR on it first (ocrmypdf, for example)"
# With a larger share of unreadable characters, the fonts do not say which letters they draw.
_MAX_STRANGE = 0.3


def read_pdf(data: bytes, stem: str) -> Extract:
    """Read the text of a PDF; raise UnreadableSource if it is broken, locked, or holds no text."""
    layer = read_text_layer(data)
    facts, pictured = layer.facts, layer.pictured
    pages = _write_pages(layer)
    body = reflow(pages)
    if not body.text.strip():
        raise UnreadableSource(_PICTURES if pictured else "the file holds no text")
    if measure_strange_share(body.text) > _MAX_STRANGE:
        raise UnreadableSource("the file's fonts do not tell which letters they draw; run OCR on it first")
    page = "\n".join(line.text for line in next(filter(None, pages)))
    title = find_title(facts.get("Title", ""), body.first, body.size) or find_first_line(body.text)
    doi = find_doi(data, facts, page)
    shown = ", ".join(map(str, pictured[:10])) + (", …" if len(pictured) > 10 else "")
    return Extract(
        title=title or make_title(stem, body.text),
        text=body.text,
        # The creation date is that of the file, not of the article's publication.
        source=Source(
            url=f"https://doi.org/{doi}" if doi else None,
            authors=find_authors(facts.get("Author", ""), title, body.first),
            published=find_date(data, page),
        ),
        headings=_find_headings(body, title),
        pages=body.pages,
        remarks=(f"pages without text, such as pictures, were left out: {shown}; run OCR to read them",)
        if pictured
        else (),
    )


def _write_pages(layer: TextLayer) -> list[list[Line]]:
    """Return the lines of each page as they are written; a line of nothing but controls is dropped."""
    noted = has_notes(line.pieces for page in layer.pages for line in page)
    return [[line for drawn in page if (line := _write_line(drawn, noted=noted)).text] for page in layer.pages]


def _write_line(drawn: DrawnLine, *, noted: bool) -> Line:
    return Line(join_lines(write_pieces(drawn.pieces, noted=noted)), *drawn[1:])


def _find_headings(body: Flow, title: str) -> tuple[Span, ...]:
    """Return the spans in large letters, and the lines that look like headings without them."""
    others = (span for span in find_headings(body.text, title) if not _is_overlapping(span, body.large))
    return tuple(sorted((*body.large, *others)))


def _is_overlapping(span: Span, others: Sequence[Span]) -> bool:
    """Say whether a span overlaps one of the others, which are in order and disjoint."""
    after = bisect_right(others, span)
    return any(other.start < span.end and span.start < other.end for other in others[max(0, after - 1) : after + 1])
