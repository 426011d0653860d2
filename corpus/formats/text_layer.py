"""The text layer of a PDF: what its pages draw as letters, line by line, in the order of drawing."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from ctypes import addressof, c_double, c_float, c_int, create_string_buffer
from itertools import groupby, pairwise
from math import hypot, inf
from statistics import median
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2  # type: ignore[import-untyped]
from pypdfium2 import raw

from corpus.errors import UnreadableSource
from corpus.formats.outlines import Step, draw_contours, find_sign, list_doubted
from corpus.formats.pdf_streams import refuse_excess
from corpus.formats.scripts import Piece
from corpus.formats.tex_encodings import Table, find_words_table
from corpus.formats.tex_fonts import MISNAMED, Numbered, name_letters, read_words
from corpus.formats.unspaced import is_unspaced
from corpus.progress import Tell, keep_silent

if TYPE_CHECKING:
    from PIL.Image import Image

# Two threads must not use PDFium at once.
_PDFIUM = Lock()
_PASSWORD_ERROR = 4
# Points an inch, and dots that the longer side of a picture may have.
_POINTS, _MOST_DOTS = 72, 8_000
# No book has as many pages, and a small file can claim millions.
_MOST_PAGES = 20_000
# No page has as many letters: each takes a thousandth of a megabyte.
_MOST_LETTERS = 400_000
_BOLD = re.compile(rb"bold|black|heavy|bx\d", re.IGNORECASE)

# Raised letters are smaller than this share of their line's size, and stand this share of it above its baseline.
_SMALLER = 0.88
_RAISED, _LOWERED = 0.14, -0.06
# Of raised letters that stand apart, so many may belong to the line before them.
_SHORT = 8
# A gap of this share of a letter's size is a space, if a narrow one.
_GAP = 0.09

# Between two digits of a number there are fewer sizes, or widths of a digit, than this.
_WIDEST_GAP = 0.95

# A letter's box is higher than these many sizes, drawn and with its room, where a font counts in units of its own; then
# so many sizes of what a reader sees are its height.
_TALL, _TALLER, _ROOM = 1.5, 2.5, 1.25
# Pages that are looked at to find out how fonts without names number their letters.
_MOST_SAMPLED = 30
# So many letters tell it.
_SAMPLE = 8

# The letters that stand for several, as people type them: ligatures, and the forms of Hebrew and Arabic letters.
_FORMS = re.compile("[\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufb4f\ufb50-\ufdf9\ufe70-\ufefc]")
# The ligature "Th" is wider than this, in sizes, and no mark that may stand before a word is.
_TH_WIDTH = 0.85
_MARKS = frozenset("!\"#$'()*+,-./:;<=>?[\\]^_`{|}")
# Accents that stand beside the letter on which they are drawn, and what they are on it.
_ACCENTS = {
    "´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "¯": "\u0304", "˘": "\u0306",
    "˙": "\u0307", "˚": "\u030a", "˝": "\u030b", "ˇ": "\u030c", "¸": "\u0327", "˛": "\u0328",
}  # fmt: skip


# A sign without a name that is wider than this, in sizes, is seen.
_NARROWEST = 0.2
# A bar without a name is so many times as wide as high, and stands as high above the ground, in sizes.
_SLIM, _BAR_ABOVE, _BAR_BELOW = 3, 0.12, 0.45
# No one writes letters so many widths or heights of a page beside it.
_FAR = 1.0


class DrawnLine(NamedTuple):
    """A line as a page draws it; places and sizes are in points, pages count from 0.

    In a `broken` line a hyphen, left out of `pieces`, breaks the last word. A `turned` line does not run across.
    """

    pieces: tuple[Piece, ...]
    left: float
    right: float
    baseline: float
    size: float
    page: int
    bold: bool
    broken: bool
    turned: bool = False


class TextLayer(NamedTuple):
    """The lines of each page, the file's metadata, and the numbers, from 1, of pages without lines.

    Those hold only pictures, or what draws them is damaged.
    """

    pages: list[list[DrawnLine]]
    facts: dict[str, str]
    pictured: list[int]
    damaged: list[int]


def read_text_layer(data: bytes, tell: Tell = keep_silent) -> TextLayer:
    """Read what a PDF draws as letters, and tell of each page.

    Raises UnreadableSource if it is broken, locked, too long, or draws too much.
    """
    refuse_excess(data)
    try:
        with _PDFIUM, pypdfium2.PdfDocument(data) as document:
            if len(document) > _MOST_PAGES:
                raise UnreadableSource(f"the file has {len(document):,} pages: save it in parts")
            pages, pictured, damaged = [], [], []
            unnamed = _UnnamedFonts(document)
            for number in range(len(document)):
                page = document[number]
                lines = _read_page(page, number, unnamed)
                pages.append(lines or [])
                if lines is None:
                    damaged.append(number + 1)
                elif not lines and next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3), None):
                    pictured.append(number + 1)
                page.close()
                tell(number + 1, len(document))
            return TextLayer(pages, document.get_metadata_dict(), pictured, damaged)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR:
            raise UnreadableSource("the file is locked with a password; save a copy without one") from error
        raise UnreadableSource("the file is not a sound PDF; open it in a viewer and save it anew") from error


def draw_page(data: bytes, number: int, dots: int) -> "Image":
    """Return the picture of a page, from 0, with so many dots an inch, or fewer of a page larger than a newspaper's."""
    with _PDFIUM, pypdfium2.PdfDocument(data) as document:
        page = document[number]
        scale = min(dots / _POINTS, _MOST_DOTS / max(*page.get_size(), 1))
        picture: Image = page.render(scale=scale, grayscale=True).to_pil()
        page.close()
        return picture


