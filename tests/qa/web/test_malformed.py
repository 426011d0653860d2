"""Malformed requests to the whole application: each is refused with one sentence, and none is taken for a fault."""

import random

import pytest

MALFORMED = "malformed"
# As they stand in JSON; most of them no encoder would write.
VALUES = ("-1", "99999", "9" * 400, "9" * 5_000, "1.5", "1e400", "NaN", '"x"', '"\\u0000"', '"\\ud800"', "[]", "{}",
"true",
          "[" * 5_000 + "]" * 5_000, '{"a":' * 150 + "1" + "}" * 150,
          '{"path": 3, "meta": {"_type": "gradio.FileData"}}',
          "[" + "[]," * 20_000 + "[]]", "'x'", '"' + "y" * 2_000 + '"')  # fmt: skip
MEMBERS = ("data", "fn_index", "session_hash", "trigger_id", "event_id", "batched", "simple_format", "oauth_token", "x")


@pytest.fixture
def refuse(client):
    """Return a function that sends something and wants it to be refused, in one sentence."""

    def refused(method, path, body=None, kind="application/json", statuses=range(400, 500)):
        headers = {} if body is None else {"content-type": kind}
        answer = client.request(method, path, content=body, headers=headers)
        assert answer.status_code in statuses, (method, path, body, answer.text)
        said = answer.json()["error"] if "json" in answer.headers["content-type"] else answer.text
        if answer.headers["content-type"] != "text/html; charset=utf-8":
            assert said.endswith(".") and "\n" not in said and "Traceback" not in said and len(said) < 600, said
        return answer

    return refused


@pytest.fixture(scope="module")
def calls(client):
    """The page's events as it would send them with nothing in its fields: path, and members as JSON."""
    events = []
    for event in client.get("/config").json()["dependencies"]:
        data = ", ".join("null" for _ in event["inputs"])
        members = {"data": f"[{data}]", "fn_index": str(event["id"]), "session_hash": f'"{MALFORMED}"'}
        events.append(("/gradio_api/queue/join" if event["queue"] else "/gradio_api/run/predict", members))
    return events


def in_json(members):
    inside = ", ".join(f'"{name}": {value}' for name, value in members.items())
    return f"{{{inside}}}".encode("utf-8", "surrogatepass")


def test_events_with_a_member_that_is_wrong(refuse, calls):
    rng, harmless = random.Random(3), {("trigger_id", "-1"), ("trigger_id", "99999"), ("session_hash", '"x"')}
    for number in range(300):
        path, members = calls[number % len(calls)]
        name, value = rng.choice(MEMBERS), rng.choice(VALUES)
        if (name, value) in harmless or (name, value, members["data"]) == ("data", "[]", "[]"):
            continue
        refuse("POST", path, in_json({**members, name: value}))


def test_events_with_a_member_too_few_or_sent_to_the_wrong_place(refuse, calls):
    for path, members in calls:
        for name in members:
            refuse("POST", path, in_json({key: value for key, value in members.items() if key != name}))
        other = {"/gradio_api/queue/join", "/gradio_api/run/predict"} - {path}
        refuse("POST", other.pop(), in_json(members))
        refuse("POST", path, in_json({**members, "data": members["data"].replace("]", ", null]").replace("[, ", "[")}))


def test_events_whose_data_has_a_value_of_a_wrong_kind(refuse, calls):
    rng = random.Random(4)
    for path, members in calls:
        places = members["data"].count("null")
        for place in range(places):
            data = ["null"] * places
            # None of these is what any component of the page can have.
            data[place] = rng.choice(("{}", "1.5", "[[]]", "[1]", '{"__type__": "update"}', "99999"))
            refuse("POST", path, in_json({**members, "data": f"[{', '.join(data)}]"}))


BESIDE = [
    *("null", "3", '"x"', "[]", "[3]", "true", '{"id": {}, "number": [], "name": 3}', '{"id": 1e300}'),
    '{"id": "\\u0000", "number": "\\u0000", "name": null, "value": [[]]}',
    '{"number": 9007199254740993, "start": -1, "end": 1e9, "which": {}, "to": "x"}',
]


@pytest.mark.parametrize("beside", BESIDE)
def test_whatever_comes_beside_an_event_is_no_fault(client, calls, beside):
    for path, members in calls:
        if path == "/gradio_api/run/predict":
            body = in_json({**members, "event_data": beside})
            answer = client.post(path, content=body, headers={"content-type": "application/json"})
            assert answer.status_code == 200, (members, answer.text)


@pytest.mark.parametrize("body", [b"", b"{", b"null", b"[]", b"\xff", b"\xed\xa0\x80", b"[" * 99_999, b'"\\ud800"',
b"NaN", b"\x00",
                                  b'\xef\xbb\xbf{"question": "x"}', b'{"question": "\\udc00"}', b'{"draft": 1e999999}',
                                  b'{"question": "a", "\\ud83d": 1}',
                                  b'{"question": ' + b"9" * 9_999 + b"}"])  # fmt: skip
@pytest.mark.parametrize("path", ["/api/ask", "/api/check", "/gradio_api/queue/join", "/gradio_api/run/predict",
"/gradio_api/cancel",
                                  "/gradio_api/reset", "/gradio_api/upload"])  # fmt: skip
def test_bodies_that_are_none(refuse, path, body):
    refuse("POST", path, body)
    refuse("POST", path, body, kind="text/plain")
    refuse("POST", path, body, kind="multipart/form-data")


LONG = [251, 252, 255, 256, 4_000, 30_000]


@pytest.mark.parametrize("name", [*("a" * length for length in LONG), "%00", "..%2f..%2fetc%2fpasswd", "%ff", "apa%00",
"a.csl",
                                  "%e4%b8%ad" * 90, "C:%5c", "~", "%2e%2e", "apa.csl", "%f0%9f%98%80"])  # fmt: skip
def test_names_that_lead_nowhere(refuse, name):
    refuse("GET", f"/api/conversations/x/copies/1?style={name}")
    refuse("GET", f"/api/basket.md?basket=basket&style={name}")
    refuse("GET", f"/api/basket.{name}?basket=basket&style=apa")
    refuse("GET", f"/api/basket.md?basket={name}&style=apa")
    refuse("GET", f"/api/conversations/{name}.md")
    refuse("GET", f"/api/conversations/{name}/copies/1?style=apa")
    refuse("GET", f"/api/conversations/x/copies/{name}?style=apa")
    for folder in (
        "api",
        "assets",
        "static",
        "pullquote",
        "pullquote/fonts",
        "pullquote/checking",
        "gradio_api",
        "svelte",
    ):
        refuse("GET", f"/{folder}/x{name}")


@pytest.mark.parametrize(
    "query", ["", "session_hash=%00", "session_hash=" + "a" * 5_000, "session_hash=%ff", "session=x"]
)
def test_streams_of_nobody(client, query):
    answer = client.get(f"/gradio_api/queue/data?{query}")
    assert answer.status_code in (200, 400, 422)
    # The page understands this as a program that was started anew.
    assert answer.status_code != 200 or '"session_not_found":true' in answer.text


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
def test_methods_that_nothing_has(refuse, method):
    for path in (
        "/",
        "/config",
        "/api/ask",
        "/api/articles",
        "/gradio_api/run/predict",
        "/pullquote/page.js",
        "/nowhere",
    ):
        if not (method in ("TRACE", "BREW") and path.startswith("/api/")):
            refuse(method, path, statuses=(404, 405))
