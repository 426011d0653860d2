"""Runs of a Word document, as Word shows them: what styles raise, hide or strike out, signs, moved words and fields."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What these hold is shown where they stand.
_WRAPPERS = (f"{_W}fldSimple", f"{_W}moveTo", f"{_W}bdo", f"{_W}dir")
# A blank that reaches to a place on the line, and the end of a line, under their other names.
_ALIKE = {f"{_W}ptab": f"{_W}tab", f"{_W}cr": f"{_W}br"}
# Properties by which a run is not seen, and all that are asked for.
_GONE = ("vanish", "strike", "dstrike")
_TELLING = (*_GONE, "sz", "vertAlign", "position")
# Digits of a value.
_LONGEST = 9
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
    looks = _Looks(styles)
    for run in list(document.iter(f"{_W}r")):
        look = looks.find(run)
        if _is_unseen(look):
            _remove(run)
            continue
        if (height := _find_height(look)) and next(run.iter(*_NOTES), None) is None:
            _raise(run, height)
        _write_signs(run, look.get("rFonts", ""))


class _Looks:
    """Finds what a run looks like: the values of its own properties, else of its style's, else of its paragraph's."""

    def __init__(self, styles: "Element | None"):
        named = styles.iterfind(f"{_W}style") if styles is not None else ()
        self._styles = {style.get(f"{_W}styleId", ""): style for style in named}
        self._known: dict[str, dict[str, str]] = {}

    def find(self, run: "Element") -> dict[str, str]:
        """Return the values of a run's properties by their names; a font is only that of its own."""
        own = run.find(f"{_W}rPr")
        paragraph = next(run.iterancestors(f"{_W}p"), None)
        around = self._find_style(paragraph.find(f"{_W}pPr/{_W}pStyle") if paragraph is not None else None)
        if own is None:
            return around
        return {**around, **self._find_style(own.find(f"{_W}rStyle")), **_list_values(own, ("rFonts", *_TELLING))}

    def _find_style(self, named: "Element | None") -> dict[str, str]:
        """Return what a style says, and what those say that it stands on."""
        name = str(named.get(f"{_W}val", "")) if named is not None else ""
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
        if name in names:
            values[name] = str(child.get(f"{_W}ascii", "") if name == "rFonts" else child.get(f"{_W}val", "on"))
    return values


def _is_unseen(look: Mapping[str, str]) -> bool:
    """Say whether a run is hidden, struck out, or too small to be read."""
    size = look.get("sz", "")
    is_small = size.isdecimal() and len(size) < _LONGEST and int(size) <= _UNREAD
    return is_small or any(look.get(name, "off") not in _OFF for name in _GONE)


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
