"""SentenceKind: prose that says something, or what stands around prose on a page: headings, questions, lists, boxes."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from corpus import Span
from qa.english.credit_forms import is_picture_credit
from qa.english.names import CAPITAL
from qa.english.page_furniture import is_furniture
from qa.english.quotation_marks import SINGLE, read_quotations
from qa.english.statements import states
from qa.english.verb_forms import FINITE

_ENDED = re.compile(r"[.!?…][\"”’')\]]*$")
_SINGLE = re.compile(f"[{SINGLE}]")
_LINE = re.compile(r"[^\n]+")
# What ends a sentence within a line, and a credit that is known by nothing but its capitals: "Science Source".
_STOP = re.compile(r"[a-z\d][.!?…][\"”’)\]]*(?:\s|\(|$)")
_NAMES_ONLY = re.compile(rf"{CAPITAL}(?: {CAPITAL}){{1,4}}")
_LONGEST_CAPTION = 500
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
    if is_furniture(said) or _is_captioning(written, text[sentence.end : line.end].strip()):
        return SentenceKind.FURNITURE
    if said.endswith("?") and _asks_itself(written, written.find(said), said):
        return SentenceKind.QUESTION
    if said.endswith(":"):
        return SentenceKind.LEAD_IN
    if _ENDED.search(said) or not written.endswith(said) or _ends_paragraph(written, said):
        return SentenceKind.PROSE
    return _classify_line(said, _find_before(text, line.start), _find_after(text, line.end))


def _is_captioning(written: str, behind: str) -> bool:
    """Say whether a sentence is a caption: nothing is behind it in its line but who made the picture, without a stop.

    What stands before it may be the article's own: pages leave out the line's end between text and caption.
    """
    if not behind or len(written) > _LONGEST_CAPTION or _STOP.search(behind):
        return False
    return is_picture_credit(behind) if is_furniture(behind) else _NAMES_ONLY.fullmatch(behind) is not None


def _ends_paragraph(written: str, said: str) -> bool:
    """Say whether a sentence whose stop is left out comes behind others in its line; a credit has no verb.

    A short line of a question and what answers it is the name of another article.
    """
    before = written.removesuffix(said).rstrip()
    is_name = before.endswith("?") and len(written) <= _LONGEST_HEADING
    return bool(_ENDED.search(before) and FINITE.search(said)) and not is_name


def _classify_line(said: str, before: str, after: str) -> SentenceKind:
    """Return what a line without a stop is between its neighbours: beside another of its like it is an item."""
    if (before and not _ENDED.search(before)) or said.endswith((";", ",")):
        return SentenceKind.ITEM
    if not after:
        return SentenceKind.PROSE if states(said) else SentenceKind.ITEM
    if not (_ENDED.search(after) or after.endswith(":")):
        return SentenceKind.ITEM
    return SentenceKind.HEADING if len(said) <= _LONGEST_HEADING else SentenceKind.PROSE


def _asks_itself(written: str, start: int, said: str) -> bool:
    """Say whether a question in a line is the article's own: its mark stands in no quotation."""
    quotations, mark = read_quotations(written), start + len(said) - 1
    if not quotations.sound:  # a single mark may be an apostrophe
        quotations = read_quotations(_SINGLE.sub(" ", written))
    if not quotations.sound:
        return said == written
    return not any(span.start < mark < span.end for span in quotations.spans)


def _find_before(text: str, at: int) -> str:
    """Return the nearest line before a line's start that is no furniture; empty if there is none."""
    while at > 0:
        start = text.rfind("\n", 0, at - 1) + 1
        written = text[start:at].strip()
        if written and not is_furniture(written):
            return written
        at = start
    return ""


def _find_after(text: str, at: int) -> str:
    """Return the nearest line behind a place that is no furniture; empty if there is none."""
    lines = (match[0].strip() for match in _LINE.finditer(text, at))
    return next((written for written in lines if written and not is_furniture(written)), "")


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