# PDFium's pointer to a font.
_Font = Any


class _DamagedPage(Exception):
    """What draws a page is damaged: any of its letters may be wrong."""


class _Glyph(NamedTuple):
    """A letter as it is drawn, with its place in the page's text.

    `height` is where it stands upwards, as its own line sees that: of a line that is turned, it is not `y`.
    """

    letter: str
    x: float
    y: float
    height: float
    size: float
    place: int


def _read_page(page: pypdfium2.PdfPage, number: int, unnamed: "_UnnamedFonts") -> list[DrawnLine] | None:
    """Return the lines of a page; None if what draws it is damaged."""
    try:
        return list(_join_detached(_read_lines(page, number, unnamed)))
    except _DamagedPage:
        return None


def _read_lines(page: pypdfium2.PdfPage, number: int, unnamed: "_UnnamedFonts") -> Iterator[DrawnLine]:
    text = page.get_textpage()
    if raw.FPDFText_CountChars(text) > _MOST_LETTERS:
        raise UnreadableSource(f"page {number + 1} has more than {_MOST_LETTERS:,} letters: save its text alone")
    glyphs: list[_Glyph] = []
    # PDFium ends a line with \r\n, or with U+0002 in place of a hyphen that breaks a word.
    read = _name_letters(text, list(_read_glyphs(text)), unnamed)
    shown = _leave_out_unseen(_mend_sizes(text, read), page.get_bbox())
    end = _Glyph("\n", 0, 0, 0, 0, 0)
    for glyph, after in pairwise((*_write_signs(text, shown), end, end)):
        # A font may call a letter by U+0002, too.
        if glyph.letter not in "\x02\n\r\ufffe" or (glyph.letter == "\x02" and _goes_on(glyph, after)):
            glyphs.append(glyph)
        elif glyphs:
            if line := _make_line(text, glyphs, number, broken=glyph.letter in "\x02\ufffe"):
                yield line
            glyphs = []
    text.close()


def _goes_on(glyph: _Glyph, after: _Glyph) -> bool:
    """Say whether a letter is the next in the line of another one."""
    level = abs(after.height - glyph.height) < _GAP * glyph.size
    return level and after.x > glyph.x and after.letter not in "\r\n"


def _leave_out_unseen(glyphs: Iterable[_Glyph], box: tuple[float, float, float, float]) -> list[_Glyph]:
    """Return the letters that stand on a page with these edges; raise _DamagedPage if others are far from it."""
    left, bottom, right, top = box
    width, height = right - left or inf, top - bottom or inf
    seen, farthest = [], 0.0
    shows = False
    for glyph in glyphs:
        distance = 0.0
        if glyph.letter.isprintable() and not glyph.letter.isspace():
            across = (max(left - glyph.x, glyph.x - right) - glyph.size) / width
            distance = max(0.0, across, (max(bottom - glyph.y, glyph.y - top) - glyph.size) / height)
            shows = shows or not distance
        if not distance:
            seen.append(glyph)
        farthest = max(farthest, distance)
    if shows and farthest > _FAR:
        raise _DamagedPage
    return seen


