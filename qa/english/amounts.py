"""Numbers as prose writes them, each with its unit and with the range that its wording leaves open."""

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from index.words import STOP_WORDS

_SMALL = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
    """.split()  # noqa: SIM905 - a list of words is easier to read as words
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
_WORTH = {word: n for n, word in enumerate(_SMALL)} | {word: 10 * n for n, word in enumerate(_TENS, 2)} | {"dozen": 12}
_SCALES = {
    "hundred": 100, "thousand": 10**3, "k": 10**3, "million": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9,
    "trillion": 10**12, "tn": 10**12,
}  # fmt: skip
# How a unit is written, what it measures and how much of that it is: those of one measure can be converted.
_UNITS = (
    (r"%|per ?cent", "percent", 1), (r"dollars?", "$", 1), (r"euros?", "€", 1), (r"pounds?", "£", 1),
    (r"km/h|kph|kilomet(?:re|er)s (?:an|per) hour", "speed", 1), (r"mph|miles (?:an|per) hour", "speed", 1.609344),
    (r"square kilomet(?:re|er)s?|sq km|km[2²]", "area", 100), (r"square miles?|sq mi", "area", 258.999),
    (r"hectares?|ha", "area", 1), (r"acres?", "area", 0.404686), (r"feet|foot|ft", "length", 0.3048),
    (r"km|kilomet(?:re|er)s?", "length", 1000), (r"miles?", "length", 1609.344), (r"m|met(?:re|er)s?", "length", 1),
    (r"cm|centimet(?:re|er)s?", "length", 0.01), (r"mm|millimet(?:re|er)s?", "length", 0.001),
    (r"kg|kilograms?|kilos?", "weight", 1), (r"tonnes?", "weight", 1000), (r"lbs?", "weight", 0.453592),
    (r"lit(?:re|er)s?", "volume", 1), (r"minutes?", "time", 1 / 1440), (r"hours?", "time", 1 / 24),
    (r"days?", "time", 1), (r"weeks?", "time", 7), (r"months?", "time", 30.44), (r"years?", "time", 365.25),
    (r"degrees?|°C", "degrees", 1),
)  # fmt: skip
_UNIT = re.compile(rf"[\s-]?(?:{'|'.join(f'({written})' for written, _, _ in _UNITS)})(?!\w)")
_SPELLED = "|".join(sorted((*_WORTH, *_SCALES), key=len, reverse=True))
_NUMBER = re.compile(
    r"(?<![\w.,:/-])(?:US)?(?P<currency>[$€£])?(?:"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d:/]|[.,]\d|(?:st|nd|rd|th)\b)"
    r"(?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|mn|bn|tn|k)\b)?(?P<m>(?(currency)m\b|(?!)))?"
    rf"|(?P<spelled>(?:(?:an?|half an?)[ ])?(?:{_SPELLED})\b(?:(?:[ -]|[ ]and[ ](?:a[ ])?)(?:half|{_SPELLED})\b)*))",
    re.IGNORECASE,
)
_ABOUT = ("about", "around", "roughly", "approximately", "some", "circa", "estimated", "nearly", "almost", "close to")
_FROM = ("at least", "more than", "over", "above", "no fewer than", "no less than", "upwards of", "not less than")
_UP_TO = ("up to", "at most", "fewer than", "less than", "under", "below", "no more than", "not more than")
# How far off "about" may be.
_LOOSE = 0.1
# Below this a round number is taken at its word: thirty dead are not thirty-four.
_ROUNDED = 100


@dataclass(frozen=True, slots=True)
class Amount:
    """A number from `low` to `high` in one unit of its measure; `noun` is what is counted, `kind` its adjectives."""

    low: float
    high: float
    measure: str
    noun: str
    kind: tuple[str, ...]
    start: int
    end: int

    def may_equal(self, other: "Amount") -> bool:
        """Say whether both can be true of one thing."""
        return self.low <= other.high and other.low <= self.high


@lru_cache(maxsize=256)
def find_amounts(text: str) -> tuple[Amount, ...]:
    """Return the numbers in `text` in order; years and other dates are numbers too."""
    return tuple(amount for match in _NUMBER.finditer(text) if (amount := _read_amount(match, text)))


def _read_amount(match: re.Match[str], text: str) -> Amount | None:
    worth, place = _digits(match) if match["digits"] else _spelled(match["spelled"].lower())
    if not math.isfinite(worth):
        return None
    unit = _UNIT.match(text, match.end())
    _, measure, factor = _UNITS[unit.lastindex - 1] if unit and unit.lastindex else ("", "", 1.0)
    measure = match["currency"] or measure
    end = unit.end() if unit else match.end()
    kind, noun = ((), "") if measure else _counted(text[end:])
    slack = place / 2 if worth >= _ROUNDED or place < 1 or measure else 0.0
    low, high = _bounds(text[: match.start()].lower(), worth, slack)
    return Amount(low * factor, high * factor, measure, noun, kind, match.start(), end)


def _digits(match: re.Match[str]) -> tuple[float, float]:
    """Return what a number in digits is worth, and the worth of its last digit that is no rounding zero."""
    digits, decimals = match["digits"].replace(",", ""), len(match["digits"].partition(".")[2])
    scale = 10**6 if match["m"] else _SCALES.get((match["scale"] or "").lower(), 1)
    zeros = len(digits) - len(digits.rstrip("0")) if "." not in digits and float(digits) else 0
    return float(digits) * scale, 10.0 ** (zeros - decimals) * scale


def _spelled(words: str) -> tuple[float, float]:
    """Return the same of a number in words."""
    total, part, last = 0.0, 0.0, 1
    for word in re.findall(r"[a-z]+", words):
        if word == "half":
            part += 0.5
        elif word in _SCALES:
            part, last = (part or 1) * _SCALES[word], _SCALES[word]
            if last > 100:
                total, part = total + part, 0.0
        elif word in _WORTH:
            part, last = (part or 1) * 12 if word == "dozen" else part + _WORTH[word], 1
    return total + part, last * (0.1 if "half" in words else 1.0)


def _bounds(before: str, worth: float, slack: float) -> tuple[float, float]:
    """Return between what the number lies, by the words before it."""
    before = before.rstrip(" $€£").removesuffix(" the").removesuffix(" a")
    if before.endswith(_FROM):
        return worth - slack, math.inf
    if before.endswith(_UP_TO):
        return -math.inf, worth + slack
    if re.search(rf"\b(?:{'|'.join(_ABOUT)})$", before):
        return worth * (1 - _LOOSE) - slack, worth * (1 + _LOOSE) + slack
    return worth - slack, worth + slack


def _counted(after: str) -> tuple[tuple[str, ...], str]:
    """Return the adjectives and the noun that follow a number; nothing where no plural does."""
    kind: list[str] = []
    for word in re.match(r"(?:[ -][a-z]+){0,3}", after).group().replace("-", " ").split():  # type: ignore[union-attr]
        if word in STOP_WORDS:
            break
        if word in ("people", "men", "women", "children", "staff", "police") or re.search(r"[^su]s$", word):
            return tuple(kind), word
        kind.append(word)
    return (), ""
