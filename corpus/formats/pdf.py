"""PDF: the text layer in reading order, with the offsets at which pages begin."""

from bisect import bisect_right
from collections.abc import Sequence

from corpus.article import Source, Span
from corpus.errors import UnreadableSource
from corpus.formats.extract import Extract, join_lines, make_title
from corpus.formats.glyph_codes import is_glyph_codes
from corpus.formats.headings import find_headings
from corpus.formats.headings import find_title as find_first_line
from corpus.formats.layout import Line
from corpus.formats.paragraphs import Flow, reflow
from corpus.formats.scripts import has_notes, write_pieces
from corpus.formats.text_layer import DrawnLine, TextLayer, read_text_layer
from corpus.formats.title_page import find_authors, find_date, find_doi, find_title
from corpus.progress import Tell, keep_silent

_SCAN = "the file is a scan: it holds pictures of pages and no text; run OCR on it first (ocrmypdf, for example)"
_CODES = "the file's fonts do not tell which letters they draw; run OCR on it first (ocrmypdf --force-ocr, for example)"
# So many page numbers are told.
_MOST_TOLD = 10


def read_pdf(data: bytes, stem: str, tell: Tell = keep_silent) -> Extract:
    """Read the text of a PDF, page by page; raise UnreadableSource if it is broken, locked, or holds no text."""
    layer = read_text_layer(data, tell)
    pages, coded = _drop_glyph_codes(_write_pages(layer))
    body = reflow(pages)
    if not body.text.strip():
        raise UnreadableSource(_CODES if coded else _SCAN if layer.pictured else "the file holds no text")
    page = "\n".join(line.text for line in next(filter(None, pages)))
    title = find_title(layer.facts.get("Title", ""), body.first, body.size) or find_first_line(body.text)
    doi = find_doi(data, layer.facts, page)
    return Extract(
        title=title or make_title(stem, body.text),
        text=body.text,
        # The creation date is that of the file, not of the article's publication.
        source=Source(
            url=f"https://doi.org/{doi}" if doi else None,
            authors=find_authors(layer.facts.get("Author", ""), title, body.first),
            published=find_date(data, page),
        ),
        headings=_find_headings(body, title),
        pages=body.pages,
        remarks=(
            *_tell("pages without text, such as pictures, were left out", layer.pictured, "run OCR to read them"),
            *_tell("pages whose fonts do not tell their letters were left out", coded, "run OCR to read them"),
        ),
    )


def _drop_glyph_codes(pages: Sequence[list[Line]]) -> tuple[list[list[Line]], list[int]]:
    """Return the pages, empty where their fonts do not tell which letters they draw, and the numbers of those."""
    coded = [at for at, page in enumerate(pages) if is_glyph_codes("\n".join(line.text for line in page))]
    dropped = set(coded)
    return [[] if at in dropped else page for at, page in enumerate(pages)], [at + 1 for at in coded]


def _tell(what: str, numbers: Sequence[int], remedy: str) -> tuple[str, ...]:
    """Return a remark on some pages, if there are any."""
    shown = ", ".join(map(str, numbers[:_MOST_TOLD])) + (", …" if len(numbers) > _MOST_TOLD else "")
    return (f"{what}: {shown}; {remedy}",) if numbers else ()


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
