"""Letters that a PDF calls only by their numbers, as TeX's fonts number them: ligatures, dashes, marks and signs.

Else "find" is read without its ligature, "x 6= y" for x ≠ y, and 3:14 for 3.14.
"""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from corpus.formats.tex_encodings import CIRCLE, FOOT, STROKE, Table, find_table

# A font draws words if it has so many small letters on a page, of which so large a share stand between two others.
_FEWEST, _WITHIN = 8, 0.35
# How high the figures of a font are, and how far they reach below the line, in sizes.
_HIGH, _LOW = (0.5, 0.8), -0.1
# Points and commas end this far above the line, in sizes; colons and semicolons do not.
_POINT = 0.28
_POINTS = {":": ".", ";": ","}
# Distillers call the number 14 by a name that is a letter's.
MISNAMED = "Æ"
_LIGATURE = 14


# What a part and the letter beside it are together.
_PARTS = {FOOT: {"→": FOOT}, CIRCLE: {"c": "©"}}


class Numbered(NamedTuple):
    """A letter that a file calls by its number, or MISNAMED, with its font, and where it ends below and above.

    These are shares of its size, from its line. A font of no name has an empty one.
    """

    letter: str
    font: int
    name: str
    low: float
    high: float


def name_letters(
    letters: Sequence[str], numbered: Mapping[int, Numbered], find_words_table: Callable[[], Table | None]
) -> list[str]:
    """Return letters, of which some are `numbered` by their places, as they are drawn; a part of a sign is empty.

    `find_words_table` tells how fonts without names number the letters of words.
    """
    words: frozenset[int] | None = None
    named = list(letters)
    for place, letter in numbered.items():
        table = find_table(letter.name) if letter.name else find_words_table()
        if table is None:
            continue
        if letter.name:
            is_drawn = letter.letter == MISNAMED
            named[place] = letter.letter if is_drawn else table.get(ord(letter.letter), "\ufffd")
            continue
        if words is None:
            words = frozenset(font for font, run in _read_runs(numbered).items() if _is_of_words(run))
        named[place] = _name_word_letter(letter, table) if letter.font in words else _name_lone(letter)
    return _join_signs(named)


def read_words(numbered: Mapping[int, Numbered]) -> list[str]:
    """Return the words that fonts without names draw, as numbers of letters, with blanks where others draw."""
    return [run for run in _read_runs(numbered).values() if _is_of_words(run)]


def _name_word_letter(letter: Numbered, table: Table) -> str:
    code = _LIGATURE if letter.letter == MISNAMED and _LIGATURE in table else ord(letter.letter)
    return table.get(code, letter.letter)


def _name_lone(letter: Numbered) -> str:
    """Return what a letter is by its height, of a font that draws no words."""
    if letter.letter in _POINTS:
        return _POINTS[letter.letter] if letter.high < _POINT else letter.letter
    is_figure = _HIGH[0] < letter.high < _HIGH[1] and letter.low > _LOW
    return "\ufffd" if "0" <= letter.letter <= "9" and not is_figure else letter.letter


def _join_signs(letters: list[str]) -> list[str]:
    """Return letters with each stroke in the sign through which it is drawn, each foot in its arrow, and © whole."""
    for at, letter in enumerate(list(letters)):
        if letter not in (STROKE, FOOT, CIRCLE):
            continue
        letters[at] = CIRCLE if letter == CIRCLE else "\ufffd"
        for place in (at + 1, at - 1):
            if 0 <= place < len(letters) and (sign := _cross(letters[place], letter)):
                letters[at], letters[place] = "", sign
                break
    return letters


def _cross(letter: str, part: str) -> str:
    """Return the sign that a letter is with a part of another, empty if none."""
    if part in _PARTS:
        return _PARTS[part].get(letter, "")
    is_sign = len(letter) == 1 and unicodedata.category(letter) == "Sm"
    return unicodedata.normalize("NFC", letter + STROKE) if is_sign else ""


def _read_runs(numbered: Mapping[int, Numbered]) -> dict[int, str]:
    """Return what each font without a name draws."""
    runs: dict[int, list[str]] = {}
    last, before = None, -1
    for place, letter in numbered.items():
        if not letter.name:
            run = runs.setdefault(letter.font, [])
            if letter.font != last or place != before + 1:
                run.append(" ")
            run.append(letter.letter if ord(letter.letter) < 0x100 and letter.letter != MISNAMED else " ")
        last, before = letter.font, place
    return {font: "".join(run) for font, run in runs.items()}


def _is_of_words(run: str) -> bool:
    """Say whether what a font draws are words: its small letters stand between others."""
    small = ["a" <= letter <= "z" for letter in f" {run} "]
    within = sum(all(small[at : at + 3]) for at in range(len(run)))
    return sum(small) >= _FEWEST and within >= _WITHIN * sum(small)
