"""Links to quotes: addresses of articles with text fragments, to which a browser scrolls and which it marks."""

from dataclasses import dataclass
from functools import lru_cache

from corpus import Span
from corpus.formats.fields import parse_url
from qa.answer import Citation
from qa.cite.anchoring.directives import find_directive


@dataclass(frozen=True, slots=True)
class Link:
    """An address that leads to a quote.

    `unique`: a browser can take no other place of the article for the quote. `first`: a browser comes to the quote
    before any such place, and so goes to the quote.
    """

    url: str
    unique: bool
    first: bool


# A conversation is shown again with every question.
@lru_cache(256)
def make_link(citation: Citation) -> Link | None:
    """Return the link to a citation's quote; None without a web address, or without anything to search for.

    A fragment that the address has is kept: pages without the quote are then opened there.
    """
    url = parse_url(citation.article.source.url)
    directive = find_directive(citation.article, Span(citation.quote.start, citation.quote.end))
    if url is None or directive is None:
        return None
    bare = url.partition(":~:")[0]
    written = f"{bare}{'' if '#' in bare else '#'}:~:{directive.encode(citation.article.text)}"
    # Of an article that is gone only the text around the quote is known.
    known = citation.lost is None
    return Link(written, directive.unique and known, directive.first and known)