def _read_glyphs(text: pypdfium2.PdfTextPage) -> Iterator[_Glyph]:
    """Yield the letters of a page; a character outside the basic plane comes as two halves of a surrogate pair."""
    x, y, matrix = c_double(), c_double(), raw.FS_MATRIX()
    high = 0
    for index in range(max(raw.FPDFText_CountChars(text), 0)):
        code = raw.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if high and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        letter = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetMatrix(text, index, matrix)
        size = raw.FPDFText_GetFontSize(text, index) * hypot(matrix.c, matrix.d)
        height = (y.value * matrix.a - x.value * matrix.b) / (hypot(matrix.a, matrix.b) or 1)
        yield _Glyph(letter, x.value, y.value, height, max(size, 0.1), index)


class _UnnamedFonts:
    """How the fonts of a document that have no name number the letters of words; found out once it is asked for."""

    def __init__(self, document: pypdfium2.PdfDocument):
        self._document = document
        self._table: Table | None = None
        self._is_read = False

    def find_table(self) -> Table | None:
        """Return what these fonts draw under the numbers of letters; None if it is not known."""
        if not self._is_read:
            self._is_read = True
            pages = range(min(len(self._document), _MOST_SAMPLED))
            self._table = find_words_table([run for number in pages for run in self._read_words(number)])
        return self._table

    def _read_words(self, number: int) -> list[str]:
        page = self._document[number]
        text = page.get_textpage()
        words = read_words(_list_numbered(text, list(_read_glyphs(text))))
        text.close()
        page.close()
        return words


def _name_letters(text: pypdfium2.PdfTextPage, glyphs: list[_Glyph], unnamed: _UnnamedFonts) -> list[_Glyph]:
    """Return the letters with the names that TeX's fonts have for those that the file calls by their numbers."""
    if not (numbered := _list_numbered(text, glyphs)):
        return glyphs
    letters = name_letters([glyph.letter for glyph in glyphs], numbered, unnamed.find_table)
    return [glyph._replace(letter=letter) for glyph, letter in zip(glyphs, letters, strict=True) if letter]


def _list_numbered(text: pypdfium2.PdfTextPage, glyphs: list[_Glyph]) -> dict[int, Numbered]:
    """Return the letters that a page calls by their numbers, or by a name that is not theirs, by their places."""
    numbered, names = {}, dict[int, str]()
    for at, glyph in enumerate(glyphs):
        if glyph.letter != MISNAMED and raw.FPDFText_HasUnicodeMapError(text, glyph.place) != 1:
            continue
        if font := _find_drawn_font(text, glyph.place):
            key = addressof(font.contents)
            if key not in names:
                names[key] = _read_font_name(font)
            _, bottom, _, top = text.get_charbox(glyph.place)
            low, high = (bottom - glyph.y) / glyph.size, (top - glyph.y) / glyph.size
            numbered[at] = Numbered(glyph.letter, key, names[key], low, high)
    return numbered


def _read_font_name(font: _Font) -> str:
    name = create_string_buffer(128)
    raw.FPDFFont_GetBaseFontName(font, name, len(name))
    return name.value.decode("latin-1")


def _mend_sizes(text: pypdfium2.PdfTextPage, glyphs: list[_Glyph]) -> list[_Glyph]:
    """Return a page's letters in the sizes that a reader sees, whatever units their fonts count in."""
    samples: dict[float, list[_Glyph]] = {}
    for glyph in glyphs:
        if glyph.letter.isalnum() and len(sample := samples.setdefault(glyph.size, [])) < _SAMPLE:
            sample.append(glyph)
    sizes = {}
    for size, sample in samples.items():
        drawn, loose = (median(_find_height(text, it, loose=way) for it in sample) for way in (False, True))
        if drawn > _TALL * size and loose > _TALLER * size:
            sizes[size] = loose / _ROOM
    return [glyph._replace(size=sizes.get(glyph.size, glyph.size)) for glyph in glyphs] if sizes else glyphs


def _find_height(text: pypdfium2.PdfTextPage, glyph: _Glyph, *, loose: bool) -> float:
    _, bottom, _, top = text.get_charbox(glyph.place, loose=loose)
    return float(top - bottom)


