"""Where quotation marks open and close; a text is read once, however many of its marks nothing closes."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from corpus import Span
from qa.checking.draft.draft_text import BLOT

# Opening mark -> the marks that close it.
CLOSING = {
    "“": "”", "„": "“”", "‟": "”", "‘": "’", "‚": "‘’", "‛": "’", "«": "»", "»": "«»", "‹": "›", "›": "‹›",
    "”": "”", "「": "」", "『": "』", "〝": "〞〟", '"': '"', "'": "'", "＂": "＂",
}  # fmt: skip
MARK = re.compile("[" + "".join(sorted({*CLOSING, *"’」』〞〟"})) + "]")
_OPENED_BY = {mark: [it for it, closing in CLOSING.items() if mark in closing] for mark in "".join(CLOSING.values())}
# Apostrophes that open a word.
_ELISION = re.compile(r"(?:tis|twas|twere|em|n|til|till|cause|round|bout|cuz|\d\ds?)\b", re.IGNORECASE)
SINGLE = "'’‘‚‛"
_OPENS_AFTER = "([{<—–-/…:;,|=+¿¡" + BLOT
# Behind a mark that closes a quotation a note's sign may stand, as ¹, but no letter.
_GOES_ON = re.compile(r"[^\W_¹²³⁰⁴-⁹]")
# What may close a mark if nothing else does; and what opens one, as it stands before a word.
_LOOSELY = {"„": r"(?<=[^\s\0])\"(?![^\W_])", "“": r"(?<=[^\s\0(\[])[\"“](?![^\W_\0]|\[)", '"': r"(?<=[^\s\0])\""}
_OPENS = r"(?<![^\s\0(\[—–-])[„“\"](?=\S)"
_BLANKS = re.compile(rf"[\s{BLOT}]*")


class Closings:
    """Tells where a mark is closed, in its paragraph or one that follows; an empty one parts those that do not."""

    def __init__(self, plain: str, paragraphs: Sequence[Span]) -> None:
        self._plain = plain
        self._paragraphs = paragraphs
        # What a reading to the end of a paragraph told of the marks it passed; of a mark and a further paragraph where
        # it is closed there; and what is closed from there on nowhere.
        self._known: dict[int, int | None] = {}
        self._further: dict[tuple[str, int], int | None] = {}
        self._lost: set[tuple[str, int]] = set()
        self._places: dict[tuple[str, int], list[int]] = {}

    def of(self, opening: int, number: int) -> tuple[int, tuple[int, ...]] | None:
        """Return where a mark in a paragraph is closed, and the marks that open further ones; None if it is not.

        Marks are asked for in order, and none that stands inside what one before it opens and closes.
        """
        letter, own = self._plain[opening], number
        if opening not in self._known:
            self._known = self._read(opening, opening + 1, own)
        close = self._known[opening]
        skipped: list[int] = []
        while close is None:
            number += 1
            first = None if (letter, number) in self._lost else self._reopened(letter, number)
            if first is None:
                self._lost.update((letter, it) for it in range(own + 1, number + 1))
                return None
            skipped.append(first)
            if (letter, number) not in self._further:
                self._further[letter, number] = self._read(opening, first + 1, number)[opening]
            close = self._further[letter, number]
        return close, tuple(skipped)

    def loosely(self, opening: int, number: int) -> int | None:
        """Return where a mark that nothing closes properly ends in its paragraph: „…" and “…“, or said:"…"and.

        None if another opens before that, for then nobody can tell what is quoted.
        """
        letter = self._plain[opening]
        if letter not in _LOOSELY:
            return None
        close = self._next(_LOOSELY[letter], opening + 1, number)
        opened = self._next(_OPENS, opening + 1, number)
        return close if close is not None and (opened is None or close < opened) else None

    def _reopened(self, letter: str, number: int) -> int | None:
        """Return the mark that opens a further paragraph of a quotation."""
        paragraph = self._paragraphs[number] if number < len(self._paragraphs) else Span(0, 0)
        if paragraph.start == paragraph.end:
            return None
        first = _BLANKS.match(self._plain, *paragraph)
        at = first.end() if first else paragraph.start
        # French repeats the closing mark as well.
        return at if self._plain[at : at + 1] in (letter, *(CLOSING[letter] if letter == "«" else "")) else None

    def _read(self, opening: int, at: int, number: int) -> dict[int, int | None]:
        """Return where within a paragraph the mark at `opening` is closed, and those behind it if it is not.

        A mark that stays open changes nothing for those inside: what is told of them holds for each alone as well.
        """
        start, end = self._paragraphs[number]
        stack = _Stack(opening, self._plain[opening])
        closes: dict[int, int | None] = {}
        # Straight marks do not tell what they close: the innermost. If one is missing, the last closes the outermost.
        last: dict[str, int] = {}
        for mark in MARK.finditer(self._plain, at, end):
            place, letter = mark.start(), mark[0]
            level = stack.closed_by(letter)
            if level is not None and self._may_close(place, number, stack.letters[level]):
                closes[stack.places[level]] = last[letter] = place
                stack.cut(level)
                if not level:
                    return {opening: place}
            elif letter in CLOSING and may_open(self._plain, place, start):
                stack.push(place, letter)
        for place, letter in zip(stack.places, stack.letters, strict=True):
            closes[place] = until = last[letter] if last.get(letter, -1) > place else None
            if until is not None:  # what opened before it no longer holds what follows
                return {opened: close for opened, close in closes.items() if opened < until}
        return closes

    def _may_close(self, at: int, number: int, opening: str) -> bool:
        """Say whether the mark at a place can close a quotation there; an apostrophe cannot."""
        plain, end = self._plain, self._paragraphs[number].end
        mark, before, after = plain[at], plain[at - 1 : at], plain[at + 1 : at + 2] if at + 1 < end else ""
        if mark not in "\"'’":
            # „…“ ends so, but a mark before a word opens it.
            return mark != "“" or not (before.isspace() and after.isalnum())
        if before.isspace() or _GOES_ON.match(after):
            # Tokenised text has a blank before the mark as well.
            return mark == '"' and before.isspace() and (not after or after.isspace())
        if mark in "'’" and before in "sS" and re.match(r"\s+[a-z]", plain[at + 1 : at + 12]):
            # A plural's apostrophe, if another mark is left to close with.
            later = self._next(rf"(?<=[^\s])[{mark}](?![^\W_])", at + 1, number)
            opened = self._next(rf"(?<=\s)[{opening}](?=\w)", at + 1, number)
            return later is None or (opened is not None and opened < later)
        return True

    def _next(self, pattern: str, at: int, number: int) -> int | None:
        """Return where a pattern next fits from a place in a paragraph on."""
        if (pattern, number) not in self._places:
            found = re.compile(pattern).finditer(self._plain, *self._paragraphs[number])
            self._places[pattern, number] = [match.start() for match in found]
        places = self._places[pattern, number]
        next_ = bisect_left(places, at)
        return places[next_] if next_ < len(places) else None


class _Stack:
    """Marks that are open, outermost first, and where those of each kind stand among them."""

    def __init__(self, place: int, letter: str) -> None:
        self.places = [place]
        self.letters = [letter]
        self._levels: dict[str, list[int]] = {letter: [0]}

    def push(self, place: int, letter: str) -> None:
        """Open a mark."""
        self._levels.setdefault(letter, []).append(len(self.places))
        self.places.append(place)
        self.letters.append(letter)

    def closed_by(self, letter: str) -> int | None:
        """Return the level of the innermost mark that another may close."""
        return max((self._levels[it][-1] for it in _OPENED_BY.get(letter, ()) if self._levels.get(it)), default=None)

    def cut(self, level: int) -> None:
        """Take away a mark, and those inside that nothing closed."""
        while len(self.places) > level:
            self.places.pop()
            self._levels[self.letters.pop()].pop()


def may_open(plain: str, at: int, start: int) -> bool:
    """Say whether the mark at a place can open a quotation there, in a paragraph that begins at `start`."""
    mark, before, after = plain[at], plain[at - 1 : at] if at > start else "", plain[at + 1 : at + 2]
    if mark not in CLOSING or not after:
        return False
    if mark in "„‚«‹「『〝":
        return True
    free = not before or before.isspace() or before in _OPENS_AFTER or before in CLOSING
    # As in: Dr."They left."
    if mark == '"' and before == "." and after.isupper():
        return True
    if mark in "“‘‟‛":
        return mark != "‘" or free
    if mark in "»›":
        return free and not after.isspace()
    if mark in SINGLE and (before == "-" or _ELISION.match(plain, at + 1)):
        return False
    return free and not after.isspace() and after not in ",.;:!?)]}"
