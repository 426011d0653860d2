"""Texts without their typography: one kind of mark, dash, blank and ellipsis, each place known."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from corpus import Span
from corpus.folding import compile_forms, fold_form, fold_letters
from qa.english import quotation_marks

MARKS = quotation_marks.MARKS + "`´′″‵‶＇"
DASHES = "-‐‑‒–—―−﹘﹣－"
# Characters that nobody sees; the first of them stands for a draft's own markup.
UNSEEN = "\0\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
# What may be folded; a single blank between words stays as it is.
_RUN = re.compile(rf"\W{{2,}}|[^\w ]|{compile_forms().pattern}")
_IN_RUN = re.compile(
    rf"(?P<ellipsis>…|\.(?:[\s{UNSEEN}]?\.){{2,}})|(?P<dash>[{DASHES}]+)|(?P<mark>[{MARKS}]+)"
    rf"|(?P<unseen>\u00ad[ \t]*\n[ \t]*|[{UNSEEN}])|(?P<blank>\s+)|(?P<other>.)"
)
_AS = {"ellipsis": "…", "dash": "-", "mark": "'"}
_WORD = re.compile(r"\d+(?:[.,]\d+)+|\w+")
# The break of a word at a line's end, and that of a number behind the mark of its thousands.
_BREAK = r"(?P<break>[-\u2010][ \t\r]*+\n[ \t]*+)"
_BROKEN_WORD = re.compile(rf"(?<![^\W\d_])(?P<first>[^\W\d_]++){_BREAK}(?=(?P<last>[^\W\d_]+))")
_BROKEN_NUMBER = re.compile(
    rf"(?<![\w.,])(?P<first>\d{{1,3}}(?:[.,]\d{{3}})*+[.,]){_BREAK}(?=(?P<last>\d{{3}}(?:[.,]\d+)*+)(?!\d))"
)
# What stands between two digits and makes them one number if there is no blank beside it.
_NUMBER_MARKS = ".,:"
# Scripts that put no blanks between words.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


class FoldedTypography:
    """A text and its folded `value`; `unfold` leads back to the text.

    `value` has no blanks beside punctuation, but for one that keeps two numbers apart: "in 2001, 500 men".
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._parts: list[str] = []
        self._length = 0
        self._at: list[int] = []
        self._spans: list[tuple[int, int, bool]] = []
        at = 0
        for run in _RUN.finditer(text):
            if run.start() > at:
                self._append(text[at : run.start()], at, run.start(), plain=True)
            is_amid_digits = text[run.start() - 1 : run.start()].isdigit() and text[run.end() : run.end() + 1].isdigit()
            for part, start, end in _fold_run(run[0], is_amid_digits):
                self._append(part, run.start() + start, run.start() + end)
            at = run.end()
        if at < len(text):
            self._append(text[at:], at, len(text), plain=True)
        self.value = "".join(self._parts)

    def unfold(self, span: Span) -> Span:
        """Return the span of the text that a span of `value` was made of; empty for an empty one."""
        start = self._unfold_start(span.start)
        return Span(start, start if span.start == span.end else self._unfold_end(span.end))

    def find(self, pattern: str, after: int = 0) -> Iterator[Span]:
        """Yield spans of `value` that hold a pattern as whole words, from about the place `after` in the text on."""
        at = self.value.find(pattern, self._fold_place(after)) if pattern else -1
        while at >= 0:
            span = Span(at, at + len(pattern))
            if is_whole(self.text, self.unfold(span)) and not self._cuts_word(span):
                yield span
            at = self.value.find(pattern, at + 1)

    def _cuts_word(self, span: Span) -> bool:
        """Say whether a span begins or ends amid a word that is broken in the text."""
        return any(_is_amid_word(self.value, at) for at in span)

    def _append(self, part: str, start: int, end: int, *, plain: bool = False) -> None:
        self._at.append(self._length)
        self._spans.append((start, end, plain))
        self._parts.append(part)
        self._length += len(part)

    def _fold_place(self, place: int) -> int:
        """Return a place in `value`; what is made of the text behind `place` stands behind it."""
        number = bisect_right(self._spans, place, key=lambda span: span[0]) - 1
        return self._at[number] if number >= 0 else 0

    def _unfold_start(self, at: int) -> int:
        if at >= self._length:
            return len(self.text)
        number = bisect_right(self._at, at) - 1
        start, _, plain = self._spans[number]
        return start + at - self._at[number] if plain else start

    def _unfold_end(self, at: int) -> int:
        number = bisect_right(self._at, at - 1) - 1
        start, end, plain = self._spans[number]
        return start + at - self._at[number] if plain else end


