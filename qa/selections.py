"""Selections: words that a person marked on a page in a browser, found in the article that was read from the page."""

from dataclasses import dataclass

from corpus import Article, Span, normalise
from qa.checking.locating.matching import find_whole
from qa.checking.locating.needle import Needle
from qa.cite.anchoring.anchors import AROUND, Anchor
from qa.cite.anchoring.resolving import QuoteState, resolve

# Characters that can be marked: more is a chapter.
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Selection:
    """What was marked on a page, and what stands before and after it there."""

    text: str
    before: str = ""
    after: str = ""


def find_selection(article: Article, selection: Selection) -> Span | None:
    """Return where an article holds what was marked, None if it does not.

    Blanks, quotation marks and dashes may differ, as for a quotation in a draft; no letter may. Of several places it is
    the one that stands between words most like those on the page.
    """
    wanted = normalise(selection.text).strip()
    if not wanted or not (match := find_whole(Needle.make(wanted, wanted, 0), article.id, article.text)):
        return None
    exact = article.text[slice(*match.place)]
    before, after = normalise(selection.before)[-AROUND:], normalise(selection.after)[:AROUND]
    # Without a digest it is an anchor into another version of the article, which the page in the browser is.
    resolution = resolve(Anchor(article.id, "", 0, len(exact), exact, before, after), article)
    return resolution.span if resolution.outcome is QuoteState.MOVED else match.place
