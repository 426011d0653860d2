"""Telling which elements of a page are hidden: by attributes, by their own style, or by the page's style sheets."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Classes by which sites and style libraries hide what only screen readers shall say, or nobody shall read.
_HIDING = frozenset(
    {"sr-only", "sronly", "visually-hidden", "visuallyhidden", "visually-hide", "visuallyhide", "clip-hidden"}
    | {"screen-reader-text", "screen-reader", "screen-reader-only", "screenreader", "screenreader-only"}
    | {"screen-reader-response", "show-for-sr", "sr-text", "for-screen-reader", "assistive-text", "a11y-hidden"}
    | {"a11y-text", "accessibly-hidden", "accessible-hidden", "accessibility-hidden", "element-invisible", "offscreen"}
    | {"off-screen", "u-hidden", "u-hiddenvisually", "u-visually-hidden", "u-visuallyhidden", "uk-hidden"}
    | {"hidden", "hide", "is-hidden", "ishidden", "d-none", "display-none", "invisible", "is-invisible"}
    | {"visually-hidden-focusable", "sr-only-focusable", "katex-mathml", "mjx_assistive_mathml", "mjx-assistive-mathml"}
)
# Classes that show again, on some screens or always, what such a class hides.
_SHOWING = re.compile(r"(?:^|[-:_])(?:block|flex|grid|table|inline|inline-block|inline-flex|visible|show|not-sr-only)$")
_NAME = re.compile(r"[.#]-?[_a-zA-Z][-\w]*")
_INLINE = frozenset(
    {"inline", "contents", "none", "initial", "inherit", "unset", "revert", "ruby", "ruby-base", "math"}
)
_TAG = re.compile(r"(?:^|[\s>+~])([a-zA-Z][a-zA-Z0-9]*)")
_SIMPLE = re.compile(r"([a-zA-Z][a-zA-Z0-9]*)?(?:[.#]-?[_a-zA-Z][-\w]*)+")
# The element that a selector is for, if it names one.
_OF_TAG = re.compile(r"(?:^|[\s>+~])([a-zA-Z][a-zA-Z0-9]*)(?:[.#][-\w]+)*$")
# Selectors for what is only so while a reader points at it, or for what is no element.
_PASSING = re.compile(r":(?:hover|active|focus|visited|before|after|placeholder|selection|first-l)|^\s*$")
# Characters of style sheets that are read.
_MOST_STYLES = 2_000_000
# Rules for one name; a rule for one element is looked for among them.
_MOST_RULES = 100
_LENGTH = re.compile(r"([-+]?(?:\d{1,6}(?:\.\d{0,6})?|\.\d{1,6}))(?:em|ex|rem|ch|px|pt|%)")
_SMALLER = re.compile(r"(?:x{1,2}-)?small|smaller|\d{1,2}(?:\.\d{0,6})?%|0?\.\d{1,6}r?em")
_FAR = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|pt|em|rem|vw|%)|-\d{2,}(?:em|rem)")
# Letters of this size are for machines, such as what a list of mails shows of one.
_UNREAD = re.compile(r"(?:[01](?:\.\d{1,6})?|2(?:\.0+)?)(?:px|pt)")
# A size that is a share of the one around.
_AS_AROUND = re.compile(r"[-+.\d]+(?:em|ex|ch|%)|inherit|unset|smaller|larger")
UNSEEN, SEEN = 1, 2
_ZERO = re.compile(r"0(?:\.0+)?(?:px|pt|em|rem|%)?")
_CLIPPED = re.compile(r"rect\((?:[01](?:px)?[\s,]*){4}\)")
_CLIPPED_PATH = re.compile(r"inset\((?:50|100)%[^)]*\)|circle\(0[^)]*\)")


class _Rule(NamedTuple):
    """What a style sheet says of elements that have all of `names`, or stand in such as have them.

    `rank`: of rules that disagree, the one that is important, more special or later holds.
    """

    names: frozenset[str]
    tag: str
    own: bool  # all names are the element's own
    hides: bool
    rank: tuple[bool, int, int, int, int]


class HidingRules:
    """The rules of the style sheets within a page that hide elements, or show them again, by class and id."""

    def __init__(self, sheet: str) -> None:
        """Read the rules for classes and ids; one that hides counts only if it holds on every screen."""
        # By the name that an element has itself, and by what else each asks for: of these one rule holds.
        self._rules: dict[str, dict[tuple[object, ...], _Rule]] = {}
        for order, (selectors, declarations, everywhere) in enumerate(_read_rules(sheet[:_MOST_STYLES])):
            style = read_declarations(declarations)
            hides = is_hiding(style)
            if (hides and not everywhere) or not (hides or _is_showing(style)):
                continue
            for selector in selectors.split(","):
                rule = _make_rule(selector.strip(), order, hides, "!important" in declarations)
                if rule:
                    alike = self._rules.setdefault(_NAME.findall(selector)[-1], {})
                    alike[rule[:3]] = max(rule, alike.get(rule[:3], rule), key=lambda rule: rule.rank)
        if not any(rule.hides for rules in self._rules.values() for rule in rules.values()):
            self._rules.clear()

    def hides(self, element: "HtmlElement") -> bool:
        """Say whether the style sheets hide an element."""
        rules = [rule for name in _list_names(element) for rule in self._rules.get(name, {}).values()]
        if not any(rule.hides for rule in rules):
            return False
        own = set(_list_names(element))
        around = own.union(*map(_list_names, element.iterancestors()))
        held = [rule for rule in rules if rule.names <= (own if rule.own else around) and rule.tag in ("", element.tag)]
        return bool(held) and max(held, key=lambda rule: rule.rank).hides


class LookRules:
    """The rules of style sheets, by class and id, that tell how elements look: raised, say, or in a box.

    `unread` says how many rules tell of a look and are for elements that are not told apart here.
    """

    def __init__(
        self, sheet: str, judge: Callable[[dict[str, str]], int | None], *, of_tags: bool = False, alone: int = 0
    ) -> None:
        """Read the rules that hold on every screen; `judge` makes a number of what they declare, None if of nothing.

        `of_tags` has those read, too, that are for all elements of a kind. `alone` is what only a rule that asks for
        nothing around the element may say of it: scripts change what stands around.
        """
        self._rules: dict[str, list[tuple[_Rule, int]]] = {}
        self.unread = 0
        for order, (selectors, declarations, everywhere) in enumerate(_read_rules(sheet[:_MOST_STYLES])):
            look = judge(read_declarations(declarations)) if everywhere else None
            for selector in selectors.split(",") if look is not None else ():
                last = "".join(selector.split()[-1:])
                rule = _make_rule(selector.strip(), order, False, "!important" in declarations, of_tags=of_tags)
                if (
                    rule
                    and look is not None
                    and (look != alone or rule.own)
                    and (_SIMPLE.fullmatch(last) or (of_tags and last.isalnum()))
                ):
                    rules = self._rules.setdefault((_NAME.findall(last) or [last.lower()])[-1], [])
                    if len(rules) < _MOST_RULES:
                        rules.append((rule, look))
                elif not _PASSING.search(selector):
                    self.unread += 1

    def find(self, element: "HtmlElement") -> int:
        """Return what the rule that holds says of an element, 0 if there is none."""
        if not self._rules:
            return 0
        rules = [it for name in _list_names(element) for it in self._rules.get(name, ())]
        if not any(look for _, look in rules):
            return 0
        own = set(_list_names(element))
        around = own.union(*map(_list_names, element.iterancestors()))
        held = [
            (rule.rank, look)
            for rule, look in rules
            if rule.names <= (own if rule.own else around) and rule.tag in ("", element.tag)
        ]
        return max(held)[1] if held else 0


def _list_names(element: "HtmlElement") -> list[str]:
    """Return an element's classes and id, and its tag."""
    names = [str(element.tag), *(f".{name}" for name in (element.get("class") or "").split())]
    return [*names, f"#{element.get('id')}"] if element.get("id") else names


