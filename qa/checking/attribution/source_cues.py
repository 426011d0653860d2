"""Whether running text names an author or a publisher as the source of a quotation, told by the words beside it."""

import re

from corpus import Span
from qa.english.saying_verbs import PRINTED, WRITING
from qa.english.word_lists import match_any
from qa.english.works import PRINTED_TEXTS

# Of what stands before and behind a name, so many letters are read.
_BESIDE = 60
# Markup and marks around a name.
_SET_OFF = r"[\0“”„«»\"‘’']*"
_TEXTS = rf"(?:(?:{match_any(PRINTED_TEXTS)})s?)"
_WRITES = rf"(?:{match_any(WRITING)})"
# Who "wrote for" a paper is not its author, nor "noted for" anything.
_BEHIND = re.compile(
    rf"{_SET_OFF}(?:\s+(?:(?:once|also|later|first|already|has|had)\s+){{0,2}}{_WRITES}\b(?!\s+for\b)|"
    r"\s+et al\b|,?\s*\(?(?:19|20)\d\d\b)"
)
_OWNS = re.compile(rf"{_SET_OFF}['’]s\b")
_OWNS_TEXT = re.compile(rf"{_SET_OFF}['’]s(?:\s+(?:[\w'’-]+\s+){{0,2}}{_TEXTS}\b|:?\s*[\0“„«\"])")
_PUTS_IT = re.compile(rf"{_SET_OFF}\s+(?:once\s+)?(?:has|had|puts|put)\s+it\b")
_AS = re.compile(rf"\bas\s+(?:the\s+)?{_SET_OFF}\Z", re.IGNORECASE)
_LEAD = rf"(?:the\s+)?(?:[\w-]+['’]s\s+)?(?:(?:Dr|Prof|Professor|Mrs?|Ms)\.?\s+)?{_SET_OFF}\Z"
_SOURCE = rf"\baccording\s+to\s+|\b(?:{match_any(PRINTED)})\s+(?:in|by)\s+"
# "Dev wrote Ruth Calder" tells to whom: the verb has to follow what was written.
_WROTE = rf"[”\"»’',]\s*{_WRITES}\s+"
_BEFORE = re.compile(rf"(?:{_SOURCE}|{_WROTE}|\b{_TEXTS}\s+(?:by|of|from)\s+){_LEAD}", re.IGNORECASE)
# A person is spoken to, and believed in; a paper is so only for what it prints.
_PRINTED = re.compile(
    rf"(?:\b(?:in|told)\s+|\b(?:said|speaking|spoke|talking|talked)\s+to\s+|\binterview\s+with\s+|"
    rf"(?:\A|[”\"»:;,]|\b(?:quoted|taken))\s*from\s+){_LEAD}",
    re.IGNORECASE,
)
_CLEAR = re.compile(rf"(?:{_SOURCE}|\b(?:in|told)\s+){_LEAD}", re.IGNORECASE)
# A sentence is read without the markup it begins with.
_MARK_BEFORE = re.compile(r"(?:\A|[\0“„«\"])\Z")
_MARK_BEHIND = re.compile(r"[\0”“»\"]")
# Where a name in italics is the one that has something: not "unlike *X*", "editor of *X*".
_FIRST = re.compile(rf"(?:\A|[.;:,(—–]|\b(?:as|and|but))\s*(?:the\s+)?{_SET_OFF}\Z", re.IGNORECASE)


def names_author(text: str, name: Span) -> bool:
    """Say whether an author in running text is meant as who wrote it: "as NAME wrote", "according to NAME"."""
    before, behind = _read_beside(text, name)
    if _OWNS.match(behind):
        return bool(_OWNS_TEXT.match(behind))
    return writes(text, name) or bool(_BEFORE.search(before))


def writes(text: str, name: Span) -> bool:
    """Say whether a verb of writing, a text of his or hers, or a year stands behind a name."""
    before, behind = _read_beside(text, name)
    if _BEHIND.match(behind) or _OWNS_TEXT.match(behind):
        return True
    return bool(_PUTS_IT.match(behind) and _AS.search(before))


def names_publisher(text: str, name: Span, *, has_speaker: bool) -> bool:
    """Say whether a publisher in running text is meant as where it stands: "in NAME", "told NAME", "NAME reported".

    A name of one word may be that word, "Time" or "Nature": less tells that it is meant.
    """
    before, behind = _read_beside(text, name)
    is_marked = bool(_MARK_BEFORE.search(before) and _MARK_BEHIND.match(behind))
    is_plain_word = " " not in text[slice(*name)] and not is_marked
    if _OWNS.match(behind):
        return not is_plain_word and bool(_OWNS_TEXT.match(behind))
    if writes(text, name) or _CLEAR.search(before):
        return True
    if is_plain_word:
        return False
    if _BEFORE.search(before) or _PRINTED.search(before):
        return True
    return is_marked and not has_speaker and bool(_FIRST.search(before))


def _read_beside(text: str, name: Span) -> tuple[str, str]:
    """Return what stands before and behind a name."""
    return text[max(0, name.start - _BESIDE) : name.start], text[name.end : name.end + _BESIDE]
