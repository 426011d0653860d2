"""Strips from the end of a quotation what is no part of it: its source, and the signs of notes."""

import re

from corpus import Span
from qa.checking.draft.draft_text import Draft
from qa.checking.draft.markup import BLOT
from qa.english.names import PARTICLES

# Letters at the end of a block quote that may hold its source.
_REACH = 300
_SIGN = r"(?:\[\d{1,3}\]|[¹²³⁰⁴-⁹])"
# Signs of notes at the end; behind a letter one is a power, as in "10 m²".
_NOTES = re.compile(rf"(?<=[.!?…,\"”’»])[ \t{BLOT}]*(?:{_SIGN}[\s{BLOT}]*+)++\Z")
# A source in the last line of a block quote; in brackets at its end; behind the mark that closes it.
_DASHED = re.compile(r"\s*(?:[—–―]|--?)\s*\S")
_IN_BRACKETS = re.compile(r"(?<=[.!?…\"”’»])[\s\0]*(?:\([^()]*\)|\[[^\[\]…]{4,}\])[\s\0]*\Z")
_BEHIND_MARK = re.compile(rf"(?:[\s.,]|{_SIGN})*+(?:(?:[—–―]|--?)\s*\S|\W*+\Z)")
# A source in the line of the last sentence: a name, and perhaps what the person is.
_BEHIND = re.compile(
    rf"(?<=[.!?…\"”’»])(?:\s|{_SIGN})*+(?:[—–―]|--)\s*([^—–―,;:!?()\"“”]{{3,60}}?)(?:,(?:\s+[^\s,.;:!?]+){{1,6}})?\s*\Z"
)
_ENDED = re.compile(r"[.!?…\"”’»]\W*\Z")
_LABELLED = re.compile(r"(?:Sources?|Quelle|Fuente|Fonte|Bron|Kilde|Källa)\s*:\s*\S")
_DATE = (
    r"(?:,?\s+\(?(?:(?:\d{1,2}\.?\s+)?(?:[^\W\d_]+\.?\s+)?(?:\d{1,2},\s+)?\d{4}|\d{4}-\d\d-\d\d"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4})\)?\.?)"
)
_CITED = re.compile(r"<(cite|footer)\b[^<>]*>.*</\1>\W*", re.IGNORECASE)
_LINKED = re.compile(rf"[*_]*\[[^\[\]]*[^\[\].!?…]\]\([^()\s]*\)[*_]*{_DATE}?")
_DATED = re.compile(rf"([*_]{{1,2}})[^*_]+\1{_DATE}")
_NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")


def trim(plain: str, start: int, end: int) -> Span:
    """Return a span without the blanks and blots at its ends."""
    part = plain[start:end]
    left = len(part) - len(part.lstrip(f" \t\r\n\u00a0\u202f{BLOT}"))
    right = len(part.rstrip(f" \t\r\n\u00a0\u202f{BLOT}"))
    return Span(start + left, start + max(left, right))


def strip_notes(plain: str, span: Span) -> Span:
    """Return a span without the signs of notes at its end, such as [1]."""
    notes = _NOTES.search(plain, max(span.start, span.end - _REACH), span.end)
    return trim(plain, span.start, notes.start()) if notes else span


def strip_source(draft: Draft, numbers: tuple[int, ...]) -> Span:
    """Return a block quote without its source: its last paragraph, its last line, or the end of its last sentence."""
    start, end = draft.paragraphs[numbers[0]].start, draft.paragraphs[numbers[-1]].end
    last = draft.paragraphs[numbers[-1]].start
    if len(numbers) > 1 and _is_source(draft, trim(draft.plain, last, end), start, alone=True):
        end = draft.paragraphs[numbers[-2]].end
    else:
        span = trim(draft.plain, start, end)
        line = draft.plain.rfind("\n", span.start, span.end) + 1
        if line and _is_source(draft, trim(draft.plain, line, span.end), start, alone=False):
            end = line
    tail = max(start, end - _REACH)
    behind = _BEHIND.search(_show(draft, tail, end))
    if behind and _is_name(behind[1]):
        end = tail + behind.start()
    elif cited := re.search(r"<(cite|footer)\b[^<>]*>[^<>]*</\1>\W*\Z", draft.text[tail:end], re.IGNORECASE):
        end = tail + cited.start() if _ENDED.search(draft.plain, tail, tail + cited.start()) else end
    if source := _IN_BRACKETS.search(draft.plain, start, end):
        end = source.start()
    return strip_notes(draft.plain, trim(draft.plain, start, end))


def is_behind_mark(rest: str) -> bool:
    """Say whether the text behind the mark that closes a block quote is no part of it."""
    return bool(_BEHIND_MARK.match(rest.replace(BLOT, " ")))


def _show(draft: Draft, start: int, end: int) -> str:
    return draft.plain[start:end].replace(BLOT, " ")


def _is_source(draft: Draft, span: Span, first: int, *, alone: bool) -> bool:
    """Say whether the last line of a block quote, or its last paragraph, is certainly its source."""
    shown = _show(draft, *span)
    if _DASHED.match(shown):
        return True
    before = _show(draft, max(first, span.start - _REACH), span.start)
    if "\n" in shown or not _ENDED.search(before):
        return False
    line, stop = draft.text.rfind("\n", 0, span.start) + 1, draft.text.find("\n", span.end)
    typed = re.sub(r"\A[\s>]+", "", draft.text[line : stop if stop >= 0 else None]).rstrip(" \t\r\\")
    # What begins with a small letter may go on with a sentence.
    titled = not shown[:1].islower() and (_LINKED.fullmatch(typed) or _DATED.fullmatch(typed))
    marked = titled or _CITED.fullmatch(typed)
    return bool(marked or _LABELLED.match(shown) or (alone and _is_name(shown)))


def _is_name(text: str) -> bool:
    """Say whether a text is a name of two or three words and perhaps a title, and no sentence."""
    words = [word for word in text.split() if word not in PARTICLES | {"of"}]
    capitals = all(_NAME.fullmatch(word) and word[0].isupper() for word in words)
    return 2 <= len(words) <= 4 and capitals and not text.isupper() and not text.rstrip().endswith(".")
