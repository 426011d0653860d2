"""The whole application: the page, its files, its address, and what it refuses to read."""

import json
import re
import socket

import pytest

from qa.conversations.store import Conversations
from qa.web.app import listen, serve
from qa.web.errors import CannotServe


def test_the_page_names_no_other_host(client):
    page = client.get("/").text
    assert "/pullquote/page.js" in page
    assert "fonts.googleapis" not in page and "Krakatoa" not in page
    for name in ("page.js", "icon.svg", "fonts/inter-latin-wght-normal.woff2", "fonts/LICENSE-inter.txt"):
        assert client.get(f"/pullquote/{name}").status_code == 200
    for address in re.findall(r'(?:href|src)="(/pullquote/[^"]*)"', page):
        assert client.get(address).status_code == 200, address
    script = client.get("/pullquote/page.js").text
    for module in re.findall(r'from "\./(\w+\.js)"', script):
        assert client.get(f"/pullquote/{module}").status_code == 200, module
    assert client.get("/pullquote/../app.py").status_code == 404
    for path in ("/docs", "/redoc", "/monitoring", "/gradio_api/file=/etc/passwd"):
        assert client.get(path).status_code in (403, 404)


def test_everything_that_the_page_sends_is_bound_to_something(client):
    config = client.get("/config").json()
    (wire,) = [part for part in config["components"] if part["props"].get("elem_id") == "wire"]
    sent = set(re.findall(r"'(\w+)'", wire["props"]["js_on_load"].split(";")[0]))
    bound = {name for part in config["dependencies"] for target, name in part["targets"] if target == wire["id"]}
    assert sent == bound and len(sent) > 10


def test_nothing_is_offered_as_an_api_of_its_own(client):
    shown = client.get("/gradio_api/info").json()
    assert not shown["named_endpoints"] and not shown["unnamed_endpoints"]


def event_of(client, element, name):
    """Return the event that something does to an element of the page."""
    config = client.get("/config").json()
    (found,) = [part["id"] for part in config["components"] if part["props"].get("elem_id") == element]
    (event,) = [part for part in config["dependencies"] if part["targets"] == [[found, name]]]
    return event["id"]


def outcome_of(client, event, data):
    joined = {"data": data, "fn_index": event, "session_hash": "s", "event_data": None, "trigger_id": None}
    assert client.post("/gradio_api/queue/join", json=joined).status_code == 200
    lines = client.get("/gradio_api/queue/data", params={"session_hash": "s"}).text.split("\n\n")
    return [json.loads(line[6:]) for line in lines if line.startswith("data: ")]


def final(messages):
    """Return what the page shows in the end."""
    (done,) = [message for message in messages if message["msg"] == "process_completed"]
    assert done["success"], done
    return done["output"]["data"]


def test_a_question_goes_through_the_page_and_is_kept(client, assistant, texts):
    event = event_of(client, "question", "submit")
    shown = final(outcome_of(client, event, ["Who suspected the Broad Street pump?", False, "", "", "", "", [], ""]))
    conversation = shown[4]
    [exchange] = Conversations(assistant.library).exchanges(conversation)
    assert exchange.answer.quotes and texts(shown[1], "mark") and "pq-chip" in json.dumps(shown[0])
    assert shown[2] == ""
    refused = final(outcome_of(client, event, ["Who?", True, conversation, "1", "yesterday", "", [], ""]))
    assert refused[4] == conversation and "turn-0" in json.dumps(refused[0])
    assert len(Conversations(assistant.library).exchanges(conversation)) == 1
    edited = final(outcome_of(client, event, ["How loud was Krakatoa?", False, conversation, "1", "", "", [], ""]))
    [exchange] = Conversations(assistant.library).exchanges(conversation)
    assert (edited[4], exchange.question) == (conversation, "How loud was Krakatoa?")


@pytest.mark.parametrize("kind", ["path", "relative", "address"])
def test_no_path_a_client_sends_is_read(client, tmp_path, assistant, kind, monkeypatch):
    downloads = []
    monkeypatch.setattr("gradio.processing_utils.async_ssrf_protected_download", lambda url, **_: downloads.append(url))
    secret = tmp_path / "secret.txt"
    secret.write_text("The password of the castle is swordfish.")
    sent = {"path": str(secret), "relative": "pyproject.toml", "address": "http://127.0.0.1:9/secret.txt"}[kind]
    before = assistant.library.entries()
    file = {"path": sent, "orig_name": "secret.txt", "meta": {"_type": "gradio.FileData"}}
    messages = outcome_of(client, event_of(client, "files", "upload"), [[file]])
    assert assistant.library.entries() == before
    assert "swordfish" not in json.dumps(messages)
    assert secret.exists() and not downloads


def test_the_page_is_served_to_this_machine_only(assistant):
    for host in ("0.0.0.0", "192.168.1.2", "example.org", "::"):
        with pytest.raises(CannotServe, match="this machine only"):
            serve(assistant, host)


def test_a_port_that_is_taken_is_named():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotServe, match=f"port {port} cannot be used"):
            listen("127.0.0.1", port)
    with pytest.raises(CannotServe, match="no port 70000"):
        listen("localhost", 70_000)
