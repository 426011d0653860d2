"""A real server on a free port over a library of its own, and pages in a real Chromium."""

import json
import shutil
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import pytest

from corpus import Article, Source, Span, find_sources, load, normalise
from qa import Assistant
from qa.basket.basket_store import Baskets
from qa.conversations.conversation_store import Conversations
from qa.web.app import create_server
from qa.web.token import load_token

HEBREW = (
    "המגדלור בחוף אכזיב נבנה בשנת 1935 בידי המהנדס יעקב שיפמן. האור שלו נראה ממרחק של שלושים קילומטרים. "
    "בחורף של שנת 1968 כבתה המנורה למשך שבועיים."
)
ARABIC = (
    "بُني جسر الرافدين القديم سنة 1932 على يد المهندس سالم العاني. كان الجسر من الخشب حتى فيضان سنة 1954. "
    "وبعد الفيضان أعيد بناؤه من الحديد."
)
# A PDF's pages, a heading, and an address that may be opened.
FERRY = (
    "The ferry\n\nThe ferry Aldona crosses the Memel lagoon in eleven minutes. It carries forty passengers and six "
    "bicycles.\n\nThe captain\n\nThe captain of the ferry Aldona is Jurga Petraityte. She has steered it since 1997."
)
OWN = (
    Article(
        "lighthouse",
        "המגדלור של אכזיב",
        normalise(HEBREW),
        Source(publisher="עיתון הצפון", authors=("דנה לוי",), published="2019-03-04", language="he"),
    ),
    Article("bridge", "جسر الرافدين", normalise(ARABIC), Source(published="2020", language="ar")),
    Article(
        "ferry",
        "The ferry over the lagoon",
        FERRY,
        Source(url="https://example.org/ferry?a=1&b=2", publisher="Klaipeda Post", published="2021-05"),
        headings=(Span(0, 9), Span(FERRY.index("The captain\n"), FERRY.index("The captain\n") + 11)),
        pages=(0, FERRY.index("The captain\n")),
    ),
)
# Milliseconds that anything on a page is waited for.
PATIENCE = 30_000
# What a page tells of itself: what the policy forbids, and whatever else goes wrong, ends in the console.
WATCH = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""


def chromium():
    """Return the path of a Chromium, or None; the one without a browser's own windows is quicker by a fifth."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


class RememberingMarker:
    """The reader's network, which reads a passage once for a question: most tests ask the same few questions."""

    def __init__(self, marker):
        self._marker, self._known = marker, {}

    def mark(self, question, places):
        new = [place for place in dict.fromkeys(places) if (question, place) not in self._known]
        if new:
            self._known.update(zip([(question, place) for place in new], self._marker.mark(question, new), strict=True))
        return [self._known[question, place] for place in places]


@pytest.fixture(scope="package", autouse=True)
def remembering(marker):
    """Have every reader of these tests share one network that remembers."""
    with pytest.MonkeyPatch.context() as patch:
        shared = RememberingMarker(marker)
        patch.setattr("qa.reading.opening.open_built_in", lambda _: shared)
        yield


@pytest.fixture(scope="package")
def assistant(tmp_path_factory, request):
    """The assistant that is served: the samples, and articles for what those do not have."""
    opened = Assistant.open(tmp_path_factory.mktemp("browser") / "library", create=True)
    paths = find_sources([request.config.rootpath / "corpus" / "samples"])
    loaded = [load(path) for path in paths if isinstance(path, Path) and path.suffix == ".md"]
    list(opened.library.add([article for articles in loaded for article in articles]))
    list(opened.library.add(OWN))
    return opened


class Served:
    """A server over an assistant; it can be stopped, and started again at the same address."""

    def __init__(self, assistant, running_server):
        self.assistant, self.token = assistant, load_token(assistant.library.folder)
        self._running = running_server(lambda listening, ready: create_server(assistant, listening, ready, self.token))
        self.port, self.start, self.stop = self._running.port, self._running.start, self._running.stop

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def printed(self):
        """The address that the program prints."""
        return f"{self.address}/?token={self.token}"


@pytest.fixture(scope="package")
def suggested():
    """What is suggested in place of what is made of the articles, which takes seconds after every change."""
    questions = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("qa.web.actions.welcome_actions.suggest_questions", lambda _, most: questions[:most])
        yield questions


@pytest.fixture(scope="package")
def serve(suggested, running_server):
    """Return a function that serves an assistant until the end."""
    served = []

    def start(assistant):
        served.append(Served(assistant, running_server))
        return served[-1]

    yield start
    for server in served:
        server.stop()


