"""Excuses: what stands in the place of an article, and short articles that only sound like it."""

import pytest

from corpus.formats.excuses import find_excuse

COOKIES = (
    "We value your privacy\n\nWe and our 812 partners store cookies on your device.\n\n"
    "You may accept all of these cookies, or reject them, and change your mind later."
)


@pytest.mark.parametrize(
    "title",
    [
        *("404", "Page not found", "404 - Page Not Found | The Herald", "Error 404: oops", "HTTP 404", "Not Found"),
        *("Oops! That page can’t be found.", "The page you were looking for does not exist", "Article removed"),
        *("Sorry, this page no longer exists", "This page is no longer available", "Seite nicht gefunden – Der Bote"),
    ],
)
def test_a_page_that_says_it_is_gone(title):
    assert "no such page" in find_excuse(["The Herald", title], "Try our search.")
    assert find_excuse([title], "The lamp burned. " * 100) is None


@pytest.mark.parametrize("title", ["Just a moment...", "Access denied", "The Herald - Are you a robot?"])
def test_a_wall(title):
    assert "no program" in find_excuse([title], "Click the box below.")
    assert find_excuse([title], "The lamp burned. " * 50) is None


@pytest.mark.parametrize(
    "title",
    [
        *("Page found in the attic", "404 people marched", "The document was found in a cellar", "Story of a lock"),
        *(
            "Post offices to close",
            "Not found guilty, he went home",
            "Access for all",
            "The article that changed a town",
        ),
    ],
)
def test_a_short_article(title):
    assert find_excuse([title], "It was found on Monday, and nobody knew by whom.") is None


def test_a_page_that_only_asks_about_cookies():
    assert "cookies" in find_excuse(["The Herald"], COOKIES)
    assert find_excuse(["The Herald"], f"{COOKIES}\n\n{'The lamp burned for years in the harbour. ' * 9}") is None
    assert (
        find_excuse(["A law"], "Sites must ask before they store cookies, and we may now refuse. It is a law.") is None
    )
