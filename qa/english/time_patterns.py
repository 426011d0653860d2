"""How times are written in English: the regular expressions of all readers of times."""

import re

from qa.english.calendar import ANY_MONTH, CENTURIES, SEASONS, match_any_case

# Parts of a time, as the number of the third of it that they are.
PARTS = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}

# A number before one of these counts something and is no year.
_COUNTED = (
    r"\s?(?:%|°|(?:people|men|women|troops|soldiers|students|members|inhabitants|residents|copies|votes|times|years|"
    r"days|hours|seats|dollars|pounds|euros|square|cubic|met(?:re|er)s?|kilomet(?:re|er)s?|feet|ft|miles?|yards?|"
    r"acres?|hectares?|tons?|tonnes?|k?m|mm|cm|kg|hp|kw|watts?|rpm|mph|cc)\b)"
)
_YEAR = r"(?:1\d|20)\d\d"
# A year before Christ, or the first of a range of them, is no time here: a calendar of the program begins with year 1.
_AFTER_CHRIST = r"(?!(?:\s?(?:[-–—]|to|and|or)\s?\d{1,4})?\s?B\.?\s?C\.?\s?E?\b)"
_ENDED = rf"(?![A-Za-z\d](?<!\d[A-Z])|[.,/]\d|{_COUNTED}){_AFTER_CHRIST}"
_SPACE = r"[^\S\n]"


def _match_year(group: str) -> str:
    """Return the pattern of the year that may follow a month, under a name for its group."""
    return rf"(?:\s?,?\s?(?:of\s)?(?P<{group}>{_YEAR}){_ENDED})?"


TIME = re.compile(
    rf"(?<![\w$£€#])(?:(?=\d)(?<!\d[.,/])(?:(?P<iso>{_YEAR}-[01]\d-[0-3]\d)(?!\d)|"
    rf"(?P<day_first>[0-3]?\d)\s?(?:st|nd|rd|th)?\s(?:of\s)?(?P<month_after>{ANY_MONTH})\b\.?{_match_year('year_after')}|"
    rf"(?P<decade>(?:1\d|20)\d0|(?<!his )(?<!her )(?<!their )[2-9]0)\s?['’]?s\b{_AFTER_CHRIST}|"
    rf"(?P<century>[12]?\d)(?:st|nd|rd|th)[\s-][Cc]entury{_AFTER_CHRIST}|"
    rf"(?P<year>{_YEAR})(?:{_ENDED}|(?=/\d\d\b))"
    rf"(?:{_SPACE}?[-–—/]{_SPACE}?(?P<short>\d\d)(?![\w-]|[.,]\d|{_COUNTED}|{_SPACE}(?:{ANY_MONTH})\b))?|"
    r"(?P<early_year>[1-9]\d\d)(?=\s(?:AD|CE)\b|\s?(?:[,;:?)]|\.(?!\d)|$)|\s(?:to|until|and)\s\d{3,4}\b))|"
    rf"(?P<month>{ANY_MONTH})\b\.?(?:\s(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:]))?{_match_year('month_year')}|"
    rf"(?P<season>{match_any_case(SEASONS)})\s(?:of\s)?(?P<season_year>{_YEAR}){_ENDED}|"
    rf"(?P<named_century>{match_any_case(reversed(CENTURIES))})[\s-][Cc]entury{_AFTER_CHRIST})"
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
