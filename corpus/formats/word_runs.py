"""Runs of a Word document, as Word shows them: what styles raise, hide or strike out, signs, moved words and fields."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What these hold is shown where they stand.
_WRAPPERS = (f"{_W}fldSimple", f"{_W}moveTo", f"{_W}bdo", f"{_W}dir")
# A blank that reaches to a place on the line, and the end of a line, under their other names.
_ALIKE = {f"{_W}ptab": f"{_W}tab", f"{_W}cr": f"{_W}br"}
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
        if looks.is_unseen(run):
            _remove(run)
            continue
        if height := looks.find_height(run):
            _raise(run, height)
        _write_signs(run, looks.find_font(run))


class _Looks:
    """Finds what a run looks like: by its own properties, else by its style, else by that of its paragraph."""

    def __init__(self, styles: "Element | None"):
        named = styles.iterfind(f"{_W}style") if styles is not None else ()
        self._styles = {style.get(f"{_W}styleId", ""): style for style in named}

    def is_unseen(self, run: "Element") -> bool:
        """Say whether a run is hidden, struck out, or too small to be read."""
        if any(self._is_on(run, name) for name in ("vanish", "strike", "dstrike")):
            return True
        size = self._find(run, "sz", "")
        return size.isdecimal() and int(size) <= _UNREAD

    def find_height(self, run: "Element") -> str:
        """Return how Word calls it that a run is raised or lowered; nothing if it is neither."""
        if next(run.iter(*_NOTES), None) is not None:
            return ""
        align = self._find(run, "vertAlign", "")
        if align:
            return align if align in ("superscript", "subscript") else ""
        position = self._find(run, "position", "0")
        if not position.lstrip("-").isdecimal() or int(position) == 0:
            return ""
        return "superscript" if int(position) > 0 else "subscript"

    def find_font(self, run: "Element") -> str:
        """Return the font of a run's letters, empty where nothing is said of it."""
        fonts = run.find(f"{_W}rPr/{_W}rFonts")
        return str(fonts.get(f"{_W}ascii", "")) if fonts is not None else ""

    def _is_on(self, run: "Element", name: str) -> bool:
        return self._find(run, name, "off", bare="on") not in _OFF

    def _find(self, run: "Element", name: str, default: str, bare: str = "") -> str:
        """Return the value of a property; `bare` where it stands without one, `default` where it does not stand."""
        for properties in self._list_properties(run):
            stated = properties.find(f"{_W}{name}")
            if stated is not None:
                return str(stated.get(f"{_W}val", bare))
        return default

    def _list_properties(self, run: "Element") -> Iterator["Element"]:
        own = run.find(f"{_W}rPr")
        if own is not None:
            yield own
            yield from self._follow(own.find(f"{_W}rStyle"))
        paragraph = next(run.iterancestors(f"{_W}p"), None)
        if paragraph is not None:
            yield from self._follow(paragraph.find(f"{_W}pPr/{_W}pStyle"))

    def _follow(self, named: "Element | None") -> Iterator["Element"]:
        """Yield the properties of a style, and of those that it stands on."""
        for _ in range(_DEEPEST):
            style = self._styles.get(named.get(f"{_W}val", "")) if named is not None else None
            if style is None:
                return
            properties = style.find(f"{_W}rPr")
            if properties is not None:
                yield properties
            named = style.find(f"{_W}basedOn")


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
        if number not in _PRIVATE or sign.get(f"{_W}font", "") not in _SIGN_FONTS:
            is_letter = 0x20 <= number < 0xD800
            run.replace(sign, _make("t", text=chr(number) if is_letter else "\ufffd"))
    for text in list(run.iterfind(f"{_W}t")):
        letters = text.text or ""
        if not any(_is_sign(letter, font) for letter in letters):
            continue
        for letter in letters:
            if _is_sign(letter, font):
                code = f"F0{ord(letter) % 0x100:02X}"
                text.addprevious(_make("sym", char=code, font=font if font in _SIGN_FONTS else "Symbol"))
            else:
                text.addprevious(_make("t", text=letter))
        _remove(text)


def _is_sign(letter: str, font: str) -> bool:
    """Say whether a letter is a sign: by its code, or because its font has nothing else; digits are digits there."""
    return ord(letter) in _PRIVATE or (font == "Symbol" and "!" <= letter <= "~" and not letter.isdigit())


def _make(name: str, text: str = "", **values: str) -> "Element":
    element = etree.Element(f"{_W}{name}")
    element.text = text or None
    if text:
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for key, value in values.items():
        element.set(f"{_W}{key}", value)
    return element
