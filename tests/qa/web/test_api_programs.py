"""What programs change and read over a real socket: articles, baskets, events, examples, old routes, keys and MCP."""

import json
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import anyio
import httpx
import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from qa import Assistant, Filters, PullquoteError, Turn
from qa.errors import QuestionError
from qa.programs.keys import Keys, Scope
from qa.rendering.answer_json import serialise_answer
from qa.web.api_examples import load_examples
from qa.web.web_settings import WebSettings

TOKEN = "a-token-of-the-tests"
TOLL = "On 10 June the ferry toll rose to 9 crowns.\n\n“Nobody asked the rowers,” said Ada Finch."
QUESTION = {"question": "What did the ferry toll rise to?"}


@pytest.fixture(scope="module")
def assistant(make_assistant, make_article, word_reader):
    url = "https://herald.example/toll"
    articles = make_article(TOLL, "a/toll", "Toll", published="2024", url=url), make_article()
    return make_assistant(*articles, reader=word_reader)


@pytest.fixture(scope="module")
def address(serve_api, assistant):
    return serve_api(assistant)


@pytest.fixture(scope="module")
def keys(assistant):
    kept = Keys(assistant.library.folder)
    return {scope: kept.add(f"a {scope} key", scope) for scope in Scope}


def open_client(address, key):
    return httpx.Client(base_url=address, headers={"authorization": f"Bearer {key}"}, timeout=60)


@pytest.fixture(scope="module")
def served(address):
    with open_client(address, TOKEN) as client:
        yield client


@pytest.fixture(scope="module")
def description(served):
    return served.get("/api/openapi.json").json()


def test_events_bring_each_quote_and_then_the_whole(served):
    whole = served.post("/api/v1/ask", json=QUESTION).json()
    with served.stream("POST", "/api/v1/ask/stream", json=QUESTION) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        told = [line.partition(": ")[::2] for line in answer.iter_lines() if line]
    names = [value for name, value in told if name == "event"]
    data = [json.loads(value) for name, value in told if name == "data"]
    assert names == ["quote"] * len(whole["quotes"]) + ["answer"]
    assert data == [*whole["quotes"], whole]
    refused = served.post("/api/v1/ask/stream", json={"question": " "})
    assert refused.status_code == 400 and refused.headers["content-type"] == "application/problem+json"


def test_a_text_is_added_once_read_corrected_and_removed(served):
    sent = {
        "title": "Gulls",
        "text": "A gull stole the hat.\r\nIt was blue.",
        "authors": ["Bo Reed"],
        "tags": ["birds"],
    }
    first, again = served.post("/api/v1/articles", json=sent), served.post("/api/v1/articles", json=sent)
    assert (first.status_code, again.status_code) == (201, 200)
    [added] = first.json()["articles"]
    assert again.json()["articles"] == [{**added, "change": "unchanged"}]
    article = f"/api/v1/articles/{added['id']}"
    assert first.headers["location"] == article and "location" not in again.headers
    assert served.get(article).json()["text"] == "A gull stole the hat.\nIt was blue."
    [listed] = [each for each in served.get("/api/v1/articles").json()["articles"] if each["id"] == added["id"]]
    assert (listed["tags"], listed["authors"]) == (["birds"], ["Bo Reed"])
    corrected = served.patch(article, json={"title": "A gull", "published": "2024-06"}).json()
    assert (corrected["title"], corrected["published"], corrected["authors"]) == ("A gull", "2024-06", ["Bo Reed"])
    for wrong, told in (
        ({"published": "soon"}, "not a date"),
        ({"title": " "}, "title"),
        ({"text": "x"}, "Leave out “text”"),
    ):
        refused = served.patch(article, json=wrong)
        assert refused.status_code in (400, 422) and told in refused.json()["detail"]
    assert served.delete(article).status_code == 204
    assert served.get(first.headers["location"]).status_code == 404
    assert served.delete(article).status_code == served.patch(article, json={"title": "x"}).status_code == 404


def test_what_is_corrected_stays_and_the_rest_follows_the_article(served):
    sent = {"title": "Terns", "text": "Terns nest on the pier.", "publisher": "Pier News", "published": "2024"}
    article = served.post("/api/v1/articles", json=sent).headers["location"]
    assert served.patch(article, json={"published": "2023"}).json()["published"] == "2023"
    again = served.post("/api/v1/articles", json={**sent, "publisher": "Harbour News", "published": "2025"})
    assert again.json()["articles"][0]["change"] == "updated"
    [told] = [each for each in served.get("/api/v1/articles").json()["articles"] if each["title"] == "Terns"]
    assert (told["publisher"], told["published"]) == ("Harbour News", "2023")
    assert served.delete(article).status_code == 204


