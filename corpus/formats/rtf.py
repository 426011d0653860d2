"""Rich Text: what a reader sees of it, with raised and lowered figures as such, without notes and hidden text."""

import re
from codecs import lookup
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from corpus.article import Source
from corpus.errors import UnreadableSource
from corpus.formats.colours import UNKNOWN, WHITE, is_lost
from corpus.formats.document_facts import read_people, read_title
from corpus.formats.document_markup import TAB, find_markup_blocks, mark_tabs
from corpus.formats.extract import Extract, find_top_heading, join_lines, lay_out, make_title
from corpus.formats.symbol_font import read_symbols

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|([^\\{}\r\n]+)|[\r\n]+", re.DOTALL
)
# Groups without text of the document. A group that begins with \* is none a reader needs to know, either; within one,
# it stands before a style.
_ASIDE = frozenset(
    b"fonttbl colortbl stylesheet listtable listoverridetable revtbl rsidtbl generator pict object objdata result "
    b"header headerl headerr headerf footer footerl footerr footerf footnote annotation atnid atnauthor atndate atnref "
    b"ftnsep ftnsepc aftnsep aftnsepc fldinst xe tc txe rxe bkmkstart bkmkend private filetbl themedata datastore info "
    b"colorschememapping latentstyles nonesttables pntxtb pntxta xmlnstbl mmath shp sp do shppict shpinst nonshppict "
    b"title author leveltext levelnumbers listname".split()
)
# What stands before the first word of a group.
_BEGINS = frozenset({b"{", b"\r", b"\n"})
_LETTERS = {
    b"tab": TAB, b"cell": "</td><td>", b"nestcell": TAB, b"line": "<br>", b"emdash": "—", b"endash": "–",
    b"bullet": "•",
    b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"emspace": "\u2003", b"enspace": "\u2002",
    b"qmspace": "\u2005",
}  # fmt: skip
_SIGNS = {b"~": "\xa0", b"-": "", b"_": "\u2011", b"{": "{", b"}": "}", b"\\": "\\"}
_PARAGRAPHS = {b"par", b"sect", b"page", b"row"}
# Marks of a run, each with the words that set it off again.
_MARKS = {b"super": "sup", b"sub": "sub"}
# Words by which a run is not seen, or struck out.
_GONE = frozenset({b"strike", b"striked", b"v", b"deleted"})
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
# Words that raise or lower a run by half points, six if they say no number.
_RISES = {b"up": "sup", b"dn": "sub"}
# Words that say by a number which colour is painted behind letters, and those that paint the cells of a table, or all.
_PAINTING = frozenset({b"cb", b"chcbpat", b"highlight"})
_CELLS = re.compile(rb"\\(?:clcbpat|clshdng|trcbpat|trshdng|clbg|trbg|tscellcbpat|tscellpct)")
_PAPER = b"\\background"
# Words that mix two colours.
_MIXING = frozenset({b"chshdng", b"shading"})
# Groups within the table of fonts, what it says of one, and of that its encoding and the rest.
_INNER = re.compile(rb"\{\\\*[^{}]*\}")
_FONT = re.compile(rb"\\f(\d{1,6})\b((?:(?!\\f\d)[^{}]){0,1000})")
_CHARSET = re.compile(rb"\\fcharset(\d{1,3})")
_WORDS = re.compile(rb"\\[a-z]{1,32}-?\d{0,10} ?")
# Half points: nobody reads smaller letters.
_UNREAD = 4
# Bytes of what a file says of itself.
_LONGEST_FACTS = 20_000
# Groups inside one another; no document has as many.
_DEEPEST = 1_000


class _State(NamedTuple):
    """What holds in a group: whether it is no text, the element around a run, bytes to skip after \\u, the font.

    `is_tiny`: its letters are smaller than anybody reads. `gone`: the words that hide them or strike them out. `ink`
    and `back` are colours by their numbers, 0 for none.
    """

    aside: bool = False
    is_tiny: bool = False
    gone: frozenset[bytes] = frozenset()
    mark: str = ""
    skip: int = 1
    font: int = -1
    ink: int = 0
    back: int = 0


