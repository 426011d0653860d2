"""A small library with a hostile article in it, and the whole application over it."""

import gc
import warnings

import pytest

from corpus import Article, Source, load
from qa import Assistant
from qa.web.app import build_app

PORT = 7860
SAMPLES = ("krakatoa-1883-the-sound-of-an-island", "john-snow-and-the-broad-street-pump")


@pytest.fixture(scope="session")
def assistant(tmp_path_factory, request):
    found = Assistant.open(tmp_path_factory.mktemp("web") / "library", create=True)
    samples = request.config.rootpath / "corpus" / "samples"
    for name in SAMPLES:
        list(found.library.add(load(samples / f"{name}.md")))
    hostile = Article(
        "hostile",
        "<script>alert(1)</script> ${1+1}",
        "The quaxol of Zembla eats ${window.x=1} and <script>alert(2)</script> for breakfast.",
        Source(url="javascript:alert(3)", publisher="Zembla & Sons", authors=("<b>Bob</b>",), published="1999"),
    )
    list(found.library.add([hostile]))
    return found


@pytest.fixture(scope="session")
def app(assistant):
    with warnings.catch_warnings():
        # Gradio leaves event loops open when it is imported and built: let them go here, not in somebody's test.
        warnings.simplefilter("ignore", ResourceWarning)
        built = build_app(assistant, PORT)
        gc.collect()
    return built


@pytest.fixture(scope="session")
def client(app):
    from fastapi.testclient import TestClient

    with TestClient(app, base_url=f"http://127.0.0.1:{PORT}") as opened:
        yield opened
