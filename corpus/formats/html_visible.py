"""Taking out of a page what its reader does not see: hidden elements, deleted words, doubles, what only scripts use."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml.etree import iterwalk

from corpus.formats.html_legibility import IllegibleText, find_illegible
from corpus.formats.html_styles import HidingRules, LookRules, find_box, find_height, is_hidden, read_declarations
from corpus.formats.list_markers import BULLETED, MARKER, find_attribute_marker, find_item, find_marker

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Elements whose content no browser shows as text, or which a reader takes for deleted.
_UNSEEN: tuple[str, ...] = (
    "script",
    "style",
    "template",
    "title",
    "iframe",
    "object",
    "audio",
    "video",
    "canvas",
    "svg",
    "map",
)
_UNSEEN += ("datalist", "select", "textarea", "frameset", "rp", "rt", "rtc", "annotation", "annotation-xml")
# Stands in the text where a page shows letters that the text leaves out, or hides some that the text has. It is no
# character of any text.
SEAM = "\ufdd0"
_DELETED = ("del", "s", "strike")
# An element with so large a share of a page's letters is shown by a script, whatever its attributes say.
_MOST = 0.9
# Letters of a double that stands beside the letters it repeats, and of one that may stand anywhere.
_LONGEST_DOUBLE, _SHORTEST_COPY = 40, 12
# The last letter and the first of a word, or two figures of a number; they are looked for so deep.
_LETTER_LAST, _LETTER_FIRST = re.compile(r"\w\Z"), re.compile(r"\w")
_NUMBER_LAST, _NUMBER_FIRST = re.compile(r"\d\d\Z"), re.compile(r"\d\d")
_DEEPEST = 20
# Elements that break a line; inline ones flow within it.
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div"}
    | {"dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"}
    | {"hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary"}
    | {"table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)


def remove_unseen(page: "HtmlElement", sheet: str = "", *, is_whole: bool = False) -> None:
    """Take out of `page` what a reader does not see, and have what its style sheets raise or lower say so itself.

    `sheet` is a style sheet that the page names and does not hold. `is_whole` says that no others tell how it looks.
    """
    sheets = "".join([sheet, *(style.text or "" for style in page.iter("style"))])
    rules, heights, boxes, markers, items = _read_sheets(sheets)
    for element in page.iter("ol", "ul", "menu", "dir", "li"):
        _state_marker(element, markers, items)
    for element in page.iter():
        if not isinstance(element.tag, str) or element.tag in BLOCKS:
            continue
        own = read_declarations(element.get("style")) if element.get("style") else {}
        box = find_box(own)
        if box := boxes.find(element) if box is None else box:
            _part_box(element, box)
        if not own.get("vertical-align") and (height := heights.find(element)):
            align = "super" if height > 0 else "sub"
            element.set("style", f"{element.get('style') or ''};vertical-align:{align}")
    for template in page.iter("template"):
        # What a template declares as a shadow root is shown.
        if template.get("shadowrootmode"):
            template.tag = "div"
    remove_all(page.iter(*_UNSEEN))
    sizes = _count_letters(page)
    unseen = [
        element
        for element, size in sizes.items()
        if _is_unseen(element, rules)
        and (not size or size < _MOST * sizes[page] or element.tag in _DELETED)
        # A formula is hidden where its letters are drawn.
        and not (size and any(sizes[formula] == size for formula in element.iter("math")))
    ]
    # The last comes first, so that only what is seen still stands behind each.
    for element in reversed(unseen):
        # A browser that looks for a sentence finds the words that it only hides: between the seen ones stands a seam.
        is_within = sizes[element] and element.tag not in BLOCKS and _read_after(element, 1)
        remove(element, SEAM if is_within else "")
    _blank_illegible(find_illegible(page, sheets, is_whole=is_whole))
    _remove_doubles(page)


def _blank_illegible(texts: Iterable[IllegibleText]) -> None:
    """Take out what cannot be made out; a blank stands for what leaves its room empty."""
    for element, is_first, has_room in texts:
        is_within = element.tag not in BLOCKS and _read_after(element, 1)
        instead = (SEAM if is_within else "") + (" " if has_room else "")
        if is_first:
            element.text = instead
        else:
            element.tail = instead


@lru_cache(maxsize=1)
def _read_sheets(sheets: str) -> tuple[HidingRules, LookRules, LookRules, LookRules, LookRules]:
    """Read what style sheets hide, raise, set in boxes, and put before items; the chapters of a book share theirs."""
    markers, items = (LookRules(sheets, judge, of_tags=True) for judge in (find_marker, find_item))
    return HidingRules(sheets), LookRules(sheets, find_height), LookRules(sheets, find_box), markers, items


def _state_marker(element: "HtmlElement", markers: LookRules, items: LookRules) -> None:
    """Have a list, or an item of one, say itself which marker its items have, if style sheets say so."""
    style = read_declarations(element.get("style")) if element.get("style") else {}
    stated = find_marker(style) or markers.find(element) or find_attribute_marker(element.get("type"))
    if element.tag == "li" and (find_item(style) or items.find(element)) == BULLETED:
        stated = BULLETED
    element.attrib.pop(MARKER, None)  # a page may use its name for something else
    if stated:
        element.set(MARKER, str(stated))


def _part_box(element: "HtmlElement", box: int) -> None:
    """Put blanks around an element in a box, where its letters would run into those beside it.

    In a box on the line, a letter may be one of a word that moves: only numbers are kept apart.
    """
    ends, begins = (_LETTER_LAST, _LETTER_FIRST) if box > 1 else (_NUMBER_LAST, _NUMBER_FIRST)
    previous, parent, following = element.getprevious(), element.getparent(), element.getnext()
    before = (parent.text if parent is not None else "") if previous is None else previous.tail or _read_last(previous)
    if ends.search((before or "")[-2:]) and begins.match(_read_first(element)):
        element.text = f" {element.text or ''}"
    behind = element.tail or (_read_first(following) if following is not None else "")
    if begins.match(behind) and ends.search(_read_last(element)[-2:]):
        element.tail = f" {element.tail or ''}"


def _read_first(element: "HtmlElement") -> str:
    """Return the first letters in an element, empty if they stand too deep in it."""
    for _ in range(_DEEPEST):
        if element.text or not len(element):
            return element.text or ""
        element = element[0]
    return ""


def _read_last(element: "HtmlElement") -> str:
    """Return the last letters in an element, empty if they stand too deep in it."""
    for _ in range(_DEEPEST):
        if not len(element) or element[-1].tail:
            return (element[-1].tail if len(element) else element.text) or ""
        element = element[-1]
    return ""


def _count_letters(page: "HtmlElement") -> "dict[HtmlElement, int]":
    """Return the number of letters in each element, without blanks, in the order of the page."""
    sizes: dict[HtmlElement, int] = {}
    total = 0
    for event, element in iterwalk(page, ("start", "end")):
        if event == "start":
            sizes[element] = total
            total += _count(element.text)
        else:
            sizes[element] = total - sizes[element]
            total += _count(element.tail)
    return sizes


def _count(text: str | None) -> int:
    return sum(map(len, text.split())) if text else 0


def _is_unseen(element: "HtmlElement", rules: HidingRules) -> bool:
    match element.tag:
        case "html" | "body" | "head":
            return False
        case "noscript" | "del" | "s" | "strike":
            return True
        case "dialog" if element.get("open") is None:
            return True
        case _:
            return is_hidden(element, rules)


def _remove_doubles(page: "HtmlElement") -> None:
    """Take out what screen readers pass over, where the same letters stand right behind it or elsewhere on the page."""
    silent: list[HtmlElement] = []
    inside: set[HtmlElement] = set()
    for element in page.iter():
        if element.getparent() in inside:
            inside.add(element)
        elif element.get("aria-hidden") == "true":
            inside.add(element)
            silent.append(element)
    if not silent:
        return
    formulas = {holder for formula in page.iter("math") for holder in (formula, *formula.iterancestors())}
    heard = {text.strip() for e in page.iter() if e not in inside for text in (e.text, e.tail) if text}
    for element in silent:
        texts = [bare for text in element.itertext() if (bare := text.strip())]
        letters = "".join("".join(texts).split())
        is_copy = len(letters) >= _SHORTEST_COPY and heard.issuperset(texts)
        # Where its parent holds a formula, it can only be the drawing of that.
        is_drawn = element not in formulas and element.getparent() in formulas
        if (
            is_drawn
            or is_copy
            or (0 < len(letters) <= _LONGEST_DOUBLE and _read_after(element, len(letters)) == letters)
        ):
            remove(element)


def _read_after(element: "HtmlElement", count: int) -> str:
    """Return the `count` letters that follow an element within its block; fewer if there are no more."""
    letters = ""
    for text in _iterate_after(element):
        letters += "".join(text.split())
        if len(letters) >= count:
            break
    return letters[:count]


def _iterate_after(element: "HtmlElement") -> Iterator[str]:
    node: HtmlElement | None = element
    while node is not None and node.tag not in BLOCKS:
        yield node.tail or ""
        for sibling in node.itersiblings():
            if sibling.tag in BLOCKS:
                return
            yield from sibling.itertext()
            yield sibling.tail or ""
        node = node.getparent()


def remove_all(elements: Iterable["HtmlElement"]) -> None:
    """Take elements out of their page; the text behind each stays."""
    for element in list(elements):
        remove(element)


def remove(element: "HtmlElement", instead: str = "") -> None:
    """Take an element out of its page; the text behind it stays, and `instead` takes its place."""
    parent = element.getparent()
    text = instead + (element.tail or "")
    if parent is None:
        return
    if text.strip():
        empty(element, instead)
        return
    before = element.getprevious()
    if text and before is not None:
        before.tail = (before.tail or "") + text
    elif text:
        parent.text = (parent.text or "") + text
    parent.remove(element)


def empty(element: "HtmlElement", text: str) -> None:
    """Make an element one that holds only a text: moving what stands behind it would copy that each time."""
    element.clear(keep_tail=True)
    element.tag = "span"
    element.text = text
