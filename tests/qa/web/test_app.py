"""The whole application: the page, its files, its address, and what it refuses to read."""

import json
import re
import socket

import pytest
from starlette.testclient import TestClient

from qa.conversations.conversation_store import Conversations
from qa.web.app import listen, serve
from qa.web.errors import CannotServe
from qa.web.own_files import digest_files

PORT, TOKEN = 7860, "a-token-of-the-tests"


def test_the_page_names_no_other_host(client):
    page = client.get("/").text
    (own,) = set(re.findall(r'src="(pullquote/[^"]*)/page.js"', page))
    own = f"/{own}"
    assert "fonts.googleapis" not in page and "Krakatoa" not in page
    for name in ("page.js", "icon.svg", "fonts/inter-latin-wght-normal.woff2", "fonts/LICENSE-inter.txt"):
        assert client.get(f"/pullquote/{name}").status_code == client.get(f"{own}/{name}").status_code == 200
    for address in re.findall(r'(?:href|src)="(/pullquote/[^"]*)"', page):
        assert client.get(address).status_code == 200, address
    script = client.get(f"{own}/page.js").text
    for module in re.findall(r'from "\./(\w+\.js)"', script):
        assert client.get(f"{own}/{module}").status_code == 200, module
    assert client.get("/pullquote/../app.py").status_code == 404
    for path in ("/docs", "/redoc", "/monitoring", "/gradio_api/file=/etc/passwd"):
        assert client.get(path).status_code in (403, 404)


@pytest.mark.parametrize("of", ["assets/", "pullquote/"], ids=["framework", "own"])
def test_a_browser_keeps_the_pages_files_but_not_that_one_is_missing(client, of):
    script = re.search(rf'src="[^"]*?({of}[^"]*\.js)"', client.get("/").text)[1]
    script = f"/{script}"
    assert "immutable" in client.get(script).headers["cache-control"]
    assert "cache-control" not in client.get(script.replace(".js", "-none.js")).headers


def test_the_address_of_the_programs_own_files_changes_with_them(tmp_path):
    before = digest_files(tmp_path)
    (tmp_path / "page.js").write_text("1")
    first = digest_files(tmp_path)
    (tmp_path / "page.js").write_text("2")
    assert len({before, first, digest_files(tmp_path)}) == 3


def test_nothing_is_offered_as_an_api_of_its_own(client):
    shown = client.get("/gradio_api/info").json()
    assert not shown["named_endpoints"] and not shown["unnamed_endpoints"]


def event_of(client, element, name):
    """Return the event that something does to an element of the page."""
    config = client.get("/config").json()
    (component,) = [part["id"] for part in config["components"] if part["props"].get("elem_id") == element]
    (event,) = [part for part in config["dependencies"] if part["targets"] == [[component, name]]]
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
    event = event_of(client, "ask-question", "submit")
    shown = final(
        outcome_of(client, event, ["Who suspected the Broad Street pump?", False, "", "", "", "", [], [], ""])
    )
    conversation = shown[4]
    [exchange] = Conversations(assistant.library).list_exchanges(conversation)
    assert exchange.answer.quotes and texts(shown[1], "mark") and "pq-chip" in json.dumps(shown[0])
    assert shown[2] == ""
    refused = final(outcome_of(client, event, ["Who?", True, conversation, "1", "yesterday", "", [], [], ""]))
    assert refused[4] == conversation and "turn-0" in json.dumps(refused[0])
    assert len(Conversations(assistant.library).list_exchanges(conversation)) == 1
    edited = final(outcome_of(client, event, ["How loud was Krakatoa?", False, conversation, "1", "", "", [], [], ""]))
    [exchange] = Conversations(assistant.library).list_exchanges(conversation)
    assert (edited[4], exchange.question) == (conversation, "How loud was Krakatoa?")


def every_path(app):
    """Yield a path for each route of the application, those that are mounted included."""
    for route in app.routes:
        # FastAPI keeps routers that are included as they are.
        inner = getattr(route, "original_router", None) or getattr(route, "app", None)
        if hasattr(inner, "routes"):
            yield from (getattr(route, "path", "") + path for path in every_path(inner))
        elif hasattr(route, "methods") and route.path:
            yield re.sub(r"\{\w+(:path)?\}", "x", route.path)


@pytest.fixture
def stranger(app, client):
    """Whoever was not told the token."""
    stranger = TestClient(app, base_url=f"http://127.0.0.1:{PORT}", raise_server_exceptions=False)
    stranger.portal = client.portal  # which runs already; a client without one starts a thread for each request
    return stranger


@pytest.mark.parametrize("token", [None, "wrong", "", TOKEN[:-1], TOKEN + "x", TOKEN.upper()])
@pytest.mark.parametrize("carried", ["header", "cookie"])
def test_no_route_is_open_without_the_token(app, stranger, token, carried):
    paths = set(every_path(app))
    assert len(paths) > 60 and {"/api/ask", "/gradio_api/queue/join", "/gradio_api/upload", "/config"} <= paths
    headers = {}
    if token is not None:
        offered = {"header": ("authorization", f"Bearer {token}"), "cookie": ("cookie", f"pullquote-{PORT}={token}")}
        headers = dict([offered[carried]])
    public = 0
    for path in paths:
        for method in ("GET", "POST"):
            answer = stranger.request(method, path, headers=headers)
            if path.startswith(("/assets/", "/static/", "/pullquote/")) or path in ("/favicon.ico", "/theme.css"):
                public += answer.status_code != 401
            else:
                assert answer.status_code == 401 and "pullquote serve" in answer.text, (method, path)
    assert public


def test_a_browser_without_the_token_is_told_what_to_do(stranger, texts):
    answer = stranger.get("/")
    assert answer.status_code == 401 and answer.headers["www-authenticate"] == "Bearer"
    [said, *_] = texts(answer.text.partition("</head>")[2].replace("<body>", "").replace("</body>\n</html>\n", ""), "p")
    assert said == "Open the address that “pullquote serve” printed when it started."
    for address in re.findall(r'href="([^"]*)"', answer.text):
        assert stranger.get(address).status_code == 200, address


def test_the_whole_page_is_served_to_who_has_the_cookie(stranger):
    cookie = {"cookie": f"other=1; pullquote-{PORT}={TOKEN}"}
    for path in ("/", "/config", "/api/articles", "/gradio_api/info"):
        assert stranger.get(path, headers=cookie).status_code == 200, path


@pytest.mark.parametrize(("token", "end"), [(TOKEN, f"/?token={TOKEN}"), (None, "/")])
def test_the_address_that_is_told_holds_the_token(run_server, token, end):
    port, address = run_server(token)
    assert address == f"http://127.0.0.1:{port}{end}"


def test_what_stands_behind_a_request_that_is_being_answered_is_no_fault(run_server, capfd):
    """Bytes that are no HTTP, behind what is HTTP, were answered twice, which the server took for its own fault."""
    port, _ = run_server()
    head = b"POST /api/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
    good = b"GET /theme.css HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % port
    for request in (head, head.replace(b"zz", b"3\r\nabc\r\nzz"), b"\x00\r\n\r\n", good + b"\x00\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            connection.sendall(request)
            answer = b""
            while part := connection.recv(100_000):
                answer += part
        assert answer.count(b"HTTP/1.1 4") == 1 and answer.count(b"HTTP/1.1 200") == request.startswith(good)
    assert "Traceback" not in capfd.readouterr().err


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