@lru_cache(maxsize=1024)
def fold_typography(text: str) -> FoldedTypography:
    """Fold a text; some are kept, for the quotations of a draft come from few articles."""
    return FoldedTypography(text)


def fold_article(text: str, quoted: str) -> FoldedTypography:
    """Fold an article; a word that is broken at a line's end is whole where the folded quotation `quoted` has it so."""
    *_, folded = fold_in_turn(text, quoted)
    return folded


def fold_in_turn(text: str, quoted: str) -> Iterator[FoldedTypography]:
    """Yield a folded article as it is, and then with words whole that it breaks at line ends, if there are any."""
    yield fold_typography(text)
    words = frozenset(_WORD.findall(quoted))
    if broken := [span for span, word in _list_broken(text) if word in words]:
        letters = list(text)
        for start, end in broken:
            letters[start:end] = UNSEEN[0] * (end - start)
        yield fold_typography("".join(letters))


@lru_cache(maxsize=1024)
def _list_broken(text: str) -> tuple[tuple[Span, str], ...]:
    """Return the breaks of words and numbers at line ends, from the hyphen on, each with the word as a whole."""
    return tuple(
        (Span(*match.span("break")), match["first"] + match["last"])
        for broken in (_BROKEN_WORD, _BROKEN_NUMBER)
        for match in broken.finditer(text)
    )


def is_whole(text: str, span: Span) -> bool:
    """Say whether a span cuts no word, number or compound in two: "can" is not the whole of "can't"."""
    return not (_is_joined(text, span.start) or _is_joined(text, span.end))


def _is_amid_word(value: str, at: int) -> bool:
    """Say whether letters or digits stand on both sides of a place in a folded text."""
    if not 0 < at < len(value) or _UNSPACED.match(value[at - 1]) or _UNSPACED.match(value[at]):
        return False
    return value[at - 1].isalnum() and value[at].isalnum()


def _is_joined(text: str, at: int) -> bool:
    """Say whether the characters on both sides of a place belong to one word, number or compound."""
    before, after = text[max(0, at - 2) : at], text[at : at + 2]
    if not before or not after or _UNSPACED.match(before[-1]) or _UNSPACED.match(after[0]):
        return False
    if before[-1].isalnum() and after[0].isalnum():
        return True
    # A letter is held by the hyphen or apostrophe beside it, a digit by its point or comma.
    for left, mark, right in ((before[:1], before[1:], after[0]), (before[-1], after[:1], after[1:])):
        if mark and right and mark in "-‐‑'’" and left.isalnum() and right.isalnum():
            return True
        if mark and right and mark in ".," and left.isdigit() and right.isdigit():
            return True
    return False


@lru_cache(maxsize=4096)
def _fold_run(run: str, is_amid_digits: bool) -> tuple[tuple[str, int, int], ...]:
    """Return the folded parts of a run of marks and blanks, or of a form of letters, each with its place in the run."""
    if run[0].isalnum():
        return ((fold_form(run), 0, len(run)),)
    parts: list[tuple[str, int, int]] = []
    blank: tuple[str, int, int] | None = None
    for match in _IN_RUN.finditer(run):
        kind = match.lastgroup or "other"
        if kind == "blank":
            blank = blank or (" ", *match.span())
        elif kind == "other" and match[0] > "\ufaff":
            parts.append((fold_letters(match[0]).value, *match.span()))
        elif kind != "unseen":
            part = _AS.get(kind, match[0])
            if part in "'-…" and parts and parts[-1][0] == part:
                parts[-1] = (part, parts[-1][1], match.end())
            else:
                parts.append((part, *match.span()))
    if blank and (not parts or (is_amid_digits and len(parts) == 1 and parts[0][0] in _NUMBER_MARKS)):
        parts.append(blank)
    return tuple(parts)