def _write_signs(text: pypdfium2.PdfTextPage, glyphs: Sequence[_Glyph]) -> list[_Glyph]:
    """Return a page's letters, as signs where their font draws signs under their names: else −15 reads 215."""
    signs: dict[tuple[int, str], str | None] = {}
    written = list(glyphs)
    for at in list_doubted("".join(glyph.letter for glyph in glyphs)):
        glyph = glyphs[at]
        if not (font := _find_drawn_font(text, glyph.place)):
            continue
        key = addressof(font.contents), glyph.letter
        if key not in signs:
            signs[key] = find_sign(draw_contours(_read_outline(font, glyph.letter)), glyph.letter)
        if sign := signs[key]:
            # A bar from number to number is a dash, except in an exponent.
            beside = [it for it in glyphs[max(0, at - 1) : at + 2] if it.letter.isdigit() and _are_level(glyph, it)]
            is_dash = sign == "−" and len([it for it in beside if it is not glyph]) == 2
            written[at] = glyph._replace(letter="–" if is_dash else sign)
    return written


def _find_drawn_font(text: pypdfium2.PdfTextPage, place: int) -> _Font:
    drawn = raw.FPDFText_GetTextObject(text, place)
    return raw.FPDFTextObj_GetFont(drawn) if drawn else None


def _read_outline(font: _Font, letter: str) -> Iterator[Step]:
    """Yield how a font draws a letter, in its sizes; nothing if it holds no outlines."""
    path, x, y = raw.FPDFFont_GetGlyphPath(font, ord(letter), 1.0), c_float(), c_float()
    for index in range(max(raw.FPDFGlyphPath_CountGlyphSegments(path), 0) if path else 0):
        segment = raw.FPDFGlyphPath_GetGlyphPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        kind = raw.FPDFPathSegment_GetType(segment)
        yield Step(kind == raw.FPDF_SEGMENT_MOVETO, kind == raw.FPDF_SEGMENT_LINETO, x.value, y.value)


def _are_level(one: _Glyph, other: _Glyph) -> bool:
    return abs(one.y - other.y) < 0.1 * one.size and abs(one.size - other.size) < 0.1 * one.size


def _make_line(text: pypdfium2.PdfTextPage, glyphs: list[_Glyph], page: int, *, broken: bool) -> DrawnLine | None:
    """Return the line of some letters; None if none of them can be seen."""
    shown = [glyph for glyph in glyphs if not glyph.letter.isspace() and glyph.letter.isprintable()]
    if not shown:
        return None
    size = _find_most([round(glyph.size, 1) for glyph in shown if glyph.letter.isalnum()] or [round(shown[0].size, 1)])
    baseline = _find_most([round(glyph.y, 1) for glyph in shown if abs(glyph.size - size) <= 0.1] or [shown[0].y])
    ground = _find_most([round(glyph.height, 1) for glyph in shown if abs(glyph.size - size) <= 0.1] or [baseline])
    # Three letters show how the line looks: one alone may be in another font.
    looks = (shown[0], shown[len(shown) // 2], shown[-1])
    hyphen = next(glyph.letter for glyph in reversed(glyphs) if not glyph.letter.isspace()) == "\u00ad"
    return DrawnLine(
        pieces=tuple(
            _make_pieces(
                _mend_letters(_mark_nameless(text, _space_units(text, _part_cells(text, glyphs)))), ground, size
            )
        ),
        left=shown[0].x,
        # An accent may be drawn last, and stand elsewhere.
        right=text.get_charbox(max(shown, key=lambda glyph: glyph.x).place, loose=True)[2],
        baseline=baseline,
        size=size,
        page=page,
        bold=sum(_is_bold(text, glyph.place) for glyph in looks) > 1,
        broken=broken or hyphen,
        turned=abs(shown[0].height - shown[0].y) > size,
    )


def _find_most(values: Sequence[float]) -> float:
    """Return the value that most letters have."""
    return Counter(values).most_common(1)[0][0]


def _is_bold(text: pypdfium2.PdfTextPage, index: int) -> bool:
    return bool(_BOLD.search(_find_font(text, index)))


def _find_font(text: pypdfium2.PdfTextPage, index: int) -> bytes:
    name, flags = create_string_buffer(128), c_int()
    raw.FPDFText_GetFontInfo(text, index, name, len(name), flags)
    return name.value


def _make_pieces(glyphs: Sequence[_Glyph], ground: float, size: float) -> Iterator[Piece]:
    """Yield the runs of letters on the ground of their line, above it and below; a blank belongs to those before."""
    rises: list[int] = []
    for glyph in glyphs:
        rise = 0
        if glyph.letter.isspace():
            rise = rises[-1] if rises else 0
        else:
            share = (glyph.height - ground) / size
            if glyph.size < _SMALLER * size:
                rise = int(share > _RAISED) - int(share < _LOWERED)
            elif glyph.letter.isdigit():
                # Some fonts have small digits, which are drawn in full size.
                rise = int(2 * _RAISED < share < 0.6)
        rises.append(rise)
    for rise, run in groupby(zip(rises, glyphs, strict=True), key=lambda pair: pair[0]):
        letters = "".join(glyph.letter for _, glyph in run)
        yield Piece(_FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0]), letters), rise)