def read_rtf(data: bytes, stem: str) -> Extract:
    """Read a Rich Text file; raise UnreadableSource if it is none, or holds no text."""
    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableSource("the file is no Rich Text; save it as .rtf or .docx")
    reader = _Reader(data)
    text, headings = lay_out(find_markup_blocks(mark_tabs("".join(reader.read()))))
    if not text.strip():
        raise UnreadableSource("the file holds no text")
    return Extract(
        title=read_title(_read_fact(reader, data, b"title"))
        or find_top_heading(text, headings)
        or make_title(stem, text),
        text=text,
        source=Source(authors=read_people(_read_fact(reader, data, b"author").split(";"))),
        headings=headings,
    )


def _read_fact(reader: "_Reader", data: bytes, name: bytes) -> str:
    """Return what the file says of itself under a name."""
    start = data.find(b"{\\info")
    told = data[start : start + _LONGEST_FACTS] if start >= 0 else b""
    stated = re.findall(rb"\{\\" + name + rb"\b ?((?:[^{}]|\{[^{}]*\}){0,1000})\}", told)
    if not stated:
        return ""
    # Of a fact in two forms, the second holds the letters that the first one's encoding lacks.
    fact = _Reader(b"{" + stated[-1] + b"}", reader.encoding)
    return join_lines(re.sub(r"<[^>]*>", "", "".join(fact.read())))


