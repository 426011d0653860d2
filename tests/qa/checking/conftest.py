"""A small library of invented articles, and drafts held against it."""

import pytest

from qa.checking.check import check
from qa.checking.draft.draft_text import read_text

LAMP = (
    "The lamp burned for eleven years. Nobody asked who paid for the oil. It did not go out when the keeper's wife "
    "left — she took the “good” chairs with her. In March 1812 it went out. The harbour was dark for 1,200 nights, and "
    "two ships were lost ... The council met only once."
)
BRIDGE = (
    "The bridge was paid for by the bakers of the town. Each loaf cost a farthing more until the last stone was set. "
    "No baker ever crossed it without a song, or so the toll-keeper's book says.\n\nIt fell in the flood of 1799."
)
RIVER = "The river moved its bed by forty metres in one night. The council met only once. Nobody drew a new map."


@pytest.fixture(scope="session")
def holding(open_library, make_embedder):
    """Return a function that opens a library that holds some articles."""

    def open_(articles):
        library = open_library(make_embedder())
        list(library.add(articles))
        return library

    return open_


@pytest.fixture(scope="session")
def shelf(holding, make_article):
    articles = [
        make_article(LAMP, "lamp", "The lamp on the cape", publisher="The Moth", authors=("Ada Quill", "Ben Ostler"),
                     url="https://moth.example/lamp?utm_source=a", published="2024-06-19"),
        make_article(BRIDGE, "bridge", "Bakers", publisher="Daily Herald", authors=("Cora van Dusk",),
                     url="https://www.herald.example/bridge/"),
        make_article(RIVER, "river", "How the river moved to the west", publisher="The Moth"),
    ]  # fmt: skip
    return holding(articles)


@pytest.fixture(scope="session")
def report(shelf):
    """Check a draft against the articles of the shelf."""

    def report_(text, markdown=True):
        return check(shelf, read_text(text, markdown=markdown))

    return report_


@pytest.fixture(scope="session")
def verdicts(report):
    """Return the verdicts on a draft's quotations, in order."""

    def verdicts_(text):
        return [str(checked.verdict) for checked in report(text).quotations]

    return verdicts_