def _join_detached(lines: Iterable[DrawnLine]) -> Iterator[DrawnLine]:
    """Yield the lines, each with what stands right behind it and PDFium took for a line of its own."""
    last: DrawnLine | None = None
    for line in lines:
        if last and (rise := _find_rise(last, line)):
            pieces = (Piece("".join(piece.text for piece in line.pieces), rise),)
            last = last._replace(pieces=last.pieces + pieces, right=line.right, broken=line.broken)
        elif last and _is_beside(last, line) and abs(line.baseline - last.baseline) < 0.1 and line.size == last.size:
            apart = line.left - last.right > _GAP * line.size and not line.pieces[0].text[:1].isspace()
            gap = (Piece(" "),) if apart else ()
            last = last._replace(pieces=last.pieces + gap + line.pieces, right=line.right, broken=line.broken)
        else:
            if last:
                yield last
            last = line
    if last:
        yield last


def _find_rise(line: DrawnLine, after: DrawnLine) -> int:
    """Return 1 if the next line is a raised end of this one, -1 if a lowered one, else 0."""
    share = (after.baseline - line.baseline) / line.size
    small = (
        after.size < _SMALLER * line.size
        and not line.broken
        and len(after.pieces) == 1
        and len(after.pieces[0].text) <= _SHORT
    )
    if not small or not _is_beside(line, after):
        return 0
    return int(_RAISED < share < 1.1) - int(-0.6 < share < _LOWERED)


def _is_beside(line: DrawnLine, after: DrawnLine) -> bool:
    return -0.2 < (after.left - line.right) / line.size < 1


def _part_cells(text: pypdfium2.PdfTextPage, glyphs: list[_Glyph]) -> list[_Glyph]:
    """Return the letters with a blank between numbers that stand apart, or of which one runs into another's cell."""
    parted = []
    for glyph, after in zip(glyphs, [*glyphs[1:], glyphs[-1]], strict=True):
        parted.append(glyph)
        if not (glyph.letter.isdigit() and after.letter.isdigit()):
            continue
        left, _, right, _ = text.get_charbox(glyph.place, loose=True)
        if (
            abs(after.height - glyph.height) > glyph.size
            or after.x - right > _WIDEST_GAP * max(glyph.size, right - left)
            or _are_in_cells(text, glyph, after)
        ):
            parted.append(glyph._replace(letter=" "))
    return parted


def _are_in_cells(text: pypdfium2.PdfTextPage, one: _Glyph, other: _Glyph) -> bool:
    """Say whether two letters are cut off at different edges, and one lies beyond that of the other."""
    drawn = [raw.FPDFText_GetTextObject(text, glyph.place) for glyph in (one, other)]
    if not all(drawn) or addressof(drawn[0].contents) == addressof(drawn[1].contents):
        return False
    cells = [_find_cell(letters) for letters in drawn]
    inside = (not cell or cell[0] <= glyph.x <= cell[1] for cell, glyph in zip(cells, (other, one), strict=True))
    return cells[0] != cells[1] and not all(inside)


def _find_cell(drawn: object) -> tuple[float, float] | None:
    """Return the left and the right edge at which a page cuts off what is drawn; None if it does not."""
    clip, x, y = raw.FPDFPageObj_GetClipPath(drawn), c_float(), c_float()
    left, right = -inf, inf
    for path in range(max(raw.FPDFClipPath_CountPaths(clip), 0) if clip else 0):
        places = []
        for number in range(max(raw.FPDFClipPath_CountPathSegments(clip, path), 0)):
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, number), x, y)
            places.append(x.value)
        if places:
            left, right = max(left, min(places)), min(right, max(places))
    return None if left == -inf else (left, right)


def _space_units(text: pypdfium2.PdfTextPage, glyphs: list[_Glyph]) -> list[_Glyph]:
    """Return the letters with a blank between a number and its unit where a narrow space stands there."""
    spaced = []
    for glyph, after in zip(glyphs, [*glyphs[1:], glyphs[-1]], strict=True):
        spaced.append(glyph)
        if glyph.letter.isdigit() and after.letter.isalpha() and after.x - glyph.x > 0.55 * glyph.size:
            gap = after.x - text.get_charbox(glyph.place, loose=True)[2]
            if _GAP * glyph.size < gap:
                spaced.append(glyph._replace(letter=" "))
    return spaced


