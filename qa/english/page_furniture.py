"""Page furniture: the words of bylines, credits, boxes and dates, which stand between the paragraphs of a web article.

The words come from reading the lines that are no sentences in articles of some thirty newspapers and broadcasters.
Most of them open sentences as well ("Photo ID is needed", "More than 30 people died"): what follows tells.
"""

import re

from qa.english.calendar import ANY_MONTH, WEEKDAY, WEEKDAYS, is_calendar_word
from qa.english.names import CAPITAL, PLAIN_PARTICLES, UP
from qa.english.word_lists import match_any, split_words

# They open a line that names who took, wrote or lent something: before a colon, a name, or at its end.
_CREDITING = split_words(
    """
    photo photos photograph photographs photography picture pictures image images illustration illustrations graphic
    graphics video videos audio reporting writing editing edited produced production compiled credit credits caption
    source sources contributing contributor contributors words text
    """
)
_CREDITED = split_words("credit credits source sources caption captions courtesy by")
# They open a box that leads elsewhere: before a colon or a bar, or with what is in it.
_BOXES = split_words(
    """
    more related opinion exclusive breaking developing correction clarification note advertisement trending recommended
    tags topics watch listen read video audio gallery explainer analysis
    """
)
_BOXED = (
    r"more[ ](?:on[ ]this|from|stories|news|coverage|like[ ]this|in[ ]this[ ]series)|"
    r"related[ ](?:articles?|stor(?:y|ies)|content|coverage|links?|topics?|reading|news|posts?)|"
    r"breaking[ ]news|developing[ ]story|trending[ ](?:now|stories|topics)|most[ ](?:read|popular|viewed)|"
    r"recommended[ ](?:for[ ]you|reading|stories|articles)|filed[ ]under|sponsored[ ]content|"
    r"(?:watch|listen)[ ](?:live|now|again|here)|up[ ]next"
)
_NOTES = r"editor['’]s[ ]note|fact[ -]check|live[ ]updates?|live[ ]blog"
# Places that a box invites to, and what it sends.
_PLATFORMS = split_words(
    "twitter facebook instagram tiktok threads bluesky mastodon linkedin whatsapp youtube x telegram reddit"
)
_SENDINGS = split_words(
    "newsletter newsletters inbox email e-mail emails alerts updates briefing app here today now free channel podcast"
)
_AGENCIES = ("getty images", "getty", "reuters", "ap", "ap photo", "afp", "epa", "shutterstock", "adobe stock")
_CLOCK = split_words(
    "first last updated published posted modified at on et est edt gmt bst utc pt pst pdt am pm a.m p.m"
)
_AGE = r"\d+[ ](?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?)"

_WORD = rf"(?:{CAPITAL}|[{UP}]\b)"
_MORE = rf"(?:(?:[ ](?:{match_any(PLAIN_PARTICLES)}))*[ ]{_WORD})"
_PERSON, _CREDITOR = rf"(?-i:{_WORD}{_MORE}{{1,3}})", rf"(?-i:{_WORD}{_MORE}{{0,3}})"
# What a credit goes on with.
_TAIL = r"(?:$|[ ]?[,;:/|()–—-]|[ ](?:and|for|in|of|via|with)\b|[.)\]]+$)"
_OPENINGS = re.compile(
    rf"""[(\[*•|–—-]*\s*(?:
      (?:additional[ ]|contributing[ ]|file[ ])?(?:{match_any(_CREDITING)})
      (?:[ ](?:{match_any(_CREDITED)}))?(?:\s*(?::|\.\.\.|…)|,?$|[ ]by[ ](?:the[ ]author\b|{_CREDITOR}{_TAIL})
        |[ ](?:credit|source|caption),[ ])
    | (?:contribut(?:ing|ors?|ed[ ]by)|reporting)[ ]{_PERSON}(?:$|,|[ ]and[ ])[^.!?]*$
    | (?:(?:photo|image|picture)s?[ ])?(?:courtesy(?:[ ]of)?|via)[ :](?:the[ ])?{_CREDITOR}[^.!?]*$
    | (?:read|see|learn|hear|find[ ]out)[ ](?:more|also|next)\b(?![ ]than\b)
    | (?:{match_any(_BOXES)})(?:\s*[:|]|$)
    | (?:correction|clarification|editor['’]s[ ]note),?[ ][^.]{{0,40}}:
    | (?:{_BOXED})\b[^.]*$
    | (?:{_NOTES})\b[^.]{{0,60}}?(?::|\||$)
    | (?:follow|join|find|like|reach|contact|email|e-mail|message|watch|share|connect[ ]with|you[ ]can[ ]\w+)\b.*
      (?:\b(?:on|via)[ ](?:{match_any(_PLATFORMS)})\b|@\w)
    | (?:sign[ ]up|join|download|get|subscribe)\b.*\b(?:our|your|the|for|to|free)\b.*\b(?:{match_any(_SENDINGS)})\b
    | subscribe\b
    | sign[ ]up(?:[ ](?:here|now|today)\b|$)
    | (?:click|tap)[ ](?:here|below)\b
    | (?:support|donate)[ ](?:us|our[ ]journalism|here|now|today|to[ ]us)\b
    | share(?:[ ]this\b(?:[ ]\w+)?)?$
    | (?:(?:story|article)[ ]continues|continue[ ]reading|skip[ ](?:to[ ]content|advertisement))\b
    | {_AGE}[ ]read$
    | @[\w.]+$
    | [(]?(?:©|[(]c[)])|copyright[ ](?:©|[(]c[)]|\d)|all[ ]rights[ ]reserved
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# A byline has no verb; a sentence that begins like one ends with a stop ("By Christmas Eve, 30 had left.").
_BYLINE = re.compile(rf"by[ ](?P<name>{_PERSON})(?:,|$|[ ]and[ ]|[ ]?[|/(–—-]|[ ](?:in|for|at)[ ])", re.IGNORECASE)
_DATE = re.compile(
    rf"(?:(?:{_AGE} ago|{match_any(_CLOCK)}|{ANY_MONTH}|{WEEKDAY}|{match_any(day[:3] for day in WEEKDAYS)}"
    rf"|\d[\d:,./-]*(?:st|nd|rd|th|am|pm)?)\b[\s,.:|/•·–—-]*)+$",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    rf"/\s*(?:{match_any(_AGENCIES)})\b|\bap photo/|\b(?:getty images|usa today network|ap photo)[)\]]*$", re.IGNORECASE
)
_REPORTING = re.compile(r"\b(?:said|says|told|tells|reported|according)\b", re.IGNORECASE)
_STOPPED = re.compile(r"[.!?]$")
# A longer line is prose, whatever it begins with.
_LONGEST = 160


def is_furniture(line: str) -> bool:
    """Say whether a sentence or line is a byline, credit, date line, or a box that leads elsewhere."""
    if len(line) > _LONGEST:
        return False
    return bool(
        _OPENINGS.match(line)
        or _DATE.match(line)
        or _is_byline(line)
        or (_AGENCY.search(line) and not _REPORTING.search(line))
    )


def _is_byline(line: str) -> bool:
    match = _BYLINE.match(line)
    if match is None or _STOPPED.search(line):
        return False
    return not any(map(is_calendar_word, match["name"].split()))
