"""Malformed requests, made at random from a seed: what no page and no honest program sends."""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote

Config = dict[str, Any]
_JSON = ("Content-Type", "application/json")
_PREDICT, _JOIN = "/gradio_api/run/predict", "/gradio_api/queue/join"
# Written into JSON as they stand: most of them no encoder would write.
_VALUES = (
    "null", "true", "-1", "0", "99999", "2147483648", "9223372036854775808", "1" + "0" * 400, "9" * 5_000, "1e400",
    "-1e999",
    "0.5", "NaN", "Infinity", '""', '"x"', '"' + "y" * 10_000 + '"', r'"\u0000"', r'"\ud800"', r'"\udfff\ud800"',
    '"\\x"',
    '"\x00"', "[]", "{}", "[null]", '[[["x"]]]', '{"a": {"b": []}}', "[" * 500 + "]" * 500, "[" * 50_000 + "]" * 50_000,
    '{"a":' * 3_000 + "1" + "}" * 3_000, "[" + "[]," * 30_000 + "[]]", '"../../etc/passwd"', '"file:///etc/passwd"',
    "undefined",
    '{"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}}',
    '{"path": "x", "url": 3, "meta": {"_type": "gradio.FileData"}}',
    '{"path": "\\u0000", "meta": {"_type": "gradio.FileData"}}', '{"path": 3, "meta": {"_type": "gradio.FileData"}}',
    '{"__type__": "update", "value": 1}', r'"\u202e\ufeff"', "'x'", "01", "+1", ".5", "--1", "1 2",
)  # fmt: skip
_NAMES = (
    "", "x", "%00", "%0a", "%0d%0aX-A:%20b", "%ff%fe", "%ed%a0%80", "..", "%2e%2e", "..%2f..%2fetc%2fpasswd",
    "%2fetc%2fpasswd",
    "%5c..%5c", "a" * 251, "a" * 252, "a" * 255, "a" * 256, "a" * 4_000, "%e4%b8%ad" * 90, "apa", "apa%00", "apa.csl",
    "C:%5cwindows", "con", "nul.txt", "%f0%9f%98%80", "%", "%zz", "%u0041", "..;", "~", ".", "-1", "9" * 400, "1e9",
    "0x10", "%c0%ae",
    "$%7b1%7d", "%3cscript%3e", "'%20or%201=1", "*", "?", "%23", "+", "&", "a" * 30_000,
)  # fmt: skip
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW", "get", "P\xd6ST")
_PATHS = (
    "/", "/config", "/theme.css", "/favicon.ico", "/manifest.json", "/robots.txt", "/pwa_icon", "/pwa_icon/9",
    "/login", "/logout",
    "/monitoring", "/static/js/x.js", "/assets/x.js", "/svelte/x", "/pullquote/page.js", "/pullquote/fonts",
    "/pullquote/",
    "/pullquote/checking/verdicts.css", "/api/ask", "/api/check", "/api/articles", "/api/openapi.json",
    "/api/ratings.zip", "/api/v1/ask", "/api/v1/ask/stream", "/api/v1/articles", "/api/v1/articles/x", "/api/v1/files",
    "/api/v1/quotes", "/api/v1/quotes/x", "/api/v1/baskets/file", "/api/v1/reference", "/v1/models",
    "/v1/chat/completions", "/v1/", "/mcp",
    "/api/basket.md", "/api/conversations/x.md", "/api/conversations/x/copies/1", "/api/", "/gradio_api/",
    "/gradio_api/info",
    "/gradio_api/app_id", "/gradio_api/startup-events", "/gradio_api/theme.css", "/gradio_api/upload",
    "/gradio_api/reset",
    "/gradio_api/upload_progress", "/gradio_api/queue/join", "/gradio_api/queue/data", "/gradio_api/queue/status",
    "/gradio_api/run/predict", "/gradio_api/run/x", "/gradio_api/cancel", "/gradio_api/heartbeat/x",
    "/gradio_api/file=x",
    "/gradio_api/call/x", "/gradio_api/component_server", "/gradio_api/stream/x",
    "/gradio_api/proxy=http://127.0.0.1:9/",
    "/gradio_api/custom_component/a/client/b/c", "/gradio_api/deep_link", "/gradio_api/runs", "/gradio_api/token",
)  # fmt: skip
_HEADERS = (
    ("Range", "bytes=9-1"), ("Range", "bytes=" + "0-1," * 2_000), ("Range", "x"), ("If-None-Match", '"' * 999),
    ("Cookie", ";;=;=\xff"),
    ("Cookie", "a" * 60_000), ("Authorization", "Bearer"), ("Authorization", "Basic \xff"), ("X-Forwarded-Host",
    "a b\xff"),
    ("X-Forwarded-Proto", "gopher"), ("X-Forwarded-For", "\xff"), ("X-Gradio-Server", "http://evil.example"),
    ("Accept", "\xff"),
    ("Accept-Encoding", "gzip;q=x, \xff"), ("Content-Encoding", "gzip"), ("Expect", "100-continue"), ("Upgrade",
    "websocket"),
    ("If-Modified-Since", "yesterday"), ("If-Modified-Since", "Mon, 99 Foo 99999 99:99:99 GMT"), ("Origin", "\xff"),
    ("Origin", "null"),
    ("Sec-Fetch-Site", "cross-site"), ("Content-Length", "-1"), ("Content-Length", "9" * 30), ("Content-Length", "x"),
    ("Transfer-Encoding", "gzip"), ("Transfer-Encoding", "chunked, chunked"), ("Content-Type", "\xff"),
    ("Content-Type", ""),
    ("Content-Type", "text/plain"), ("Content-Type", "multipart/form-data"), ("Content-Type",
    "application/json; charset=utf-99"),
    ("Host", "evil.example"), ("Host", "\xff"), ("Host", ""), ("X\xff", "x"), ("X A", "x"), ("X-Many", "x" * 70_000),
)  # fmt: skip


