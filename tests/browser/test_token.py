"""The token in a browser: the printed address lets in, and nothing else does; and it outlasts a restart."""

import pytest

from corpus import Article
from qa import Assistant
from qa.web.token import load_token

pytestmark = pytest.mark.browser


@pytest.fixture
def stranger(browser):
    """A browser that has opened nothing yet."""
    context = browser.new_context(locale="en-US")
    context.set_default_timeout(30_000)
    yield context
    context.close()


def test_the_printed_address_lets_in_and_shows_no_token(stranger, served):
    page = stranger.new_page()
    page.goto(served.printed)
    page.locator("html[data-pullquote=wired] .pq-conversations").wait_for(state="attached")
    assert page.url == f"{served.address}/"
    assert page.evaluate("document.cookie") == ""
    [cookie] = stranger.cookies()
    assert cookie["name"] == f"pullquote-{served.port}" and cookie["httpOnly"] and cookie["sameSite"] == "Lax"
    page.reload()
    page.locator("html[data-pullquote=wired] .pq-conversations").wait_for(state="attached")
    # A bookmark, or another tab.
    other = stranger.new_page()
    other.goto(f"{served.address}/")
    other.locator("html[data-pullquote=wired] .pq-conversations").wait_for(state="attached")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_it_a_page_says_what_to_do(browser, served, scheme):
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    requested = []
    page.on("request", lambda each: requested.append(each.url))
    page.goto(f"{served.address}/?token=wrong")
    assert "Open the address that “pullquote serve” printed" in page.inner_text("main")
    assert all(url.startswith(served.address) for url in requested)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == {"light": "rgb(250, 248, 244)", "dark": "rgb(23, 22, 19)"}[scheme]
    assert page.evaluate("fetch('/api/articles').then(it => it.status)") == 401
    context.close()


def test_a_page_goes_on_after_a_restart(serve, stranger, tmp_path, ask):
    own = Assistant.open(tmp_path / "library", create=True)
    list(own.library.add([Article("ferry", "Ferry", "The ferry Aldona crosses the lagoon.")]))
    served = serve(own)
    page = stranger.new_page()
    page.goto(served.printed)
    page.locator("html[data-pullquote=wired] .pq-conversations").wait_for(state="attached")
    served.stop()
    served.start()
    ask(page, "Which ferry crosses the lagoon?")
    # Started by hand, the program reads the token anew.
    assert load_token(own.library.folder) == served.token
    page.goto(f"{served.address}/")
    page.locator(".pq-conversation").first.wait_for(state="attached")
    served.stop()
