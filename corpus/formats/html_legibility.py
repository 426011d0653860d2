"""Taking out letters that are there and cannot be made out: without size, without visibility, or as their ground is.

Unlike what is not displayed, they may hold others that can: newsletters set whole tables in letters of no size.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from corpus.formats.colours import CLEAR, UNKNOWN, WHITE, is_lost, read_colour, read_ground
from corpus.formats.html_styles import UNSEEN, LookRules, find_size, find_visibility, read_declarations

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Pages of the web show by scripts what they hide, if it is so large a share of their letters.
_MOST = 0.9
# Attributes by which elements colour their letters.
_INK = {"font": "color", "body": "text"}
# Added to a colour, so that none of them is 0, which is that of no rule.
_SHIFT = 3


class _Look(NamedTuple):
    """How letters look: whether they have a size and are visible, and the colours of them and of their ground."""

    size: int
    visibility: int
    ink: int
    ground: int

    @property
    def is_seen(self) -> bool:
        return UNSEEN not in (self.size, self.visibility) and not is_lost(self.ink, self.ground)


class IllegibleText(NamedTuple):
    """A text that cannot be made out: the first in an element, or the one behind it; some leave their room empty."""

    element: "HtmlElement"
    is_first: bool
    has_room: bool


class _Sheets:
    """What the style sheets of a page say of the look of letters; if they are `whole`, by elements, too."""

    def __init__(self, sheets: str, *, is_whole: bool):
        self._is_whole = is_whole
        self._size = LookRules(sheets, find_size, of_tags=is_whole, alone=UNSEEN)
        self._visibility = LookRules(sheets, find_visibility, of_tags=is_whole, alone=UNSEEN)
        self._ink = LookRules(sheets if is_whole else "", _number_ink, of_tags=True)
        self._ground = LookRules(sheets if is_whole else "", _number_ground, of_tags=True)
        known = is_whole and not self._ink.unread and not self._ground.unread
        self.first = _Look(0, 0, 0 if known else UNKNOWN, WHITE if known else UNKNOWN)

    def find(self, element: "HtmlElement", around: _Look) -> _Look:
        """Return how the letters of an element look within what looks as `around`."""
        style = read_declarations(element.get("style"))
        size = find_size(style) or self._size.find(element) or around.size
        visibility = find_visibility(style) or self._visibility.find(element) or around.visibility
        return _Look(
            size, visibility, self._find_ink(element, style, around), self._find_ground(element, style, around)
        )

    def _find_ink(self, element: "HtmlElement", style: dict[str, str], around: _Look) -> int:
        stated = find_ink(style)
        if stated is None and (number := self._ink.find(element)):
            stated = number - _SHIFT
        if stated is None and element.tag in _INK:
            stated = read_colour(element.get(_INK[element.tag], ""))
        if stated is None:
            # A link has a colour of its own, and a class may give one that is not known here.
            is_open = element.tag in ("a", "mark", "button") or (not self._is_whole and _is_named(element))
            return UNKNOWN if is_open else around.ink
        return stated

    def _find_ground(self, element: "HtmlElement", style: dict[str, str], around: _Look) -> int:
        stated = find_ground(style)
        if stated is None and (number := self._ground.find(element)):
            stated = number - _SHIFT
        if stated is None and element.get("background"):
            stated = UNKNOWN
        if stated is None:
            stated = read_colour(element.get("bgcolor", ""))
        if stated is None or stated == CLEAR:
            is_open = element.tag in ("mark", "button") or (not self._is_whole and _is_named(element))
            return UNKNOWN if is_open else around.ground
        return stated


def find_ink(style: dict[str, str]) -> int | None:
    """Return the colour that declarations give letters; None if they give none."""
    if style.get("text-shadow", "none") != "none" or "-webkit-text-fill-color" in style or "background-clip" in style:
        return UNKNOWN
    return read_colour(style.get("color", ""))


def find_ground(style: dict[str, str]) -> int | None:
    """Return the colour that declarations paint behind letters; None if they paint nothing."""
    if style.get("background-image", "none") != "none" or style.get("position") in ("absolute", "fixed"):
        return UNKNOWN
    colour = read_colour(style.get("background-color", ""))
    return colour if colour is not None else read_ground(style.get("background", ""))


def find_illegible(page: "HtmlElement", sheets: str, *, is_whole: bool) -> list[IllegibleText]:
    """Return the texts of `page` that cannot be made out.

    `is_whole` says that `sheets` are all that tells how the page looks, and no script changes it.
    """
    rules = _read_sheets(sheets, is_whole)
    looks = {page: rules.find(page, rules.first)}
    for element in page.iterdescendants():
        if (parent := element.getparent()) is not None and isinstance(element.tag, str):
            # A formula is hidden where its letters are drawn.
            looks[element] = rules.first if element.tag == "math" else rules.find(element, looks[parent])
    texts = [
        (IllegibleText(place, is_first, looks[around].size != UNSEEN), looks[around])
        for place, is_first, around in _list_texts(page)
    ]
    lost = [text for text, look in texts if not look.is_seen]
    if not is_whole and sum(map(_count, lost)) >= _MOST * sum(_count(text) for text, _ in texts):
        return []
    return lost


def _list_texts(page: "HtmlElement") -> "Iterator[tuple[HtmlElement, bool, HtmlElement]]":
    """Yield each text that is not blank: an element, whether it is the first in it, and what it stands in."""
    for element in page.iter():
        parent = element.getparent()
        if isinstance(element.tag, str) and element.text and not element.text.isspace():
            yield element, True, element
        if parent is not None and element is not page and element.tail and not element.tail.isspace():
            yield element, False, parent


def _count(text: IllegibleText) -> int:
    return len((text.element.text if text.is_first else text.element.tail) or "")


@lru_cache(maxsize=1)
def _read_sheets(sheets: str, is_whole: bool) -> _Sheets:
    """Read what style sheets say of letters; the chapters of a book share theirs."""
    return _Sheets(sheets, is_whole=is_whole)


def _number_ink(style: dict[str, str]) -> int | None:
    colour = find_ink(style)
    return None if colour is None else colour + _SHIFT


def _number_ground(style: dict[str, str]) -> int | None:
    colour = find_ground(style)
    return None if colour is None else colour + _SHIFT


def _is_named(element: "HtmlElement") -> bool:
    return bool(element.get("class") or element.get("id"))
