"""Announcements: where a list ends, or words that are quoted, which a sentence announces with a colon."""

import re
from collections.abc import Iterator

from corpus import Span
from corpus.sentences import split_sentences
from qa.reading.sentence_kind import SentenceKind, classify_sentence, find_lines

# An item's own beginning: a mark, a number, or what it is about: "Hound Group: …".
_LABEL = re.compile(r"[-–—*•▪◦‣·]\s|\d{1,2}[.)]\s|[^\W\d_][^.:?!]{0,39}:\s")
_FEWEST = 2
_WORDS = re.compile(r"\s*(?P<quoted>[\"“][^\n]*[\"”])\s*(?:\n|$)")


def find_announced_end(text: str, announcing: Span, longest: int) -> int | None:
    """Return where ends what a sentence announces, within `longest` characters of the sentence's start.

    Of a list that is too long it is the end of the last item within. None if neither a list of at least two items nor a
    line of quoted words follows.
    """
    if classify_sentence(text, announcing) is not SentenceKind.LEAD_IN:
        return None
    words = _WORDS.match(text, announcing.end)
    if words and words.end("quoted") - announcing.start <= longest:
        return words.end("quoted")
    ends = []
    for item in _find_items(text, announcing.end):
        if item.end - announcing.start > longest:
            break
        ends.append(item.end)
    return ends[-1] if len(ends) >= _FEWEST else None


def find_announcing(text: str, item: Span, longest: int) -> Span | None:
    """Return the sentence that announces the list of an item, within `longest` characters of its end.

    None for a sentence that is no item, and for one whose list nothing announces, or too far before it.
    """
    if classify_sentence(text, item) is not SentenceKind.ITEM:
        return None
    first = max(0, item.end - longest)
    far = max(0, first - longest)
    for line in reversed(list(find_lines(text, max(far, text.rfind("\n", far, first) + 1), item.start))):
        announcing = [Span(line.start + start, line.end) for start, _ in split_sentences(text[slice(*line)])][-1:]
        if announcing and classify_sentence(text, announcing[0]) is SentenceKind.LEAD_IN:
            is_listed = any(listed.start <= item.start < listed.end for listed in _find_items(text, line.end))
            return announcing[0] if is_listed and announcing[0].start >= first else None
        if not (_LABEL.match(text, line.start) or classify_sentence(text, line) is SentenceKind.ITEM):
            return None
    return None


def _find_items(text: str, first: int) -> Iterator[Span]:
    """Yield the lines behind a place that are items of one list: none is a sentence, or all begin with a label."""
    is_labelled: bool | None = None
    for line in find_lines(text, first, len(text)):
        has_label = bool(_LABEL.match(text, line.start))
        is_labelled = has_label if is_labelled is None else is_labelled
        is_item = classify_sentence(text, line) is SentenceKind.ITEM
        if has_label != is_labelled or not (is_item or is_labelled):
            break
        yield line
