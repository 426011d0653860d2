"""Bodies: how much is read of what is sent, for how long, and what of it is passed on."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from qa.web.request_bodies import Bodies
from qa.web.web_settings import WebSettings

SETTINGS = replace(WebSettings(), largest_upload=200, largest_message=100, most_values=10, longest_sending=0.2)
JSON = ("content-type", "application/json")


class Application:
    """What stands under the middleware: it reads the whole body, and then hears what else comes."""

    def __init__(self):
        self.read, self.heard = None, None

    async def __call__(self, scope, receive, send):
        self.read = b""
        more = True
        while more:
            message = await receive()
            self.read += message["body"]
            more = message["more_body"]
        self.heard = (await receive())["type"]
        await send({"type": "http.response.start", "status": 200, "headers": []})


def send_to(app, *chunks, path="/api/ask", method="POST", headers=(JSON,), ends="http.disconnect", check=None):
    """Send a body in chunks, and return the status and sentence of the answer; None is a chunk that never comes."""
    incoming = [
        {"type": "http.request", "body": each, "more_body": n < len(chunks)} for n, each in enumerate(chunks, 1)
    ]
    incoming.append({"type": ends})
    sent = []

    async def receive():
        message = incoming.pop(0)
        if message.get("body", b"") is None:
            await asyncio.sleep(60)
        return message

    async def send(message):
        sent.append(message)

    raw = [(name.encode(), value.encode()) for name, value in headers]
    scope = {"type": "http", "method": method, "path": path, "headers": raw}
    bodies = Bodies(app, settings=SETTINGS, check=check or (lambda path, sent: None))
    # In a thread of its own: this one's event loop is that of other tests.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, bodies(scope, receive, send)).result()
    if not sent:
        return None, ""
    body = sent[1]["body"] if len(sent) > 1 else b""
    return sent[0]["status"], json.loads(body)["error"] if body.startswith(b"{") else body.decode()


@pytest.fixture
def app():
    return Application()


def test_json_is_passed_on_letter_for_letter_and_so_is_the_senders_leaving(app):
    assert send_to(app, b'{"a": ', '"é"}'.encode()) == (200, "")
    assert app.read == '{"a": "é"}'.encode() and app.heard == "http.disconnect"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'"' + b"x" * 98 + b'"', 200),
        (b'"' + b"x" * 99 + b'"', 413),
        (b"[" + b"1," * 9 + b"1]", 200),
        (b"[" + b"1," * 10 + b"1]", 413),
        (b'["' + b",[{" * 30 + b'"]', 200),  # in a string they are letters
        (b'["\\",[[[[[[[[[[[[\\\\"]', 200),
        (b"[" * 11 + b"]" * 11, 413),
        (b"", 400),
        (b"{", 400),
        (b"{'a': 1}", 400),
        (b"NaN", 400),
        (b"[-Infinity]", 400),
        (b'"\xff"', 400),
        (b'"\xed\xa0\x80"', 400),
        (b'"\\ud800"', 400),
        (b'"\x00"', 400),
        (b"\xef\xbb\xbf{}", 400),
        ('{"a": 1}'.encode("utf-16"), 400),
        (b"{} {}", 400),
    ],
)
def test_only_small_and_well_formed_json_is_passed_on(app, body, status):
    answered, sentence = send_to(app, body)
    assert answered == status and (app.read is None) == (status != 200)
    assert bool(sentence) == (status != 200)


def test_strings_that_nothing_closes_are_looked_through_once(app, monkeypatch):
    """Each of their marks began the search anew."""
    monkeypatch.setattr(f"{__name__}.SETTINGS", WebSettings())
    assert send_to(app, b'"' + b'\\"' * 3_000_000)[0] == 400


def test_a_body_that_grows_too_large_is_read_no_further(app):
    assert send_to(app, b'"' + b"x" * 60, b"x" * 60, None)[0] == 413
    assert app.read is None


@pytest.mark.parametrize("length", ["101", "-1", "x", "", "9" * 9000])
def test_a_body_that_says_it_is_too_large_is_not_read(app, length):
    assert send_to(app, None, headers=(JSON, ("content-length", length)))[0] == 413


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data", "application/jsonx", "", "application/xml"])
def test_nothing_but_json_is_read(app, kind):
    assert send_to(app, b"{}", headers=(("content-type", kind),))[0] == 415
    assert send_to(app, b"{}", headers=(("content-type", "Application/JSON; charset=utf-8"),))[0] == 200


def test_nothing_at_all_is_passed_on(app):
    assert send_to(app, b"", headers=()) == (200, "") and app.read == b""


@pytest.mark.parametrize("path", ["/api/ask", "/gradio_api/upload"])
def test_what_never_ends_is_given_up(app, path):
    assert send_to(app, b"[", None, path=path) == (408, "It took too long to send this.")


def test_whoever_leaves_before_the_end_is_not_answered(app):
    assert send_to(app, b"[") == (400, "What was sent is not JSON in UTF-8, or is nested too deeply.")
    assert send_to(app) == (None, "") and app.read is None


def test_files_come_in_parts_and_may_be_larger(app):
    assert send_to(app, b"x" * 100, b"x" * 100, path="/gradio_api/upload", headers=()) == (200, "")
    assert len(app.read) == 200 and app.heard == "http.disconnect"
    assert send_to(app, b"x" * 150, b"x" * 51, path="/gradio_api/upload", headers=())[0] == 413


def test_what_is_sent_is_checked_with_its_path(app):
    seen = []

    def check(path, sent):
        seen.append((path, sent))
        return "That is wrong."

    assert send_to(app, b'{"a": [1]}', check=check) == (422, "That is wrong.")
    assert seen == [("/api/ask", {"a": [1]})] and app.read is None


def test_reading_is_passed_on_unread(app):
    async def look(scope, receive, send):
        await send({"type": "http.response.start", "status": 204, "headers": []})

    assert send_to(look, None, method="GET", headers=()) == (204, "")
