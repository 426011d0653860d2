"""Prompts: lines that bid a page's reader go on, follow, subscribe, share, save or print, and the names of boxes."""

import re
from functools import cache

from qa.english.page_words import PLATFORMS
from qa.english.word_lists import match_any, split_words

# Before a colon or a bar they open a box that leads elsewhere, whatever its title says; alone they are its name.
_LEADING = split_words(
    """
    more related opinion exclusive breaking developing correction clarification advertisement trending recommended
    watch listen read explainer analysis live sponsored
    """
)
_NOTES = r"editor['’]s[ ]note|fact[ -]check|live[ ]updates?|live[ ]blog"
# So do these, but a sentence may follow that is worth quoting.
_NAMING = r"note|tagged|in[ ]pictures|icymi|in[ ]case[ ]you[ ]missed[ ]it"
# What a box holds, and which of it.
_HELD = split_words(
    "stories story articles article news coverage headlines posts videos picks topics content links reading"
)
_CHOSEN = split_words(
    "more latest top popular recent featured other related recommended trending breaking sponsored paid must-read"
)
# What a page sends.
_SENT = split_words(
    """
    newsletter newsletters inbox email e-mail emails alerts updates briefing briefings app apps channel podcast podcasts
    trial
    """
)
# What of a page can be read or heard to its end.
_THINGS = split_words("story article report interview speech coverage list transcript episode video podcast post")
_JOINING = (
    r"log[ -]?in|sign[ ](?:in|up|out)|register|subscribe|create[ ](?:an?|your)[ ](?:free[ ])?account|"
    r"become[ ]an?[ ](?:\w+[ ])?(?:member|subscriber|supporter)|start[ ]your[ ](?:free[ ])?trial"
)
# Whom a page bids its reader follow or write to: itself, its writer, or somebody by name.
_FOLLOWED = (
    r"(?:us|me|him|her|them|our|along|(?:the[ ])?(?:reporter|author|writer|newsroom)\b|tips?|(?-i:[A-Z])[\w’'.-]*|@)"
)
_FOLLOWING = r"follow|join|find|like|reach|contact|email|e-mail|message|watch|share|connect[ ]with|send|write[ ]to"
_MARKS = r"[(\[*•|–—-]*\s*"

