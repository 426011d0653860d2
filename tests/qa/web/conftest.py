"""Small libraries with a hostile article, the application over one and the actions over another, and markup as read."""

import gc
import warnings
from html.parser import HTMLParser

import pytest

from corpus import Article, Source, load
from qa import Assistant
from qa.basket.basket_store import Baskets
from qa.conversations.conversation_store import Conversations
from qa.programs.keys import Keys
from qa.web.actions.actions import Actions
from qa.web.api import create_api
from qa.web.app import build_app, create_server
from qa.web.guard import Guard
from qa.web.request_bodies import Bodies
from qa.web.server import Server
from qa.web.web_settings import WebSettings

PORT = 7860
TOKEN = "a-token-of-the-tests"
_VOID = ("br", "hr", "img", "input", "link", "meta")
SAMPLES = ("krakatoa-1883-the-sound-of-an-island", "john-snow-and-the-broad-street-pump")

UNIQUE = "amber birch cedar daisy ember fable grove heron ivory jolly koala lemon maple north olive pearl quilt raven "
UNIQUE += "salty tulip umbra vivid wheat xenon yacht zebra acorn bison cobra delta eagle flute ghost hazel inlet joker"
GATES = [UNIQUE.split()[n : n + 3] for n in range(0, 36, 3)]
OF_WORDS = (
    Article(
        "lamp",
        "Lamp",
        # What says nothing of it keeps paragraphs apart: neighbours that both answer are one quote.
        "The lamp burned whale oil.\n\nRain fell.\n\nNobody trimmed the lamp in March.\n\nRain fell.\n\n"
        "A brass lamp stood beside the door.",
        Source(publisher="The Moth", published="2019-05"),
    ),
    Article("moon", "Moon", "The Eagle landed on the Moon. Collins stayed in orbit.", Source(published="2024")),
    Article("gates", "Gates", "\n\nRain fell.\n\n".join(f"A lantern hung by {' '.join(gate)}." for gate in GATES)),
    Article(
        "hostile",
        "<script>alert(1)</script> ${1+1}",
        "The quaxol eats ${window.x=1} and <script>alert(2)</script>.",
        Source(url="javascript:alert(3)", publisher="Zembla & Sons", authors=("<b>Bob</b>",), published="1999"),
    ),
)


@pytest.fixture(scope="session")
def assistant(tmp_path_factory, request):
    opened = Assistant.open(tmp_path_factory.mktemp("web") / "library", create=True)
    samples = request.config.rootpath / "corpus" / "samples"
    for name in SAMPLES:
        list(opened.library.add(load(samples / f"{name}.md")))
    hostile = Article(
        "hostile",
        "<script>alert(1)</script> ${1+1}",
        "The quaxol of Zembla eats ${window.x=1} and <script>alert(2)</script> for breakfast.",
        Source(url="javascript:alert(3)", publisher="Zembla & Sons", authors=("<b>Bob</b>",), published="1999"),
    )
    list(opened.library.add([hostile]))
    return opened


@pytest.fixture(scope="session")
def app(assistant):
    with warnings.catch_warnings():
        # Gradio leaves event loops open when it is imported and built: let them go here, not in somebody's test.
        warnings.simplefilter("ignore", ResourceWarning)
        built = build_app(assistant, PORT, TOKEN)
        gc.collect()
    return built


@pytest.fixture
def run_server(assistant, running_server):
    """Serve on a free port until the test is over; return the port and the address that was told."""
    running = []

    def run(token=TOKEN):
        addresses = []

        def make(listening, ready):
            return create_server(assistant, listening, lambda address: ready(addresses.append(address)), token)

        running.append(running_server(make))
        return running[-1].port, addresses[0]

    yield run
    for server in running:
        server.stop()


@pytest.fixture(scope="session")
def serve_api(running_server):
    """Serve the API over an assistant, without the page, on a free port; return its address."""
    running = []

    def serve(assistant):
        def make(listening, ready):
            api = create_api(assistant, Conversations(assistant.library), Baskets(assistant.library))
            bodies = Bodies(api, settings=WebSettings(), check=lambda *_: None)
            port, find_scope = listening.getsockname()[1], Keys(assistant.library.folder).find_scope
            guard = Guard(bodies, port=port, token=TOKEN, dress=lambda page, *_: page, find_scope=find_scope)
            return Server(guard, ready)

        running.append(running_server(make))
        return f"http://127.0.0.1:{running[-1].port}"

    yield serve
    for server in running:
        server.stop()


