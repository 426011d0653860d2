"""FoldedText: a text as a browser compares it, without case, accents and kinds of blanks, each place known."""

import re
import unicodedata
from bisect import bisect_left
from functools import lru_cache

from corpus import Span

# Blanks, and what only the text has between the blocks of a page: marks of list items, bars between cells.
# Behind a blank line only the first number or letter is that of an item: any other begins a sentence, as a day does.
_ANY = r"(?:\d{1,4}|[a-zA-Z]|[ivxlc]{2,7}|[IVXLC]{2,7})"
_FIRST, _OTHER = (rf"[ \t]*(?:(?:[-|]|{number}\.)[ \t]+)*" for number in ("[1aAiI]", _ANY))
_GAP = re.compile(rf"\A(?=[-|1aAiI]){_FIRST}|\s*\n\s*\n{_FIRST}|\s*\n{_OTHER}|\s+(?:\|(?:\s+|\Z))*")
# ASCII without capitals, which stays as it is.
_PLAIN = re.compile(r"[!-@\[-~]+")
# Characters that a collator takes for the same, though Unicode does not decompose them: quotation marks, letters with
# strokes, final forms; and the one letter that it keeps apart.
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
# The marks that make ga of ka, which is another letter.
_VOICED = "\u3099\u309a"


class FoldedText:
    """The folded `value` of a text, and its `lines`, which hardly cross a block of the page.

    A line ends at a new line of the text and at the next cell of a table.
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

    def find_place(self, offset: int) -> int:
        """Return the place in `value` of the text from `offset` on."""
        return bisect_left(self._origins, offset)

    def cut(self, span: Span) -> str:
        """Return a span of the text, folded."""
        return self.value[self.find_place(span.start) : self.find_place(span.end)]

    def _fold(self, text: str, at: int, end: int) -> None:
        while at < end:
            if plain := _PLAIN.match(text, at, end):
                self._parts.append(plain[0])
                self._origins += range(*plain.span())
                at = plain.end()
            else:
                self._append(_fold_letter(text[at]), at)
                at += 1

    def _append(self, part: str, origin: int) -> None:
        self._parts.append(part)
        self._origins += [origin] * len(part)


@lru_cache(maxsize=4)
def fold_for_browser(text: str) -> FoldedText:
    """Fold a text; some are kept, for the quotes of an answer come from few articles."""
    return FoldedText(text)


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    same = _SAME.get(letter.casefold())
    if same is not None:
        return same
    parts = unicodedata.normalize("NFKD", letter).casefold()
    return "".join(_SAME.get(part, _fold_part(part)) for part in parts if not _is_ignored(part))


def _is_ignored(part: str) -> bool:
    ignored = unicodedata.category(part) in {"Cf", "Cc"} or unicodedata.combining(part)
    return bool(ignored) and part not in _VOICED


def _fold_part(part: str) -> str:
    if part.isdigit():
        return str(unicodedata.digit(part))
    # Katakana compare as hiragana.
    return chr(ord(part) - 0x60) if "\u30a1" <= part <= "\u30f6" else part