@pytest.fixture(scope="package")
def served(serve, assistant):
    """The server that all tests share."""
    return serve(assistant)


@pytest.fixture(scope="package")
def browser():
    """One Chromium for all tests of this folder; Playwright's event loop would disturb those of others."""
    playwright = pytest.importorskip("playwright.sync_api", reason="the browser tests need the package playwright")
    path = chromium()
    if path is None:
        pytest.skip("the browser tests need Chromium on the PATH")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def context_of(browser):
    """Return a function that gives one context for each set of options, so that the page's files are fetched once."""
    contexts = {}

    def open_context(**options):
        key = tuple(sorted(options.items()))
        if key not in contexts:
            context = browser.new_context(
                locale="en-US", permissions=["clipboard-read", "clipboard-write"], accept_downloads=True, **options
            )
            context.set_default_timeout(PATIENCE)
            context.add_init_script(WATCH)
            contexts[key] = context
        return contexts[key]

    return open_context


class Wrong(list):
    """What went wrong in a page."""

    def forgive(self, *parts):
        """Take out what a test brought about itself."""
        self[:] = [line for line in self if not any(part in line for part in parts)]


@pytest.fixture
def wrong():
    return Wrong()


class Tab:
    """A tab that one test after another uses: there, the page loads in two thirds of the time.

    `wrong` is what goes wrong in it, `sent` what is on its way, `own` the address of the server it is at.
    """

    def __init__(self, page):
        self.page, self.wrong, self.sent, self.own = page, Wrong(), set(), ""
        page.on("dialog", lambda dialog: (self.wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        page.on("console", lambda said: self.wrong.append(f"console: {said.text}") if _is_wrong(said) else None)
        page.on("request", lambda each: self.wrong.append(each.url) if not _is_own(each.url, self.own) else None)
        page.on("request", lambda each: self.sent.add(each) if each.method == "POST" else None)
        page.on("requestfinished", lambda each: self.sent.discard(each))
        page.on("requestfailed", lambda each: self.sent.discard(each))

    def finish(self):
        """Wait for what is still on its way, which would change what the next test finds."""
        for frame in range(600):
            self.page.evaluate("new Promise(requestAnimationFrame)")
            if frame and not self.sent:
                break
        assert self.page.evaluate("window.__pwned") is None

    def clear(self):
        """Make of it what a new tab is, but for its history; a picture of the server's keeps its process."""
        self.page.evaluate("localStorage.clear(); sessionStorage.clear()")
        self.page.mouse.move(-1, -1)
        self.wrong, self.sent = Wrong(), set()
        self.page.unroute_all()
        self.page.set_default_timeout(PATIENCE)
        self.page.goto(f"{self.own}/pullquote/icon.svg")


@pytest.fixture(scope="package")
def tabs():
    """The tabs that no test uses just now, by their context."""
    return defaultdict(list)


@pytest.fixture
def open_page(context_of, served, wrong, tabs):
    """Return a function that opens the page; at the end nothing may have gone wrong in it or left this machine.

    What was asked and added is forgotten then.
    """
    used, touched = [], {}

    def opened(path="/", width=1280, height=800, at=served, wait=".pq-conversations", **options):
        # What a person prefers is set for one page, without motion, for what slides is in a test's way; what their
        # device is takes a context of its own.
        media = {"color_scheme": "light", "reduced_motion": "reduce"}
        media |= {name: options.pop(name) for name in media if name in options}
        touched.setdefault(at.port, (at.assistant, {entry.id for entry in at.assistant.library.entries()}))
        context = context_of(**options)
        # As a browser in which the printed address was opened once.
        context.add_cookies([{"name": f"pullquote-{at.port}", "value": at.token, "url": at.address}])
        tab = tabs[context].pop() if tabs[context] else Tab(context.new_page())
        tab.wrong, tab.own = wrong, at.address
        used.append((context, tab))
        tab.page.set_viewport_size({"width": width, "height": height})
        tab.page.emulate_media(**media)
        tab.page.goto(at.address + path, wait_until="commit")
        if wait:
            tab.page.locator(f"html[data-pullquote=wired] {wait}").first.wait_for(state="attached")
        return tab.page

    yield opened
    for context, tab in used:
        tab.finish()
        tab.clear()
        tabs[context].append(tab)
    for assistant, ids in touched.values():
        _forget(assistant, ids)
    assert not wrong


def _is_own(url, address):
    return url.startswith((address + "/", "data:", "blob:"))


def _is_wrong(said):
    # Gradio says the latter of a stream that is still open while a test loads the page again.
    return said.type == "error" and not any(each in said.text for each in ("AbortError", "Connection errored out"))


def _forget(assistant, ids):
    conversations = Conversations(assistant.library)
    for choice, usual in (("answer length", "standard"), ("citation style", "apa"), ("basket", "basket")):
        conversations.prefer(choice, usual)
    baskets = Baskets(assistant.library)
    for kept in (kept for name in baskets.list_names() for kept in baskets.list_quotes(name)):
        baskets.drop(kept.id)
    for conversation in conversations.list_all():
        conversations.delete(conversation.id)
    now = {entry.id for entry in assistant.library.entries()}
    assert ids <= now, "a test took articles away"
    for article_id in now - ids:
        assistant.library.remove(article_id)
    for tag in assistant.library.list_tags():
        assistant.library.untag(sorted(ids), tag)


@pytest.fixture
def ask():
    """Return a function that asks a question on a page and waits for all that comes of it."""

    def asked(page, question, key="Enter"):
        before = page.locator("#ask-chat .pq-question").count()
        page.fill("#ask-question textarea", question)
        page.keyboard.press(key)
        wait_until_answered(page, before + 1)
        return page.locator("#ask-chat :is(.pq-answer, .pq-error)").last

    return asked


ANSWERED = """count => {
  const questions = document.querySelectorAll("#ask-chat .pq-question");
  const reply = [...document.querySelectorAll("#ask-chat :is(.pq-answer, .pq-error, .pq-searching)")].at(-1);
  return questions.length === count && Boolean(reply?.matches(".pq-error, :has(.pq-acts)"));
}"""


def wait_until_answered(page, count):
    """Wait until as many questions are answered as are said, and for the address, which follows what is shown."""
    page.wait_for_function(ANSWERED, arg=count)
    if page.locator("#ask-chat .pq-answer").count():
        page.wait_for_url("**conversation=**")


@pytest.fixture
def answered():
    """Return a function that waits until as many questions are answered as are said."""
    return wait_until_answered


@pytest.fixture(scope="package")
def check():
    """Return a function that has axe-core look at a page, in light and in dark.

    By evaluation, for the page's policy lets no script in.
    """
    pytest.importorskip("axe_playwright_python", reason="these tests need the package axe-playwright-python")
    script = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")

    def checked(page):
        if not page.evaluate("Boolean(window.axe)"):
            page.evaluate(script)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.wait_for_function(f"document.body.classList.contains('dark') === {str(scheme == 'dark').lower()}")
            look(page)

    def look(page):
        # What fades has faded, so that the colours are what they will be.
        page.wait_for_function("document.getAnimations().every((one) => one.playState !== 'running')")
        report = page.evaluate("axe.run(document)")
        assert len(report["passes"]) > 15
        wrong = [
            (violation["id"], node["target"], node["html"][:200], node["failureSummary"])
            for violation in report["violations"]
            for node in violation["nodes"]
        ]
        assert not wrong, json.dumps(wrong, indent=1, ensure_ascii=False)

    return checked


@pytest.fixture
def texts():
    """Return a function that gives the text of each element a selector finds, letter for letter."""
    return lambda page, selector: page.locator(selector).evaluate_all("found => found.map(one => one.textContent)")


@pytest.fixture
def clipboard():
    """Return a function that gives what was copied on a page last, as plain text and as HTML."""

    def copied(page):
        page.locator("#pq-toast.pq-shown", has_text="Copied").wait_for()
        return page.evaluate("""async () => {
          const [item] = await navigator.clipboard.read();
          const read = async (type) => item.types.includes(type) ? (await item.getType(type)).text() : null;
          document.getElementById("pq-toast").remove();
          return { text: await read("text/plain"), html: await read("text/html") };
        }""")

    return copied


@pytest.fixture
def focused():
    """Return a function that waits until an element that a selector finds has the focus."""
    return lambda page, selector: page.wait_for_function(
        "wanted => document.activeElement.matches(wanted)", arg=selector
    )


@pytest.fixture
def unfold():
    """Return a function that unfolds the fields of the filters."""

    def unfolded(page):
        page.click("#filters > button")
        # Gradio draws them twice: what is written before the second time is lost.
        page.evaluate("""async () => {
          for (let last = null, same = 0, n = 0; same < 10 && n < 600; n++) {
            await new Promise(requestAnimationFrame);
            const now = document.querySelector("#filters-fields input");
            same = now && now === last ? same + 1 : 0;
            last = now;
          }
        }""")

    return unfolded
