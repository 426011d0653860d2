"""Runs of a Word document, as Word shows them: what styles raise, hide or strike out, signs, moved words and fields."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from lxml import etree

from corpus.formats.colours import UNKNOWN, WHITE, is_lost, read_colour

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What these hold is shown where they stand.
_WRAPPERS = (f"{_W}fldSimple", f"{_W}moveTo", f"{_W}bdo", f"{_W}dir")
# A blank that reaches to a place on the line, and the end of a line, under their other names.
_ALIKE = {f"{_W}ptab": f"{_W}tab", f"{_W}cr": f"{_W}br"}
# Properties by which a run is not seen, and all that are asked for.
_GONE = ("vanish", "strike", "dstrike")
_TELLING = (*_GONE, "sz", "vertAlign", "position", "color", "shd", "highlight")
# Digits of a value.
_LONGEST = 9
# Digits of a colour.
_HEX = 6
# What Word may draw letters with beside their colour.
_EFFECTS = "{http://schemas.microsoft.com/office/word/2010/wordml}*"
_OFF = frozenset({"0", "false", "off", "none"})
_NOTES = (f"{_W}footnoteReference", f"{_W}endnoteReference")
# Half points: nobody reads smaller letters.
_UNREAD = 4
# Fonts of signs, whose letters mammoth knows; they stand in text under private codes, or under those of ASCII.
_SIGN_FONTS = frozenset({"Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings"})
_PRIVATE = range(0xF020, 0xF100)
# Styles that stand on one another; more are a circle.
_DEEPEST = 20


def show_runs(document: "Element", styles: "Element | None") -> None:
    """Have the runs of a document say themselves what its styles say of them, and take out those that nobody sees."""
    for element in list(document.iter(*_WRAPPERS)):
        _unwrap(element)
    for element in document.iter(*_ALIKE):
        element.tag = _ALIKE[str(element.tag)]
    for hidden in list(document.iterfind(f".//{_W}trPr/{_W}hidden")):
        row = next(hidden.iterancestors(f"{_W}tr"), None)
        if row is not None and hidden.get(f"{_W}val", "on") not in _OFF:
            _remove(row)
    looks = _Looks(styles)
    for run in list(document.iter(f"{_W}r")):
        look = looks.find(run)
        if _is_unseen(look):
            _remove(run)
            continue
        if _is_lost(run, look, looks):
            _blank(run)
        if (height := _find_height(look)) and next(run.iter(*_NOTES), None) is None:
            _raise(run, height)
        _write_signs(run, look.get("rFonts", ""))


class _Looks:
    """Finds what a run looks like: the values of its own properties, else of its style's, else of its paragraph's."""

    def __init__(self, styles: "Element | None"):
        named = list(styles.iterfind(f"{_W}style")) if styles is not None else []
        self._styles = {style.get(f"{_W}styleId", ""): style for style in named}
        self._known: dict[str, dict[str, str]] = {}
        common = styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr") if styles is not None else None
        self._common = _list_values(common, _TELLING) if common is not None else {}
        # The style of a paragraph that names none.
        self._usual = next((s.get(f"{_W}styleId", "") for s in named if _is_usual(s)), "")

    def find(self, run: "Element") -> dict[str, str]:
        """Return the values of a run's properties by their names; a font is only that of its own."""
        own = run.find(f"{_W}rPr")
        paragraph = next(run.iterancestors(f"{_W}p"), None)
        around = self._find_style(_read_value(paragraph, "pPr/pStyle") or self._usual)
        called = self._find_style(_read_value(own, "rStyle"))
        look = {**self._common, **around, **called}
        # What a paragraph's style hides, a run's style that hides shows again.
        look |= {name: "off" for name in _GONE if _is_on(around, name) and _is_on(called, name)}
        return look | (_list_values(own, ("rFonts", *_TELLING)) if own is not None else {})

    def find_ground(self, run: "Element", look: Mapping[str, str]) -> int:
        """Return the colour on which a run stands; it is unknown in drawings, and in tables whose style may paint."""
        if "highlight" in look:
            return UNKNOWN
        if (painted := _read_shade(look.get("shd", "clear auto"))) is not None:
            return painted
        for around in run.iterancestors(f"{_W}p", f"{_W}tc", f"{_W}tbl", f"{_W}txbxContent", f"{_W}document"):
            ground = self._find_painted(around)
            if ground is not None:
                return ground
        return WHITE

    def _find_painted(self, element: "Element") -> int | None:
        """Return the colour that a paragraph, a cell, a table or a page paints behind its letters."""
        match str(element.tag).removeprefix(_W):
            case "p":
                shade = element.find(f"{_W}pPr/{_W}shd")
                names = self._follow(_read_value(element, "pPr/pStyle") or self._usual)
                shades = (style.find(f"{_W}pPr/{_W}shd") for style in names)
                shade = shade if shade is not None else next((s for s in shades if s is not None), None)
            case "tc":
                shade = element.find(f"{_W}tcPr/{_W}shd")
            case "tbl":
                names = self._follow(_read_value(element, "tblPr/tblStyle"))
                if any(next(style.iter(f"{_W}shd"), None) is not None for style in names):
                    return UNKNOWN
                shade = element.find(f"{_W}tblPr/{_W}shd")
            case "document":
                return None if element.find(f"{_W}background") is None else UNKNOWN
            case _:
                return UNKNOWN
        return _read_shade(_join_shade(shade)) if shade is not None else None

    def _find_style(self, name: str) -> dict[str, str]:
        """Return what a style says, and what those say that it stands on."""
        if name not in self._known:
            values: dict[str, str] = {}
            for style in self._follow(name):
                properties = style.find(f"{_W}rPr")
                if properties is not None:
                    values = {**_list_values(properties, _TELLING), **values}
            self._known[name] = values
        return self._known[name]

    def _follow(self, name: str) -> Iterator["Element"]:
        for _ in range(_DEEPEST):
            if (style := self._styles.get(name)) is None:
                return
            yield style
            below = style.find(f"{_W}basedOn")
            name = str(below.get(f"{_W}val", "")) if below is not None else ""


