"""Pages that are saved from the browser: as they were sent or fetched, and what was marked in them."""

import pytest

from corpus import PullquoteError
from qa.selections import Selection
from qa.web.actions.save_actions import SaveActions

SAID = "The ferry crossed in eleven minutes."
BODY = "".join(f"<p>{SAID} That was crossing number {n} of the year.</p>" for n in range(9))
HTML = f"<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1>{BODY}</article></body></html>"
ADDRESS = "https://herald.example/ferry"


@pytest.fixture
def save(library, fetcher, page_loads, monkeypatch):
    monkeypatch.setattr("qa.web.actions.save_actions.open_fetcher", lambda _: fetcher)
    actions = SaveActions(library)
    return lambda address, html=None, *marked: actions.save(address, html, Selection(*marked or ("",)))


def test_a_page_is_added_as_the_browser_has_it(save, library):
    saved = save(f"{ADDRESS}?utm_source=x#part", HTML, "crossing number 4")
    article = library.article(saved.article_id)
    assert article.source.url == ADDRESS and article.text[slice(*saved.span)] == "crossing number 4"
    again = save(ADDRESS, HTML, "crossing number 12")
    assert (again.article_id, again.span) == (saved.article_id, None)


def test_without_the_page_it_is_fetched(save, site, library):
    site.pages["/ferry"] = HTML
    saved = save(f"http://herald.example:{site.port}/ferry", None, SAID, "", " That was crossing number 7")
    text = library.article(saved.article_id).text
    assert saved.span.start == text.index(f"{SAID} That was crossing number 7")


@pytest.mark.parametrize(
    ("address", "html", "told"),
    [
        ("javascript:alert(1)", HTML, "http://"),
        ("file:///etc/passwd", HTML, "http://"),
        ("file:///etc/passwd", None, "http://"),
        ("http://127.0.0.2/", None, "private network"),
        (ADDRESS, "<html><body></body></html>", "no text"),
        (ADDRESS, "", "empty"),
    ],
)
def test_what_cannot_be_added_is_told(save, library, address, html, told):
    with pytest.raises(PullquoteError, match=told):
        save(address, html)
    assert library.entries() == []
