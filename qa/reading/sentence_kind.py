"""SentenceKind: prose that says something, or what stands around prose on a page: headings, questions, lists, boxes."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from corpus import Span
from qa.english.page_furniture import is_furniture

_ENDED = re.compile(r"[.!?…][\"”’')\]]*$")
_QUOTED = re.compile(r"[\"“”]")
_LINE = re.compile(r"[^\n]+")
# Characters of a heading, at most, and how far before a sentence its heading is looked for.
_LONGEST_HEADING, _FAR = 120, 900


class SentenceKind(StrEnum):
    """What a sentence is on its page."""

    PROSE = "prose"
    QUESTION = "question"  # of the article's own, not of somebody whom it quotes
    HEADING = "heading"
    FURNITURE = "furniture"  # a byline, credit, date line, or box that leads elsewhere
    LEAD_IN = "lead-in"  # it announces what follows
    ANNOUNCEMENT = "announcement"  # it announces a list or quoted words, and is quoted with them
    ITEM = "item"  # of a list


_TITLING = (SentenceKind.QUESTION, SentenceKind.HEADING)


class Described(NamedTuple):
    """The kind of a sentence, the heading or question that it stands under, and the characters between them."""

    kind: SentenceKind
    heading: str = ""
    distance: int = 0


def describe_sentences(text: str, sentences: Sequence[Span]) -> list[Described]:
    """Describe each of some sentences of an article, which are given in their order."""
    if not sentences:
        return []
    first = text.rfind("\n", 0, max(0, sentences[0].start - _FAR)) + 1
    titling = [line for line in find_lines(text, first, sentences[-1].start) if _is_titling(text, line)]
    starts = [line.start for line in titling]
    described = []
    for sentence in sentences:
        kind = classify_sentence(text, sentence)
        under = bisect_left(starts, _find_line(text, sentence).start) - 1
        if kind in (*_TITLING, SentenceKind.FURNITURE) or under < 0:
            described.append(Described(kind))
        else:
            line = titling[under]
            described.append(Described(kind, text[slice(*line)], sentence.start - line.end))
    return described


def classify_sentence(text: str, sentence: Span) -> SentenceKind:
    """Return what a sentence of an article is, by its words, its end and the lines around it."""
    said, line = text[slice(*sentence)].strip(), _find_line(text, sentence)
    written = text[slice(*line)].strip()
    if is_furniture(said):
        return SentenceKind.FURNITURE
    if said.endswith("?") and (not _QUOTED.search(said) or (said == written and not _QUOTED.match(said))):
        return SentenceKind.QUESTION
    if said.endswith(":"):
        return SentenceKind.LEAD_IN
    if _ENDED.search(said) or not written.endswith(said):
        return SentenceKind.PROSE
    before, after = text[: line.start].rstrip().rpartition("\n")[2], _LINE.search(text, line.end)
    opens_prose = after is not None and bool(_ENDED.search(after[0].rstrip()))
    follows_prose = not before or bool(_ENDED.search(before.rstrip()))
    is_heading = opens_prose and follows_prose and len(said) <= _LONGEST_HEADING and not said.endswith((";", ","))
    return SentenceKind.HEADING if is_heading else SentenceKind.ITEM


def find_lines(text: str, first: int, last: int) -> Iterator[Span]:
    """Yield the lines between two places that are not blank, without the blanks around them."""
    for match in _LINE.finditer(text, first, last):
        if written := match[0].strip():
            start = match.start() + match[0].index(written)
            yield Span(start, start + len(written))


def _is_titling(text: str, line: Span) -> bool:
    return line.end - line.start <= _LONGEST_HEADING and classify_sentence(text, line) in _TITLING


def _find_line(text: str, sentence: Span) -> Span:
    end = text.find("\n", sentence.end)
    return Span(text.rfind("\n", 0, sentence.start) + 1, len(text) if end < 0 else end)