@pytest.fixture(scope="session")
def client(app):
    from fastapi.testclient import TestClient

    # As a program that was told the token.
    headers = {"authorization": f"Bearer {TOKEN}"}
    with TestClient(app, base_url=f"http://127.0.0.1:{PORT}", headers=headers) as opened:
        yield opened


class _Markup(HTMLParser):
    """Reads HTML: its tags, and the text of each element that has the wanted class or tag."""

    def __init__(self, wanted=""):
        super().__init__(convert_charrefs=True)
        self.wanted, self.found, self.tags, self.open = wanted, [], [], []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        assert len(attributes) == len(attrs), f"an attribute of {tag} is there twice"
        self.tags.append((tag, attributes))
        if tag not in _VOID:
            matches = tag == self.wanted or self.wanted in (attributes.get("class") or "").split()
            self.open.append((tag, len(self.found) if matches else None))
            self.found += [""] * matches

    def handle_endtag(self, tag):
        opened, _ = self.open.pop()
        assert opened == tag, f"{opened} is closed by {tag}"

    def handle_data(self, data):
        for _, index in self.open:
            if index is not None:
                self.found[index] += data

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")


def _read(markup, wanted=""):
    read = _Markup(wanted)
    read.feed(markup)
    read.close()
    assert not read.open, f"not closed: {read.open}"
    return read


@pytest.fixture(scope="session")
def texts():
    """Return the text of each element of a class or tag, as a browser shows it."""
    return lambda markup, wanted: _read(markup, wanted).found


@pytest.fixture(scope="session")
def tags():
    """Return the elements of some markup as (tag, attributes)."""
    return lambda markup: _read(markup).tags


@pytest.fixture(scope="session")
def skeleton(tags):
    """Return markup without all that may come from outside: which elements there are, and their attributes' names."""
    return lambda markup: [(tag, sorted(attributes)) for tag, attributes in tags(markup)]


@pytest.fixture(scope="session")
def of_words():
    """The articles of OF_WORDS."""
    return OF_WORDS


@pytest.fixture(scope="session")
def open_actions(make_assistant, word_reader):
    """Return a function that gives the actions over a library of their own, read by words, or over an assistant's."""

    def open_(assistant=None, **settings):
        assistant = assistant or make_assistant(*OF_WORDS, reader=word_reader)
        kept = Conversations(assistant.library)
        return Actions.open(
            assistant, kept, Baskets(assistant.library), f"http://127.0.0.1:{PORT}/", WebSettings(**settings)
        )

    return open_


@pytest.fixture
def actions(open_actions):
    return open_actions()


@pytest.fixture
def ask_actions(actions):
    return actions.ask


@pytest.fixture
def conversations_actions(actions):
    return actions.conversations


@pytest.fixture
def reader_actions(actions):
    return actions.reader


@pytest.fixture
def views(actions):
    return actions.views


@pytest.fixture
def filters_actions(actions):
    return actions.filters


@pytest.fixture
def settings_actions(actions):
    return actions.settings


@pytest.fixture
def kept(actions):
    return Conversations(actions.assistant.library)


@pytest.fixture
def asked(ask_actions):
    """Ask a question and return the last view."""

    def ask(question="Which lamp?", conversation="", fields=("", "", [], [], ""), **more):
        *_, view = ask_actions.ask(conversation, question, fields, **more)
        return view

    return ask


@pytest.fixture
def reads(actions, monkeypatch):
    """Have something happen each time before passages are read."""
    return lambda do: monkeypatch.setattr(actions.assistant._reader, "reads", do)


@pytest.fixture(scope="session")
def said():
    """Return the last message of a view, or another one."""
    return lambda view, number=-1: view.chat[number]["content"]


@pytest.fixture(scope="session")
def refuses():
    """Return whether a view refuses the last question: it is shown, and has no number."""
    return lambda view: bool(view.chat) and 'id="turn-0"' in view.chat[-2]["content"]


@pytest.fixture(scope="session")
def chips(texts):
    """Return how many quotes each answer of a view shows."""
    return lambda view: [len(texts(message["content"], "pq-chip")) for message in view.chat[1::2]]


@pytest.fixture(scope="session")
def questions(texts):
    """Return the questions of a view."""
    return lambda view: [text for message in view.chat[::2] for text in texts(message["content"], "pq-question")]
