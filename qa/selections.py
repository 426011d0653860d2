"""Selections: words that a person marked on a page in a browser, found in the article that was read from the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from corpus import Article, Span, normalise
from qa.checking.locating.matching import find_whole
from qa.checking.locating.needle import Needle
from qa.cite.anchoring.alignment import count_shared

# Characters that can be marked: more is a chapter.
LONGEST = 20_000
# Characters beside a place that are looked at; a browser sends fewer.
_AROUND = 120
# A selection that stands in more places is a word.
_MOST_PLACES = 500


@dataclass(frozen=True, slots=True)
class Selection:
    """What was marked on a page, and what stands before and after it there."""

    text: str
    before: str = ""
    after: str = ""


def find_selection(article: Article, selection: Selection) -> Span | None:
    """Return where an article holds what was marked, None if it does not.

    Blanks, quotation marks and dashes may differ, as for a quotation in a draft; no letter may. Of several places it is
    the one that stands between letters most like those on the page.
    """
    wanted = normalise(selection.text).strip()
    if not wanted:
        return None
    before, after = _squeeze(selection.before)[::-1], _squeeze(selection.after)

    def count_around(place: Span) -> int:
        left, right = (
            article.text[max(0, place.start - _AROUND) : place.start],
            article.text[place.end : place.end + _AROUND],
        )
        return count_shared(_squeeze(left)[::-1], before) + count_shared(_squeeze(right), after)

    places = islice(_find_places(Needle.make(wanted, wanted, 0), article), _MOST_PLACES)
    return max(places, key=count_around, default=None)


def _find_places(needle: Needle, article: Article) -> Iterator[Span]:
    """Yield the places of a needle, in their order."""
    at = 0
    while match := find_whole(needle, article.id, article.text, at):
        yield match.place
        at = match.place.start + 1


def _squeeze(text: str) -> str:
    """Return a text without its blanks: a browser has others around its paragraphs than an article."""
    return "".join(normalise(text).split())
