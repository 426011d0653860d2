"""Clauses: how a sentence is read as its subject and what follows, the verb first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa.english.bodies import STATE_BODIES
from qa.english.calendar import WEEKDAY
from qa.english.names import CAPITAL, LOW, NAME, UP
from qa.english.no_names import NO_NAMES
from qa.english.people import OFFICES, PERSONS, STYLES, SURNAMES
from qa.english.verb_forms import BASE
from qa.english.word_lists import match_any
from qa.suggesting.patterns import ADVERB, DATE
from qa.suggesting.vocabulary import Vocabulary

# What someone is, before a name: "Swiss physicist", "Prime Minister"; a style is a part of the name.
_ROLES = PERSONS - STYLES
_RANK = rf"(?:{CAPITAL} ){{0,3}}(?:{match_any(_ROLES)}|{match_any(role.title() for role in _ROLES - SURNAMES)})"
# Of whom or which one place has only one: "the Ukrainian president", "the Swiss parliament".
_ONLY = match_any((OFFICES & PERSONS) | STATE_BODIES | {"leader"})
_LEAD = rf"(?:On|In) (?:{DATE}|(?:{WEEKDAY})\b)"
_SUBJECT = re.compile(
    rf"(?:(?P<lead>{_LEAD}),? |(?:After|At|Before|By|During|For|In|On|Under|With) [^,;:()]{{1,60}}, )?"
    rf"(?P<rank>{_RANK} (?={CAPITAL} {CAPITAL}))?(?P<the>[Tt]he )?(?P<name>{NAME})"
    rf"(?: and (?:{_RANK} (?={CAPITAL} {CAPITAL}))?(?P<other>(?:the )?{NAME}))?"
    rf"(?:, (?P<done>\w+)(?: in (?:the )?{NAME})? (?:in|on) {DATE},|, (?:an?|the|who|which) [^,;:()]{{1,90}},)? "
    rf"(?:(?P<adverb>{ADVERB}) )?(?P<rest>[{LOW}].*)"
)
# "The port of Anjer", "the pact between Russia and North Korea", "the Ukrainian president".
_DESCRIBED = re.compile(
    rf"(?:(?P<lead>{_LEAD}),? )?[Tt]he (?P<name>(?!\w+(?:ed|ing) )(?:"
    rf"(?:(?:[{LOW}]{{2,20}}|\d{{4}}) ){{1,3}}(?<!ed )(?<!ing )(?:of|between) "
    rf"(?:the )?{NAME}(?: and (?:the )?{NAME})?|"
    rf"[{UP}]\w+(?: [{UP}]\w+)? (?:{_ONLY}))) "
    rf"(?:(?P<adverb>{ADVERB}) )?(?P<rest>(?:was|were|is|are|has|had|will|{'|'.join(BASE)})\b.*)"
)
_CONCEPT = re.compile(
    rf"(?P<an>An? )?(?P<name>[{UP}{LOW}][{LOW}-]{{2,30}}(?: [{LOW}-]{{2,20}}){{0,2}}) "
    r"(?P<rest>(?:is|are|was|were|has|have|consists?|depends?|works) .+)"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence: what it speaks of, as it stands inside a question, and what follows, the verb first.

    `when` is the date before it, `done` the participle that a date follows in an aside: "Apollo 13, launched on …".
    """

    subject: str
    rest: str
    when: str = ""
    adverb: str = ""
    done: str = ""
    named: bool = False  # the subject is one name


# What a rule makes of a clause: questions, each with its kind and yet without its mark.
Questions = Iterator[tuple[str, str]]


def read_clause(line: str, vocabulary: Vocabulary) -> Clause | None:
    """Return the clause that a sentence is read as; None if its subject is not known."""
    if match := _DESCRIBED.fullmatch(line):
        return _make_clause(match, f"the {match['name']}", named=False)
    match = _SUBJECT.fullmatch(line)
    if match and _is_subject(match, vocabulary):
        subject = ("the " if match["the"] else "") + match["name"]
        other = match["other"]
        return _make_clause(match, f"{subject} and {other}" if other else subject, named=not other)
    return _read_concept(line, vocabulary)


def _is_subject(match: re.Match[str], vocabulary: Vocabulary) -> bool:
    if match["rank"]:
        return match["rank"].split()[0].lower() not in NO_NAMES - {"the"}
    return vocabulary.is_name(match["name"], bool(match["the"]))


def _make_clause(match: re.Match[str], subject: str, named: bool) -> Clause:
    groups = match.groupdict(default="")
    return Clause(subject, groups["rest"], groups["lead"], groups["adverb"], groups.get("done", ""), named)


def _read_concept(line: str, vocabulary: Vocabulary) -> Clause | None:
    """Return the clause of a sentence about the common noun that is the title: "Smallpox was …"."""
    match = _CONCEPT.fullmatch(line)
    if not match:
        return None
    name, title = match["name"].lower(), vocabulary.title.lower()
    first = name.split()[0]
    if title != name and not title.startswith((name + ",", name + ":")):
        return None
    if first in NO_NAMES or not (match["an"] or first in vocabulary.small):
        return None
    return Clause((match["an"] or "").lower() + name, match["rest"])
