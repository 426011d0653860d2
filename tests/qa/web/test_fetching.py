"""What an event is sent in place of a file: nothing is fetched, and no file but an uploaded one is read or kept."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle, islice
from pathlib import Path

import pytest

from qa.web.page.mounting import open_upload_folder

META = {"_type": "gradio.FileData"}
# Sessions: one that has seen nothing yet, and one in which components were made anew.
FRESH, WORN = "fresh", "worn"


@pytest.fixture
def fetching(app):
    """Gradio's module of all that fetches; it is imported where the application is built."""
    from gradio import processing_utils

    return processing_utils


@pytest.fixture
def canary(monkeypatch, fetching):
    """A server of this machine that counts who comes to it; Gradio is told that it may be fetched from."""
    seen = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"fetched")

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setattr(fetching, "PUBLIC_HOSTNAME_WHITELIST", ["127.0.0.1"])
    yield f"http://127.0.0.1:{server.server_port}", seen
    server.shutdown()
    thread.join()
    server.server_close()


def lying_there():
    return sorted(path for path in Path(open_upload_folder()).rglob("*") if path.is_file())


def call(client, route, event, data, session):
    sent = {"data": data, "fn_index": event, "session_hash": session, "event_data": None, "trigger_id": None}
    answer = client.post(f"/gradio_api/{route}", json=sent)
    if route == "queue/join" and answer.status_code == 200:
        client.get("/gradio_api/queue/data", params={"session_hash": session})
    return answer


def events(client):
    """Return the page's events, as what they are called by and with how much, and whether they are queued."""
    bound = client.get("/config").json()["dependencies"]
    return [(each["id"], len(each["inputs"]), bool(each["queue"])) for each in bound]


def wear(client):
    """Load the page in a session and list the library, which makes components anew."""
    config = client.get("/config").json()
    # The list, the list's choice of publishers and the filter's.
    for each in config["dependencies"]:
        if len(each["inputs"]) == 3 and len(each["outputs"]) == 3 and not each["queue"]:
            assert call(client, "run/predict", each["id"], [None, None, None], WORN).status_code == 200


def hostile(address, secret):
    """Return what stands for a file that was never uploaded: an address, or a file of this machine."""
    file = {"path": f"{address}/a", "meta": META}
    return [
        file,
        {"path": "x", "url": f"{address}/b", "orig_name": "x.txt", "meta": META},
        {**file, "is_stream": True},
        {"path": f"HTTP://{address[7:]}/c", "meta": META},
        [file, file],
        [[{"deep": [file]}]],
        {"value": file},
        {"path": secret.as_uri(), "meta": META},
        {"path": str(secret), "meta": META},
        {"path": f"{open_upload_folder()}/../{secret.name}", "meta": META},
        {"path": "/etc/passwd", "meta": META},
        {"path": "pyproject.toml", "meta": META},
    ]


@pytest.mark.parametrize("session", [FRESH, WORN])
def test_no_event_takes_an_address_or_a_path_in_any_place(client, canary, tmp_path, session, assistant):
    address, seen = canary
    secret = tmp_path / "secret.txt"
    secret.write_text("The password of the castle is swordfish.")
    if session == WORN:
        wear(client)
    before, articles, count = lying_there(), assistant.library.entries(), 0
    values = cycle(hostile(address, secret))
    for event, places, _ in events(client):
        for place in range(places):
            # All of them at each place would take minutes.
            for value in islice(values, 5):
                data = [value if each == place else None for each in range(places)]
                for route in ("run/predict", "queue/join"):
                    answer = call(client, route, event, data, session)
                    assert answer.status_code == 422, (event, place, value, route)
                    assert set(answer.json()) == {"error"} and "swordfish" not in answer.text
                    count += 1
    assert count > 900
    assert seen == [] and lying_there() == before and assistant.library.entries() == articles


def test_nothing_sent_with_an_event_is_taken_for_a_file(client, canary):
    address, seen = canary
    before = lying_there()
    file = {"path": f"{address}/a", "meta": META}
    for event, places, queued in events(client):
        for beside in (file, [file], {"a": {"b": [file]}}, {**file, "meta": None}):
            sent = {"data": [None] * places, "fn_index": event, "session_hash": WORN, "event_data": beside}
            route = "queue/join" if queued else "run/predict"
            assert client.post(f"/gradio_api/{route}", json=sent).status_code == 422
    assert seen == [] and lying_there() == before


@pytest.mark.parametrize("name", ["a", "a.svg", "a.txt?x=1"])
def test_no_component_can_fetch_whenever_it_is_made(client, canary, name, fetching):
    """Under what is checked at the door: Gradio itself, for each of its components, those yet to be made included."""
    from gradio.blocks import Block

    address, seen = canary
    before = lying_there()

    def all_of(kind):
        return {kind}.union(*map(all_of, kind.__subclasses__()))

    for kind in all_of(Block):
        assert kind.async_move_resource_to_block_cache is Block.async_move_resource_to_block_cache
        assert kind.move_resource_to_block_cache is Block.move_resource_to_block_cache
    block = Block(render=False)
    fetches = [
        lambda: block.async_move_resource_to_block_cache(f"{address}/{name}").send(None),
        lambda: block.move_resource_to_block_cache(f"{address}/{name}"),
        lambda: fetching.async_ssrf_protected_get(f"{address}/{name}"),
        lambda: fetching.async_ssrf_protected_download(f"{address}/{name}", open_upload_folder()),
        lambda: fetching.save_url_to_cache(f"{address}/{name}", open_upload_folder()),
        lambda: fetching.unsafe_download(f"{address}/{name}", open_upload_folder()),
    ]
    for fetch in fetches:
        with pytest.raises(PermissionError):
            fetch()
    assert seen == [] and lying_there() == before


def test_an_address_that_is_written_is_fetched_by_one_press_only_and_never_within(client, canary):
    """In most fields an address is a text like others; in the one that pages are added by, it must be a public one."""
    address, seen = canary
    written, looked = f"{address}/a", 0
    for event, places, queued in events(client):
        answer = call(client, "queue/join" if queued else "run/predict", event, [written] * places, "written")
        looked += answer.status_code == 200
    assert looked > 10 and seen == []


def test_an_uploaded_file_is_taken(client, texts):
    """What is refused above is refused for what it is, not because nothing is taken."""
    [path] = client.post("/gradio_api/upload", files={"files": ("gull.txt", b"The gull nests.")}).json()
    assert lying_there()[-1:] and Path(path).parent == Path(open_upload_folder())
    config = client.get("/config").json()
    (opener,) = [each["id"] for each in config["components"] if each["props"].get("elem_id") == "check-file"]
    (event,) = [each["id"] for each in config["dependencies"] if [opener, "upload"] in each["targets"]]
    # It is one file, not a list of them.
    for wrong in ([], [{"path": path, "meta": META}], ""):
        assert call(client, "queue/join", event, [wrong], "taken").status_code == 422
    draft = {"path": path, "orig_name": "gull.txt", "meta": META, "url": f"http://127.0.0.1/file={path}", "size": 15}
    sent = {"data": [draft], "fn_index": event, "session_hash": "taken"}
    assert client.post("/gradio_api/queue/join", json=sent).status_code == 200
    lines = client.get("/gradio_api/queue/data", params={"session_hash": "taken"}).text.split("\n\n")
    assert any("gull nests" in line for line in lines if line.startswith("data:"))
    assert json.loads(lines[-2].removeprefix("data: "))["msg"] == "close_stream" and not Path(path).exists()
