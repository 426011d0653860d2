"""Text as a browser compares it: without case, marks over letters and kinds of blanks, each place known."""

import re
import unicodedata
from bisect import bisect_left
from functools import lru_cache

from corpus import Span

# Blanks, and what a text has between a page's blocks and the page has not: a list item's mark, the bar between cells.
# After a blank line only 1 can be the number of an item: another begins a sentence, as a day in a date does.
_FIRST, _OTHER = (rf"[ \t]*(?:(?:[-|]|{number}\.)[ \t]+)*" for number in ("1", r"\d{1,4}"))
_GAP = re.compile(rf"\A(?=[-|1]){_FIRST}|\s*\n\s*\n{_FIRST}|\s*\n{_OTHER}|\s+(?:\|(?:\s+|\Z))*")
# ASCII but capitals: each character stands for itself.
_PLAIN = re.compile(r"[!-@\[-~]+")
# What a collator takes for the same though Unicode does not take it apart: quotation marks, letters with strokes, final
# forms; and the one letter that it keeps apart.
_SAME = {
    **dict.fromkeys("“”„‟״", '"'),
    **dict.fromkeys("‘’‚‛׳", "'"),
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "ŀ": "l",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ґ": "г",
    "й": "й",
    "ך": "כ",
    "ם": "מ",
    "ן": "נ",
    "ף": "פ",
    "ץ": "צ",
    "ة": "ه",
    "ى": "ي",
    "ـ": "",
}
# What makes ga of ka makes another letter.
_VOICED = "\u3099\u309a"


class FoldedText:
    """A text folded, in `value`, and its `lines`: stretches that hardly cross a block of the page.

    A line ends where the text has a new line or another cell of a table.
    """

    def __init__(self, text: str) -> None:
        self._parts: list[str] = []
        self._origins: list[int] = []
        edges = [0]
        at = 0
        for gap in _GAP.finditer(text):
            self._fold(text, at, gap.start())
            at = gap.end()
            if gap[0]:
                self._append(" ", gap.start())
            if not gap.start() or "\n" in gap[0] or not gap[0].isspace():
                edges += gap.span()
        self._fold(text, at, len(text))
        self.value = "".join(self._parts)
        edges.append(len(text))
        self.lines = tuple(Span(*edges[i : i + 2]) for i in range(0, len(edges), 2) if edges[i] < edges[i + 1])

    def place(self, offset: int) -> int:
        """Return where in `value` stands what stands at or after `offset` in the text."""
        return bisect_left(self._origins, offset)

    def of(self, span: Span) -> str:
        """Return a span of the text as it is compared."""
        return self.value[self.place(span.start) : self.place(span.end)]

    def _fold(self, text: str, at: int, end: int) -> None:
        while at < end:
            if plain := _PLAIN.match(text, at, end):
                self._parts.append(plain[0])
                self._origins += range(*plain.span())
                at = plain.end()
            else:
                self._append(_folded_letter(text[at]), at)
                at += 1

    def _append(self, part: str, origin: int) -> None:
        self._parts.append(part)
        self._origins += [origin] * len(part)


@lru_cache(maxsize=4)
def folded(text: str) -> FoldedText:
    """Return `text` folded; the quotes of an answer come from few articles."""
    return FoldedText(text)


@lru_cache(maxsize=4096)
def _folded_letter(letter: str) -> str:
    same = _SAME.get(letter.casefold())
    if same is not None:
        return same
    parts = unicodedata.normalize("NFKD", letter).casefold()
    return "".join(_SAME.get(part, _folded_part(part)) for part in parts if not _is_ignored(part))


def _is_ignored(part: str) -> bool:
    ignored = unicodedata.category(part) in {"Cf", "Cc"} or unicodedata.combining(part)
    return bool(ignored) and part not in _VOICED


def _folded_part(part: str) -> str:
    if part.isdigit():
        return str(unicodedata.digit(part))
    # Katakana compare as hiragana.
    return chr(ord(part) - 0x60) if "\u30a1" <= part <= "\u30f6" else part
