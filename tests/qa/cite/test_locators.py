"""Where a quote stands in its article."""

import pytest

from corpus import Span
from qa import Citation, Quote
from qa.cite.locators import Locator, find_locator

TEXT = "The Lamp\n\nIt burned.\n\nWho built it\n\nA keeper did. He was old.\n\nNobody saw it go out."


@pytest.fixture
def at(make_article):
    """Cite the place of some words in the article."""

    def cite(words, *, text=TEXT, headings=(), pages=(), lost=None, title="The Lamp"):
        spans = tuple(Span(text.index(heading), text.index(heading) + len(heading)) for heading in headings)
        article = make_article(text, title=title, headings=spans, pages=pages)
        start = text.index(words)
        return find_locator(Citation(1, Quote("lamp", start, start + len(words), 1.0), article, lost))

    return cite


def test_a_page_comes_first(at):
    assert at("A keeper did.", headings=("Who built it",), pages=(0, 20)) == Locator("page", "2")
    assert at("It burned.", pages=(0, 20, 40)) == Locator("page", "1")


def test_a_quote_over_two_pages_names_both(at):
    start = TEXT.index("He was")
    assert at("A keeper did. He was old.", pages=(0, start)) == Locator("page", "1–2")


def test_the_heading_above_comes_next(at):
    assert at("He was old.", headings=("The Lamp", "Who built it")) == Locator("heading", "Who built it")
    assert at("Nobody saw it go out.", headings=("Who built it",)) == Locator("heading", "Who built it")


def test_a_heading_that_is_the_title_says_nothing(at):
    assert at("It burned.", headings=("The Lamp", "Who built it")) == Locator("paragraph", "1")


@pytest.mark.parametrize("line", ["MARL (AB) —", "Port Ada, Quorn AB —", "By Ada Finch", "Read more:", "Photo: Bo Ek"])
def test_what_is_set_like_a_heading_and_is_none_is_no_place(at, line):
    text = f"Early years\n\nIt burned.\n\n{line}\n\nHe was old."
    assert at("He was old.", text=text, headings=("Early years", line)) == Locator("heading", "Early years")
    assert at("He was old.", text=f"{line}\n\nHe was old.", headings=(line,)) == Locator("paragraph", "1")


def test_paragraphs_are_counted_without_headings(at):
    assert at("Nobody saw it go out.", headings=("The Lamp",)) == Locator("paragraph", "4")
    assert at("He was old.") == Locator("paragraph", "4")


def test_a_quote_over_two_paragraphs_names_both(at):
    words = "A keeper did. He was old.\n\nNobody saw it go out."
    assert at(words, headings=("The Lamp",)) == Locator("paragraph", "3–4")
    assert at(words, headings=("The Lamp", "Who built it")) == Locator("heading", "Who built it")


def test_of_a_lost_article_no_place_is_known(at):
    assert at("He was old.", headings=("Who built it",), lost="it was removed") is None
