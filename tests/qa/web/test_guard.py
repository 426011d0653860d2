"""The guard: who is let in, and what headers go out."""

import pytest

from qa.web.guard import Guard, dress

HTML = [
    (b"content-type", b"text/html; charset=utf-8"),
    (b"content-length", b"99"),
    (b"access-control-allow-origin", b"*"),
]


async def page(scope, receive, send):
    """Read the whole body, then answer with a page; what a framework under the guard does."""
    while (message := await receive()).get("more_body"):
        assert message["type"] == "http.request"
    await send({"type": "http.response.start", "status": 200, "headers": HTML})
    await send({"type": "http.response.body", "body": b"<head><script>1</script>", "more_body": True})
    await send({"type": "http.response.body", "body": b"</head>"})


def call(app, method="GET", path="/", headers=(), chunks=(b"",), scope_type="http"):
    """Run one request against an ASGI application without a loop: nothing in it really waits."""
    sent, incoming = (
        [],
        [{"type": "http.request", "body": chunk, "more_body": n < len(chunks) - 1} for n, chunk in enumerate(chunks)],
    )

    async def receive():
        return incoming.pop(0)

    async def send(message):
        sent.append(message)

    headers = {"host": "127.0.0.1:7860", **dict(headers)}
    raw = [(name.encode(), value.encode()) for name, value in headers.items() if value is not None]
    scope = {"type": scope_type, "method": method, "path": path, "headers": raw}
    running = app(scope, receive, send)
    with pytest.raises(StopIteration):
        running.send(None)
    return sent


@pytest.fixture
def guard():
    return Guard(page, port=7860, largest=100, dress=lambda text, nonce: dress(text, nonce, "<!--head-->"))


def status(sent):
    return sent[0]["status"]


@pytest.mark.parametrize("host", ["127.0.0.1:7860", "localhost:7860", "[::1]:7860", "LOCALHOST:7860"])
def test_this_machine_is_let_in(guard, host):
    assert status(call(guard, headers={"host": host})) == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:80", "localhost:7860.evil.example", "", None])
def test_another_host_is_not(guard, host):
    assert status(call(guard, headers={"host": host})) == 421


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, 200),  # a program, not a browser
        ({"origin": "http://127.0.0.1:7860"}, 200),
        ({"origin": "http://localhost:7860"}, 200),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"origin": "https://127.0.0.1:7860"}, 403),
        ({"origin": "http://127.0.0.1:7861"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_changes_are_taken_from_this_page_only(guard, method, headers, expected):
    assert status(call(guard, method, headers=headers)) == expected


def test_reading_needs_no_origin(guard):
    assert status(call(guard, headers={"origin": "https://evil.example"})) == 200


@pytest.mark.parametrize("length", ["101", "-1", "x", "9" * 9000])
def test_a_large_body_is_refused_unread(guard, length):
    assert status(call(guard, "POST", headers={"content-length": length}, chunks=())) == 413


def test_a_body_that_grows_too_large_is_cut_off(guard):
    sent = call(guard, "POST", chunks=(b"x" * 60, b"x" * 60, b"never read"))
    assert status(sent) == 413
    assert len(sent) == 2
    assert status(call(guard, "POST", chunks=(b"x" * 60, b"x" * 40))) == 200


def test_heartbeats_are_answered_and_closed(guard):
    sent = call(guard, path="/gradio_api/heartbeat/abc")
    assert (status(sent), sent[1]["body"]) == (204, b"")


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "path",
    [
        "file=/etc/passwd",
        "file/x",
        "proxy=http://x",
        "runs",
        "stream/a",
        "openapi.json",
        "",
        "app_id=x",
        "app_ids",
        "APP_ID",
        "app-id",
        "./app_id",
        "../gradio_api/file=x",
        "call/x",
        "api/x",
        "component_server",
        "process_recording",
        "deep_link",
        "mcp/sse",
        "monitoring",
        "vibe-edit",
        "upload_x",
    ],
)
def test_what_the_page_never_calls_is_closed(guard, method, path):
    assert status(call(guard, method, path=f"/gradio_api/{path}")) == 404
    assert status(call(guard, method, path=f"//gradio_api/{path}")) == 404


@pytest.mark.parametrize(
    "path",
    ["app_id", "queue/join", "queue/data", "run/x", "upload", "upload_progress", "startup-events", "info", "cancel",
     "reset", "theme.css"],
)  # fmt: skip
def test_what_the_page_calls_is_open_to_it_alone(guard, path):
    assert status(call(guard, path=f"/gradio_api/{path}")) == 200
    assert status(call(guard, path=f"/gradio_api/{path}", headers={"host": "evil.example"})) == 421
    assert status(call(guard, "POST", path=f"/gradio_api/{path}", headers={"origin": "https://evil.example"})) == 403


def test_web_sockets_are_closed(guard):
    assert call(guard, scope_type="websocket") == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize("headers", [{}, {"host": "evil.example"}])
def test_every_response_has_safe_headers(guard, headers):
    sent = dict(call(guard, headers=headers)[0]["headers"])
    policy = sent[b"content-security-policy"].decode()
    assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy and "http" not in policy
    assert sent[b"x-content-type-options"] == b"nosniff"
    assert sent[b"referrer-policy"] == b"no-referrer"
    assert b"permissions-policy" in sent and b"access-control-allow-origin" not in sent


def test_the_page_is_dressed_with_a_fresh_nonce(guard):
    nonces = set()
    for _ in range(2):
        start, body = call(guard)
        headers = dict(start["headers"])
        text = body["body"].decode()
        nonce = text.split('nonce="')[1].split('"')[0]
        assert text == f'<head><script nonce="{nonce}">1</script><!--head--></head>'
        assert f"'nonce-{nonce}'" in headers[b"content-security-policy"].decode()
        assert headers[b"content-length"] == b"%d" % len(body["body"])
        assert headers[b"cache-control"] == b"no-store"
        nonces.add(nonce)
    assert len(nonces) == 2
