"""Closings: where quotation marks of a draft are closed. A text is read once, even if nothing closes its marks."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from corpus import Span
from qa.checking.draft.draft_text import BLOT
from qa.english.quotation_marks import CLOSING, can_close, can_open, pair_marks

# Marks that may close another if nothing else does; and those that open one, before a word.
_LOOSELY = {"„": r"(?<=[^\s\0])\"(?![^\W_])", "“": r"(?<=[^\s\0(\[])[\"“](?![^\W_\0]|\[)", '"': r"(?<=[^\s\0])\""}
_OPENS = r"(?<![^\s\0(\[—–-])[„“\"](?=\S)"
_BLANKS = re.compile(rf"[\s{BLOT}]*")


class Closings:
    """Finds where a mark is closed, in its paragraph or in one that follows; an empty paragraph ends the search."""

    def __init__(self, plain: str, paragraphs: Sequence[Span]) -> None:
        self._plain = plain
        self._paragraphs = paragraphs
        # Where the marks are closed that were passed in the last paragraph read.
        self._known: dict[int, int | None] = {}
        # Where a kind of mark that an earlier paragraph opened is closed in a paragraph.
        self._further: dict[tuple[str, int], int | None] = {}
        # Kinds of marks that nothing closes from a paragraph on.
        self._lost: set[tuple[str, int]] = set()
        # The places of patterns in paragraphs.
        self._places: dict[tuple[str, int], list[int]] = {}

    def find(self, opening: int, number: int) -> tuple[int, tuple[int, ...]] | None:
        """Return where a mark of a paragraph is closed, and the marks that open further paragraphs; None if nowhere.

        Ask for marks in order, and for none between a mark and its closing.
        """
        letter, own = self._plain[opening], number
        if opening not in self._known:
            self._known = self._read(opening, opening + 1, own)
        close = self._known[opening]
        skipped: list[int] = []
        while close is None:
            number += 1
            first = None if (letter, number) in self._lost else self._find_reopening(letter, number)
            if first is None:
                self._lost.update((letter, further) for further in range(own + 1, number + 1))
                return None
            skipped.append(first)
            if (letter, number) not in self._further:
                self._further[letter, number] = self._read(opening, first + 1, number)[opening]
            close = self._further[letter, number]
        return close, tuple(skipped)

    def find_loose(self, opening: int, number: int) -> int | None:
        """Return where a mark that nothing closes properly may be closed in its paragraph: „…" and “…“, or said:"…"and.

        None if another mark opens before that, for then nobody can tell what is quoted.
        """
        letter = self._plain[opening]
        if letter not in _LOOSELY:
            return None
        close = self._find_next(_LOOSELY[letter], opening + 1, number)
        opened = self._find_next(_OPENS, opening + 1, number)
        return close if close is not None and (opened is None or close < opened) else None

    def _find_reopening(self, letter: str, number: int) -> int | None:
        """Return the mark that opens a further paragraph of a quotation."""
        paragraph = self._paragraphs[number] if number < len(self._paragraphs) else Span(0, 0)
        if paragraph.start == paragraph.end:
            return None
        first = _BLANKS.match(self._plain, *paragraph)
        at = first.end() if first else paragraph.start
        # French may repeat the closing mark instead.
        return at if self._plain[at : at + 1] in (letter, *(CLOSING[letter] if letter == "«" else "")) else None

    def _read(self, opening: int, at: int, number: int) -> dict[int, int | None]:
        """Return where in a paragraph the mark at `opening` is closed; if it is not, where all marks behind it are.

        A mark that stays open changes nothing for the marks inside.
        """
        plain, (start, end) = self._plain, self._paragraphs[number]
        closes: dict[int, int | None] = {}
        left = [opening]
        # A straight mark closes the innermost one. If a straight mark is missing, the last closes the outermost.
        last: dict[str, int] = {}
        pairings = pair_marks(
            plain,
            Span(at, end),
            lambda place, _: can_open(plain, place, start),
            lambda place, letter, _: self._may_close(place, number, letter),
            opened=(opening, plain[opening]),
        )
        for place, opens, closed, depth, _ in pairings:
            if opens:
                left.append(place)
            elif closed is not None:
                closes[closed] = last[plain[place]] = place
                del left[depth:]
                if not left:
                    return {opening: place}
        for place in left:
            letter = plain[place]
            closes[place] = until = last[letter] if last.get(letter, -1) > place else None
            if until is not None:  # it is closed there: marks behind that place are read anew
                return {opened: close for opened, close in closes.items() if opened < until}
        return closes

    def _may_close(self, at: int, number: int, opening: str) -> bool:
        """Say whether the mark at a place may close a quotation; an apostrophe may not."""
        plain, end = self._plain, self._paragraphs[number].end
        mark, before = plain[at], plain[at - 1 : at]
        if not can_close(plain, at, end):
            return False
        if mark in "'’" and before in "sS" and re.match(r"\s+[a-z]", plain[at + 1 : at + 12]):
            # The apostrophe of a plural, if a later mark is left to close the quotation.
            later = self._find_next(rf"(?<=[^\s])[{mark}](?![^\W_])", at + 1, number)
            opened = self._find_next(rf"(?<=\s)[{opening}](?=\w)", at + 1, number)
            return later is None or (opened is not None and opened < later)
        return True

    def _find_next(self, pattern: str, at: int, number: int) -> int | None:
        """Return the next place of a pattern in a paragraph."""
        if (pattern, number) not in self._places:
            matches = re.compile(pattern).finditer(self._plain, *self._paragraphs[number])
            self._places[pattern, number] = [match.start() for match in matches]
        places = self._places[pattern, number]
        next_ = bisect_left(places, at)
        return places[next_] if next_ < len(places) else None