def test_an_article_that_is_sent_many_times_at_once_is_one(served):
    sent = {"title": "Auks", "text": "Auks dive at noon."}
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: served.post("/api/v1/articles", json=sent), range(4)))
    assert {answer.json()["articles"][0]["id"] for answer in answers} == {
        each["id"] for each in served.get("/api/v1/articles").json()["articles"] if each["title"] == "Auks"
    }
    article = next(answer.headers["location"] for answer in answers if answer.status_code == 201)
    assert served.delete(article).status_code == 204


def test_a_file_is_added_once(served):
    content = b"---\ntitle: Buoy\n---\nThe buoy rang all night.\n"
    first, again = (served.post("/api/v1/files?name=../buoy.md", content=content) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    [added] = again.json()["articles"]
    assert (added["title"], added["change"]) == ("Buoy", "unchanged") and first.json()["problems"] == []
    refused = served.post("/api/v1/files?name=x.exe", content=b"MZ")
    assert refused.status_code == 400 and refused.json()["detail"].endswith(".")
    assert served.post("/api/v1/files", content=b"x").status_code == 422
    assert served.delete(f"/api/v1/articles/{added['id']}").status_code == 204


def test_a_basket_is_kept_and_exported(served):
    place = {"article_id": "a/toll", "start": 0, "end": 43}
    first = served.post("/api/v1/quotes", json={**place, "basket": "A/B", "note": "first"})
    again = served.post("/api/v1/quotes", json={**place, "basket": "A/B"})
    kept = first.json()["id"]
    assert (first.status_code, first.headers["location"]) == (201, f"/api/v1/quotes/{kept}")
    assert (again.status_code, again.json()) == (200, {"id": kept, "new": False}) and "location" not in again.headers
    assert {"name": "A/B", "quotes": 1} in served.get("/api/v1/baskets").json()["baskets"]
    changed = served.patch(f"/api/v1/quotes/{kept}", json={"note": "second", "number": 1})
    assert changed.status_code == 200
    [quote] = served.get("/api/v1/quotes", params={"basket": "A/B"}).json()["quotes"]
    assert (quote["text"], quote["note"], quote["id"]) == (TOLL[:43], "second", kept)
    assert served.get(first.headers["location"]).json() == quote
    file = served.get("/api/v1/baskets/file", params={"basket": "A/B", "format": "csl-json"})
    assert json.loads(file.content)[0]["title"] == "Toll"
    assert served.delete(f"/api/v1/quotes/{kept}").status_code == 204
    for method, body, status in (
        ("DELETE", None, 404), ("PATCH", {"note": "x"}, 404), ("PATCH", {"number": 1}, 404), ("GET", None, 404),
        ("PATCH", {}, 400),
    ):  # fmt: skip
        gone = served.request(method, f"/api/v1/quotes/{kept}", json=body)
        assert gone.status_code == gone.json()["status"] == status, (method, body)
    wrong = {**place, "end": 10**6}
    assert served.post("/api/v1/quotes", json=wrong).status_code == 404


def test_quotes_are_found_again(served):
    [quote, *_] = served.post("/api/v1/ask", json=QUESTION).json()["quotes"]
    gone = {**quote["anchor"], "article_id": "gone"}
    told = served.post("/api/v1/resolve", json={"anchors": [quote["anchor"], gone]}).json()["quotes"]
    assert [each["found"] for each in told] == ["exact", "missing"] and told[0]["text"] == quote["text"]


def test_old_routes_say_what_takes_their_place(served):
    for method, path, body, successor in (
        ("POST", "/api/ask", QUESTION, "/api/v1/ask"),
        ("POST", "/api/ask", {}, "/api/v1/ask"),
        ("GET", "/api/articles", None, "/api/v1/articles"),
        ("GET", "/api/basket.md?basket=x&style=apa", None, "/api/v1/baskets/file"),
    ):
        headers = served.request(method, path, json=body).headers
        assert headers["deprecation"].startswith("@")
        assert headers["link"] == f'<{successor}>; rel="successor-version"'
    assert "deprecation" not in served.post("/api/v1/ask", json=QUESTION).headers


def list_routes(description):
    """Yield each method and path of the API that stays and of chat completions, with what is told of it."""
    for path, methods in description["paths"].items():
        if path.startswith(("/api/v1/", "/v1/")):
            for method, told in methods.items():
                yield method.upper(), path, told


def test_every_route_has_examples_that_are_taken(served, description):
    examples = load_examples()
    for method, path, told in list_routes(description):
        content = next(iter(told.get("requestBody", {}).get("content", {"application/json": {}}).items()))
        if method != "DELETE":
            assert any("example" in each for each in told["responses"]["200"]["content"].values()), (method, path)
        if "requestBody" in told and path != "/api/v1/files":
            assert "example" in content[1], (method, path)
            concrete = path.replace("{article_id}", "lamp").replace("{quote_id}", "1")
            answer = served.request(method, concrete, json=content[1]["example"])
            assert answer.status_code in (200, 201, 400, 404), (path, answer.text)  # the articles are others here
    told = served.post("/v1/chat/completions", json=examples["chat_completions"]["request"]).json()
    assert told.keys() == examples["chat_completions"]["response"].keys()
    told = served.post("/api/v1/ask", json=examples["ask_v1"]["request"] | QUESTION).json()
    assert told.keys() == examples["ask_v1"]["response"].keys()


def test_the_description_is_a_page_without_scripts(served, description):
    answer = served.get("/api/v1/reference")
    assert answer.headers["content-type"].startswith("text/html") and "<script" not in answer.text
    assert "http" not in answer.text.replace("http-equiv", "").partition("<nav>")[0]
    for _, path, told in list_routes(description):
        assert told["operationId"].replace("_", "&#95;") in answer.text, path


# Keys.


def test_a_read_key_reads_and_cannot_change_anything(address, keys, description):
    reading = {"ask", "ask/stream", "ask/whole", "check", "check/whole", "cite", "find-quotation", "resolve", "search"}
    with open_client(address, keys[Scope.READ]) as client:
        assert client.post("/api/v1/ask", json=QUESTION).status_code == 200
        assert client.get("/v1/models").status_code == 200
        refused = set()
        for method, path, _ in list_routes(description):
            concrete = path.replace("{article_id}", "lamp").replace("{quote_id}", "1").replace("{model}", "pullquote")
            answer = client.request(method, concrete, content=b"" if method == "GET" else b"{}")
            if method == "GET" or path.removeprefix("/api/v1/") in reading or path == "/v1/chat/completions":
                assert answer.status_code not in (401, 403), (method, path)
            else:
                assert answer.status_code == 403 and "only reads" in answer.text, (method, path)
                refused.add((method, path))
        assert len(refused) == 7
        for method in ("PUT", "DELETE", "PATCH", "POST"):
            for path in ("/api/v1/anything", "/api/v1/articles/", "/v1/anything", "/api/v1/ask/more"):
                assert client.request(method, path).status_code == 404, (method, path)
    with open_client(address, keys[Scope.WRITE]) as client:
        for method, path in refused:
            concrete = path.replace("{article_id}", "nothing").replace("{quote_id}", "9999")
            assert client.request(method, concrete, json={"title": 3}).status_code not in (401, 403), (method, path)


def test_a_key_opens_no_page(address, keys):
    with open_client(address, keys[Scope.WRITE]) as client:
        for path in ("/", "/config", "/gradio_api/info"):
            answer = client.get(path)
            assert answer.status_code == 401 and "set-cookie" not in answer.headers


def test_a_key_that_is_revoked_opens_nothing(address, assistant):
    kept = Keys(assistant.library.folder)
    key = kept.add("for a while", Scope.READ)
    with open_client(address, key) as client:
        assert client.get("/api/v1/articles").status_code == 200
        kept.revoke("for a while")
        refused = client.get("/api/v1/articles")
        assert refused.status_code == 401 and "pullquote keys list" in refused.json()["detail"]
    with open_client(address, f"{key[:-1]}x") as client:
        assert client.get("/api/v1/articles").status_code == 401


# Many at once.


def test_many_questions_at_once_are_read_in_turns_and_hold_up_nothing_else(address, keys, assistant, monkeypatch):
    together, most, free = Counter(), [], threading.Event()
    answer = type(assistant)._answer

    def answer_slowly(self, asked):
        together["now"] += 1
        most.append(together["now"])
        assert free.wait(60)
        together["now"] -= 1
        return answer(self, asked)

    monkeypatch.setattr(type(assistant), "_answer", answer_slowly)
    with open_client(address, keys[Scope.READ]) as client, ThreadPoolExecutor(60) as pool:
        call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "ask", "arguments": QUESTION}}
        accept = {"accept": "application/json, text/event-stream"}
        asked = [pool.submit(client.post, "/api/v1/ask", json=QUESTION) for _ in range(40)]
        asked += [pool.submit(client.post, "/mcp", json=call, headers=accept) for _ in range(20)]
        while len(most) < WebSettings().at_once:
            assert not any(each.done() for each in asked) and not time.sleep(0.01)
        assert client.get("/api/v1/articles").status_code == 200
        free.set()
        assert {each.result().status_code for each in asked} == {200}
        assert all("isError" not in each.result().text or '"isError":false' in each.result().text for each in asked)
    assert max(most) == WebSettings().at_once


