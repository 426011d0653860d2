"""A real server on a free port over a library of its own, and pages in a real Chromium."""

import gc
import shutil
import threading
import warnings
from pathlib import Path

import pytest

from corpus import Article, Source, find_sources, load
from qa import Assistant
from qa.web.app import create_server, listen
from qa.web.settings import WebSettings

HOSTILE = (
    "The quaxol of Zembla says ${window.__pwned=1} {{constructor.constructor('window.__pwned=2')()}} "
    "<script>window.__pwned=3</script> <img src=x onerror=window.__pwned=4> **bold** __bold__ *it* `code` ~~gone~~ "
    "$$x^2$$ \\(y\\) [link](javascript:alert(5)) &amp; &#60; | a | <b>  two spaces "
    "\u202egnp.exe\u202c zero\u200bwidth\u2060joined \u05e2\u05d1\u05e8\u05d9\u05ea when it is hungry"
)
TITLE = "<img src=x onerror=window.__pwned=6> ${window.__pwned=7} quaxols"


def chromium():
    """Return the path of a Chromium, or None."""
    return next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )


@pytest.fixture(scope="session")
def library(tmp_path_factory, request):
    assistant = Assistant.open(tmp_path_factory.mktemp("browser") / "library", create=True)
    for path in find_sources([request.config.rootpath / "corpus" / "samples"]):
        if isinstance(path, Path) and path.suffix == ".md":
            list(assistant.library.add(load(path)))
    evil = '"><script>window.__pwned=8</script>'
    source = Source(url="javascript:window.__pwned=9", publisher=evil, authors=(evil, "\u202eevil"), published="1999")
    list(assistant.library.add([Article("hostile", TITLE, HOSTILE, source)]))
    return assistant


@pytest.fixture(scope="session")
def address(library):
    """Serve in a thread for the whole session."""
    ready = threading.Event()
    listening = listen("127.0.0.1", 0)
    with warnings.catch_warnings():
        # Gradio leaves event loops open when it is imported and built: let them go here, not in somebody's test.
        warnings.simplefilter("ignore", ResourceWarning)
        server = create_server(library, listening, lambda _: ready.set(), WebSettings())
        gc.collect()
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    assert ready.wait(60)
    yield "http://{}:{}".format(*listening.getsockname()[:2])
    server.should_exit = True
    thread.join(30)
    listening.close()


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="the browser tests need the package playwright")
    path = chromium()
    if path is None:
        pytest.skip("the browser tests need Chromium on the PATH")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def context_of(browser):
    """Return a function that gives one context for each set of options, so that the page's files are fetched once."""
    contexts = {}

    def found(**options):
        key = tuple(sorted(options.items()))
        if key not in contexts:
            contexts[key] = browser.new_context(locale="en-US", **options)
            contexts[key].set_default_timeout(20_000)
        return contexts[key]

    return found


@pytest.fixture
def open_page(context_of, address):
    """Return a function that opens the page; at the end nothing may have gone wrong in it or left this machine."""
    pages, wrong = [], []

    def opened(width=1280, height=800, **options):
        page = context_of(**options).new_page()
        page.set_viewport_size({"width": width, "height": height})
        pages.append(page)
        page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
        page.on("console", lambda said: wrong.append(f"console: {said.text}") if said.type == "error" else None)
        page.on("request", lambda sent: wrong.append(sent.url) if not _is_own(sent.url, address) else None)
        page.goto(address)
        page.wait_for_selector(".pq-welcome")
        return page

    yield opened
    for page in pages:
        assert page.evaluate("window.__pwned") is None
        page.close()
    assert not wrong


def _is_own(url, address):
    return url.startswith((address + "/", "data:", "blob:"))


@pytest.fixture
def ask():
    """Return a function that asks a question on a page and waits for what comes of it."""

    def asked(page, question):
        before = page.locator("#chat .pq-answer, #chat .pq-error").count()
        page.fill("#question textarea", question)
        page.keyboard.press("Enter")
        page.locator("#chat .pq-answer, #chat .pq-error").nth(before).wait_for()
        return page.locator("#chat .pq-answer, #chat .pq-error").nth(before)

    return asked
