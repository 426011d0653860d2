"""Folding letters: a text as a person reads it, each letter with its place in the text as it is written."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

# Kinds of forms that stand for nothing but their letters. Raised, lowered and encircled ones, and fractions, say more.
_LETTERS = frozenset({"<initial>", "<medial>", "<final>", "<isolated>", "<compat>", "<square>"})
# Kinds that stand for one letter, digit or mark: they differ from it in nothing but their size, weight or direction.
_ANY = frozenset({"<font>", "<wide>", "<narrow>", "<small>", "<vertical>"})
# Letters and digits for mathematics, all of them other forms; what else stands behind the first plane is left alone.
_MATHEMATICAL = "\U0001d400-\U0001d7ff"
_FIRST_PLANE = range(0x80, 0x10000)
# Signs that nobody sees within a word.
_UNSEEN = "\u00ad\u200b\u2060\ufeff"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LOWERED = "₀₁₂₃₄₅₆₇₈₉"
_PLAIN_DIGITS = str.maketrans(_LOWERED, "0123456789")
# Marks that belong to the half-width letter before them.
_VOICED = "\uff9e\uff9f"


@dataclass(frozen=True, slots=True)
class FoldedLetters:
    """A text as a person reads it, in `value`; `unfold` leads back to the text.

    `_forms` are what was folded, in order: the span in `value`, then the span in the text.
    """

    value: str
    _forms: tuple[tuple[int, int, int, int], ...] = ()

    def unfold(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the text that a span of `value` was made of; a form is in it as a whole."""
        if not self._forms:
            return start, end
        first = bisect_right(self._forms, start, key=_get_start) - 1
        opening = self._shift(start, first, 2)
        return opening, max(opening, self._shift(end, bisect_left(self._forms, end, key=_get_start) - 1, 3))

    def _shift(self, at: int, number: int, edge: int) -> int:
        """Return the place of `at` in the text, by the last form that begins before it: that form's edge, if inside."""
        if number < 0:
            return at
        form = self._forms[number]
        inside = at < form[1] if edge == 2 else at <= form[1]
        return form[edge] if inside else form[3] + at - form[1]


def fold_letters(text: str) -> FoldedLetters:
    """Return a text without other forms of letters and unseen signs: "oﬃce" is "office", "Ｂ１２" is "B12".

    Nothing that is raised or encircled becomes a digit, and no fraction: 1931⁴, 10¹⁴ and 2½ stay as they are.
    """
    if text.isascii():
        return FoldedLetters(text)
    parts: list[str] = []
    forms: list[tuple[int, int, int, int]] = []
    at = length = 0
    for match in compile_forms().finditer(text):
        plain = fold_form(match[0])
        length += match.start() - at
        parts += (text[at : match.start()], plain)
        forms.append((length, length + len(plain), *match.span()))
        length, at = length + len(plain), match.end()
    return FoldedLetters("".join([*parts, text[at:]]), tuple(forms))


def fold_accents(text: str) -> str:
    """Return a text with its letters folded, and without accents."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", fold_letters(text).value)
    return "".join(char for char in apart if not unicodedata.combining(char))


@cache
def compile_forms() -> re.Pattern[str]:
    """Return the pattern of what is folded."""
    others = "".join(letter for letter in map(chr, _FIRST_PLANE) if _is_other_form(letter)) + _MATHEMATICAL
    # A soft hyphen at a line's end takes the break with it.
    unseen = f"(?<=\u00ad)(?:\n[ \t]*+)?|(?<=[{_UNSEEN}])"
    # Digits lowered behind a letter, as in a formula. Raised ones may be the mark of a note, and stay.
    lowered = rf"(?<=[^\W\d_{_RAISED}{_LOWERED}][{_LOWERED}])[{_LOWERED}]*+(?:\.[{_LOWERED}]++)?(?!\d)"
    return re.compile(f"[{_UNSEEN}{_LOWERED}{others}](?:{unseen}|{lowered}|(?<=[{others}])[{_VOICED}]?)")


def fold_form(form: str) -> str:
    """Return what a person reads of a match of that pattern; nothing of a sign that nobody sees."""
    if form[0] in _UNSEEN:
        return ""
    return unicodedata.normalize("NFKC", form.translate(_PLAIN_DIGITS))


def _is_other_form(letter: str) -> bool:
    """Say whether a letter is another form of plain letters, or of one plain digit or mark."""
    kind = unicodedata.decomposition(letter).partition(" ")[0]
    if kind not in _LETTERS | _ANY:
        return False
    plain = unicodedata.normalize("NFKC", letter)
    if all(unicodedata.category(part).startswith("L") for part in plain):
        return True
    return kind in _ANY and len(plain) == 1 and not unicodedata.combining(plain)


def _get_start(form: tuple[int, int, int, int]) -> int:
    return form[0]
