"""Joining the phrases of a paragraph that has thousands of them, for extractions that compare each with each."""

from copy import deepcopy
from itertools import groupby
from typing import TYPE_CHECKING

from corpus.formats.html_visible import BLOCKS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# So many elements within the lines of one paragraph are left as they are.
_MOST = 1_000


def join_phrases(page: "HtmlElement") -> "HtmlElement":
    """Return a page without elements within its lines where one paragraph has thousands; the page itself stays.

    All its letters are there, in order. What is mostly links is one link.
    """
    if not any(_count_phrases(block) > _MOST for block in page.iter(*BLOCKS)):
        return page
    joined = deepcopy(page)
    for block in list(joined.iter(*BLOCKS)):
        if _count_phrases(block) > _MOST:
            _join(block)
    return joined


def _count_phrases(block: "HtmlElement") -> int:
    """Return how many elements stand within the lines of a block."""
    return sum(sum(1 for _ in child.iter()) for child in block if not _is_apart(child))


def _is_apart(element: "HtmlElement") -> bool:
    return element.tag in BLOCKS or next(element.iterdescendants(*BLOCKS), None) is not None


def _count_letters(text: str) -> int:
    return sum(map(len, text.split()))


def _join(block: "HtmlElement") -> None:
    children = list(block)
    for apart, group in groupby(children, _is_apart):
        phrases = list(group)
        if apart:
            continue
        first = phrases[0]
        letters = "".join("".join(phrase.itertext()) + (phrase.tail or "") for phrase in phrases)
        linked = sum(_count_letters("".join(link.itertext())) for phrase in phrases for link in phrase.iter("a"))
        for phrase in phrases[1:]:
            block.remove(phrase)
        first.clear()
        first.tag = "a" if linked > _count_letters(letters) / 2 else "span"
        if first.tag == "a":
            first.set("href", "#")
        first.text = letters
