"""Quotations in a draft: what stands between quotation marks or in a block quote; an apostrophe is no mark."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import Span
from qa.checking.drafts import BLOT, Draft
from qa.checking.report import Kind, Unchecked, Why

# Opening mark -> the marks that close it.
_CLOSING = {
    "“": "”", "„": "“”", "‟": "”", "‘": "’", "‚": "‘’", "‛": "’", "«": "»", "»": "«»", "‹": "›", "›": "‹›",
    "”": "”", "「": "」", "『": "』", "〝": "〞〟", '"': '"', "'": "'", "＂": "＂",
}  # fmt: skip
_MARK = re.compile("[" + "".join(sorted({*_CLOSING, *"’」』〞〟"})) + "]")
# Apostrophes that open a word.
_ELISION = re.compile(r"(?:tis|twas|twere|em|n|til|till|cause|round|bout|cuz|\d\ds?)\b", re.IGNORECASE)
_SINGLE = "'’‘‚‛"
_OPENS_AFTER = "([{<—–-/…:;,|=+¿¡" + BLOT
# A quotation's source in the last line of a block quote, and in brackets at its end.
_ATTRIBUTION = re.compile(r"\s*(?:[—–―]|--?)\s*\S")
_IN_BRACKETS = re.compile(r"(?<=[.!?…\"”’»])[\s\0]*(?:\([^()]*\)|\[[^\[\]…]{4,}\])[\s\0]*\Z")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Quotation:
    """What a draft quotes, without its marks; `outer` is its place with them, or the whole block quote.

    `skipped` are the marks that open its further paragraphs.
    """

    span: Span
    outer: Span
    kind: Kind
    skipped: tuple[int, ...] = ()

    def shown(self, plain: str) -> str:
        """Return the quotation out of the draft's plain text, as long as it is there."""
        letters = list(plain[slice(*self.span)])
        for at in self.skipped:
            letters[at - self.span.start] = BLOT
        return "".join(letters)


def find_quotations(draft: Draft) -> tuple[list[Quotation], list[Unchecked]]:
    """Return the quotations of a draft in order, and the marks that nothing closes."""
    found: list[Quotation] = []
    unclosed: list[Unchecked] = []
    quoted = {number for block in draft.blocks for number in block}
    for block in draft.blocks:
        found += _block(draft, block)
    numbers = [number for number in range(len(draft.paragraphs)) if number not in quoted]
    past = 0
    for place, number in enumerate(numbers):
        at, end = draft.paragraphs[number]
        at = max(at, past)
        while mark := _MARK.search(draft.plain, at, end):
            at = mark.end()
            if not _may_open(draft.plain, mark.start(), draft.paragraphs[number].start):
                continue
            following = [draft.paragraphs[it] for it in _run(numbers[place:])]
            closed = _closed(draft.plain, mark.start(), following)
            if closed is None:
                if mark[0] not in _SINGLE:
                    unclosed.append(Unchecked(Span(mark.start(), mark.end()), Why.UNCLOSED))
                continue
            close, skipped = closed
            inner = _trimmed(draft.plain, mark.end(), close)
            if inner.start < inner.end:
                found.append(Quotation(inner, Span(mark.start(), close + 1), Kind.MARKS, skipped))
            at = past = close + 1
            if close >= end:
                break
    found.sort(key=lambda quotation: quotation.span)
    return found, unclosed


def count_words(text: str) -> int:
    """Return how many words a text has; each character of Chinese and Japanese is one."""
    return len(_WORD.findall(text.replace(BLOT, "").replace("'", "").replace("’", "")))


def _run(numbers: Sequence[int]) -> Iterator[int]:
    """Yield the numbers as long as each is the next."""
    for place, number in enumerate(numbers):
        if number != numbers[0] + place:
            return
        yield number


def _closed(plain: str, opening: int, paragraphs: Sequence[Span]) -> tuple[int, tuple[int, ...]] | None:
    """Return where a mark is closed, and the marks that open further paragraphs; None if nothing closes it."""
    skipped: list[int] = []
    for number, paragraph in enumerate(paragraphs):
        at = opening + 1
        if number:
            first = re.compile(rf"[\s{BLOT}]*").match(plain, *paragraph)
            at = first.end() if first else paragraph.start
            # French repeats the closing mark as well.
            if plain[at : at + 1] not in (plain[opening], *(_CLOSING[plain[opening]] if plain[opening] == "«" else "")):
                return None
            skipped.append(at)
            at += 1
        close = _closing(plain, opening, at, paragraph)
        if close is not None:
            return close, tuple(skipped)
    return None


