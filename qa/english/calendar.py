"""The calendar: the names of months, weekdays, seasons and centuries, and the patterns that match them.

The names are those of the Gregorian calendar in English. Lists of other modules are made of these.
"""

from collections.abc import Iterable, Sequence
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# The first and the last month of each season, north of the equator. A winter lies in two years: it is its whole year.
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (1, 12)}
# The number of a century in words, the first of them first. No text of today tells of the twenty-second.
CENTURIES = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty-first",
)  # fmt: skip

# The names in small letters. "May" is a verb and a surname as well, which the other months are not.
MONTH_WORDS = frozenset(month.lower() for month in MONTHS)
PLAIN_MONTH_WORDS = MONTH_WORDS - {"may"}
WEEKDAY_WORDS = frozenset(day.lower() for day in WEEKDAYS)
CALENDAR_WORDS = MONTH_WORDS | WEEKDAY_WORDS
# Of what a time is told, and the words that lead up to it: "last week", "earlier this year", "on 3 May 2021".
_TIME_ENDS = (
    CALENDAR_WORDS
    | SEASONS.keys()
    | frozenset(
        ("week", "weekend", "month", "year", "day", "night", "morning", "afternoon", "evening", "decade", "century")
    )
)
_TIME_LEADS = frozenset(
    ("last", "this", "next", "that", "the", "on", "in", "early", "late", "earlier", "later", "same")
)
# Words of such a time, at most: "early in the morning of 3 May 2021".
LONGEST_TIME_PHRASE = 8

# Style guides shorten a month to its first three letters, and September to "Sept" as often.
_LETTERS = 3
_NUMBERS = {"sept": MONTHS.index("September") + 1}
_NUMBERS |= {month.lower(): number for number, month in enumerate(MONTHS, 1)}
_NUMBERS |= {month[:_LETTERS].lower(): number for number, month in enumerate(MONTHS, 1)}


def match_any_case(words: Iterable[str]) -> str:
    """Return a pattern of any of the words in any case.

    It spells out both cases of the first letter: a search then passes over other text twice as fast. In the rest it
    knows no case but that of ASCII, for no table holds "sprıng".
    """
    return "|".join(f"[{word[0].upper()}{word[0].lower()}](?ai:{word[1:]})" for word in words)


# Patterns of a name in full with its capital, and of a month in any case, in full or short, without the stop.
MONTH = "|".join(MONTHS)
WEEKDAY = "|".join(WEEKDAYS)
# Years that are told from other numbers by their digits alone.
YEAR = r"(?:1\d|20)\d\d"
ANY_MONTH = match_any_case(
    f"{month[:_LETTERS]}(?:{month[_LETTERS:]})?" if month != "September" else "Sep(?:t(?:ember)?)?" for month in MONTHS
)


def read_month(name: str) -> int | None:
    """Return the number of a month by its name, in full or short, with or without a stop; None for another word."""
    return _NUMBERS.get(name.lower().removesuffix("."))


def count_days_since(weekday: str, day: date) -> int:
    """Return how many days before a day the weekday of a name was last; 0 if it is that day."""
    return (day.weekday() - WEEKDAYS.index(weekday.title())) % len(WEEKDAYS)


def abbreviate_month(number: int) -> str:
    """Return the short name of a month: "Jan" for 1."""
    return MONTHS[number - 1][:_LETTERS]


def is_calendar_word(word: str) -> bool:
    """Say whether a word names a month, a weekday or a season."""
    return read_month(word) is not None or word.lower() in WEEKDAY_WORDS | SEASONS.keys()


def is_time_phrase(words: Sequence[str]) -> bool:
    """Say whether words, in small letters, tell a time and nothing else: a clause may follow without a comma."""
    known = all(word in _TIME_ENDS or word in _TIME_LEADS or word.isdigit() for word in words)
    return len(words) > 1 and known and words[0] in _TIME_LEADS and words[-1] not in _TIME_LEADS
