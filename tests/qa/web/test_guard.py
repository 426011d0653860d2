"""The guard: who is let in, and what headers go out."""

import pytest
from starlette.exceptions import HTTPException

from qa.web.guard import Guard
from qa.web.sending import dress

TOKEN = "kestrel-over-the-harbour"
HTML = [
    (b"content-type", b"text/html; charset=utf-8"),
    (b"content-length", b"99"),
    (b"access-control-allow-origin", b"*"),
]


async def page(scope, receive, send):
    """Answer with a page; what a framework under the guard does."""
    await send({"type": "http.response.start", "status": 200, "headers": HTML})
    await send({"type": "http.response.body", "body": b"<head><script>1</script>", "more_body": True})
    await send({"type": "http.response.body", "body": b"</head>"})


def call(app, method="GET", path="/", headers=(), scope_type="http", query=b"", token=TOKEN):
    """Run one request against an ASGI application without a loop: nothing in it really waits."""
    sent = []

    async def receive():
        raise AssertionError("the guard reads no body")

    async def send(message):
        sent.append(message)

    headers = {"host": "127.0.0.1:7860", "authorization": token and f"Bearer {token}", **dict(headers)}
    raw = [(name.encode(), value.encode()) for name, value in headers.items() if value is not None]
    scope = {"type": scope_type, "method": method, "path": path, "headers": raw, "query_string": query}
    running = app(scope, receive, send)
    with pytest.raises(StopIteration):
        running.send(None)
    return sent


@pytest.fixture
def guard():
    return make()


def make(app=page, token=TOKEN):
    return Guard(app, port=7860, token=token, dress=lambda text, nonce, came: dress(text, nonce, f"<!--{came}-->"))


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
    assert status(call(guard, method, path="/api/ask", headers=headers)) == expected


def test_reading_needs_no_origin(guard):
    assert status(call(guard, headers={"origin": "https://evil.example"})) == 200


@pytest.mark.parametrize("path", ["/gradio_api/heartbeat/abc", "/gradio_api/upload_progress"])
def test_streams_that_the_page_can_do_without_are_answered_and_closed(guard, path):
    sent = call(guard, path=path)
    assert (status(sent), sent[1]["body"]) == (204, b"")


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "path",
    ["file=/etc/passwd", "file/x", "proxy=http://x", "runs", "stream/a", "openapi.json", "", "app_id=x", "app_ids",
    "APP_ID",
     "app-id", "./app_id", "../gradio_api/file=x", "call/x", "api/x", "component_server", "process_recording",
     "deep_link",
     "mcp/sse", "monitoring", "vibe-edit", "upload_x", "run/x", "run/predict/", "queue/status", "queue/join/", "token"],
)  # fmt: skip
def test_what_the_page_never_calls_is_closed(guard, method, path):
    assert status(call(guard, method, path=f"/gradio_api/{path}")) == 404
    assert status(call(guard, method, path=f"//gradio_api/{path}")) == 404


@pytest.mark.parametrize(
    "path",
    ["/login", "/logout", "/monitoring", "/manifest.json", "/pwa_icon/9", "/svelte/x", "/robots.txt", "/pullquote/",
    "/x",
     "/pullquote/../app.py", "/static/\x00", "/assets/" + "a" * 201, "/assets/a\\b", "/pullquote/\u00e9", "//",
     "/config/"],
)  # fmt: skip
def test_no_other_path_leads_anywhere(guard, path):
    assert status(call(guard, path=path)) == 404


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("GET", "/gradio_api/queue/join", 405),
        ("POST", "/gradio_api/queue/data", 405),
        ("POST", "/", 405),
        ("DELETE", "/pullquote/page.js", 405),
        ("TRACE", "/config", 405),
        ("POST", "/gradio_api/run/predict", 200),
        ("GET", "/gradio_api/queue/data", 200),
        ("POST", "/gradio_api/upload", 200),
        ("HEAD", "/", 200),
        ("GET", "/pullquote/fonts/inter-latin-wght-normal.woff2", 200),
    ],
)
def test_every_door_is_for_some_methods(guard, method, path, expected):
    sent = call(guard, method, path=path)
    assert status(sent) == expected
    assert (b"allow" in dict(sent[0]["headers"])) == (expected == 405)
    assert status(call(guard, method, path=path, headers={"host": "evil.example"})) == 421


