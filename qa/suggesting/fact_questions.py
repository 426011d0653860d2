"""Questions about what is: the first or largest of its kind, how many, how long, where, who and what."""

import re

from index.words import STOP_WORDS
from qa.english.amounts import is_plural
from qa.english.bodies import PLACES
from qa.english.calendar import MONTH, WEEKDAY
from qa.english.names import LOW, NAME, UP
from qa.english.number_words import NUMBERS, SCALES
from qa.english.people import SURE_PERSONS
from qa.english.question_words import ASPECTS
from qa.english.units import UNIT_PLURALS, find_units, match_forms
from qa.english.verb_forms import BASE, COUNTING, PRESENT
from qa.english.word_lists import match_any
from qa.suggesting.clauses import Clause, Questions
from qa.suggesting.noun_heads import UNCLEAR, find_head, is_clear
from qa.suggesting.patterns import ADVERB, BODY, CLOSED, DATE

_SOME = r"(?:about |around |some |nearly |almost |over |more than |approximately |roughly |at least |an estimated )?"
_SPELLED = match_forms(NUMBERS.keys() - {"zero", "one"})
_NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,6}}(?:\.\d{{1,3}})?|(?:{_SPELLED})(?:-(?:{_SPELLED}|one))?)"
    rf"(?: (?:{match_forms(SCALES)}))?"
)
_FIRST = re.compile(
    r"(?P<verb>is|was|are|were|became|remains) (?:still )?the (?P<which>only|first|last|oldest|youngest|largest|"
    r"biggest|smallest|highest|tallest|longest|deepest|fastest|busiest|richest|earliest|second[ -]largest|"
    r"most (?!of)\w+)"
    + BODY + CLOSED
)  # fmt: skip


def ask_first(clause: Clause) -> Questions:
    """Ask who or what is the first, the only one, or the largest."""
    match = _FIRST.match(clause.rest)
    if match and is_clear(re.sub(r" that has (ever )?been ", r" \1", match["body"]), whole=True):
        head, verb = find_head(match["body"]), match["verb"].replace("remains", "is")
        if head:
            yield "first", f"{'Who' if head in SURE_PERSONS else 'What'} {verb} the {match['which']}{match['body']}"


_MANY = re.compile(
    rf"(?P<verb>[a-z]+) {_SOME}{_NUMBER} (?P<noun>[{LOW}-]+(?: [{LOW}-]+){{0,2}}(?: of [{LOW}]+)?)"
    r"(?=$|[,;:]| (?:across|after|and|around|as|at|before|between|by|during|for|from|in|including|on|or|over|since|"
    r"to|under|until|when|with|worldwide)\b)"
)
_PEOPLE_DID = re.compile(
    rf"(?:(?:About|Around|Some|Nearly|Almost|Over|More than|At least) )?{_NUMBER} (?P<noun>[{LOW}-]+(?: [{LOW}-]+)?) "
    rf"(?P<verb>died|lived?|were (?:arrested|injured|killed)|are buried|took part|work(?:ed)?){BODY}{CLOSED}"
)
_THERE = re.compile(
    rf"There (?P<verb>are|were) {_SOME}{_NUMBER} (?P<noun>[{LOW}-]+(?: [{LOW}-]+)?) "
    rf"in (?P<place>(?:the )?{NAME}){CLOSED}"
)


# Plurals that tell how often, how much or in what place, and not how many of something there are.
_NO_COUNTS = frozenset({"lots", "others", "points", "rows", "times"})


def ask_how_many(clause: Clause) -> Questions:
    """Ask how many of something the subject has, won, lost or built."""
    match = _MANY.match(clause.rest)
    if match and match["verb"] in COUNTING and _is_counted(match["noun"]):
        noun, verb = match["noun"], match["verb"]
        helper = {"has": "does", "have": "do"}.get(verb) or ("does" if verb in PRESENT else "did")
        base = "have" if verb in ("have", "had") else PRESENT.get(verb) or BASE[verb]
        yield "many", f"How many {noun} {helper} {clause.subject} {base}"


def ask_how_many_there(line: str) -> Questions:
    """Ask how many there are somewhere, or took part, of a sentence that names no other subject."""
    match = _PEOPLE_DID.match(line)
    if match and _is_counted(match["noun"]) and is_clear(match["body"], whole=True):
        yield "many", f"How many {match['noun']} {match['verb']}{match['body']}"
    match = _THERE.match(line)
    if match and _is_counted(match["noun"]):
        yield "many", f"How many {match['noun']} {match['verb']} there in {match['place']}"


def _is_counted(noun: str) -> bool:
    words = noun.replace(" of ", " ").split()
    last = noun.partition(" of ")[0].rpartition(" ")[2]
    is_measure = last in UNIT_PLURALS or last in _NO_COUNTS
    return is_plural(last) and not is_measure and not (UNCLEAR | STOP_WORDS) & set(words)


