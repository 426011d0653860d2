"""Rivers: rows of teasers, each of which leads to another article of the site; a page may hold little else."""

from collections.abc import Iterator
from itertools import islice, takewhile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# So many teasers in a row are a river; each has at most so many characters.
_LEAST, _LONGEST = 4, 500
# Characters of prose that a page has besides, if it is one of an article, and of a paragraph that is prose.
_LEAST_ARTICLE, _LEAST_PROSE = 1_000, 100
_ITEMS = frozenset({"li", "article", "div", "section"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def remove_rivers(page: "HtmlElement", address: str | None) -> None:
    """Take the rivers out of a page of an article, whose own address may be known; other pages stay as they are."""
    host = urlsplit(address or "").netloc
    teasers = list(_find_teasers(page, host))
    if not teasers:
        return
    within = {paragraph for teaser in teasers for paragraph in teaser.iter("p")}
    prose = (_count_letters(paragraph) for paragraph in page.iter("p") if paragraph not in within)
    if sum(length for length in prose if length >= _LEAST_PROSE) >= _LEAST_ARTICLE:
        for teaser in teasers:
            teaser.drop_tree()


def _find_teasers(page: "HtmlElement", host: str) -> Iterator["HtmlElement"]:
    """Yield the teasers of each row that is long enough: what is around a heading, up to what has another."""
    rows: dict[HtmlElement | None, list[HtmlElement]] = {}
    for heading in page.iter(*_HEADINGS):
        if _is_own_link(heading, host):
            around = [node for node in takewhile(_is_of_one, heading.iterancestors()) if node.tag in _ITEMS]
            if around:
                rows.setdefault(around[-1].getparent(), []).append(around[-1])
    for items in rows.values():
        if len(different := list(dict.fromkeys(items))) >= _LEAST:
            yield from different


def _is_of_one(node: "HtmlElement") -> bool:
    """Say whether an element has one heading, and hardly more than that."""
    return len(list(islice(node.iter(*_HEADINGS), 2))) == 1 and _count_letters(node) <= _LONGEST


def _is_own_link(heading: "HtmlElement", host: str) -> bool:
    """Say whether a heading is a link to another page of the site."""
    around = heading.getparent()
    anchor = heading.find(".//a[@href]")
    if anchor is None and around is not None and around.tag == "a":
        anchor = around
    if anchor is None or 2 * _count_letters(anchor) < _count_letters(heading):
        return False
    target = (anchor.get("href") or "").strip()
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    return bool(parts.path) and parts.scheme in ("", "http", "https") and parts.netloc in ("", host)


def _count_letters(element: "HtmlElement") -> int:
    return len("".join("".join(element.itertext()).split()))
