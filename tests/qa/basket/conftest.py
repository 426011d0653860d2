"""Baskets over an empty library of the tests' embedder, and quotes to put into them."""

import pytest

from qa import Citation, Quote
from qa.basket.basket_store import Baskets, KeptQuote


@pytest.fixture
def baskets(library):
    return Baskets(library)


@pytest.fixture(scope="session")
def cite():
    """Cite a text of an article, where it first stands."""

    def cite_(article, text, number=1, at=0, lost=None):
        start = article.text.index(text, at)
        return Citation(number, Quote(article.id, start, start + len(text), 0.75), article, lost)

    return cite_


@pytest.fixture(scope="session")
def kept_of():
    """What a basket holds, if it holds these citations."""

    def kept_of_(*citations, note=""):
        return tuple(
            KeptQuote(number, Citation(number, it.quote, it.article, it.lost), "", note)
            for number, it in enumerate(citations, 1)
        )

    return kept_of_