def _mark_nameless(text: pypdfium2.PdfTextPage, glyphs: list[_Glyph]) -> list[_Glyph]:
    """Return the letters with bars for what has no name and is one, and U+FFFD for what else is seen at a number."""
    if all(glyph.letter.isprintable() for glyph in glyphs):
        return glyphs
    marked = []
    for before, glyph, after in zip([None, *glyphs], glyphs, [*glyphs[1:], None], strict=False):
        nameless = unicodedata.category(glyph.letter) in {"Cc", "Co"} and glyph.letter != "\u00ad"
        if nameless and (letter := _name_letter(text, before, glyph, after)):
            glyph = glyph._replace(letter=letter)
        marked.append(glyph)
    return marked


def _name_letter(text: pypdfium2.PdfTextPage, before: _Glyph | None, glyph: _Glyph, after: _Glyph | None) -> str:
    """Return what to write for a letter without a name; nothing if nobody misses it."""
    left, bottom, right, top = text.get_charbox(glyph.place)
    width, height = (right - left) / glyph.size, (top - bottom) / glyph.size
    beside = [it.letter for it in (before, after) if it]
    is_within = len(beside) == 2 and all(map(str.isalnum, beside))
    is_by_number = any(map(str.isdigit, beside))
    if (
        height > 0
        and width > max(_NARROWEST, _SLIM * height)
        and _BAR_ABOVE < (bottom - glyph.y) / glyph.size < _BAR_BELOW
    ):
        if is_within:
            return "–" if is_by_number else "-"
        return "−" if after and after.letter.isdigit() else "–"
    is_wide = after is not None and (after.x - glyph.x) / glyph.size > _NARROWEST
    return "\ufffd" if (is_within and (is_wide or is_by_number)) or (is_by_number and height > 0) else ""


def _mend_letters(glyphs: list[_Glyph]) -> list[_Glyph]:
    """Return the letters as a reader sees them: accents on their letters, "Th" whole, no blanks between CJK letters."""
    shown = _place_accents(glyphs) if any(glyph.letter in _ACCENTS for glyph in glyphs) else glyphs
    mended = []
    for before, glyph, after in zip([None, *shown], shown, [*shown[1:], None], strict=False):
        letter = glyph.letter
        # A soft hyphen that is drawn within a line is a hyphen.
        if letter == "\u00ad" and after and not after.letter.isspace() and after.x - glyph.x > _NARROWEST * glyph.size:
            letter = "-"
        if letter in "\u00ad\uffff":
            continue
        if letter == " " and before and after and is_unspaced(before.letter) and is_unspaced(after.letter):
            continue
        if after and _is_th(before, glyph, after):
            letter = "Th"
        mended.append(glyph._replace(letter=letter) if letter != glyph.letter else glyph)
    return mended


def _is_th(before: _Glyph | None, glyph: _Glyph, after: _Glyph) -> bool:
    """Say whether a mark before a word is as wide as the ligature "Th", to which some fonts give no other name."""
    opens = before is None or not before.letter.isalnum()
    odd = glyph.letter in _MARKS
    return opens and odd and after.letter in "aeioruwy" and _TH_WIDTH < (after.x - glyph.x) / glyph.size < 1.3


def _place_accents(glyphs: Sequence[_Glyph]) -> list[_Glyph]:
    """Put each lone accent behind the letter on which it is drawn, if there is one."""
    letters = sorted((glyph for glyph in glyphs if glyph.letter.isalpha()), key=lambda glyph: glyph.x)
    on: dict[int, str] = {}
    placed = set()
    for glyph in glyphs:
        if glyph.letter in _ACCENTS:
            at = bisect_left(letters, glyph.x, key=lambda letter: letter.x)
            base = min(letters[max(at - 1, 0) : at + 1], key=lambda letter: abs(letter.x - glyph.x), default=None)
            if base and abs(base.x - glyph.x) < 0.3 * base.size and base.place not in on:
                on[base.place] = _ACCENTS[glyph.letter]
                placed.add(glyph.place)
    return [
        glyph._replace(letter=glyph.letter + on.get(glyph.place, "")) for glyph in glyphs if glyph.place not in placed
    ]
