"""The texts beside a quotation in which a source is looked for: its references, and the sentence around it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from corpus import Span
from corpus.sentences import split_sentences
from qa.checking.draft.draft_quotations import Quotation
from qa.checking.draft.draft_text import BLOT, NOTE, Draft
from qa.checking.locating.typography import MARKS

_BRACKETS = re.compile(r"[\s\0”’\"'»,.;:]*\^?(?:\(([^()]*(?:\([^()]*\)[^()]*)*)\)|\[([^\[\]]*)\])")
_MARKED = re.compile('“[^“”\n]+”|„[^„“”\n]+[“”]|«[^«»\n]+»|「[^「」\n]+」|"[^"\n]+"|\0[^\0\n]+\0')
# A note's mark stands at most so far behind its quotation; a lead-in so far before a block quote.
_NOTE_BEHIND, _LEAD = 40, 400
# Of a sentence so many letters on either side of a quotation are read, and of a note so many paragraphs. More tells
# nothing, and would be read again for each quotation.
_FAR, _NOTE_PARAGRAPHS = 2_000, 8


@dataclass(frozen=True, slots=True)
class Context:
    """A text beside a quotation: `text` without markup, `raw` as the draft has it, both from `start` on.

    It is a sentence of the draft, or a reference, whose parts stand between commas.
    """

    start: int
    text: str
    raw: str
    is_reference: bool
    has_speaker: bool = False


def list_references(draft: Draft, quotation: Quotation) -> list[Context]:
    """Return the source line of a block quote, the brackets behind a quotation, and its notes."""
    contexts = []
    end = quotation.outer.end
    if quotation.span.end < end and re.search(r"\w", draft.plain[quotation.span.end : end]):
        contexts.append(_read_reference(draft, Span(quotation.span.end, end)))
    if brackets := _BRACKETS.match(draft.plain, end):
        contexts.append(_read_reference(draft, Span(*brackets.span(1 if brackets[1] is not None else 2))))
        end = brackets.end()
    reach = draft.text[quotation.span.end : end + _NOTE_BEHIND].split("\n\n")[0]
    for mark in NOTE.finditer(reach):
        between = draft.plain[end : quotation.span.end + mark.start()]
        if re.search(rf"\w.*[{MARKS}]|[.!?]\s+\w", between):
            break
        numbers = draft.notes.get(mark[1], ())[:_NOTE_PARAGRAPHS]
        contexts += [_read_reference(draft, draft.paragraphs[number]) for number in numbers]
    return contexts


def _read_reference(draft: Draft, span: Span) -> Context:
    return Context(span.start, draft.plain[slice(*span)], draft.text[slice(*span)], is_reference=True)


def mask_quotations(draft: Draft, quotations: Iterable[Quotation]) -> str:
    """Return the draft's plain text with the quotations masked by letters; their stops still end sentences."""
    masked = list(draft.plain)
    for span in (quotation.span for quotation in quotations):
        masked[span.start : span.end - 1] = "x" * (span.end - 1 - span.start)
        if masked[span.end - 1].isalnum():
            masked[span.end - 1] = "x"
    return "".join(masked)


def list_sentences(draft: Draft, quotation: Quotation, masked: str, has_speaker: bool) -> list[Context]:
    """Return the sentence around a quotation, or the one that leads to a block quote, other quotations left out."""
    number = bisect_right(draft.paragraphs, quotation.span.start, key=lambda span: span.start) - 1
    first, last = draft.paragraphs[number]
    outer = quotation.outer
    is_block = outer.start <= first and outer.end >= last
    if is_block:
        if not number:
            return []
        first, last = draft.paragraphs[number - 1]
        first = max(first, last - _LEAD)
        if not draft.plain[first:last].rstrip(f" \n\r\t{BLOT}").endswith((":", ",")):
            return []
    sentences = _split_sentences(masked, first, last)
    begin = bisect_right(sentences, outer.start, key=lambda span: span.end)
    end = bisect_left(sentences, outer.end, key=lambda span: span.start)
    chosen = sentences[-1:] if is_block else sentences[begin:end]
    if not chosen:
        return []
    read = slice(max(chosen[0].start, outer.start - _FAR), min(chosen[-1].end, outer.end + _FAR))
    return [Context(read.start, masked[read], draft.text[read], is_reference=False, has_speaker=has_speaker)]


# The quotations of a draft come in order: many of them from one paragraph.
@lru_cache(maxsize=2)
def _split_sentences(masked: str, first: int, last: int) -> list[Span]:
    """Return the sentences of a paragraph."""
    shown = _MARKED.sub(_drop_stops, masked[first:last]).replace(BLOT, " ")
    return [Span(first + span.start, first + span.end) for span in split_sentences(shown)]


def _drop_stops(marked: re.Match[str]) -> str:
    """Return what stands in marks without stops: in a title they end no sentence, in a masked quotation they do."""
    text = marked[0]
    return text if set(text[1:-2]) == {"x"} else re.sub(r"[.!?…]", "x", text)
