"""Pages saved from the browser: offered by the bookmark, or by sites that nobody asked; added by the person."""

from urllib.parse import unquote, urlencode

import pytest

from index.raw_pages import RawPages

pytestmark = pytest.mark.browser

SAID = "The dredger Ilze cleared the harbour of Pavilosta in nine weeks."
TEXT = "".join(
    f"<p>Week {n} of the work was quiet, and the crew wrote little of it into their log.</p>" for n in range(8)
)
PAGE = (
    "<html><head><title>Dredging <b>&amp; after</title><script>const secret = 'swordfish'</script></head><body>"
    f"<article><h1>Dredging</h1><p id=said>{SAID}</p>{TEXT}<form><input value=swordfish></form></article></body></html>"
)
SELECT = "const range = document.createRange(); range.selectNodeContents(document.querySelector('SELECTOR'));"
SELECT += "getSelection().removeAllRanges(); getSelection().addRange(range)"


@pytest.fixture
def library(open_page):
    """The page at the library, in a browser that was let in."""
    page = open_page()
    page.get_by_role("tab", name="Library").click()
    page.locator("#library-list tbody tr").first.wait_for()
    page.get_by_role("button", name="Save from the browser").click()
    return page


@pytest.fixture
def visit(library, site):
    """Return a function that opens a page of another site beside it."""
    pages = []

    def visited(html=PAGE, host="localhost", **headers):
        site.pages["/dredger"] = (200, {"Content-Type": "text/html; charset=utf-8", **headers}, html)
        pages.append(library.context.new_page())
        pages[-1].goto(f"http://{host}:{site.port}/dredger")
        return pages[-1]

    yield visited
    for page in pages:
        page.close()


@pytest.fixture
def press(library):
    """Return a function that presses the bookmark on a page; it returns the tab that opens."""
    opened = []
    href = library.locator(".pq-save-link[href^='javascript:']").get_attribute("href")

    def pressed(page, selected=None):
        if selected:
            page.evaluate(SELECT.replace("SELECTOR", selected))
        return open_by(page, unquote(href.removeprefix("javascript:")))

    def open_by(page, script):
        with page.context.expect_page() as opening:
            page.evaluate(script)
        opened.append(opening.value)
        opened[-1].locator("#save-question").wait_for()
        return opened[-1]

    pressed.by = open_by
    yield pressed
    for page in opened:
        page.close()


def add(tab):
    tab.locator("#save-add:enabled").click()


def wait_for_way(tab, words):
    tab.locator("#save-how", has_text=words).wait_for()


def list_fetched(site):
    """Return what Pullquote itself asked a site for."""
    return [path for path, headers in site.asked if headers["User-Agent"].startswith("Pullquote")]


def titles(served):
    return {entry.title for entry in served.assistant.library.entries()}


def offer(served, **fields):
    return f"{served.address}/save#{urlencode(fields)}"


# What the bookmark does.


def test_a_page_is_saved_and_what_was_selected_is_quoted(visit, press, served, site, texts):
    tab = press(visit(), "#said")
    wait_for_way(tab, "as your browser shows it")
    assert tab.locator("#save-question").inner_text() == "Add “Dredging <b>& after”?"
    assert tab.locator("#save-address").inner_text() == f"http://localhost:{site.port}/dredger"
    assert tab.locator("#save-text").inner_text() == SAID
    assert "Dredging" not in titles(served)
    add(tab)
    tab.locator(".pq-reader mark.pq-now").wait_for()
    assert tab.locator(".pq-reader mark.pq-now").inner_text() == SAID
    assert list_fetched(site) == []
    tab.get_by_role("button", name="Quote it").click()
    tab.locator(".pq-reader").wait_for(state="detached")
    assert texts(tab, "#ask-chat .pq-words") == [SAID]
    tab.get_by_role("button", name="Keep quote 1 in the basket").first.click()
    tab.locator("#pq-toast.pq-shown", has_text="is kept").wait_for()
    # What the person wrote there, and what is not for reading, did not come along.
    [entry] = [entry for entry in served.assistant.library.entries() if entry.title == "Dredging"]
    kept = RawPages(served.assistant.library.database, "").find(entry.source.url)
    assert b"Ilze" in kept.page.data and b"swordfish" not in kept.page.data


def test_what_is_not_in_the_article_is_told(visit, press):
    tab = press(visit(PAGE.replace("</article>", "</article><nav id=menu>All the news of the coast</nav>")), "#menu")
    add(tab)
    tab.locator("#pq-toast.pq-shown", has_text="does not stand so in the article").wait_for()
    tab.locator(".pq-reader h2", has_text="Dredging").wait_for()
    assert tab.locator(".pq-reader mark").count() == 0
    tab.wait_for_function("!location.search.includes('selection')")


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Security-Policy": "default-src 'none'; form-action 'none'; require-trusted-types-for 'script'"},
        {"Cross-Origin-Opener-Policy": "same-origin-allow-popups"},
    ],
)
def test_a_site_that_forbids_much_does_not_forbid_it(visit, press, served, headers):
    tab = press(visit(**headers))
    wait_for_way(tab, "as your browser shows it")
    add(tab)
    tab.locator(".pq-reader h2", has_text="Dredging").wait_for()


def test_a_page_that_hands_nothing_over_is_fetched(visit, press, site, fetcher, monkeypatch):
    monkeypatch.setattr("qa.web.actions.save_actions.open_fetcher", lambda _: fetcher)
    tab = press(visit(host="127.0.0.1", **{"Cross-Origin-Opener-Policy": "same-origin"}), "#said")
    wait_for_way(tab, "It is fetched from there")
    add(tab)
    tab.locator(".pq-reader mark.pq-now", has_text=SAID).wait_for()
    assert list_fetched(site) == ["/robots.txt", "/dredger"]


