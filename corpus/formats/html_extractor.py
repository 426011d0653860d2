"""The extractor, Trafilatura: parsing pages, finding their main text in several ways, and finding bylines."""

import logging
from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING

from trafilatura import bare_extraction, load_html
from trafilatura.external import try_readability
from trafilatura.metadata import extract_author
from trafilatura.settings import Document

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Trafilatura warns of each page without text; here an error says so.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def parse_page(markup: str) -> "HtmlElement | None":
    """Return the element tree of a page, without comments; None if there is none."""
    return load_html(markup)


def find_main_texts(page: "HtmlElement") -> Iterator[str]:
    """Yield the page's main text as four extractions find it: the usual, a precise, a wide one, and Readability's."""
    for precise, wide in ((False, False), (True, False), (False, True)):
        document = bare_extraction(
            deepcopy(page), include_comments=False, include_formatting=True, favor_precision=precise, favor_recall=wide
        )
        yield "".join(document.body.itertext()) if isinstance(document, Document) else ""
    yield "".join(try_readability(deepcopy(page)).itertext())


def find_byline(page: "HtmlElement") -> str:
    """Return the byline that the page shows, which may hold other words than names; empty if there is none."""
    return extract_author(page) or ""
