"""How dates and the end of a clause are written: the regular expressions that the rules share."""

from qa.english import calendar
from qa.english.calendar import MONTH, WEEKDAY
from qa.english.names import UP
from qa.english.verb_forms import BASE

ADVERB = r"(?:later|first|finally|officially|originally|formally|subsequently|eventually|soon|also|then|even|quickly)"
YEAR = rf"{calendar.YEAR}(?![\w%–-]|[.,]\d)"
_CALENDAR = rf"(?:\d{{1,2}} (?:{MONTH})\b|(?:{MONTH}) \d{{1,2}}\b)(?:,? {YEAR})?"
DATE = rf"(?:(?:(?:{WEEKDAY}),? )?{_CALENDAR}|(?:{MONTH}),? {YEAR}|(?:early |late |about |around )?{YEAR})"
# Some words, and where after them a clause surely ends.
BODY = r"(?P<body>(?: [^ ,;:()]{1,24}){0,9}?)"
CLOSED = (
    r"(?=$|[;:]|,? (?:(?:by|for|from|in|of|to|with) )?which\b|"
    r",? (?:after|although|because|before|but|until|when|where|while|who)\b|"
    rf",? and (?:{'|'.join(BASE)})\b|, [{UP}\d]|"
    r", (?:an?|about|and|as|at|becoming|by|for|from|his|in|its|making|on|some|the|their|then|with)\b)"
)