def _list_values(properties: "Element", names: Sequence[str]) -> dict[str, str]:
    """Return the values of properties; one that stands without a value is on."""
    values = {}
    for child in properties:
        name = str(child.tag).removeprefix(_W)
        if name == "shd" and name in names:
            values[name] = _join_shade(child)
        elif name in names:
            values[name] = str(child.get(f"{_W}ascii", "") if name == "rFonts" else child.get(f"{_W}val", "on"))
    return values


def _join_shade(shade: "Element") -> str:
    """Return what a shading is as one value: its pattern and its colour."""
    return f"{shade.get(f'{_W}val', 'clear')} {shade.get(f'{_W}fill', 'auto')}"


def _read_shade(value: str) -> int | None:
    """Return the colour of a shading; None if it paints nothing."""
    pattern, _, fill = value.partition(" ")
    if fill == "auto" and pattern in ("clear", "nil"):
        return None
    return _read_hex(fill) if pattern == "clear" else UNKNOWN


def _read_hex(value: str) -> int:
    colour = read_colour(value) if len(value) == _HEX else None
    return UNKNOWN if colour is None else colour


def _read_value(element: "Element | None", path: str) -> str:
    """Return the value of what stands at a path within an element, empty if nothing does."""
    named = element.find("/".join(f"{_W}{step}" for step in path.split("/"))) if element is not None else None
    return str(named.get(f"{_W}val", "")) if named is not None else ""


def _is_usual(style: "Element") -> bool:
    return style.get(f"{_W}type") == "paragraph" and style.get(f"{_W}default", "off") not in _OFF


def _is_on(look: Mapping[str, str], name: str) -> bool:
    return look.get(name, "off") not in _OFF


def _is_unseen(look: Mapping[str, str]) -> bool:
    """Say whether a run is hidden, struck out, or too small to be read."""
    size = look.get("sz", "")
    is_small = size.isdecimal() and len(size) < _LONGEST and int(size) <= _UNREAD
    return is_small or any(_is_on(look, name) for name in _GONE)


def _is_lost(run: "Element", look: Mapping[str, str], looks: _Looks) -> bool:
    """Say whether a run has the colour of what it stands on; one without a colour takes one that can be seen."""
    ink = _read_hex(look.get("color", "auto"))
    if ink == UNKNOWN or run.find(f"{_W}rPr/{_EFFECTS}") is not None:
        return False
    return is_lost(ink, looks.find_ground(run, look))


def _find_height(look: Mapping[str, str]) -> str:
    """Return how Word calls it that a run is raised or lowered; nothing if it is neither."""
    if align := look.get("vertAlign"):
        return align if align in ("superscript", "subscript") else ""
    position = look.get("position", "0")
    if len(position) > _LONGEST or not position.lstrip("-").isdecimal() or int(position) == 0:
        return ""
    return "superscript" if int(position) > 0 else "subscript"


def _unwrap(element: "Element") -> None:
    for child in list(element):
        element.addprevious(child)
    _remove(element)


def _remove(element: "Element") -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _blank(run: "Element") -> None:
    """Put blanks for the letters of a run, which leave their room empty."""
    for text in run.iterfind(f"{_W}t"):
        text.text = " " if text.text else None
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _raise(run: "Element", height: str) -> None:
    properties = run.find(f"{_W}rPr")
    if properties is None:
        properties = etree.Element(f"{_W}rPr")
        run.insert(0, properties)
    align = properties.find(f"{_W}vertAlign")
    if align is None:
        align = etree.SubElement(properties, f"{_W}vertAlign")
    align.set(f"{_W}val", height)


def _write_signs(run: "Element", font: str) -> None:
    """Call each sign of a font of signs by its code, as mammoth knows it, and other signs by their letters."""
    for sign in list(run.iterfind(f"{_W}sym")):
        code = sign.get(f"{_W}char", "")
        number = int(code, 16) if code and not set(code) - set("0123456789abcdefABCDEF") else 0
        if sign.get(f"{_W}font", "") not in _SIGN_FONTS:
            is_letter = 0x20 <= number < 0xD800
            run.replace(sign, _make("t", text=chr(number) if is_letter else "\ufffd"))
    for text in list(run.iterfind(f"{_W}t")):
        letters = text.text or ""
        if not any(_is_sign(letter, font) for letter in letters):
            continue
        for letter in letters:
            if _is_sign(letter, font):
                code = f"F0{ord(letter) % 0x100:02X}"
                text.addprevious(_make("sym", char=code, font=font))
            else:
                text.addprevious(_make("t", text=letter))
        _remove(text)


def _is_sign(letter: str, font: str) -> bool:
    """Say whether a letter is a sign: by its code, or because its font has nothing else; digits are digits there."""
    is_ascii = font == "Symbol" and "!" <= letter <= "~" and not letter.isdigit()
    return is_ascii or (font in _SIGN_FONTS and ord(letter) in _PRIVATE)


def _make(name: str, text: str = "", **values: str) -> "Element":
    element = etree.Element(f"{_W}{name}")
    element.text = text or None
    if text:
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for key, value in values.items():
        element.set(f"{_W}{key}", value)
    return element
