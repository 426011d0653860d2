"""Stubs: what a page keeps for subscribers is told, and an article that is whole is left alone."""

import pytest

from corpus.formats.html import read_html
from corpus.formats.stubs import is_stub

PROSE = "The ferry crossed in eleven minutes that spring, and nobody on the pier counted the crossings. "
CLOSED = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>'


def read(body, head=""):
    page = f"<html><head><title>Ferry</title>{head}</head><body><article><h1>Ferry</h1>{body}</article></body></html>"
    return read_html(page.encode(), "ferry").remark


def test_a_page_that_is_not_free_and_has_little_text():
    assert "subscribers" in read(f"<p>{PROSE * 3}</p>", CLOSED)
    assert read(f"<p>{PROSE * 3}</p>") is None
    assert read(f"<p>{PROSE * 3}</p>", CLOSED.replace('"False"', "true")) is None
    assert read(f"<p>{PROSE * 3}</p>" * 12, CLOSED) is None


@pytest.mark.parametrize(
    "prompt",
    [
        "Subscribe now to continue reading.",
        "Sign in or create an account to read the full story.",
        "To continue reading this article, please log in.",
        "This article is for paying subscribers only.",
        "This story is exclusively for members.",
        "Already a subscriber? Log in.",
        "Subscriber-only content.",
    ],
)
def test_a_text_that_ends_in_an_invitation_to_pay(prompt):
    assert "subscribers" in read(f"<p>{PROSE * 9}</p><p>{PROSE * 3}</p><p>{prompt}</p>")


@pytest.mark.parametrize(
    "end",
    [
        "Subscribe to our newsletter.",
        "The subscribers of the ferry had paid for it, and members were carried free.",
        "He signed the book, and went to read.",
        "The register of the parish continues to be kept.",
    ],
)
def test_what_only_sounds_like_one(end):
    assert not is_stub(PROSE * 9 + end, is_free=True)


def test_an_invitation_within_an_article_does_not_end_it():
    assert not is_stub(f"Subscribe to continue reading. {PROSE * 9}", is_free=True)


def test_what_repeats_without_end():
    assert not is_stub("to continue reading " * 50_000 + "x" * 500, is_free=True)