_ASPECT = re.compile(rf"the (?:main |official )?(?:{match_any(ASPECTS)}) of (?:the )?[{UP}]")
_LENGTH = match_forms(form for unit in find_units("length") for form in unit.forms)
_TIME = rf"(?:{match_forms(form for unit in find_units('time') for form in unit.forms)})(?=$|[,;:])"
_SOMEHOW = "based|born|buried|headquartered|held|located|situated"
_KNOWN = "also|better|commonly|formerly|locally|originally|sometimes"
_THERE_IN = rf"(?:the )?(?:(?!an?\b)[{LOW}]+ ){{0,4}}(?!{MONTH})[{UP}]"
# What follows the subject, and what is then asked of it: {0} is the subject, the other numbers are groups.
_ASKED = tuple(
    (kind, re.compile(rest), question)
    for kind, rest, question in (
        ("many", rf"(is|was) {_SOME}[\d,.]{{1,9}} (?:{_LENGTH}) (long|high|tall|wide|deep)\b", "How {2} {1} {0}"),
        ("many", rf"lasted (?:for )?{_SOME}{_NUMBER} {_TIME}", "How long did {0} last"),
        ("many", rf"took {_SOME}{_NUMBER} {_TIME}", "How long did {0} take"),
        ("many", rf"weighs {_SOME}\d", "How much does {0} weigh"),
        ("many", rf"cost {_SOME}(?:US)?[$€£]\d", "How much did {0} cost"),
        ("many", rf"has an? (?:estimated )?population of {_SOME}\d", "What is the population of {0}"),
        ("many", rf"had an? (?:estimated )?population of {_SOME}\d", "What was the population of {0}"),
        (
            "said",
            rf"accused ((?:the )?{NAME})(?: (?:last|this) (?:week|month|year)| on (?:{WEEKDAY}))? of [{LOW}]",
            "What did {0} accuse {1} of",
        ),
        (
            "where",
            rf"(is|are|was|were) (?:{ADVERB} )?({_SOMEHOW})(?: (?:on|in) {DATE},?)? (?:in|at|near) {_THERE_IN}",
            "Where {1} {0} {2}",
        ),
        ("where", rf"(?:lies|stands) (?:in|on|at|between|near|off) {_THERE_IN}", "Where is {0}"),
        ("what", rf"(is|was|are|were) ({_KNOWN}) (known as|called) ", "What {1} {0} {2} {3}"),
        ("what", r"(is|was|are|were) named (after|for) (?:the |his |her )?\w", "What {1} {0} named {2}"),
        ("what", r"(is|was|are|were) (made|composed) of ", "What {1} {0} {2} of"),
        ("what", r"(is|was|are|were) used (?:for|to) ", "What {1} {0} used for"),
        ("what", r"(consist|depend)s (of|on) ", "What does {0} {1} {2}"),
        ("what", r"(consist|depend) (of|on) ", "What do {0} {1} {2}"),
        ("what", r"(?:is|are) caused by \w", "What causes {0}"),
        ("what", r"(?:was|were) caused by \w", "What caused {0}"),
        ("what", rf"stands for (?:the )?[{UP}]\w+ [{UP}]", "What does {0} stand for"),
        ("what", r"works by \w+ing\b", "How does {0} work"),
    )
)


def ask_what(clause: Clause) -> Questions:
    """Ask what the patterns above know to ask: how long, how much, where, or what of."""
    for kind, rest, question in _ASKED:
        if match := rest.match(clause.rest):
            yield kind, question.format(clause.subject, *match.groups())
    match = re.match(r"(is|was) (?!\w+(?:ed|ly)\b)[\w$€£]", clause.rest)
    if match and _ASPECT.match(clause.subject):
        yield "what", f"What {match[1]} {clause.subject}"


_BEING = re.compile(r"(?P<verb>is|was|are|were) (?:an?|the)(?P<body>(?: [^ ;:()]{1,24}){1,12})")
_SOMEWHERE = re.compile(rf",? (?:located |situated )?(?:in|on|of|near) (?:the )?(?:\w+ ){{0,5}}[{UP}]")


def ask_what_it_is(clause: Clause) -> Questions:
    """Ask who, what or where the subject is."""
    match = _BEING.match(clause.rest)
    head = find_head(match["body"]) if match else None
    if not match or not head or clause.when:
        return
    if head in SURE_PERSONS:
        if clause.named and " " in clause.subject:
            yield "is", f"Who {match['verb']} {clause.subject}"
    elif head in ("band", "group", "team", "tribe") and match["verb"] in ("are", "were"):
        yield "is", f"Who {match['verb']} {clause.subject}"
    elif head in PLACES and _SOMEWHERE.match(match["body"].partition(f" {head}")[2]):
        yield "where", f"Where {match['verb']} {clause.subject}"
    else:
        yield "is", f"What {match['verb']} {clause.subject}"
