"""Overviews: questions that ask which articles are about something, what is new of it, or what one article says."""

import re
from enum import StrEnum
from typing import NamedTuple

from qa.english.overview_words import (
    ARE_ON,
    ARTICLE,
    ARTICLES,
    GOING_ON,
    IS_ANYTHING_ON,
    KIND_OF_ARTICLE,
    NEWS,
    OF_NEWS,
    ON,
    SUMMARISE,
    TELL_ABOUT,
)
from qa.english.word_lists import match_any

_PLEASE = r"\W*(?:(?:please|can you|could you)\W+)*"
_MY = r"(?:(?:all|any)\W+)?(?:of\W+)?(?:(?:the|my|these|our)\W+)?"
_SUBJECT = r"\W+(?P<subject>\w.*)"
_ABOUT = re.compile(
    rf"{_PLEASE}(?:(?:which|what)\W+{_MY}(?:{match_any(ARTICLES)})\W+(?:{match_any(ARE_ON)})"
    rf"|(?:(?:list|show|find|name|give)(?:\W+me)?\W+)?{_MY}(?:{match_any(ARTICLES)})\W+(?:{match_any(ON)})"
    rf"|(?:{match_any(IS_ANYTHING_ON)})){_SUBJECT}",
    re.IGNORECASE | re.DOTALL,
)
# "the long newspaper article": at most three words between, and nothing that is the article's ("the report's end").
_THE = r"(?:this|that|the)\W+(?:[\w-]+\W+){0,3}?"
_ONE = rf"{_THE}(?:{match_any(ARTICLE)})(?!['\w])"
_SUMMARY = re.compile(
    rf"{_PLEASE}(?:{match_any(SUMMARISE)})\W+"
    rf"(?:(?:this|that|it)\W*|{_THE}(?P<noun>{match_any(ARTICLE)})(?!['\w])"
    rf"(?:\W+(?:(?:{match_any(ON)})\W+)?(?P<subject>\w.*))?\W*)",
    re.IGNORECASE | re.DOTALL,
)
_ON_THE_WHOLE = re.compile(rf"{_PLEASE}what(?:(?:\W+is|'?s)\W+{_ONE}\W+about|\W+does\W+{_ONE}\W+say)\W*", re.IGNORECASE)
# "What's the latest (Ada Finch)?": what a conversation is about is put behind a question in brackets.
_NEWS = re.compile(
    rf"{_PLEASE}(?:(?:(?:what(?:\W+(?:is|are)|'s)|is there|are there|give me|tell me)\W+)?(?:(?:the|any|an|some)\W+)?"
    rf"(?:{match_any(NEWS)})|(?:what(?:\W+is|'s)|anything)\W+(?:{match_any(GOING_ON)}))"
    rf"(?:\W+(?:{match_any(OF_NEWS)})\W+|\s+\()(?P<subject>\w.*)",
    re.IGNORECASE | re.DOTALL,
)
_SUBJECT_ALONE = re.compile(rf"{_PLEASE}(?:{match_any(TELL_ABOUT)}){_SUBJECT}", re.IGNORECASE | re.DOTALL)


class OverviewKind(StrEnum):
    """What is asked for."""

    ARTICLES = "articles"  # those about a subject
    SUMMARY = "summary"  # of one article
    NEWS = "news"  # of a subject
    SUBJECT = "subject"  # on the whole


class OverviewAsked(NamedTuple):
    """An overview that is asked for; the subject is empty where it is of the article that was spoken of."""

    kind: OverviewKind
    subject: str


def read_overview_asked(question: str) -> OverviewAsked | None:
    """Return the overview that a question asks for; None if it asks for something else."""
    said = question.replace("’", "'")
    if about := _ABOUT.fullmatch(said):
        return OverviewAsked(OverviewKind.ARTICLES, _trim(about["subject"]))
    if news := _NEWS.fullmatch(said):
        return OverviewAsked(OverviewKind.NEWS, _trim(news["subject"]))
    if subject := _SUBJECT_ALONE.fullmatch(said):
        return OverviewAsked(OverviewKind.SUBJECT, _trim(subject["subject"]))
    if summary := _SUMMARY.fullmatch(said):
        return OverviewAsked(OverviewKind.SUMMARY, _name_article(summary["noun"], summary["subject"]))
    return OverviewAsked(OverviewKind.SUMMARY, "") if _ON_THE_WHOLE.fullmatch(said) else None


def _name_article(noun: str | None, subject: str | None) -> str:
    """Return the subject of an article, with the kind of article that is named: "review" stands in its title."""
    if not subject:
        return ""
    return f"{noun} {_trim(subject)}" if noun and noun.lower() in KIND_OF_ARTICLE else _trim(subject)


def _trim(subject: str) -> str:
    trimmed = re.sub(r"[^\w)]+$", "", subject)
    return trimmed if "(" in trimmed else trimmed.rstrip(")")
