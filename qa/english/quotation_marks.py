"""Quotation marks: which there are, which closes which, and the one reader that pairs them.

The marks are those of the languages of Europe and of Chinese and Japanese, as Unicode's tables of quotation marks and
brackets have them. A single mark is an apostrophe as well: rules of English tell the two apart.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from corpus import Span

# Opening mark -> the marks that close it.
CLOSING = {
    "“": "”", "„": "“”", "‟": "”", "‘": "’", "‚": "‘’", "‛": "’", "«": "»", "»": "«»", "‹": "›", "›": "‹›",
    "”": "”", "「": "」", "『": "』", "〝": "〞〟", '"': '"', "'": "'", "＂": "＂",
}  # fmt: skip
_CLOSED_BY = {mark: [it for it, closing in CLOSING.items() if mark in closing] for mark in "".join(CLOSING.values())}
MARKS = "".join(sorted({*CLOSING, *_CLOSED_BY}))
MARK = re.compile(f"[{MARKS}]")
SINGLE = "'’‘‚‛"
# They open wherever they stand: they close nothing.
_ONLY_OPENING = "„‚«‹「『〝"
# Apostrophes that open a word.
_ELISION = re.compile(r"(?:tis|twas|twere|em|n|til|till|cause|round|bout|cuz|\d\ds?)\b", re.IGNORECASE)
# What may stand before a mark that opens, besides blanks and other marks. A blotted letter of a draft is one of them.
_OPENS_AFTER = "([{<—–-/…:;,|=+¿¡\0"
# Behind a mark that closes a quotation a note's sign may stand, as ¹, but no letter.
_GOES_ON = re.compile(r"[^\W_¹²³⁰⁴-⁹]")
# Words that are left out at the beginning of a quotation.
_ELLIPSIS = re.compile(r"\.(?:\s?\.){2}")
# An apostrophe behind a plural: it closes nothing.
_GENITIVE = re.compile(r"(?<=s)’(?=\s+[a-z])")


class Pairing(NamedTuple):
    """What one mark does: it opens, closes the mark at `opening`, or does neither.

    `depth` is how many marks are open around it. `dropped` are the marks inside the pair that nothing closed.
    """

    place: int
    opens: bool = False
    opening: int | None = None
    depth: int = 0
    dropped: str = ""


# Says whether the mark at a place may open a quotation, inside so many others; or close the one of a letter.
MayOpen = Callable[[int, int], bool]
MayClose = Callable[[int, str, int], bool]


def pair_marks(
    text: str, span: Span, may_open: MayOpen, may_close: MayClose, opened: tuple[int, str] | None = None
) -> Iterator[Pairing]:
    """Yield what each mark in a span does: it closes the innermost open mark that it may close, or opens.

    `opened` is a mark that is open already, which may stand before the span.
    """
    stack = _Stack()
    if opened:
        stack.push(*opened)
    for mark in MARK.finditer(text, *span):
        place, letter = mark.start(), mark[0]
        level = stack.find_level(letter)
        if level is not None and may_close(place, stack.letters[level], level):
            opening, dropped = stack.places[level], "".join(stack.letters[level + 1 :])
            stack.cut(level)
            yield Pairing(place, False, opening, level, dropped)
        elif letter in CLOSING and may_open(place, len(stack.places)):
            stack.push(place, letter)
            yield Pairing(place, True, None, len(stack.places) - 1)
        else:
            yield Pairing(place, depth=len(stack.places))


class _Stack:
    """Marks that are open, outermost first, and where those of each kind stand among them."""

    def __init__(self) -> None:
        self.places: list[int] = []
        self.letters: list[str] = []
        self._levels: dict[str, list[int]] = {}

    def push(self, place: int, letter: str) -> None:
        """Open a mark."""
        self._levels.setdefault(letter, []).append(len(self.places))
        self.places.append(place)
        self.letters.append(letter)

    def find_level(self, letter: str) -> int | None:
        """Return the level of the innermost mark that another may close."""
        openings = (opening for opening in _CLOSED_BY.get(letter, ()) if self._levels.get(opening))
        return max((self._levels[opening][-1] for opening in openings), default=None)

    def cut(self, level: int) -> None:
        """Take away a mark, and those inside that nothing closed."""
        while len(self.places) > level:
            self.places.pop()
            self._levels[self.letters.pop()].pop()


def can_open(text: str, at: int, start: int) -> bool:
    """Say whether the mark at a place can open a quotation there, in a paragraph that begins at `start`."""
    mark, before, after = text[at], text[at - 1 : at] if at > start else "", text[at + 1 : at + 2]
    if mark not in CLOSING or not after:
        return False
    if mark in _ONLY_OPENING:
        return True
    is_free = not before or before.isspace() or before in _OPENS_AFTER or before in CLOSING
    # As in: Dr."They left."
    if mark == '"' and before == "." and after.isupper():
        return True
    if mark in "“‘‟‛":
        return mark != "‘" or is_free
    if mark in "»›":
        return is_free and not after.isspace()
    if mark in SINGLE and (before == "-" or _ELISION.match(text, at + 1) or _is_within_word(text, at)):
        return False
    ends = after in ",.;:!?)]}" and not _ELLIPSIS.match(text, at + 1)
    return is_free and not after.isspace() and not ends


def _is_within_word(text: str, at: int) -> bool:
    """Say whether letters stand on both sides of a mark that a draft escapes, and whose backslash is blotted out."""
    return text[at - 1 : at] == "\0" and text[at - 2 : at - 1].isalnum() and text[at + 1 : at + 2].isalnum()


def can_close(text: str, at: int, end: int) -> bool:
    """Say whether the mark at a place can close a quotation there, in a paragraph that ends at `end`."""
    mark, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2] if at + 1 < end else ""
    if mark not in "\"'’":
        # „…“ ends so, but a mark before a word opens it.
        return mark != "“" or not (before.isspace() and after.isalnum())
    if before.isspace() or _GOES_ON.match(after):
        # Tokenised text has a blank before the mark as well.
        return mark == '"' and before.isspace() and (not after or after.isspace())
    return True


@dataclass(frozen=True, slots=True)
class Quotations:
    """The quotations of a paragraph with their marks; `inner` are those within another.

    The last is `open` if its paragraph ends before it does. `sound` is false where the marks do not fit together.
    """

    spans: tuple[Span, ...]
    inner: tuple[Span, ...] = ()
    open: bool = False
    sound: bool = True


UNSOUND = Quotations((), sound=False)


def read_quotations(text: str) -> Quotations:
    """Return the quotations of one paragraph; none where its marks do not fit together."""
    # Single marks stand for quotations of their own where there are no others; inside others they always may.
    has_double = any(mark not in SINGLE for mark in MARK.findall(text))

    def may_open(at: int, depth: int) -> bool:
        return (text[at] not in SINGLE or depth > 0 or not has_double) and can_open(text, at, 0)

    def may_close(at: int, opening: str, depth: int) -> bool:
        if text[at] not in "'’" or depth > 0:
            return can_close(text, at, len(text))
        is_ended = text[at - 1] in ",.?!…—–-" or (text[at] == "’" and not _GENITIVE.match(text, at))
        return is_ended and can_close(text, at, len(text))

    spans: list[Span] = []
    inner: list[Span] = []
    opened: list[int] = []
    for pairing in pair_marks(text, Span(0, len(text)), may_open, may_close):
        mark = text[pairing.place]
        if pairing.opens:
            if any(text[at] == mark for at in opened) and mark not in "“«":
                return UNSOUND
            opened.append(pairing.place)
        elif pairing.opening is not None:
            if pairing.dropped.strip("'‘"):
                return UNSOUND
            (inner if pairing.depth else spans).append(Span(pairing.opening, pairing.place + 1))
            del opened[pairing.depth :]
        elif mark not in SINGLE:
            return UNSOUND
    # A single mark left open within was an apostrophe ("the ’90s").
    while len(opened) > 1 and text[opened[-1]] in SINGLE:
        opened.pop()
    if len(opened) > 1 or (opened and text[opened[0]] in SINGLE + "»"):
        return UNSOUND
    if opened:
        spans.append(Span(opened[0], len(text)))
    return Quotations(tuple(spans), tuple(inner), bool(opened))