def test_why_it_cannot_be_added_is_told(visit, press, served):
    before = titles(served)
    tab = press(visit("<html><body><script>1</script></body></html>"))
    wait_for_way(tab, "as your browser shows it")
    add(tab)
    tab.locator("#save-told.pq-wrong", has_text="No text was found in the page").wait_for()
    assert tab.locator("#save-add").is_enabled() and titles(served) == before
    tab.get_by_role("button", name="Cancel").click()


def test_by_keyboard(visit, press):
    tab = press(visit())
    tab.locator("#save-add:enabled").wait_for()
    assert tab.evaluate("document.activeElement.id") == "save-question"
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.locator(".pq-reader h2", has_text="Dredging").wait_for()


# What no site can do.


def test_a_site_adds_nothing_without_a_press(visit, press, served):
    """It opens the page, sends what it likes, as often as it likes, and moves the focus; a press of its own is none."""
    before = titles(served)
    hostile = visit()
    aim = offer(served, address=hostile.url, title="Free gold")
    tab = press.by(hostile, f"window.tab = open({aim!r})")
    # It listens by now.
    tab.locator("#save-offer").wait_for()
    hostile.evaluate("""() => new Promise((done) => {
      const messages = ["pullquote:add", { html: 7 }, { html: "x" }, null,
        { html: "<p>one</p>", before: "", after: "" },
        { html: "<p>a second one, which is much longer</p>".repeat(999), before: "", after: "" }];
      for (const message of messages) window.tab.postMessage(message, "*");
      window.tab.focus();
      setTimeout(done, 1500);
    })""")
    wait_for_way(tab, "as your browser shows it, 1 kB")
    tab.evaluate("document.querySelector('#save-add').click()")
    tab.wait_for_timeout(300)
    assert titles(served) == before and tab.locator("#save-told").inner_text() == ""


def test_a_press_that_was_meant_for_another_window_adds_nothing(visit, press, served):
    """The button waits, once the page comes into view and whenever it comes back."""
    tab = press(visit())
    # Said at once: a slow machine may ask for longer than the button waits.
    come_back = """() => {
      window.dispatchEvent(new Event("focus"));
      return document.querySelector("#save-add").disabled;
    }"""
    assert tab.evaluate(come_back)
    tab.locator("#save-add:enabled").wait_for()
    assert tab.evaluate(come_back)
    tab.locator("#save-add:enabled").wait_for()


def test_a_site_speaks_only_for_itself(visit, press, served):
    hostile = visit()
    aim = offer(served, address="https://herald.example/toll", title="The toll")
    tab = press.by(hostile, f"window.tab = open({aim!r})")
    hostile.evaluate("window.tab.postMessage({ html: '<p>It sank.</p>', before: '', after: '' }, '*')")
    # Another window than the one that opened it, of the right site, is none either.
    tab.evaluate("window.postMessage({ html: '<p>It sank.</p>', before: '', after: '' }, '*')")
    tab.wait_for_timeout(300)
    assert "It is fetched from there" in tab.locator("#save-how").inner_text()


def test_a_huge_page_is_not_taken(visit, press, served):
    tab = press(visit(PAGE.replace("</body>", f"<!--{'x' * 9 * 2**20}--></body>")))
    wait_for_way(tab, "it is larger than 8 MB")
    aim = offer(served, address="https://herald.example/toll", title="t" * 100_000, text="x" * 100_000)
    tab = press.by(visit(), f"open({aim!r})")
    assert len(tab.locator("#save-question").inner_text()) < 400
    assert len(tab.locator("#save-text").inner_text()) <= 20_000


@pytest.mark.parametrize(
    "address",
    [
        "javascript:window.__pwned=1",
        "file:///etc/passwd",
        "data:text/html,x",
        "blob:https://a.example/1",
        "x",
        "http://",
    ],
)
def test_an_address_of_no_page_is_not_offered(visit, press, served, address):
    tab = press.by(visit(), f"open({offer(served, address=address, title='Free gold')!r})")
    tab.locator("#save-told.pq-wrong", has_text="begin with http:// or https://").wait_for()
    assert not tab.locator("#save-add").is_visible() and tab.evaluate("window.__pwned") is None


def test_what_is_offered_is_shown_letter_for_letter(visit, press, served):
    hostile = "<img src=x onerror=window.__pwned=1> ${1+1} \u202e"
    aim = offer(served, address="https://herald.example/?<b>", title=hostile, text=hostile)
    tab = press.by(visit(), f"open({aim!r})")
    tab.locator("#save-offer").wait_for()
    assert tab.locator("#save-question").text_content() == f"Add “{hostile}”?"
    assert tab.locator("#save-text").text_content() == hostile
    assert tab.locator("main :is(img, b, script)").count() == 0 and tab.evaluate("window.__pwned") is None


# How it looks.


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_nothing_is_wrong_with_it(visit, press, check, width, height):
    tab = press(visit(), "#said")
    tab.set_viewport_size({"width": width, "height": height})
    tab.locator("#save-add:enabled").wait_for()
    check(tab)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_the_bookmark_is_offered_in_the_library(library, clipboard):
    link = library.get_by_role("link", name="Save to Pullquote")
    link.click()
    library.locator("#pq-toast.pq-shown", has_text="Drag it to your bookmarks bar").wait_for()
    library.get_by_role("button", name="Copy its address").click()
    library.wait_for_function("document.querySelector('#pq-toast').textContent === 'Copied'")
    assert clipboard(library)["text"] == link.get_attribute("href")
