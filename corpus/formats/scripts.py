"""Raised and lowered letters: note marks go, and what is an exponent, a unit or an index stays as such."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Piece(NamedTuple):
    """A run of letters in one line that stand on its baseline (`rise` 0), above it (1) or below it (-1)."""

    text: str
    rise: int = 0


_RAISED = str.maketrans("0123456789+-−–=()nio", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱᵒ")
_LOWERED = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_NUMBERS = re.compile(r"\[?\d{1,3}(?:\s?[,;–−-]\s?\d{1,3})*[,;]?\]?")
_SIGNED = re.compile(r"[+−–-]\s?\d*|\d+[+−–-]")
_SIGNS = "*∗†‡§¶‖#"
_MARKS = re.compile(
    rf"(?:\d{{1,3}}|[a-h{_SIGNS}])[{_SIGNS}]*(?:\s?[,;]\s?(?:\d{{1,3}}|[a-h{_SIGNS}])[{_SIGNS}]*)*[,;]?"
)
_DEGREE = re.compile(r"[oO0º°]")
# A word that is neither a unit, a Roman number nor an abbreviation such as "No" or "Mr": a mark behind it is a note's.
_WORD = re.compile(r"(?:[^\W\d_]{3,}|\b[a-z]?[aeiouy][a-z]?)$")
_NO_WORD = re.compile(
    r"(?:\b|(?<=\d)|(?<=[µμ]))(?:[ckmdnµμ]?m|in|ft|yd|mi|ha|k?g|m?g|m?[lL]|min|h|s|[mkM]?W|[km]?V|mol|[IVXLC]+|[MN][a-z]?|Mlle|log|sin|cos|tan)$"
)
_CLOSED = re.compile(r"[.,;:!?”’»\"'%]$")
_YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d$")
_TEN = re.compile(r"(?<![\d.,])10$")
# So many note marks behind words show that a text has notes.
_FEW = 3


def has_notes(lines: Iterable[Sequence[Piece]]) -> bool:
    """Say whether raised numbers behind words show that the text marks its notes with raised numbers."""
    found = 0
    for pieces in lines:
        written = ""
        for piece in pieces:
            found += piece.rise > 0 and bool(_NUMBERS.fullmatch(piece.text.strip())) and _is_behind_word(written)
            written = piece.text
        if found >= _FEW:
            return True
    return False


def write_pieces(pieces: Sequence[Piece], *, noted: bool) -> str:
    """Return a line's text; `noted` says whether the text marks its notes with raised numbers."""
    text = ""
    for index, piece in enumerate(pieces):
        after = pieces[index + 1].text if index + 1 < len(pieces) else ""
        if piece.rise > 0:
            text += _write_raised(piece.text, text[-40:], after, noted=noted)
        else:
            text += piece.text.translate(_LOWERED) if piece.rise else piece.text
    return text


def _write_raised(raised: str, before: str, after: str, *, noted: bool) -> str:
    """Return what is written for raised letters: nothing for a note mark."""
    bare = raised.strip()
    if not after[:1].isalnum():
        before = before.rstrip()
    blank = " " if raised[-1:].isspace() and not before[-1:].isspace() else ""
    if _DEGREE.fullmatch(bare) and before.rstrip()[-1:].isdigit() and re.match(r"\s?[CFKNSEW]\b", after):
        return "°" + blank
    if _is_note(bare, before, noted=noted):
        return blank
    if re.search(r"\d|^[+−–-]$", bare) or (len(bare) == 1 and re.search(r"(?:\b[^\W\d_]|\d)$", before)):
        own = not before.strip() and re.match(r"\s?[^\W\d_]{3,}", after)
        return raised.translate(_RAISED) + (" " if own and not blank and not after[:1].isspace() else "")
    return raised


def _is_note(raised: str, before: str, *, noted: bool) -> bool:
    if _SIGNED.fullmatch(raised):
        return False
    numbers = bool(_NUMBERS.fullmatch(raised))
    if not numbers and not _MARKS.fullmatch(raised):
        return False
    if _is_behind_word(before):
        return True
    if not numbers or not before or before[-1].isspace() or _TEN.search(before):
        return False
    # Behind another number, a bracket or a lone letter, a number may be an exponent, but no list of numbers is one.
    return bool(_YEAR.search(before)) or not raised.isdigit() or (noted and not re.fullmatch(r"[2-9]", raised))


def _is_behind_word(before: str) -> bool:
    return bool(_CLOSED.search(before)) or bool(_WORD.search(before) and not _NO_WORD.search(before))
