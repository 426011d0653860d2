"""How times are written in English: the regular expressions that `times` reads with."""

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
_ENDED = rf"(?![A-Za-z\d](?<!\d[A-Z])|[.,/]\d|{_COUNTED})"
_SPACE = r"[^\S\n]"
_OF_YEAR = rf"(?:\s?,?\s?(?:of\s)?(?P<{{}}>{_YEAR}){_ENDED})?"
TIME = re.compile(
    rf"(?<![\w$£€#])(?:(?=\d)(?<!\d[.,/])(?:(?P<iso>{_YEAR}-[01]\d-[0-3]\d)(?!\d)|"
    rf"(?P<day_first>[0-3]?\d)\s?(?:st|nd|rd|th)?\s(?:of\s)?(?P<month_after>{ANY_MONTH})\b\.?{_OF_YEAR.format('year_after')}|"
    r"(?P<decade>(?:1\d|20)\d0|(?<!his )(?<!her )(?<!their )[2-9]0)\s?['’]?s\b|"
    r"(?P<century>[12]?\d)(?:st|nd|rd|th)[\s-][Cc]entury|"
    rf"(?P<year>{_YEAR})(?:{_ENDED}|(?=/\d\d\b))(?:{_SPACE}?[-–—/]{_SPACE}?(?P<short>\d\d)(?![\w-]|[.,]\d|{_COUNTED}))?|"
    r"(?P<early_year>[1-9]\d\d)(?=\s(?:AD|CE)\b|\s?(?:[,;:?)]|\.(?!\d)|$)|\s(?:to|until|and)\s\d{3,4}\b))|"
    rf"(?P<month>{ANY_MONTH})\b\.?(?:\s(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:]))?{_OF_YEAR.format('month_year')}|"
    rf"(?P<season>{match_any_case(SEASONS)})\s(?:of\s)?(?P<season_year>{_YEAR}){_ENDED}|"
    rf"(?P<named_century>{match_any_case(reversed(CENTURIES))})[\s-][Cc]entury)"
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
# How far before a time its governor may begin.
REACH = 40
# What stands between the ends of a range; "and" only where "between" stands before them.
TO = re.compile(
    rf"{_SPACE}?(?:[-–—]|to|until|till|through){_SPACE}?(?:the\s)?(?:{_PART})?|\s+until\s[^.;\d]{{0,50}}\bin\s+",
    re.IGNORECASE,
)
AND = re.compile(rf"\s+and\s+(?:the\s+)?(?:{_PART})?", re.IGNORECASE)
ONWARDS = re.compile(
    rf"{_SPACE}?(?:[-–—]|to(?: the)?){_SPACE}?(?:present|now|today|current|(?=[),;]))|\s+onwards?\b", re.IGNORECASE
)
