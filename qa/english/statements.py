"""Statements: whether a line says something of its subject, or only names things, or bids its reader do something."""

import re

from qa.english.closed_classes import (
    ARTICLES,
    BE,
    DEMONSTRATIVES,
    DO,
    HAVE,
    MODALS,
    POSSESSIVES,
    QUESTION_WORDS,
    SUBORDINATORS,
)
from qa.english.saying_verbs import SAYING
from qa.english.verb_forms import FINITE, PASTS
from qa.english.word_lists import match_any, split_words

# A verb behind one of these is not the line's own: "Click here if the form is lost".
_SUBORDINATING = re.compile(
    rf"\b(?:{match_any(QUESTION_WORDS | SUBORDINATORS - {'than', 'as'} | split_words('that before after once'))})\b"
)
# Verbs that are finite by their form alone. The reader is no subject: "the news you will need". A past is told from a
# participle by its subject: "he", or what stands with its determiner behind a comma.
_CERTAIN = (BE - {"am", "be", "been", "being"}) | (HAVE - {"have"}) | (DO - {"do"}) | (MODALS - {"shall"}) | PASTS
_FINITE = re.compile(
    rf"(?<=\w[ ,:])(?<!\b[Yy]ou )(?<!\bto )(?:{match_any(_CERTAIN)}|[a-z]+n['’]t)\b"
    rf"|, (?:{match_any(ARTICLES | POSSESSIVES | DEMONSTRATIVES)}) (?:[\w’'-]+ ){{1,3}}(?:{FINITE.pattern})"
    rf"|\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey) (?:{FINITE.pattern})"
)
# What comes before was said, or who said it.
_SAID = re.compile(rf",[\"”’']? (?:[\w’'-]+ ){{0,4}}(?:{match_any(SAYING)})\b")


def states(line: str) -> bool:
    """Say whether a line certainly has a finite verb of its own, and a subject that is not its reader."""
    subordinate = _SUBORDINATING.search(line)
    own_end = subordinate.start() if subordinate else len(line)
    return bool(_FINITE.search(line, 0, own_end) or _SAID.search(line))