PRIVATE = ["/", "/config", "/api/articles", "/api/ask", "/gradio_api/run/predict", "/gradio_api/upload", "/nowhere"]


@pytest.mark.parametrize("path", PRIVATE)
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"authorization": "Bearer"},
        {"authorization": f"Basic {TOKEN}"},
        {"authorization": f"Bearer {TOKEN}x"},
        {"authorization": f"Bearer {TOKEN[:-1]}"},
        {"authorization": TOKEN},
        {"cookie": f"pullquote-7861={TOKEN}"},
        {"cookie": f"pullquote={TOKEN}"},
        {"cookie": "pullquote-7860="},
        {"cookie": f"pullquote-7860={TOKEN.upper()}"},
        {"cookie": f"x=pullquote-7860={TOKEN}"},
    ],
)
def test_nothing_is_told_without_the_token(guard, path, headers):
    start, body = call(guard, "POST" if "run" in path else "GET", path=path, headers=headers, token=None)
    assert start["status"] == 401 and b"pullquote serve" in body["body"]
    assert TOKEN.encode() not in body["body"] and b"set-cookie" not in dict(start["headers"])


@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": f"Bearer {TOKEN}"},
        {"authorization": f"bearer  {TOKEN} "},
        {"cookie": f"pullquote-7860={TOKEN}"},
        {"cookie": f"a=b; pullquote-7860=old; pullquote-7860={TOKEN};"},
    ],
)
def test_the_token_lets_in(guard, headers):
    assert status(call(guard, headers=headers, token=None)) == 200


@pytest.mark.parametrize(
    "path", ["/pullquote/page.js", "/assets/index.js", "/static/x.css", "/theme.css", "/favicon.ico"]
)
def test_the_programs_own_files_need_no_token(guard, path):
    assert status(call(guard, path=path, token=None)) == 200


@pytest.mark.parametrize(
    ("path", "found", "kept"),
    [("/assets/index.js", 200, True), ("/assets/index.js", 404, False), ("/pullquote/page.js", 200, False)],
)
def test_a_file_whose_name_changes_with_it_is_kept_by_the_browser(path, found, kept):
    async def file(scope, receive, send):
        await send({"type": "http.response.start", "status": found, "headers": [(b"content-type", b"text/javascript")]})
        await send({"type": "http.response.body", "body": b""})

    headers = dict(call(make(file), path=path)[0]["headers"])
    assert (b"immutable" in headers.get(b"cache-control", b"")) == kept


def test_without_a_token_all_is_open():
    assert status(call(make(token=None), token=None)) == 200
    start, _ = call(make(token=None), query=b"token=x&ask=a", token=None)
    assert (start["status"], dict(start["headers"])[b"location"]) == (303, b"/?ask=a")
    assert b"set-cookie" not in dict(start["headers"])


@pytest.mark.parametrize(
    ("query", "location"),
    [
        (f"token={TOKEN}", b"/"),
        (f"token={TOKEN}&ask=Who+is%3F&x=", b"/?ask=Who+is%3F&x="),
        (f"ask=%0d%0aX:%20y&token={TOKEN}", b"/?ask=%0D%0AX%3A+y"),
        (f"ask=//evil.example&token=old&token={TOKEN}", b"/?ask=%2F%2Fevil.example"),
    ],
)
def test_the_address_with_the_token_hands_it_to_the_browser(guard, query, location):
    start, body = call(guard, query=query.encode(), token=None)
    headers = dict(start["headers"])
    assert (start["status"], headers[b"location"], body["body"]) == (303, location, b"")
    cookie, *attributes = headers[b"set-cookie"].decode().split("; ")
    assert cookie == f"pullquote-7860={TOKEN}"
    assert {*attributes} == {"Path=/", "HttpOnly", "SameSite=Lax", "Max-Age=34560000"}
    assert headers[b"cache-control"] == b"no-store" and headers[b"referrer-policy"] == b"same-origin"


