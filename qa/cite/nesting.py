"""Nesting: the quotation marks of a text that stands between marks, such as a title; within marks they alternate."""

from qa.cite.marked_text import blot_marks
from qa.english.quotation_marks import read_quotations

DOUBLE, SINGLE = ("“", "”"), ("‘", "’")
_ENGLISH = frozenset("“”‘’\"'")


def nest_marks(text: str, *kinds: tuple[str, str]) -> str:
    """Return a text, marked or not, whose own pairs of English marks are of `kinds` in turn, the first outermost."""
    quotations = read_quotations(blot_marks(text))
    closed = [*(quotations.spans[:-1] if quotations.open else quotations.spans), *quotations.inner]
    letters = list(text)
    for span in closed:
        if {text[span.start], text[span.end - 1]} <= _ENGLISH:
            depth = sum(other.start < span.start and span.end < other.end for other in closed)
            letters[span.start], letters[span.end - 1] = kinds[depth % len(kinds)]
    return "".join(letters)


def enclose(title: str) -> str:
    """Return a title between double marks, with its own marks nested."""
    return f"“{nest(title)}”"


def nest(title: str) -> str:
    """Return a title as it stands between double marks."""
    return nest_marks(title, SINGLE, DOUBLE)
