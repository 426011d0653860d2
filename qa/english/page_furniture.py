"""Page furniture: bylines, credits, date lines, prompts and boxes, which stand between the paragraphs of a web article.

The forms come from reading the lines that are no sentences in articles of some thirty newspapers and broadcasters.
Most of their words open sentences as well ("Photo ID is needed", "More than 30 people died"): a line that states
something is prose, unless it says it of the page itself.
"""

import re

from qa.english.calendar import ANY_MONTH, WEEKDAY, WEEKDAYS
from qa.english.credit_forms import is_credit
from qa.english.datelines import is_dateline
from qa.english.prompt_forms import BOX, OF_PAGE, is_prompt
from qa.english.statements import states
from qa.english.word_lists import match_any, split_words

_CLOCK = split_words(
    "first last updated published posted modified at on et est edt ct cst cdt mt mst pt pst pdt gmt bst utc am pm a.m p.m"
)
_AGE = r"\d+[ -](?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?)"
_DATE = re.compile(
    rf"(?:estimated )?reading time:? {_AGE}$|{_AGE} read$|"
    rf"(?:(?:{_AGE} ago|{match_any(_CLOCK)}|{ANY_MONTH}|{WEEKDAY}|{match_any(day[:3] for day in WEEKDAYS)}"
    rf"|\d[\d:,./-]*(?:st|nd|rd|th|am|pm)?)\b[\s,.:|/•·–—-]*)+$",
    re.IGNORECASE,
)
# A word in small letters, which no place has.
_SMALL = re.compile(r"(?<![\w’'])[a-z]")
# A longer line is prose, whatever it begins with.
_LONGEST = 160


def is_furniture(line: str) -> bool:
    """Say whether a sentence or line is a byline, credit, date line, or a box that leads elsewhere."""
    if len(line) > _LONGEST:
        return False
    if _DATE.match(line) or BOX.match(line) or OF_PAGE.match(line) or (is_dateline(line) and not _SMALL.search(line)):
        return True
    return (is_credit(line) or is_prompt(line)) and not states(line)
