"""Questions about what happened: why, when, by whom, and what was said."""

import re

from qa.english.calendar import WEEKDAY
from qa.english.names import CAPITAL, LOW, NAME
from qa.english.no_names import NO_NAMES
from qa.english.people import HEARERS
from qa.english.saying_verbs import MAKING_KNOWN, SAYING_ABOUT, list_finite_forms
from qa.english.verb_forms import BASE, DONE, MAKING, STATIVE
from qa.english.word_lists import match_any
from qa.suggesting.clauses import Clause, Questions
from qa.suggesting.noun_heads import has_object, is_clear
from qa.suggesting.patterns import ADVERB, BODY, CLOSED, DATE, YEAR

_WHY = re.compile(rf"(?P<verb>[{LOW}]+)(?P<body>(?: [^ ,;:()]{{1,24}}){{1,11}}),? because\b")
_PARTLY = re.compile(r"(?: (?:partly|mainly|mostly|largely|simply|only|just|probably|perhaps|primarily))+$")


def ask_why(clause: Clause) -> Questions:
    """Ask why, of a clause that says because."""
    match = _WHY.match(clause.rest)
    if not match:
        return
    verb, body = match["verb"], _PARTLY.sub("", match["body"])
    first, _, after = body.strip().partition(" ")
    if verb in ("has", "have", "had") and first in DONE and verb == "had":
        verb, body = DONE[first][1], " " + after if after else ""
    helped = verb in ("is", "are", "was", "were", "can", "could", "will", "would", "must")
    helped = helped or (verb in ("has", "have", "had") and (first in DONE or first == "been"))
    if helped and first and not body.endswith(" not") and is_clear(re.sub(r"^ not|^ been| be ", " ", body)):
        yield "why", f"Why {verb} {clause.subject}{body}"
    elif verb in BASE and is_clear(body) and has_object(BASE[verb], body):
        yield "why", f"Why did {clause.subject} {BASE[verb]}{body}"


_WHEN = (
    r"(?:at (?:noon|midnight|\d{1,2}(?::\d\d)? [ap]\.m\.) )?"
    rf"(?:(?:on the (?:morning|afternoon|evening|night) of|on|in) {DATE}|on (?:{WEEKDAY})\b)"
)
# Where after some words a date surely ends.
_DATE_CLOSED = (
    r"(?=$|[,;:]| (?:after|and|as|at|because|before|but|by|during|following|for|from|under|when|while|with)\b|"
    rf" to (?:the |an? )?[{LOW}])"
)
_PASSIVE = rf"(?P<verb>was|were) (?:(?P<adverb>{ADVERB}) )?(?P<done>\w+){BODY}"
_ACTIVE = rf"(?P<helper>had |will )?(?P<did>\w+){BODY}"
# Each without a date behind it, and with one.
_PASSIVES, _ACTIVES = (
    (re.compile(f"{form}{CLOSED}"), re.compile(f"{form} {_WHEN}{_DATE_CLOSED}")) for form in (_PASSIVE, _ACTIVE)
)


def ask_when(clause: Clause) -> Questions:
    """Ask when something happened, of a clause with a date."""
    if clause.done in DONE and clause.rest.startswith(("is ", "was ")):
        yield "when", f"When was {clause.subject} {clause.done}"
    passive = _PASSIVES[not clause.when].match(clause.rest)
    if passive and passive["done"] == "born":
        yield "when", f"When {passive['verb']} {clause.subject} born"
    elif passive and _is_event(_find_base("was ", passive["done"]), passive["body"], passive=True):
        first = "first " if passive["adverb"] == "first" else ""
        yield "when", f"When {passive['verb']} {clause.subject} {first}{passive['done']}{passive['body']}"
    active = _ACTIVES[not clause.when].match(clause.rest)
    base = _find_base(active["helper"], active["did"]) if active else None
    if active and base and _is_event(base, active["body"]):
        first = "first " if clause.adverb == "first" else ""
        helper = "will" if active["helper"] == "will " else "did"
        yield "when", f"When {helper} {clause.subject} {first}{base}{active['body']}"


def _find_base(helper: str | None, verb: str) -> str | None:
    if helper == "will ":
        return verb if verb in BASE.values() else None
    return DONE.get(verb, (None, None))[0] if helper else BASE.get(verb)


def _is_event(base: str | None, body: str, passive: bool = False) -> bool:
    """Say whether a verb tells what happened once, and the words after it can be understood alone."""
    if not base or base in STATIVE or not is_clear(body):
        return False
    # "Its commander": whose, stands in the sentence before.
    return not {"his", "its", "their"} & set(body.split()) if passive else has_object(base, body)


_MAKING = re.compile(
    rf"(?P<did>\w+) (?P<thing>(?:the )?{NAME})"
    r"(?=$|[,;:]| (?:after|and|as|at|between|during|for|in|on|when|while|with)\b)"
)
_BY = re.compile(
    rf"(?:was|were) (?P<first>first )?(?P<done>\w+)(?: (?:in|on) {DATE})? by (?:the )?(?:[{LOW}]+ ){{0,3}}{CAPITAL}"
)


def ask_who(clause: Clause) -> Questions:
    """Ask who made something, of a clause whose subject made it or was made."""
    match = _MAKING.match(clause.rest)
    if match and clause.named and match["did"] in MAKING:
        yield "who", f"Who {match['did']} {match['thing']}"
    match = _BY.match(clause.rest)
    if match and match["done"] in DONE and (past := DONE[match["done"]][1]) in MAKING:
        yield "who", f"Who {match['first'] or ''}{past} {clause.subject}"


_THAT = re.compile(r"(?P<did>\w+) that [\w\"“]")
_TOLD = list_finite_forms("tell")[0]
_SAYING = re.compile(
    rf"(?:(?:{match_any(list_finite_forms('say'))}|{_TOLD} (?:{match_any(HEARERS)}))(?: on (?:{WEEKDAY}))?(?: that)?|"
    rf"(?:{match_any(SAYING_ABOUT - {_TOLD})}|{_TOLD} \w+) that) (?P<what>(?:the )?{NAME}) "
    rf"(?:am|are|could|had|has|have|is|may|might|must|should|was|were|will|would|{'|'.join(BASE)})\b"
)


def ask_what_was_said(clause: Clause) -> Questions:
    """Ask what somebody said about something, or declared."""
    match = _SAYING.match(clause.rest)
    if match and match["what"].split()[0].lower() not in NO_NAMES - {"the"}:
        yield "said", f"What did {clause.subject} say about {match['what']}"
    elif (match := _THAT.match(clause.rest)) and match["did"] in MAKING_KNOWN:
        # Without a year it would be counted from today.
        when = f" {clause.when[0].lower()}{clause.when[1:]}" if re.search(YEAR, clause.when) else ""
        yield "said", f"What did {clause.subject} {BASE[match['did']]}{when}"