def _closing(plain: str, opening: int, at: int, paragraph: Span) -> int | None:
    """Return the mark within a paragraph that closes the one at `opening`, past those that open and close inside."""
    stack = [plain[opening]]
    last = None
    for mark in _MARK.finditer(plain, at, paragraph.end):
        place, letter = mark.span()[0], mark[0]
        closes = [level for level, opened in enumerate(stack) if letter in _CLOSING[opened]]
        if closes and _may_close(plain, place, paragraph.end, opening=stack[closes[-1]]):
            # Straight marks do not tell what they close: the innermost.
            del stack[closes[-1] :]
            if not stack:
                return place
            last = place if letter == plain[opening] else last
        elif letter in _CLOSING and _may_open(plain, place, paragraph.start):
            stack.append(letter)
    return last


def _may_open(plain: str, at: int, start: int) -> bool:
    """Say whether the mark at a place can open a quotation there."""
    mark, before, after = plain[at], plain[at - 1 : at] if at > start else "", plain[at + 1 : at + 2]
    if mark not in _CLOSING or not after:
        return False
    if mark in "„‚«‹「『〝":
        return True
    free = not before or before.isspace() or before in _OPENS_AFTER or before in _CLOSING
    if mark in "“‘‟‛":
        return mark != "‘" or free
    if mark in "»›":
        return free and not after.isspace()
    if mark in _SINGLE and (before == "-" or _ELISION.match(plain, at + 1)):
        return False
    return free and not after.isspace() and after not in ",.;:!?)]}"


def _may_close(plain: str, at: int, end: int, opening: str) -> bool:
    """Say whether the mark at a place can close a quotation there; an apostrophe cannot."""
    mark, before, after = plain[at], plain[at - 1 : at], plain[at + 1 : at + 2] if at + 1 < end else ""
    if mark not in "\"'’":
        return True
    if before.isspace() or after.isalnum():
        # Tokenised text has a blank before the mark as well.
        return mark == '"' and before.isspace() and (not after or after.isspace())
    if mark in "'’" and before in "sS" and re.match(r"\s+[a-z]", plain[at + 1 : at + 12]):
        # A plural's apostrophe, if another mark is left to close with.
        later = re.compile(rf"(?<=[^\s])[{mark}](?![^\W_])").search(plain, at + 1, end)
        opened = re.compile(rf"(?<=\s)[{opening}](?=\w)").search(plain, at + 1, end)
        return later is None or (opened is not None and opened.start() < later.start())
    return True


def _block(draft: Draft, numbers: tuple[int, ...]) -> Iterator[Quotation]:
    """Yield the quotation that a block quote is, without the marks around it and the source at its end."""
    outer = Span(draft.paragraphs[numbers[0]].start, draft.paragraphs[numbers[-1]].end)
    end = outer.end
    if len(numbers) > 1 and _ATTRIBUTION.match(draft.plain, draft.paragraphs[numbers[-1]].start):
        end = draft.paragraphs[numbers[-2]].end
    else:
        lines = draft.plain[slice(*outer)].rstrip().split("\n")
        if len(lines) > 1 and _ATTRIBUTION.match(lines[-1].replace(BLOT, " ")):
            end = outer.start + sum(len(line) + 1 for line in lines[:-1])
    if source := _IN_BRACKETS.search(draft.plain, outer.start, end):
        end = source.start()
    span = _trimmed(draft.plain, outer.start, end)
    if span.start >= span.end:
        return
    if draft.plain[span.start] in _CLOSING:
        paragraphs = [Span(max(draft.paragraphs[it].start, span.start), draft.paragraphs[it].end) for it in numbers]
        closed = _closed(draft.plain, span.start, paragraphs)
        rest = draft.plain[closed[0] + 1 : span.end] if closed else ""
        if closed and not re.search(r"\w", rest):
            yield Quotation(_trimmed(draft.plain, span.start + 1, closed[0]), outer, Kind.BLOCK, closed[1])
            return
        if closed and _ATTRIBUTION.match(rest):
            yield Quotation(_trimmed(draft.plain, span.start + 1, closed[0]), outer, Kind.BLOCK, closed[1])
            return
    yield Quotation(span, outer, Kind.BLOCK)


def _trimmed(plain: str, start: int, end: int) -> Span:
    part = plain[start:end]
    left = len(part) - len(part.lstrip(f" \t\r\n\u00a0\u202f{BLOT}"))
    right = len(part.rstrip(f" \t\r\n\u00a0\u202f{BLOT}"))
    return Span(start + left, start + max(left, right))
