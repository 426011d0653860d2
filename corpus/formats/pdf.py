"""PDF: the text layer in reading order, with the offsets at which pages begin."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from corpus.article import Source, Span
from corpus.errors import UnreadableSource
from corpus.formats import ocr
from corpus.formats.extract import Extract, join_lines, make_title
from corpus.formats.glyph_codes import is_glyph_codes
from corpus.formats.headings import find_headings
from corpus.formats.headings import find_title as find_first_line
from corpus.formats.layout import Line
from corpus.formats.paragraphs import Flow, reflow
from corpus.formats.scripts import has_notes, write_pieces
from corpus.formats.text_layer import DrawnLine, TextLayer, draw_page, read_text_layer
from corpus.formats.title_page import find_address, find_authors, find_date, find_doi, find_title
from corpus.progress import Tell, keep_silent

_SCAN = "the file is a scan, which holds pictures of pages and no text"
_CODES = "the file's fonts do not tell which letters they draw"
_DAMAGED = "the file is not a sound PDF; open it in a viewer and save it anew"
_NAMELESS = "the file's fonts do not tell some letters, which stand as \ufffd: compare quotes with the page"
# A word that lacks a letter; so many are told.
_LACKING, _LEAST_LACKING = re.compile(r"[^\W\d_]\ufffd|\ufffd[^\W\d_]{2}"), 3
# So many page numbers are told.
_MOST_TOLD = 10


class PdfPages(NamedTuple):
    """What a PDF's pages hold as text, empty where that cannot be used, and the numbers, from 1, of such pages."""

    lines: list[list[Line]]
    facts: dict[str, str]
    pictured: list[int]
    coded: list[int]
    damaged: list[int]


def read_pages(data: bytes, tell: Tell = keep_silent) -> PdfPages:
    """Read the pages of a PDF, and tell of each; raise UnreadableSource if it is broken or locked."""
    layer = read_text_layer(data, tell)
    lines, coded = _drop_glyph_codes(_write_pages(layer))
    return PdfPages(lines, layer.facts, layer.pictured, coded, layer.damaged)


def read_pdf(data: bytes, stem: str) -> Extract:
    """Read the text of a PDF; raise UnreadableSource if it is broken, locked, or holds no text."""
    return write_extract(data, stem, read_pages(data))


def recognise_pages(data: bytes, read: PdfPages) -> Iterator[PdfPages]:
    """Yield the pages after each one without text, which OCR has read; nothing where there is no OCR."""
    for number in sorted((*read.pictured, *read.coded)) if ocr.is_available() else ():
        try:
            recognised = ocr.recognise(draw_page(data, number - 1, ocr.DOTS), number - 1)
        except ocr.OcrFailed:  # it stays among those that are told to be left out
            recognised = []
        if recognised:
            lines = [recognised if at == number - 1 else page for at, page in enumerate(read.lines)]
            pictured, coded = (
                [other for other in numbers if other != number] for numbers in (read.pictured, read.coded)
            )
            read = read._replace(lines=lines, pictured=pictured, coded=coded)
        yield read


def write_extract(data: bytes, stem: str, read: PdfPages, recognised: Sequence[int] = ()) -> Extract:
    """Return what pages hold, of which OCR has read some; raise UnreadableSource if they hold no text."""
    pages, coded = read.lines, read.coded
    body = reflow(pages)
    if not body.text.strip():
        damaged = _DAMAGED if read.damaged else "the file holds no text"
        drawn = _CODES if coded else _SCAN if read.pictured else None
        raise UnreadableSource(f"{drawn}: {_advise('it')}" if drawn else damaged)
    page = "\n".join(line.text for line in next(filter(None, pages)))
    title = find_title(read.facts.get("Title", ""), body.first, body.size) or find_first_line(body.text)
    doi = find_doi(data, read.facts, page)
    return Extract(
        title=title or make_title(stem, body.text),
        text=body.text,
        # The creation date is that of the file, not of the article's publication.
        source=Source(
            url=f"https://doi.org/{doi}" if doi else find_address(page),
            authors=find_authors(read.facts.get("Author", ""), title, body.first),
            published=find_date(data, page),
            doi=doi,
        ),
        headings=_find_headings(body, title),
        pages=body.pages,
        remarks=(
            *_tell("pages without text, such as pictures, were left out", read.pictured, _advise("them")),
            *_tell("pages whose fonts do not tell their letters were left out", coded, _advise("them")),
            *_tell("damaged pages were left out", read.damaged, "open the file in a viewer and save it anew"),
        ),
        remark=_tell_recognised(recognised, len(pages)) or _tell_nameless(body.text),
    )


def _advise(what: str) -> str:
    """Return how to read pages without text by OCR, or that this has been tried."""
    return f"OCR finds no text in {what}, either" if ocr.is_available() else f"to read {what} by OCR, {ocr.REMEDY}"


def _tell_recognised(numbers: Sequence[int], pages: int) -> str | None:
    """Return a remark on the pages that OCR has read, if there are any."""
    if not numbers:
        return None
    return ocr.REMARK if len(numbers) == pages else f"pages {_list(numbers)} were {ocr.REMARK}"


def _tell_nameless(text: str) -> str | None:
    """Return a remark if words of a text lack letters."""
    return _NAMELESS if len(_LACKING.findall(text)) >= _LEAST_LACKING else None


def _drop_glyph_codes(pages: Sequence[list[Line]]) -> tuple[list[list[Line]], list[int]]:
    """Return the pages, empty where their fonts do not tell which letters they draw, and the numbers of those."""
    coded = [at for at, page in enumerate(pages) if is_glyph_codes("\n".join(line.text for line in page))]
    dropped = set(coded)
    return [[] if at in dropped else page for at, page in enumerate(pages)], [at + 1 for at in coded]


def _tell(what: str, numbers: Sequence[int], remedy: str) -> tuple[str, ...]:
    """Return a remark on some pages, if there are any."""
    return (f"{what}: {_list(numbers)}; {remedy}",) if numbers else ()


def _list(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:_MOST_TOLD])) + (", …" if len(numbers) > _MOST_TOLD else "")


def _write_pages(layer: TextLayer) -> list[list[Line]]:
    """Return the lines of each page as they are written; a line of nothing but controls is dropped."""
    noted = has_notes(line.pieces for page in layer.pages for line in page)
    return [
        _mark_turned([line for drawn in page if (line := _write_line(drawn, noted=noted)).text]) for page in layer.pages
    ]


def _mark_turned(page: list[Line]) -> list[Line]:
    """Return the lines of a page, and behind them those that run another way than most, which part no sentence."""
    turned = sum(len(line.text) for line in page if line.turned)
    most = turned > sum(len(line.text) for line in page) / 2
    marked = [replace(line, turned=line.turned != most) for line in page] if turned else page
    return sorted(marked, key=lambda line: line.turned)


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