_BOX = re.compile(
    rf"""{_MARKS}(?:
      (?:{match_any(_LEADING)})(?:\s*[:|]|$)
    | (?:{_NOTES})\b[^.]{{0,60}}?(?::|\||$)
    | (?:correction|clarification),?[ ][^.]{{0,40}}:
    | (?:also[ ])?(?:read|see|learn|hear|watch|listen|find[ ]out)[ ](?:more|also|next)[^.]{{0,40}}:
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_FORMS = {
    "the name of a box": rf"""
      (?:{_NAMING})(?:\s*[:|]|$)
    | (?:{match_any(_CHOSEN)}|editor(?:['’]s|s['’]?))[ ](?:{match_any(_HELD)})
      (?:[ ](?:from|in|on|for|by|to|about|now)\b[^.]*)?$
    | more[ ](?:(?:on[ ]this|from|like[ ]this|in[ ]this[ ]series)\b|(?-i:(?:in|on)[ ](?=[A-Z])))[^.]*$
    | most[ ](?:read|viewed|popular)(?:[ ]in\b[^.]*|[ ](?:{match_any(_HELD)}))?$
    | (?:trending|recommended)[ ](?:now|for[ ]you)\b[^.]*$
    | (?:developing[ ]story|filed[ ]under|up[ ]next|don['’]t[ ]miss|must[ -]reads?)\b[^.]*$
    | (?:what[ ]to[ ](?:read|watch)[ ]next|you[ ](?:may|might)[ ]also[ ]like)(?::|$)
    | table[ ]of[ ]contents$ | end[ ]of[ ]list$
    """,
    "where to go on": rf"""
      (?:also[ ])?(?:read|see|learn|hear|find[ ]out)[ ](?:more|also|next)\b(?![ ]than\b)
    | (?:read|see|watch|hear)[ ](?:the|our|his|her)[ ](?:full|whole|rest[ ]of[ ]the|original)
      [ ](?:\w+[ ])?(?:{match_any(_THINGS)})\b[^:]*$
    | (?:watch|listen|follow)[ ](?:live|now|again|here)\b[^.]*$
    | (?:click|tap)[ ](?:here|below|to[ ](?:view|see|enlarge|expand|read|listen|play|share|watch|subscribe))\b
    | (?:swipe|scroll)[ ](?:\w+[ ])?(?:to|for)[ ](?:see|view|read|continue|more)\b
    | (?:skip|jump|back|return)[ ]to[ ](?:the[ ])?(?:main[ ]\w+|top|home)[.!]?$
    | (?:story|article|advertisement)[ -]{{1,3}}(?:continues|scroll|skip)\b | (?:video[ ])?ad[ ]feedback\b[^.]*$
    | continue[ ]reading\b | skip[ ]advertisement\b | check[ ]back[ ](?:for|later|soon|here|often|throughout)\b
    | play[ ](?:the|our|today['’]s)\b.*\b(?:crossword|puzzle|quiz|sudoku|cross)\b
    """,
    "whom to follow": rf"""
      (?:{_FOLLOWING})[ ]{_FOLLOWED}.*(?:\b(?:on|via)[ ](?:{match_any(PLATFORMS)})\b|@\w)
    | (?:share|watch|listen|add|follow|join)[ ](?:.{{0,40}}[ ])?
      (?:(?:on|via|by)[ ](?:{match_any(PLATFORMS)}|email)|as[ ](?:an?[ ])?preferred)\b
    | @[\w.]+$
    """,
    "what to join": rf"""
      (?:{_JOINING}|join|download|get)\b.*\b(?:our|your|the|for|to|free)\b.*\b(?:{match_any(_SENT)})\b
    | (?:{_JOINING})(?:[ ](?:here|now|today)\b|[ ]for[ ]free(?:[ ]to\b|[.!]?$)
        |[ ](?:or|to)[ ](?:read|continue|comment|view|save|listen|watch|keep|unlock|create|our)\b|[.!]?$)
    | (?:stay|try)\b.*\bour\b.*\b(?:{match_any(_SENT)})\b | to[ ](?:continue|read)\b.*,[ ](?:{_JOINING})\b
    | subscribe\b | link[ ]copied$ | (?:join|leave|add)[ ](?:the|an?)[ ](?:conversation|discussion)[.!]?$
    | (?:download|get)[ ](?:our|the)[ ](?:\w+[ ])?app\b
    | by[ ](?:signing[ ]up|subscribing|clicking|continuing|registering|submitting)\b.*\byou[ ](?:agree|accept|consent)\b
    | (?:already|not)[ ](?:yet[ ])?an?[ ](?:member|subscriber)\b
    | (?:want|like|enjoy(?:ing|ed)?|love)[ ].{{0,40}}\bthis\b.{{0,20}}[?]
    | (?:got|have)[ ]an?[ ](?:\w+[ ])?(?:tip|story|question|comment)\b.{{0,30}}[?]
    | please[ ](?:enter[ ]a[ ]valid|check[ ]back|log[ ]in|sign[ ](?:in|up)|subscribe|try[ ]again)\b
    | enter[ ]your[ ]e-?mail\b
    | (?:support|donate)[ ](?:us\b|here\b|now\b|today\b|to[ ]us\b|(?:\w+[ ]){{1,2}}journalism\b)
    | thank(?:s|[ ]you)[ ]for[ ](?:reading|subscribing|signing[ ]up)\b
    | thank(?:s|[ ]you)[ ]for[ ](?:watching|listening|joining[ ]us|your[ ](?:support|feedback|subscription))[.!]?$
    """,
}


def is_box(line: str) -> bool:
    """Say whether a line is a box's name, or begins with one and a colon or bar: another article's title follows."""
    return _BOX.match(line) is not None


def is_prompt(line: str) -> bool:
    """Say whether a line has the form of a prompt or of a box's name; a sentence may begin like one."""
    return _compile_prompt().match(line) is not None


@cache
def _compile_prompt() -> re.Pattern[str]:
    """Return the pattern of a prompt: compiling it takes long, and few commands read pages."""
    return re.compile(rf"{_MARKS}(?:{'|'.join(_FORMS.values())})", re.IGNORECASE | re.VERBOSE)