def _make_rule(selector: str, order: int, hides: bool, important: bool, *, of_tags: bool = False) -> _Rule | None:
    """Return the rule of a selector; None if it is not of classes and ids, or speaks of what the reader does.

    With `of_tags`, it may be of elements alone.
    """
    names = _NAME.findall(selector)
    simple = _SIMPLE.fullmatch(selector)
    if not (names or of_tags) or (hides and not simple) or ":" in selector or "[" in selector:
        return None
    tags = [tag.lower() for tag in _TAG.findall(selector)]
    rank = (important, sum(name[0] == "#" for name in names), len(names), len(tags), order)
    last = _OF_TAG.search(selector) if of_tags else simple
    asked = frozenset(names + tags if of_tags else names)
    return _Rule(asked, (last[1] or "").lower() if last else "", bool(simple or selector.isalnum()), hides, rank)


def _read_rules(sheet: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the selectors and declarations of each rule, and whether it holds on every screen."""
    # Without its end, a comment reaches to the end of the sheet.
    parts = sheet.split("/*")
    sheet = parts[0] + "".join(part.partition("*/")[2] for part in parts[1:])
    depth = 0
    for piece in sheet.split("}"):
        *openings, body = piece.split("{")
        if not openings:
            depth = max(0, depth - 1)
            continue
        # All but the last opening belong to blocks such as @media that hold rules.
        depth += len(openings) - 1
        selector = openings[-1].rpartition(";")[2].strip()
        if not selector.startswith("@"):
            yield selector, body, depth == 0


def read_declarations(style: str | None) -> dict[str, str]:
    """Return the declarations of a style, in lower case and without blanks around."""
    declarations = {}
    for declaration in (style or "").lower().split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            declarations[name.strip()] = value.replace("!important", "").strip()
    return declarations


def find_height(style: dict[str, str]) -> int | None:
    """Return 1 if declarations raise what they hold, -1 if they lower it, 0 if neither; None if they do not say.

    What is placed by a length is raised only if its letters are smaller than those around.
    """
    align = style.get("vertical-align")
    if align in ("super", "sub"):
        return 1 if align == "super" else -1
    moves = [(align, 1)] if align else []
    if style.get("position") == "relative":
        moves += [(style.get("bottom", ""), 1), (style.get("top", ""), -1)]
    for move, way in moves:
        if (length := _LENGTH.fullmatch(move)) and float(length[1]) and _SMALLER.fullmatch(style.get("font-size", "")):
            return way if float(length[1]) > 0 else -way
    return 0 if align else None


def find_box(style: dict[str, str]) -> int | None:
    """Return 2 if declarations set what they hold on lines or in cells of its own, 1 in a box on the line, else 0."""
    display = style.get("display")
    if display is None:
        return None
    return 1 if display.startswith("inline-") else int(display not in _INLINE) * 2


def is_hiding(style: dict[str, str]) -> bool:
    """Say whether declarations hide all that they hold: by display, clipping or place."""
    placed = style.get("position") in {"absolute", "fixed"}
    return (
        style.get("display") == "none"
        or bool(_CLIPPED.fullmatch(style.get("clip", "")))
        or bool(_CLIPPED_PATH.match(style.get("clip-path", "")))
        or (placed and any(_FAR.match(style.get(side, "")) for side in ("left", "top", "right", "bottom")))
        or bool(_FAR.match(style.get("text-indent", "")))
        or (
            style.get("overflow") in {"hidden", "clip"}
            and any(_ZERO.fullmatch(style.get(side, "")) for side in ("width", "height", "max-height", "max-width"))
        )
    )


def find_size(style: dict[str, str]) -> int | None:
    """Return 1 if declarations make letters too small to be read, 2 if readable; None if they do not say.

    What is in it may say otherwise of itself.
    """
    size = style.get("font-size", "")
    if _ZERO.fullmatch(size) or _UNREAD.fullmatch(size):
        return UNSEEN
    return None if not size or _AS_AROUND.fullmatch(size) else SEEN


def find_visibility(style: dict[str, str]) -> int | None:
    """Return 1 if declarations hide letters and leave their room, 2 if they show them; None if they do not say."""
    visibility = style.get("visibility", "")
    # What an animation shows while the page is scrolled is hidden only until then.
    if visibility in {"hidden", "collapse"} and "animation-name" not in style:
        return UNSEEN
    return SEEN if visibility == "visible" else None


def _is_showing(style: dict[str, str]) -> bool:
    shown = style.get("display", "none") != "none"
    return shown or style.get("clip") == "auto" or style.get("position") == "static"


def is_hidden(element: "HtmlElement", rules: HidingRules) -> bool:
    """Say whether a reader of the page does not see an element, by its attributes, style or classes."""
    if element.get("hidden", "until-found").lower() != "until-found":
        return True
    if element.get("style") and is_hiding(read_declarations(element.get("style"))):
        return True
    classes = (element.get("class") or "").lower().split()
    if not _HIDING.isdisjoint(classes) and not any(_SHOWING.search(name) for name in classes):
        return True
    return rules.hides(element)
