"""Quotations in a paragraph, by their marks; where the marks do not fit together, none is found."""

import re
from dataclasses import dataclass

from corpus import Span

# What a quotation opens with, and what may close it.
_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "‘": "’"}
# A single mark is an apostrophe, too: it closes after a stop or comma, or where no genitive can be meant.
_GENITIVE = re.compile(r"(?<=s)’(?=\s+[a-z])")


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


def quotations(text: str) -> Quotations:
    """Return the quotations of one paragraph."""
    spans: list[Span] = []
    inner: list[Span] = []
    opened: list[tuple[str, int]] = []
    singles = _are_outer(text)
    for at, mark in enumerate(text):
        if mark not in "“”„«»‘’\"'「」":
            continue
        if opened and _closes(text, at, opened[-1][0], outer=len(opened) == 1):
            _, start = opened.pop()
            (inner if opened else spans).append(Span(start, at + 1))
        elif _opens(text, at, singles=singles or bool(opened)):
            if any(mark == other for other, _ in opened) and mark not in "“«":
                return UNSOUND
            opened.append((mark, at))
        elif mark in '”»」"“„«' or (opened and opened[-1][0] == mark == "‘"):
            return UNSOUND
    # A single mark left open within was an apostrophe ("the ’90s").
    while len(opened) > 1 and opened[-1][0] in "‘'":
        opened.pop()
    if len(opened) > 1 or (opened and opened[0][0] in "'‘»"):
        return UNSOUND
    if opened:
        spans.append(Span(opened[0][1], len(text)))
    return Quotations(tuple(spans), tuple(inner), bool(opened))


def _are_outer(text: str) -> bool:
    """Say whether single marks stand for quotations of their own here: there are no others."""
    return not any(mark in text for mark in '“”"«»„「')


def _opens(text: str, at: int, *, singles: bool) -> bool:
    mark, after = text[at], text[at + 1 : at + 2]
    if (not after.strip() and mark not in "«»") or (mark in "'‘" and not singles):
        return False
    free = at == 0 or text[at - 1].isspace() or text[at - 1] in "([—–-“‘\"'«„"
    if mark in "\"'":
        return free and not (mark == "'" and after.isdigit())
    return mark in _PAIRS and (free or mark in "„「") and not (mark == "»" and not after.isalpha())


def _closes(text: str, at: int, opening: str, *, outer: bool) -> bool:
    mark, before = text[at], text[at - 1]
    if mark not in _PAIRS.get(opening, opening):
        return False
    after = text[at + 1 : at + 2]
    if mark in "'’":
        ended = before in ",.?!…—–-" or not outer or (mark == "’" and not _GENITIVE.match(text, at))
        return ended and not after.isalnum()
    return mark != '"' or not (before.isspace() or after.isalnum())