@dataclass(frozen=True)
class Request:
    """A request as it goes over the wire; `whole` is all of it, where it is not even HTTP."""

    method: str
    target: str
    headers: Sequence[tuple[str, str]] = ()
    body: bytes = b""
    whole: bytes | None = field(default=None, repr=False)

    def wire(self, host: str, token: str) -> bytes:
        """Return the request's bytes, for a server that asks for a token."""
        if self.whole is not None:
            return self.whole
        names = {name.lower() for name, _ in self.headers}
        given = [("Host", host), ("Authorization", f"Bearer {token}"), ("Content-Length", str(len(self.body)))]
        headers = [it for it in given if it[0].lower() not in names] + [*self.headers, ("Connection", "close")]
        lines = [f"{self.method} {self.target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers)]
        return "\r\n".join(lines).encode("latin-1", "replace") + b"\r\n\r\n" + self.body


def requests(config: Config, seed: int, count: int) -> Iterator[Request]:
    """Yield malformed requests to a page, of which `config` tells the events."""
    rng = random.Random(seed)
    kinds: tuple[Callable[[random.Random, Config], Request], ...] = (
        _event, _event, _event, _fields, _body, _upload, _path, _name, _api, _header, _garbage
    )  # fmt: skip
    for number in range(count):
        yield kinds[number % len(kinds)](rng, config)


def _called(config: Config, event: int) -> tuple[str, dict[str, str]]:
    """Return what the page would send for an event, with nothing in its fields: path and members, as JSON."""
    [found] = [it for it in config["dependencies"] if it["id"] == event]
    data = ", ".join("null" for _ in found["inputs"])
    members = {"data": f"[{data}]", "fn_index": str(event), "session_hash": '"malformed"', "event_data": "null"}
    return (_JOIN if found["queue"] else _PREDICT), {**members, "trigger_id": "null"}


def _json(members: dict[str, str]) -> bytes:
    inside = ", ".join(f'"{name}": {value}' for name, value in members.items())
    return f"{{{inside}}}".encode("utf-8", "surrogatepass")


def _event(rng: random.Random, config: Config) -> Request:
    """Make an event with a value of a wrong kind in one place of its data, or beside it."""
    found = rng.choice(config["dependencies"])
    path, members = _called(config, found["id"])
    value = rng.choice(_VALUES)
    if found["inputs"] and rng.random() < 0.5:
        data = ["null"] * (len(found["inputs"]) + rng.choice((-1, 0, 0, 0, 0, 1)))
        if data:
            data[rng.randrange(len(data))] = value
        members["data"] = f"[{', '.join(data)}]"
    elif not found["queue"]:
        names = (
            "id",
            "number",
            "rating",
            "start",
            "end",
            "name",
            "value",
            "column",
            "style",
            "which",
            "kept",
            "to",
            "text",
            "quote",
        )
        inside = ", ".join(f'"{name}": {value}' for name in names)
        members["event_data"] = rng.choice((value, f"{{{inside}}}"))
    else:
        members["event_data"] = value if path == _PREDICT else '"[["'
        members["fn_index"] = value
    return Request("POST", rng.choice((path, path, _JOIN, _PREDICT)), (_JSON,), _json(members))


def _fields(rng: random.Random, config: Config) -> Request:
    """Make an event, a cancellation or a reset in which a member is missing, of a wrong kind, or one too many."""
    path, members = _called(config, rng.choice(config["dependencies"])["id"])
    if rng.random() < 0.3:
        path, members = "/gradio_api/cancel", {"event_id": '"x"', "session_hash": '"malformed"', "fn_index": "1"}
    elif rng.random() < 0.3:
        path, members = "/gradio_api/reset", {"event_id": '"x"'}
    name = rng.choice([*members, "event_id", "batched", "simple_format", "oauth_token", "request", "__proto__"])
    if rng.random() < 0.3:
        members.pop(name, None)
        members.pop(rng.choice(list(members) or [""]), None)
    else:
        members[name] = rng.choice(_VALUES)
    return Request("POST", path, (_JSON,), _json(members))


def _body(rng: random.Random, config: Config) -> Request:
    """Make a body that is not the JSON it says, or not said to be it."""
    path, members = _called(config, rng.choice(config["dependencies"])["id"])
    good = rng.choice((_json(members), b'{"question": "Who?"}', b'{"draft": "x"}'))
    path = {b'{"q': "/api/ask", b'{"d': "/api/check"}.get(good[:3], path)
    if b"data" in good:
        path = _called(config, json.loads(members["fn_index"]))[0]
    body = rng.choice((
        b"", good[: len(good) // 2], good + b"}", b"\xef\xbb\xbf" + good, good.decode().encode("utf-16"),
        good.replace(b'"', b"'"),
        b"\xff\xfe\x00", b'{"question": "\xed\xa0\x80"}', b'{"question": "\xff"}', b"[" * 100_000, b"{" * 9_999,
        b"null", b"1", b'"x"',
        b"[]", b"{}", good * 2, b"\x00" * 1_000, bytes(rng.randrange(256) for _ in range(200)), b'{"draft": 1}',
        b'{"question": null}',
        b'{"draft": "' + b"\\u0000" * 1_000 + b'"}',
    ))  # fmt: skip
    kind = rng.choice((
        "application/json", "application/json", "text/plain", "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml", "application/json; charset=utf-16", "application/octet-stream", "x",
    ))  # fmt: skip
    return Request("POST", path, (("Content-Type", kind),), body)


def _upload(rng: random.Random, _: Config) -> Request:
    """Make a form of files that is broken."""
    name = rng.choice(
        ("a.txt", "a" * 300 + ".txt", "../../x", "\x00", "a\r\nb", "\xff\xfe", "", "con", "/etc/passwd", "a" * 9_000)
    )
    head = rng.choice((
        f'Content-Disposition: form-data; name="files"; filename="{name}"',
        'Content-Disposition: form-data; name="files"',
        "Content-Disposition: form-data", f'Content-Disposition: form-data; filename="{name}"',
        "Content-Disposition: \xff", "", ":", "X",
        'Content-Disposition: form-data; name="x"; filename="x"', "X: " + "y" * 20_000,
        "Content-Disposition: form-data; name*=utf-99''%ff",
    ))  # fmt: skip
    part = f"--b\r\n{head}\r\nContent-Type: text/plain\r\n\r\nhello\r\n".encode("latin-1")
    body = rng.choice((part + b"--b--\r\n", part, part * 1_100 + b"--b--\r\n", part[:30], b"--b--", b"", b"--b",
    part.replace(b"--b", b"--c"),
                       b"\r\n" * 500, part + b"--b\x00\r\n", b"x" * 70_000, part.replace(b"\r\n", b"\n")))  # fmt: skip
    kind = rng.choice(("multipart/form-data; boundary=b",) * 4 + (
        "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=" + "b" * 300,
        "text/plain", "",
        "multipart/form-data; boundary=b; charset=utf-99", "multipart/mixed; boundary=b",
        "multipart/form-data; boundary=\xff",
        "application/x-www-form-urlencoded", "application/json",
    ))  # fmt: skip
    query = rng.choice(
        ("", "?upload_id=x", "?upload_id=" + "x" * 5_000, "?upload_id=%00", "?upload_id=%ff", "?upload_id")
    )
    return Request("POST", f"/gradio_api/upload{query}", (("Content-Type", kind),), body)


def _path(rng: random.Random, _: Config) -> Request:
    """Make a request to a path by a method that it may not have."""
    path, method = rng.choice(_PATHS), rng.choice(_METHODS)
    changed = rng.choice((path, path, f"/{path}", f"{path}/", path.upper(), path.replace("/", "/./"), path.replace("/",
    "/%2e%2e/"),
                          quote(path, safe=""), f"{path}%00", f"{path}?{'a=b&' * 500}", f"{path}?%ff=%00",
                          f"http://127.0.0.1{path}",
                          f"{path}#x", f"{path};x=1", path.replace("a", "%61"), f"{path}?session_hash=%00",
                          f"{path} x", f"{path}\xe9"))  # fmt: skip
    return Request(method, changed, (), rng.choice((b"", b"", b"x")))


def _name(rng: random.Random, _: Config) -> Request:
    """Make a request whose names are none: of a style, a basket, a format, a conversation, a file or a session."""
    name, other = rng.choice(_NAMES), rng.choice(_NAMES)
    return Request("GET", rng.choice((
        f"/api/basket.md?basket=basket&style={name}", f"/api/basket.{name}?basket={other}&style=apa",
        f"/api/basket.docx?basket={name}&style=apa",
        f"/api/conversations/{name}.md", f"/api/conversations/{name}/copies/{other}?style=apa",
        f"/api/conversations/x/copies/1?style={name}",
        f"/api/{name}", f"/pullquote/{name}", f"/pullquote/fonts/{name}", f"/pullquote/checking/{name}",
        f"/assets/{name}", f"/static/{name}",
        f"/gradio_api/{name}", f"/{name}", f"/?deep_link={name}", f"/?token={name}", f"/?ask={name}",
        f"/config?page={name}&deep_link={other}",
        f"/gradio_api/queue/data?session_hash={name}", f"/gradio_api/upload_progress?upload_id={name}",
        f"/gradio_api/heartbeat/{name}",
        f"/gradio_api/info?page={name}&all_endpoints={other}", f"/gradio_api/run/{name}",
    )))  # fmt: skip


def _api(rng: random.Random, _: Config) -> Request:
    """Make a question or a draft with a member of a wrong kind, or with filters that are none."""
    value, other = rng.choice(_VALUES), rng.choice(_VALUES)
    return rng.choice((
        Request("POST", "/api/ask", (_JSON,), _json({"question": value})),
        Request("POST", "/api/ask", (_JSON,), _json({"question": '"Who?"', "filters": value})),
        Request("POST", "/api/ask", (_JSON,), _json({"question": '"Who?"',
        "filters": f'{{"published_from": {value}}}'})),
        Request("POST", "/api/ask", (_JSON,), _json({"question": '"Who?"',
        "filters": f'{{"publishers": [{value}, {other}]}}'})),
        Request("POST", "/api/ask", (_JSON,), _json({"question": '"Who?"', "filters": f'{{"article_ids": {value}}}'})),
        Request("POST", "/api/ask", (_JSON,), _json({"question": '"Who?"', "history": value})),
        Request("POST", "/api/ask", (_JSON,), _json({"question": '"Who?"',
        "history": f'[{{"role": {value}, "text": {other}}}]'})),
        Request("POST", "/api/ask", (_JSON,), _json({"question": '"Who?"', "\ud800": value})),
        Request("POST", "/api/ask", (_JSON,), _json({"question": '"Who?"', "x" * 5_000: value})),
        Request("POST", "/api/check", (_JSON,), _json({"draft": value})),
        Request("POST", "/v1/chat/completions", (_JSON,), _json({"messages": value})),
        Request("POST", "/v1/chat/completions", (_JSON,),
        _json({"messages": f'[{{"role": "user", "content": {value}}}]', "stream": other})),
        Request("POST", "/api/v1/articles", (_JSON,), _json({"text": value, "published": other})),
        Request("PATCH", "/api/v1/articles/x", (_JSON,), _json({"title": value})),
        Request("POST", "/api/v1/files?name=x.md", (_JSON,), _json({"text": value})),
        Request("POST", "/api/v1/resolve", (_JSON,), _json({"anchors": value})),
        Request("POST", "/mcp", (_JSON, ("Accept", "application/json, text/event-stream")),
        _json({"jsonrpc": '"2.0"', "id": value, "method": '"tools/call"', "params": other})),
        Request("POST", "/api/check", (_JSON,), _json({"draft": '"x"', "more": value})),
    ))  # fmt: skip


def _header(rng: random.Random, config: Config) -> Request:
    """Make a request with a header that is none."""
    path, members = _called(config, rng.choice(config["dependencies"])["id"])
    plain = rng.choice((
        Request("GET", "/"), Request("GET", "/config"), Request("GET", "/pullquote/page.js"), Request("GET",
        "/api/articles"),
        Request("POST", "/api/ask", (_JSON,), b'{"question": 3}'), Request("POST", path, (_JSON,), _json({**members,
        "fn_index": "-1"})),
        Request("POST", "/gradio_api/upload", (), b"x"),
    ))  # fmt: skip
    return replace(plain, headers=[*plain.headers, *rng.sample(_HEADERS, rng.choice((1, 1, 2)))])


def _garbage(rng: random.Random, _: Config) -> Request:
    """Make bytes that are not HTTP, or that end too soon."""
    head = b"POST /api/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    return Request("", "", whole=rng.choice((
        b"", b"\x00" * 100, b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n",
        b"GET  /  HTTP/1.1\r\n\r\n", b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200), b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET " + b"/" * 100_000,
        head + b"Content-Length: 100\r\n\r\n{", head + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET * HTTP/1.1\r\nHost: x\r\n\r\n",
        head + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
        head + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nx",
        head + b"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", b"GET / HTTP/1.1\nHost: x\n\n",
        head + b" folded\r\n\r\n",
        head + b"X: y\r\n" * 3_000 + b"\r\n", bytes(rng.randrange(256) for _ in range(300)) + b"\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\nHost: x\r\n\r\n",
    )))  # fmt: skip