def test_who_has_left_is_not_worked_for(address, keys, assistant, monkeypatch):
    begun, free, told = threading.Semaphore(0), threading.Event(), []

    def answer_slowly(self, asked):
        told.append(asked.question)
        begun.release()
        assert free.wait(60)
        raise QuestionError("no")

    monkeypatch.setattr(type(assistant), "_answer", answer_slowly)
    with open_client(address, keys[Scope.READ]) as client, ThreadPoolExecutor(8) as pool:
        first = [pool.submit(client.post, "/api/v1/ask", json={"question": "first"}) for _ in range(4)]
        for _ in first:
            assert begun.acquire(timeout=60)
        for path, more in (("/api/v1/ask/stream", {"question": "left"}), ("/api/v1/ask", {"question": "left"})):
            with pytest.raises(httpx.ReadTimeout):
                client.post(path, json=more, timeout=0.3)
        free.set()
        assert client.post("/api/v1/ask", json={"question": "last"}).status_code == 400
        assert [each.result().status_code for each in first] == [400] * 4
    assert told == ["first"] * 4 + ["last"]


# The client in Python.


def test_the_client_answers_as_the_assistant_does(address, assistant, keys):
    remote = Assistant.connect(address, f"{keys[Scope.READ]}\n")  # as a file has it
    history = [Turn("user", "What happened to the ferry toll?"), Turn("assistant", TOLL[:43], "a/toll")]
    for question, said in (
        (QUESTION["question"], ()),
        ("What did it rise to?", history),
        ("Who asked the rowers?", ()),
        ("thanks", ()),
        ("what's new?", ()),
    ):
        here, there = assistant.ask(question, said), remote.ask(question, said)
        assert serialise_answer(there) == serialise_answer(here)
        assert [each.text for each in there.quotes] == [each.text for each in here.quotes]
        assert [each.said_by for each in there.quotes] == [each.said_by for each in here.quotes]
    with pytest.raises(PullquoteError, match="question is empty"):
        remote.ask(" ")
    with pytest.raises(PullquoteError, match="holds no article"):
        remote.ask("Who?", filters=Filters(article_ids=("no",)))


