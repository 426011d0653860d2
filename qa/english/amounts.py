"""Amounts: numbers as prose writes them, each with its unit and the range that its wording leaves open."""

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from index.words import STOP_WORDS
from qa.english.number_words import SCALE_SIGNS, SCALES, SPELLED_NUMBER, read_number
from qa.english.pounds import resolve_pounds
from qa.english.units import POUND, UNIT_OF, Unit, match_forms

_UNIT = re.compile(rf"[\s-]?({match_forms(UNIT_OF)})(?!\w)")
_NUMBER = re.compile(
    r"(?<![\w.,:/-])(?:US)?(?P<currency>[$€£])?(?:"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d:/]|[.,]\d|(?:st|nd|rd|th)\b)"
    rf"(?:[\s-]?(?P<scale>{match_forms((*SCALES, *SCALE_SIGNS))})\b)?(?P<m>(?(currency)m\b|(?!)))?"
    rf"|(?P<spelled>{SPELLED_NUMBER}))",
    re.IGNORECASE,
)
# A point before three digits may part thousands, as it does in most languages of Europe.
_MAY_BE_GROUPED = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_GROUP = 1_000
# What stands before a number that is a guess, a least and a most.
_ABOUT = re.compile(r"\b(?:about|around|roughly|approximately|some|circa|estimated|nearly|almost|close to)$")
_FROM = ("at least", "more than", "over", "above", "no fewer than", "no less than", "upwards of", "not less than")
_UP_TO = ("up to", "at most", "fewer than", "less than", "under", "below", "no more than", "not more than")
# How far off "about" may be.
_LOOSE = 0.1
# Below this a round number is exact: thirty dead are not thirty-four.
_ROUNDED = 100
# Plurals without an ending.
_IRREGULAR_PLURALS = frozenset({"people", "men", "women", "children", "staff", "police"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A number from `low` to `high` in the first unit of its measure; without one, what is counted is a noun.

    `factor` is how much larger it is if the point in it parts thousands; 1 if it does not.
    """

    low: float
    high: float
    measure: str
    noun: str
    adjectives: tuple[str, ...]  # of the noun
    start: int
    end: int
    factor: int = 1

    def may_equal(self, other: "Amount") -> bool:
        """Say whether both can be true of one thing."""
        return any(
            self.low * mine <= other.high * theirs and other.low * theirs <= self.high * mine
            for mine in {1, self.factor}
            for theirs in {1, other.factor}
        )


@lru_cache(maxsize=256)
def find_amounts(text: str) -> tuple[Amount, ...]:
    """Return the numbers in `text` in order; years and other dates are numbers, too."""
    return tuple(amount for match in _NUMBER.finditer(text) if (amount := _read_amount(match, text)))


def is_plural(noun: str) -> bool:
    """Say whether a noun in small letters is a plural, as far as its form tells."""
    return noun in _IRREGULAR_PLURALS or bool(re.search(r"[^sui]s$", noun))


def _read_amount(match: re.Match[str], text: str) -> Amount | None:
    worth, place = _read_digits(match) if match["digits"] else read_number(match["spelled"])
    if not math.isfinite(worth):
        return None
    unit, end = _read_unit(match, text)
    measure, size = match["currency"] or (unit.measure if unit else ""), unit.size if unit else 1.0
    adjectives, noun = ((), "") if measure else _read_counted(text[end:])
    slack = place / 2 if worth >= _ROUNDED or place < 1 or measure else 0.0
    low, high = _read_bounds(text[: match.start()].lower(), worth, slack)
    grouped = match["digits"] and not (match["scale"] or match["m"]) and _MAY_BE_GROUPED.fullmatch(match["digits"])
    factor = _GROUP if grouped else 1
    return Amount(low * size, high * size, measure, noun, adjectives, match.start(), end, factor)


def _read_unit(match: re.Match[str], text: str) -> tuple[Unit | None, int]:
    """Return the unit behind a number, if there is one, and where both end."""
    written = _UNIT.match(text, match.end())
    if written is None:
        return None, match.end()
    unit = UNIT_OF[written[1]]
    return resolve_pounds(text, match.start(), written.end()) if unit is POUND else unit, written.end()


def _read_digits(match: re.Match[str]) -> tuple[float, float]:
    """Return what a number in digits is worth, and the worth of its last digit that is no rounding zero."""
    digits, decimals = match["digits"].replace(",", ""), len(match["digits"].partition(".")[2])
    scale = 10**6 if match["m"] else (SCALES | SCALE_SIGNS).get((match["scale"] or "").lower(), 1)
    zeros = len(digits) - len(digits.rstrip("0")) if "." not in digits and float(digits) else 0
    return float(digits) * scale, 10.0 ** (zeros - decimals) * scale


def _read_bounds(before: str, worth: float, slack: float) -> tuple[float, float]:
    """Return between what the number lies, by the words before it."""
    before = before.rstrip(" $€£").removesuffix(" the").removesuffix(" a")
    if before.endswith(_FROM):
        return worth - slack, math.inf
    if before.endswith(_UP_TO):
        return -math.inf, worth + slack
    if _ABOUT.search(before):
        return worth * (1 - _LOOSE) - slack, worth * (1 + _LOOSE) + slack
    return worth - slack, worth + slack


def _read_counted(after: str) -> tuple[tuple[str, ...], str]:
    """Return the adjectives and the noun that follow a number; nothing where no plural does."""
    adjectives: list[str] = []
    for word in re.match(r"(?:[ -][a-z]+){0,3}", after).group().replace("-", " ").split():  # type: ignore[union-attr]
        if word in STOP_WORDS:
            break
        if is_plural(word):
            return tuple(adjectives), word
        adjectives.append(word)
    return (), ""
