"""How times are written in English: the regular expressions of all readers of times."""

import re

from qa.english.calendar import ANY_MONTH, CENTURIES, SEASONS, YEAR, match_any_case
from qa.english.units import UNITS, match_forms

# Parts of a time, as the number of the third of it that they are.
PARTS = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}

# What numbers stand before, and years do not: nouns that news and encyclopaedias count by the thousand, and units.
_NOUNS = """
    people men women troops soldiers students members inhabitants residents copies votes times seats square cubic
    """.split()  # noqa: SIM905 - a list of words is easier to read as words
# Of units in the singular only those of things that a noun is named by: "the 1500 metre race", "the 1990 decade".
_NAMING = ("length", "area", "weight", "ton", "volume", "power")
_SINGULARS = [form for unit in UNITS if unit.measure in _NAMING for form in unit.singulars if form != "foot"]
_PLURALS = [form for unit in UNITS if unit.measure != "degrees" for form in unit.plurals + unit.signs if form != "%"]
# What stands behind the number that names it: "a 1202 alarm".
_NAMED_BY_NUMBER = ("alarm", "alarms", "error", "errors", "program alarm", "programme alarm")
_COUNTED = rf"\s?(?:%|°|(?:{match_forms([*_NOUNS, *_SINGULARS, *_PLURALS, *_NAMED_BY_NUMBER])})\b)"
# What stands before numbers of four digits that are names or counts, and no years: of things that are numbered, and of
# amounts that are told from below, from above, or nearly. "Acts", "codes", "comets" and "models" are named by years.
_NUMBERED = """
    alarm alarms apartment box bus channel error errors extension flight flights frequency gate highway line lines
    locker lot number numbers numbered page pages resolution room rooms route ticket train trains
    """.split()  # noqa: SIM905
_AMOUNTS = (
    "at least", "at most", "more than", "fewer than", "less than", "as many as", "as much as", "a total of", "some",
    "almost", "nearly",
)  # fmt: skip
# A pattern may look back over words of one length only.
_NOT_NUMBERED = "".join(rf"(?<!\b(?i:{word})\s)" for word in (*_NUMBERED, *_AMOUNTS)) + r"(?<!\b[Nn]o\.\s)(?<![$£€¥]\s)"
# A year before Christ, or the first of a range of them, is no time here: the calendar of the program begins after him.
_AFTER_CHRIST = r"(?!(?:\s?(?:[-–—]|to|and|or)\s?\d{1,4})?\s?B\.?\s?C\.?\s?E?\b)"
_ENDED = rf"(?![A-Za-z\d](?<!\d[A-Z])|[.,/]\d|{_COUNTED}){_AFTER_CHRIST}"
_SPACE = r"[^\S\n]"


def _match_year(group: str) -> str:
    """Return the pattern of the year that may follow a month, under a name for its group."""
    return rf"(?:\s?,?\s?(?:of\s)?(?P<{group}>{YEAR}){_ENDED})?"


_ISO = rf"(?P<iso>{YEAR}-[01]\d-[0-3]\d)(?!\d)"
_DAY_FIRST = (
    r"(?P<day_first>[0-3]?\d)\s?(?:st|nd|rd|th)?\s(?:of\s)?"
    rf"(?P<month_after>{ANY_MONTH})\b\.?{_match_year('year_after')}"
)
_MONTH_FIRST = (
    rf"(?P<month>{ANY_MONTH})\b\.?(?:\s(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:]))?{_match_year('month_year')}"
)
_SEASON = rf"(?P<season>{match_any_case(SEASONS)})\s(?:of\s)?(?P<season_year>{YEAR}){_ENDED}"
# "In his 50s" is an age.
_DECADE = rf"(?P<decade>(?:1\d|20)\d0|(?<!his )(?<!her )(?<!their )[2-9]0)\s?['’]?s\b{_AFTER_CHRIST}"
_CENTURY = rf"(?P<century>[12]?\d)(?:st|nd|rd|th)[\s-][Cc]entury{_AFTER_CHRIST}"
_NAMED_CENTURY = rf"(?P<named_century>{match_any_case(reversed(CENTURIES))})[\s-][Cc]entury{_AFTER_CHRIST}"
# "2004", "2004-05", "2004/05". In "1872 – 20 July 1928" the twenty is no year.
_YEARS = (
    rf"{_NOT_NUMBERED}(?P<year>{YEAR})(?:{_ENDED}|(?=/\d\d\b))"
    rf"(?:{_SPACE}?[-–—/]{_SPACE}?(?P<short>\d\d)(?![\w-]|[.,]\d|{_COUNTED}|{_SPACE}(?:{ANY_MONTH})\b))?"
)
# A year of three digits stands where nothing follows that it could count.
_EARLY_YEAR = r"(?P<early_year>[1-9]\d\d)(?=\s(?:AD|CE)\b|\s?(?:[,;:?)]|\.(?!\d)|$)|\s(?:to|until|and)\s\d{3,4}\b)"
# A time, in groups by how it is written.
TIME = re.compile(
    rf"(?<![\w$£€¥#])(?:(?=\d)(?<!\d[.,/])(?:{_ISO}|{_DAY_FIRST}|{_DECADE}|{_CENTURY}|{_YEARS}|{_EARLY_YEAR})|"
    rf"{_MONTH_FIRST}|{_SEASON}|{_NAMED_CENTURY})"
)

_PART = rf"\b(?P<part>{'|'.join(PARTS)})(?:\s+of)?[\s-]+(?:the\s+)?"
# What a time depends on, just before it: a preposition, a part of it, or both.
GOVERNOR = re.compile(
    r"\b(?:(?P<since>since|from|starting|beginning)|(?P<until>until|till|to|up to|through)|(?P<before>before|prior to)|"
    r"(?P<after>after|following)|(?P<between>between)|(?:in|of|on|by|during))"
    rf"(?:\s+(?:in|on|the|years?|about|around))*[\s(]+(?:{_PART})?$|{_PART.replace('part', 'lone_part')}$",
    re.IGNORECASE,
)
# What stands before a day of birth, and before the years of a life.
BORN = re.compile(r"\b(?:born|b\.)[^.;:]{0,30}$", re.IGNORECASE)
LIVED = re.compile(rf"{BORN.pattern}|\((?:[^()\d]*;)?\s?(?:c\s?\.\s?)?$", re.IGNORECASE)
# What makes a date a border or a guess.
VAGUE = re.compile(r"\b(?:around|about|circa|c\.|before|after|by|since|until|till|from|between|or)\s*(?:the )?$", re.I)
# How far before a time the words begin that say something of it.
_REACH = 40
# What stands between the ends of a range; "and" only where "between" stands before them.
TO = re.compile(
    rf"{_SPACE}?(?:[-–—]|to|until|till|through){_SPACE}?(?:the\s)?(?:{_PART})?|\s+until\s[^.;\d]{{0,50}}\bin\s+",
    re.IGNORECASE,
)
AND = re.compile(rf"\s+and\s+(?:the\s+)?(?:{_PART})?", re.IGNORECASE)
ONWARDS = re.compile(
    rf"{_SPACE}?(?:[-–—]|to(?: the)?){_SPACE}?(?:present|now|today|current|(?=[),;]))|\s+onwards?\b", re.IGNORECASE
)


def search_before(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str] | None:
    """Return what of a pattern stands just before a place in a text."""
    return pattern.search(text, max(0, at - _REACH), at)