class _Reader:
    """Reads the groups and words of one file."""

    def __init__(self, data: bytes, encoding: str = "cp1252"):
        self.encoding = encoding
        self._data = data
        self._fonts = _read_fonts(data)
        self._symbols = frozenset(number for number, font in self._fonts.items() if font.name == "Symbol")
        self._headings = _read_heading_styles(data)
        self._colours = _read_colours(data)
        self._has_cells = _CELLS.search(data) is not None
        self._has_paper = _PAPER in data
        self._is_mixed = self._is_row = False
        self._back = 0  # the colour of the paragraph
        self._state = _State()
        self._outer: list[_State] = []
        self._uprs: list[int] = []  # how deep the texts in two forms stand that are open
        self._default = -1  # the font of what names none
        self._pending = bytearray()  # bytes of one text in the font's encoding; a letter may have two
        self._unit = 0  # a first half of a surrogate pair
        self._skip = 0
        self._level = 0

    def read(self) -> Iterator[str]:
        """Yield the text as HTML, in pieces."""
        paragraph: list[str] = []
        position = 0
        while token := _TOKEN.match(self._data, position):
            position = token.end()
            word, number, code, sign, brace, plain = token.groups()
            if code is not None or (plain is not None and not self._skip):
                piece = self._take_bytes(bytes([int(code, 16)]) if code is not None else plain)
            elif plain is not None:
                taken, self._skip = min(self._skip, len(plain)), max(0, self._skip - len(plain))
                piece = self._take_bytes(plain[taken:])
            elif word == b"bin":
                position += max(0, int(number or 0))
                piece = ""
            elif sign == b"*" and self._data[token.start() - 1 : token.start()] not in _BEGINS:
                piece = ""
            else:
                piece = self._flush() + self._take(word, int(number) if number else None, sign, brace)
            paragraph.append(piece)
            if word in _PARAGRAPHS and not self._state.aside:
                yield self._end_paragraph("".join(paragraph), row=word == b"row")
                paragraph = []
            if brace == b"}" and not self._outer:  # what stands behind the end is none of the document
                break
        yield self._end_paragraph("".join(paragraph) + self._flush(), row=False)

    def _end_paragraph(self, inner: str, *, row: bool) -> str:
        if row:
            return f"<table><tr><td>{inner.removesuffix(_LETTERS[b'cell'])}</td></tr></table>"
        name = f"h{self._level}" if self._level else "p"
        return f"<{name}>{inner}</{name}>"

    def _take_bytes(self, letters: bytes) -> str:
        """Keep bytes until the text ends that they belong to."""
        if self._skip:
            self._skip -= 1
        elif not self._state.aside:
            self._pending += letters
        return ""

    def _flush(self) -> str:
        """Return the bytes that were kept, as text."""
        if not self._pending:
            return ""
        font = self._find_font()
        if font in self._symbols:
            letters = read_symbols(bytes(self._pending))
        else:
            letters = self._decode(bytes(self._pending), font)
        self._pending.clear()
        return self._mark(letters)

    def _decode(self, letters: bytes, font: int) -> str:
        """Return bytes as text, in the encoding of their font, or that of the file if they are none in it."""
        try:
            return letters.decode((self._fonts[font].encoding if font in self._fonts else "") or self.encoding)
        except ValueError:
            return letters.decode(self.encoding, "replace")

    def _find_font(self) -> int:
        return self._default if self._state.font < 0 else self._state.font

    def _mark(self, letters: str) -> str:
        if self._colours and letters and is_lost(self._find_ink(), self._find_ground()):
            return " "
        mark = "s" if self._state.is_tiny or self._state.gone else self._state.mark
        return f"<{mark}>{escape(letters)}</{mark}>" if mark else escape(letters)

    def _find_ink(self) -> int:
        """Return the colour of letters; those that name none take one that can be seen."""
        return self._colours.get(self._state.ink, UNKNOWN)

    def _find_ground(self) -> int:
        """Return the colour that letters stand on, as far as it is known."""
        if self._is_mixed or self._has_paper or (self._is_row and self._has_cells):
            return UNKNOWN
        number = self._state.back or self._back
        return self._colours.get(number, UNKNOWN) if number else WHITE

    def _take(self, word: bytes | None, number: int | None, sign: bytes | None, brace: bytes | None) -> str:
        self._skip = 0
        if brace == b"{":
            if len(self._outer) >= _DEEPEST:
                raise UnreadableSource("the file has groups too deep inside one another; save it as .docx")
            self._outer.append(self._state)
            # Of a text in two forms, the second holds the letters that the first one's encoding lacks.
            if self._uprs and len(self._outer) == self._uprs[-1] + 1:
                self._state = self._state._replace(aside=True)
        elif brace == b"}":
            self._state = self._outer.pop() if self._outer else self._state
            if self._uprs and len(self._outer) < self._uprs[-1]:
                self._uprs.pop()
        elif sign is not None:
            return self._take_sign(sign)
        elif word is not None:
            return self._take_word(word, number)
        return ""

    def _take_sign(self, sign: bytes) -> str:
        if sign == b"*":
            self._state = self._state._replace(aside=True)
        return "" if self._state.aside else self._mark(_SIGNS.get(sign, ""))

    def _take_word(self, word: bytes, number: int | None) -> str:
        state = self._state
        if word in _ASIDE:
            self._state = state._replace(aside=True)
        elif word == b"upr":
            self._uprs.append(len(self._outer))
        elif word == b"ud" and self._uprs and len(self._outer) == self._uprs[-1] + 1:
            self._state = self._outer[-1]
        elif word == b"ansicpg":
            self.encoding = _find_encoding(number)
        elif word == b"uc":
            self._state = state._replace(skip=max(0, number or 0))
        elif word == b"deff":
            self._default = -1 if number is None else number
        elif word == b"f":
            self._state = state._replace(font=-1 if number is None else number)
        elif word == b"plain":
            self._state = state._replace(mark="", font=-1, is_tiny=False, gone=frozenset(), ink=0, back=0)
        elif word == b"cf":
            self._state = state._replace(ink=number or 0)
        elif word in _PAINTING:
            self._state = state._replace(back=number or 0)
        elif word == b"nosupersub":
            self._state = state._replace(mark="")
        elif word == b"fs":
            self._state = state._replace(is_tiny=number is not None and number <= _UNREAD)
        elif word in _RISES:
            self._state = state._replace(mark="" if number == 0 else _RISES[word])
        elif word in _GONE:
            self._state = state._replace(gone=state.gone - {word} if number == 0 else state.gone | {word})
        elif word in _MARKS:
            self._state = state._replace(mark="" if number == 0 else _MARKS[word])
        elif state.aside:
            pass
        elif word == b"u":
            self._skip = state.skip
            unit = (number or 0) % 0x10000
            is_symbol = 0xF020 <= unit < 0xF100 and self._find_font() in self._symbols
            return self._mark(read_symbols(bytes([unit % 0x100]))) if is_symbol else self._take_unit(unit)
        elif word == b"pard":
            self._level = self._back = 0
            self._is_mixed = self._is_row = False
        elif word == b"intbl":
            self._is_row = True
        elif word == b"cbpat":
            self._back = number or 0
        elif word in _MIXING:
            self._is_mixed = True
        elif word == b"s":
            self._level = self._headings.get(number or 0, 0)
        elif word == b"outlinelevel":
            self._level = min(6, (number or 0) + 1) if (number or 0) < 9 else 0
        return _LETTERS.get(word, "") if not state.aside else ""

    def _take_unit(self, unit: int) -> str:
        """Return the letter that a unit of UTF-16 makes, alone or with the one before it."""
        first, self._unit = self._unit, 0
        if 0xD800 <= unit < 0xDC00:
            self._unit = unit
            return ""
        if 0xDC00 <= unit < 0xE000:
            return self._mark(chr(0x10000 + ((first - 0xD800) << 10) + unit - 0xDC00)) if first else ""
        return self._mark(chr(unit))


