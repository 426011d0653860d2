"""PDF: the text layer in reading order, with the offsets at which pages begin."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from ctypes import c_double, c_int, create_string_buffer
from math import hypot
from statistics import median
from threading import Lock
from typing import NamedTuple

import pypdfium2  # type: ignore[import-untyped]
from pypdfium2 import raw

from corpus.article import Source, Span
from corpus.errors import UnreadableSource
from corpus.formats.encoding import measure_strange_share
from corpus.formats.extract import Extract, join_lines, make_title
from corpus.formats.fields import split_authors
from corpus.formats.headings import find_headings, find_title
from corpus.formats.paragraphs import Flow, Line, reflow

# Two threads must not use PDFium at once.
_PDFIUM = Lock()
_PASSWORD_ERROR = 4
_PICTURES = "the file holds pictures of text and no text; run OCR on it first (ocrmypdf, for example)"
# No book has as many pages, and a small file can claim millions.
_MOST_PAGES = 20_000
# With a larger share of unreadable characters, the fonts do not say which letters they draw.
_MAX_STRANGE = 0.3
_SENSELESS_TITLE = re.compile(
    r"(microsoft|word|powerpoint|print)\b.* - .*|.*\.(docx?|pptx?|pdf|indd|qxd|tex|dvi|odt|rtf|txt|html?)"
    r"|untitled.*|\(?(anonymous|unspecified|unknown)\)?|(document|slide|title|presentation|layout) ?\d*"
    r"|[^\W\d_]*[\d_]\S*|\W*",
    re.IGNORECASE,
)


def read_pdf(data: bytes, stem: str) -> Extract:
    """Read the text of a PDF; raise UnreadableSource if it is broken, locked, or holds no text."""
    with _PDFIUM:
        pages, facts, pictured = _read_contents(data)
    body = reflow(pages)
    if not body.text.strip():
        raise UnreadableSource(_PICTURES if pictured else "the file holds no text")
    if measure_strange_share(body.text) > _MAX_STRANGE:
        raise UnreadableSource("the file's fonts do not tell which letters they draw; run OCR on it first")
    title = _find_title(facts.get("Title", ""), body)
    shown = ", ".join(map(str, pictured[:10])) + (", …" if len(pictured) > 10 else "")
    return Extract(
        title=title or make_title(stem, body.text),
        text=body.text,
        # The creation date is that of the file, not of the article's publication.
        source=Source(authors=_read_authors(facts.get("Author", ""))),
        headings=_find_headings(body, title),
        pages=body.pages,
        remarks=(f"pages without text, such as pictures, were left out: {shown}; run OCR to read them",)
        if pictured
        else (),
    )


def _read_contents(data: bytes) -> tuple[list[list[Line]], dict[str, str], list[int]]:
    """Return the lines of each page, the metadata, and the numbers of the pages that hold only pictures."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > _MOST_PAGES:
                raise UnreadableSource(f"the file has {len(document):,} pages: save it in parts")
            pages, pictured = [], []
            for number in range(len(document)):
                page = document[number]
                pages.append(list(_read_lines(page, number)))
                if not pages[-1] and next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3), None):
                    pictured.append(number + 1)
                page.close()
            return pages, document.get_metadata_dict(), pictured
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR:
            raise UnreadableSource("the file is locked with a password; save a copy without one") from error
        raise UnreadableSource("the file is not a sound PDF; open it in a viewer and save it anew") from error


def _read_lines(page: pypdfium2.PdfPage, number: int) -> Iterator[Line]:
    text = page.get_textpage()
    count = raw.FPDFText_CountChars(text)
    codes = [raw.FPDFText_GetUnicode(text, index) for index in range(max(count, 0))]
    start = 0
    # PDFium ends a line with \r\n, or with U+0002 in place of a hyphen that breaks a word.
    for end, code in enumerate([*codes, 10]):
        if code in {2, 10, 13, 0xFFFE}:
            shown = [index for index in range(start, end) if not chr(codes[index]).isspace() and codes[index]]
            if shown:
                yield _make_line(
                    text, codes[start:end], shown, number, broken=code in {2, 0xFFFE} or codes[shown[-1]] == 0xAD
                )
            start = end + 1
    text.close()


def _make_line(text: pypdfium2.PdfTextPage, codes: list[int], shown: list[int], page: int, *, broken: bool) -> Line:
    # Three letters show how the line looks: one alone may be a footnote's number or in another font.
    looks = [_measure_letter(text, index) for index in (shown[0], shown[len(shown) // 2], shown[-1])]
    # A character of two code units comes as two halves of a surrogate pair.
    letters = "".join(map(chr, codes)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return Line(
        text=_replace_ligatures(letters),
        left=looks[0].left,
        right=text.get_charbox(shown[-1], loose=True)[2],
        baseline=median(look.baseline for look in looks),
        size=median(look.size for look in looks),
        bold=all(look.bold for look in looks),
        page=page,
        broken=broken,
    )


class _Look(NamedTuple):
    left: float
    baseline: float
    size: float
    bold: bool


def _measure_letter(text: pypdfium2.PdfTextPage, index: int) -> _Look:
    x, y, matrix, name, flags = c_double(), c_double(), raw.FS_MATRIX(), create_string_buffer(128), c_int()
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    raw.FPDFText_GetMatrix(text, index, matrix)
    raw.FPDFText_GetFontInfo(text, index, name, len(name), flags)
    size = raw.FPDFText_GetFontSize(text, index) * hypot(matrix.c, matrix.d)
    return _Look(
        x.value, y.value, max(size, 0.1), bool(re.search(rb"bold|black|heavy|bx\d", name.value, re.IGNORECASE))
    )


_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}


def _replace_ligatures(letters: str) -> str:
    """Return a line as people would type it: without ligatures and soft hyphens."""
    return join_lines(letters.translate({**_LIGATURES, 0xAD: None, 0xFFFF: None}))


def _find_title(stated: str, body: Flow) -> str:
    """Return the title that the metadata state, or, if that is a program's or none, a title in the text."""
    stated = join_lines(stated)
    if not _SENSELESS_TITLE.fullmatch(stated):
        return stated
    first_page = body.pages[1] if len(body.pages) > 1 else len(body.text)
    large = [span for span in body.large if span.start < first_page]
    return body.text[large[0].start : large[0].end] if large else find_title(body.text)


def _find_headings(body: Flow, title: str) -> tuple[Span, ...]:
    """Return the spans in large letters, and the lines that look like headings without them."""
    others = (span for span in find_headings(body.text, title) if not _is_overlapping(span, body.large))
    return tuple(sorted((*body.large, *others)))


def _is_overlapping(span: Span, others: Sequence[Span]) -> bool:
    """Say whether a span overlaps one of the others, which are in order and disjoint."""
    after = bisect_right(others, span)
    return any(other.start < span.end and span.start < other.end for other in others[max(0, after - 1) : after + 1])


def _read_authors(stated: str) -> tuple[str, ...]:
    """Return the names of people; many files name an account or a program instead."""
    return tuple(
        name for name in split_authors(stated) if 2 <= len(name.split()) <= 5 and not re.search(r"[\d@/\\]", name)
    )
