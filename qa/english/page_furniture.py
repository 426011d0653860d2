"""Page furniture: bylines, credits, date lines, prompts and boxes, which stand between the paragraphs of a web article.

The forms come from reading the lines that are no sentences in articles of some thirty newspapers and broadcasters.
Most of their words open sentences as well ("Photo ID is needed", "More than 30 people died"): a line that states
something is prose, unless it says it of the page itself.
"""

import re

from qa.english.calendar import ANY_MONTH, WEEKDAY, WEEKDAYS
from qa.english.credit_forms import is_credit
from qa.english.datelines import is_dateline
from qa.english.page_remarks import is_page_remark
from qa.english.page_words import is_page_label
from qa.english.prompt_forms import is_box, is_prompt
from qa.english.statements import states
from qa.english.word_lists import match_any, split_words

_CLOCK = split_words(
    """
    first last originally updated published posted modified at on am pm a.m p.m et est edt ct cst cdt mt mst pt pst pdt
    gmt bst utc
    """
)
_AGE = r"\d+[ -]?(?:[mhd]|min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?)"
# A date line holds a number and a word, or three numbers: "2 March", "2/3/2024", but not "6-7".
_DATE = re.compile(
    rf"(?:estimated )?reading time:? {_AGE}$|{_AGE} read$|"
    rf"(?=.*\d)(?=.*[a-z]|(?:\d+\D+){{2}}\d)"
    rf"(?:(?:{_AGE} ago|{match_any(_CLOCK)}|{ANY_MONTH}|{WEEKDAY}|{match_any(day[:3] for day in WEEKDAYS)}"
    rf"|\d[\d:,./-]*(?:st|nd|rd|th|am|pm)?)\b[\s,.:|/•·–—-]*)+$",
    re.IGNORECASE,
)
# What no dateline holds: a word in small letters, or another mark than a dash.
_BESIDE_PLACES = re.compile(r"(?<![\w’'])[a-z]|[:?!]")
# A longer line is prose, whatever it begins with, unless it holds nothing but names and what joins them.
_LONGEST = 160
_JOINING = split_words("and by in of for from the with at via additional reporting writing editing compiled to")
_SMALL_WORD = re.compile(r"(?<![\w’'@.-])[a-z]+")


def is_furniture(line: str) -> bool:
    """Say whether a sentence or line is a byline, credit, date line, or a box that leads elsewhere."""
    if len(line) > _LONGEST:
        return is_credit(line) and _JOINING.issuperset(_SMALL_WORD.findall(line))
    if _DATE.match(line) or is_box(line) or is_page_remark(line):
        return True
    if is_dateline(line) and not _BESIDE_PLACES.search(line):
        return True
    return (is_credit(line) or is_prompt(line) or is_page_label(line)) and not states(line)