def _find_encoding(page: int | None) -> str:
    try:
        return lookup(f"cp{page}").name
    except LookupError:
        return "cp1252"


class _Font(NamedTuple):
    """A font of the file: its name, and the encoding of its letters, empty if it is that of the file."""

    name: str
    encoding: str


def _read_fonts(data: bytes) -> dict[int, _Font]:
    """Return the fonts by their numbers."""
    start = data.find(b"{\\fonttbl")
    table = data[start : start + 100_000] if start >= 0 else b""
    fonts: dict[int, _Font] = {}
    # What stands in groups of their own tells how a font looks, and what may stand for it.
    for number, told in _FONT.findall(_INNER.sub(b"", table)):
        charset = _CHARSET.search(told)
        name = _WORDS.sub(b"", told).strip(b" ;\r\n").decode("ascii", "replace")
        fonts.setdefault(int(number), _Font(name, _CHARSETS.get(int(charset[1]), "") if charset else ""))
    return fonts


def _read_colours(data: bytes) -> dict[int, int]:
    """Return the colours that the file names, by their numbers."""
    start = data.find(b"{\\colortbl")
    table = data[start + 10 : start + 100_000].partition(b"}")[0] if start >= 0 else b""
    colours = {}
    for number, entry in enumerate(table.split(b";")):
        parts = [re.search(rb"\\" + name + rb"(\d{1,3})\b", entry) for name in (b"red", b"green", b"blue")]
        if any(parts):
            red, green, blue = (min(255, int(part[1])) if part else 0 for part in parts)
            colours[number] = red << 16 | green << 8 | blue
    return colours


def _read_heading_styles(data: bytes) -> dict[int, int]:
    """Return the levels of the styles for headings, by their numbers."""
    start = data.find(b"{\\stylesheet")
    sheet = data[start : start + 200_000] if start >= 0 else b""
    levels = {}
    for number, rest in re.findall(rb"\{\\s(\d{1,6})\b([^{};]{0,1000});?\}", sheet):
        if level := re.search(rb"heading ([1-6])$|\\outlinelevel([0-5])", rest):
            levels[int(number)] = int(level[1]) if level[1] else int(level[2]) + 1
        elif rest.endswith(b" Title"):
            levels[int(number)] = 1
    return levels