@pytest.mark.parametrize("query", [b"token=", b"token=wrong", b"token=%ff", b"TOKEN=" + TOKEN.encode(), b"token"])
def test_another_token_hands_out_nothing(guard, query):
    start, _ = call(guard, query=query, token=None)
    assert start["status"] == 401 and b"set-cookie" not in dict(start["headers"])
    # Whoever has the cookie is let in nevertheless.
    assert status(call(guard, query=query)) == 200


def test_only_the_page_takes_the_token_from_its_address(guard):
    for path in ("/config", "/api/articles"):
        assert status(call(guard, path=path, query=b"token=" + TOKEN.encode(), token=None)) == 401


def test_every_look_at_the_page_keeps_the_token_longer(guard):
    assert b"set-cookie" in dict(call(guard)[0]["headers"])
    assert b"set-cookie" not in dict(call(guard, path="/config")[0]["headers"])


@pytest.mark.parametrize(("site", "came"), [("none", "True"), ("same-origin", "False"), ("same-site", "False"),
                                            ("cross-site", "False"), ("NONE", "False"), (None, "False")])  # fmt: skip
def test_the_page_knows_whether_the_person_came_by_themselves(guard, site, came):
    _, body = call(guard, headers={"sec-fetch-site": site})
    assert f"<!--{came}-->".encode() in body["body"]


def test_the_application_sees_only_what_it_needs():
    seen = []

    async def look(scope, receive, send):
        seen.append(({name for name, _ in scope["headers"]}, scope["query_string"]))
        await page(scope, receive, send)

    guard = make(look)
    sent = {"x-forwarded-host": "evil", "x-gradio-server": "evil", "cookie": "a=b", "range": "bytes=0-1"}
    call(guard, headers=sent, query=b"deep_link=x")
    call(guard, path="/api/articles", headers=sent, query=b"a=b")
    assert seen == [({b"host", b"range"}, b""), ({b"host", b"range"}, b"a=b")]


@pytest.mark.parametrize(("begun", "cause"), [(True, HTTPException(404)), (True, None), (False, HTTPException(404))])
def test_only_a_refusal_in_an_answer_that_has_begun_is_no_fault(begun, cause):
    async def fail(scope, receive, send):
        if begun:
            await send({"type": "http.response.start", "status": 200, "headers": []})
        raise RuntimeError("response already started") from cause

    if begun and cause:
        sent = call(make(fail))
        assert status(sent) == 200 and sent[-1] == {"type": "http.response.body", "body": b""}
    else:
        with pytest.raises(RuntimeError):
            call(make(fail))


def test_web_sockets_are_closed(guard):
    assert call(guard, scope_type="websocket") == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize("headers", [{}, {"host": "evil.example"}])
def test_every_response_has_safe_headers(guard, headers):
    sent = dict(call(guard, headers=headers)[0]["headers"])
    policy = sent[b"content-security-policy"].decode()
    assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy and "http" not in policy
    assert sent[b"x-content-type-options"] == b"nosniff"
    assert sent[b"referrer-policy"] == b"same-origin"
    assert b"permissions-policy" in sent and b"access-control-allow-origin" not in sent


def test_the_page_is_dressed_with_a_fresh_nonce(guard):
    nonces = set()
    for _ in range(2):
        start, body = call(guard)
        headers = dict(start["headers"])
        text = body["body"].decode()
        nonce = text.split('nonce="')[1].split('"')[0]
        assert text == f'<head><script nonce="{nonce}">1</script><!--False--></head>'
        assert f"'nonce-{nonce}'" in headers[b"content-security-policy"].decode()
        assert headers[b"content-length"] == b"%d" % len(body["body"])
        assert headers[b"cache-control"] == b"no-store"
        nonces.add(nonce)
    assert len(nonces) == 2