def test_the_client_checks_as_the_assistant_does(address, assistant, keys):
    draft = "“the ferry toll rose to 9 crowns” and “the ferry toll rose to 7 crowns”"
    assert Assistant.connect(address, keys[Scope.READ]).check(draft) == assistant.check(draft)


@pytest.mark.parametrize(
    ("url", "key", "told"),
    [
        ("ftp://x", "k", "begins with http"),
        ("", "wrong", "pullquote serve"),
        ("", "schlüssel", "no key"),
        ("", " \n", "no key"),
        ("http://127.0.0.1:1", "k", "not answer"),
    ],
)
def test_the_client_says_why_it_cannot(address, url, key, told):
    with pytest.raises(PullquoteError, match=told):
        Assistant.connect(url or address, key).ask("Who?")


# MCP.


def test_the_tools_are_offered_over_http(address, keys):
    async def use(scope):
        headers = {"authorization": f"Bearer {keys[scope]}"}
        async with (
            httpx2.AsyncClient(headers=headers, timeout=60) as carrier,
            Client(streamable_http_client(f"{address}/mcp", http_client=carrier)) as client,
        ):
            tools = await client.list_tools()
            called = await client.call_tool("ask", QUESTION)
            return [tool.name for tool in tools.tools], called.structured_content

    with ThreadPoolExecutor(1) as pool:
        names, answer = pool.submit(anyio.run, use, Scope.READ).result()
        with_adding, _ = pool.submit(anyio.run, use, Scope.WRITE).result()
    assert "check_quotes" in names and "add" not in names and with_adding == [*names, "add"]
    assert TOLL[answer["quotes"][0]["start"] : answer["quotes"][0]["end"]] == answer["quotes"][0]["text"]
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accept = {"accept": "application/json, text/event-stream"}
    assert httpx.post(f"{address}/mcp", json=body, headers=accept).status_code == 401
    with open_client(address, keys[Scope.READ]) as client:
        assert client.post("/mcp", json=body, headers=accept | {"origin": "https://evil.example"}).status_code == 403
        assert client.get("/mcp").status_code == 405
