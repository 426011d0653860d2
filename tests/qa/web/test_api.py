"""The machine API: answers in the contract's shape, exports, errors as sentences."""

import asyncio
import io
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from urllib.parse import unquote

import pytest

from index import Filters
from qa.basket.basket_store import Baskets
from qa.basket.exporting import FORMATS, export
from qa.checking.report.report_json import serialise_report
from qa.cite.styles import STYLES
from qa.conversations.conversation_store import Conversations
from qa.rendering.answer_json import serialise_answer
from qa.web.waiting import run_while_awaited

PUMP = "Who suspected the Broad Street pump?"


@pytest.fixture
def conversations(assistant):
    """The conversations that the application exports; none at the beginning."""
    kept = Conversations(assistant.library)
    for conversation in kept.list_all():
        kept.delete(conversation.id)
    return kept


@pytest.fixture
def asked(conversations, assistant):
    """Keep a question with its answer in a conversation of its own."""

    def ask(question=PUMP, name=PUMP, rating=0):
        conversation = conversations.start(name)
        number = conversations.begin(conversation, question, Filters()).number
        conversations.finish(conversation, number, assistant.ask(question))
        conversations.rate(conversation, number, rating)
        return conversation

    return ask


def test_an_answer_quotes_its_article(client, assistant):
    answer = client.post("/api/ask", json={"question": "Who suspected the Broad Street pump?"}).json()
    assert answer["status"] == "answered"
    for quote in answer["quotes"]:
        assert quote["text"] == assistant.library.article(quote["article_id"]).text[quote["start"] : quote["end"]]
    assert {"id", "question", "searched", "confidence", "reason", "nearest", "hits", "content"} <= answer.keys()


def test_an_answer_is_cited_in_any_style(client):
    for style in ("apa", "nature"):
        answer = client.post("/api/ask", json={"question": PUMP, "style": style}).json()
        assert answer["references"] and answer["quotes"][0]["citation"]["style"] == style
    refused = client.post("/api/ask", json={"question": PUMP, "style": "../nope"})
    assert refused.status_code == 400 and "no citation style" in refused.json()["error"]


def test_a_check_ends_when_its_client_leaves():
    class Left:
        async def is_disconnected(self):
            return True

    def work(stop):
        assert stop.wait(20)
        return {"stopped": True}

    # In a thread of its own: this one's event loop is that of other tests.
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(asyncio.run, run_while_awaited(Left(), work)).result() == {"stopped": True}


def test_a_draft_is_checked(client, assistant):
    draft = "“Snow suspected the public pump in Broad Street” and “Snow suspected the private pump in Broad Street”"
    report = client.post("/api/check", json={"draft": draft}).json()
    assert report == serialise_report(assistant.check(draft))
    assert [each["verdict"] for each in report["quotations"]] == ["exact", "altered"]
    refused = client.post("/api/check", json={"draft": "x" * 1_000_001})
    assert refused.status_code == 400 and "check at most" in refused.json()["error"]
    assert client.post("/api/check", json={"draft": ["x"]}).status_code == 422
    half = client.post("/api/check", content=b'{"draft": "\\ud800 x"}', headers={"content-type": "application/json"})
    assert half.status_code in (400, 422) and half.json()["error"].endswith(".") and "xxx" not in half.json()["error"]


def test_copies_of_an_answer_are_in_the_style_that_is_asked_for(client, asked, conversations):
    conversation = asked("How many people died?")
    quotes = conversations.list_exchanges(conversation)[0].answer.quotes
    copies = client.get(f"/api/conversations/{conversation}/copies/1", params={"style": "chicago-notes"}).json()
    assert [each["number"] for each in copies["quotes"]] == [each.number for each in quotes]
    for copy, citation in zip(copies["quotes"], quotes, strict=True):
        assert citation.text in copy["quote"]["text"]
        assert citation.article.title.casefold() in copy["citation"]["text"].casefold()
        assert copy["quote"]["text"] in copies["all"]["text"] and copy["both"]["html"]


def test_a_style_is_found_by_what_is_typed(client):
    for written, name in (
        ("apa", "apa"),
        ("Nature", "nature"),
        ("american medical association", "american-medical-association"),
    ):
        assert client.get("/api/style", params={"name": written}).json()["name"] == name
    refused = client.get("/api/style", params={"name": "vancuver"})
    assert refused.status_code == 400 and "the nearest is 'vancouver'" in refused.json()["error"]
    assert client.get("/api/style", params={"name": "/etc/passwd"}).status_code == 400


@pytest.mark.parametrize(
    ("number", "style", "status"),
    [(2, "apa", 404), (1, "nope", 400), (1, "/etc/passwd", 400), (1, "pyproject.toml", 400), ("x", "apa", 422)],
)
def test_copies_that_cannot_be_made_are_explained(client, asked, number, style, status):
    answer = client.get(f"/api/conversations/{asked()}/copies/{number}", params={"style": style})
    assert answer.status_code == status and answer.json()["error"].endswith(".")
    assert client.get("/api/conversations/nope/copies/1", params={"style": "apa"}).status_code == 404


@pytest.fixture
def kept(assistant):
    """A basket of the quotes of an answer, which is empty again afterwards."""
    baskets = Baskets(assistant.library)
    for citation in assistant.ask("How many people died?").quotes:
        baskets.keep(citation, "The Book")
    yield baskets.list_quotes("The Book")
    for each in baskets.list_quotes("The Book"):
        baskets.drop(each.id)


@pytest.mark.parametrize("suffix", ["md", "obsidian.md", "html", "docx", "odt", "bib", "ris", "json"])
def test_a_basket_is_exported(client, kept, suffix):
    answer = client.get(f"/api/basket.{suffix}", params={"basket": "The Book", "style": "chicago-notes"})
    assert answer.status_code == 200
    saved_as = suffix.rpartition(".")[2]
    assert unquote(answer.headers["content-disposition"]).endswith(f"''The Book.{saved_as}")
    name = next(name for name, each in FORMATS.items() if f".{suffix}" in each.suffixes)
    assert answer.headers["content-type"].partition(";")[0] == FORMATS[name].media_type
    if name in ("docx", "odt"):
        assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None
    else:
        assert answer.content == export(kept, name, STYLES["chicago-notes"], "The Book")


@pytest.mark.parametrize(
    ("path", "basket", "style"),
    [("md", "Nothing", "apa"), ("md", "The Book", "nope"), ("exe", "The Book", "apa"), ("md", "x" * 100, "apa")],
)
def test_a_basket_that_cannot_be_exported_is_explained(client, kept, path, basket, style):
    answer = client.get(f"/api/basket.{path}", params={"basket": basket, "style": style})
    assert answer.status_code == 400 and answer.json()["error"].endswith(".")


def test_history_and_filters_are_used(client):
    history = [{"role": "user", "text": "What did the eruption of Krakatoa sound like?"}]
    answer = client.post("/api/ask", json={"question": "When was it?", "history": history}).json()
    assert answer["quotes"][0]["article_id"].startswith("krakatoa")
    assert answer["question"] == "When was it?" and "Krakatoa" in answer["searched"]
    assert client.post("/api/ask", json={"question": "When was it?"}).json()["searched"] == "When was it?"
    filters = {"published_to": "1999", "publishers": ["Zembla & Sons"], "article_ids": ["hostile"]}
    answer = client.post("/api/ask", json={"question": "Who suspected the pump?", "filters": filters}).json()
    assert {hit["article_id"] for hit in answer["hits"]} == {"hostile"}


def test_the_day_it_is_asked_is_used(client, assistant):
    question = "What was published about Krakatoa two years ago?"
    for day in ("2020-08-27", "1883-08-27", None):
        asked = date.fromisoformat(day) if day else None
        expected = serialise_answer(assistant.ask(question, asked=asked))
        assert client.post("/api/ask", json={"question": question, "asked": day}).json() == expected


@pytest.mark.parametrize(
    ("asked", "status", "begins"),
    [
        ({"question": " "}, 400, "The question is empty"),
        ({"question": "x" * 3000}, 400, "The question has 3,000 characters"),
        ({"question": "Who?", "filters": {"published_from": "yesterday"}}, 400, "'yesterday' is not a date"),
        ({"question": "Who?", "filters": {"article_ids": ["nope"]}}, 404, "The library holds no article 'nope'"),
        ({"question": "Who?", "filters": {"tags": ["nope"]}}, 400, "No article has the tag 'nope'"),
        ({}, 422, "Send “question”: it is missing."),
        ({"question": 3}, 422, "“question” must be a text."),
        ({"question": "Who?", "extra": 1}, 422, "Leave out “extra”"),
        (
            {"question": "Who?", "history": [{"role": "system", "text": ""}]},
            422,
            "“history[0].role” must be 'user' or 'assistant'.",
        ),
        (
            {"question": "Who?", "filters": {"publishers": ["x" * 2000]}},
            422,
            "“filters.publishers[0]” must have 1,000 characters or fewer.",
        ),
        ({"question": "Who?", "asked": "yesterday"}, 422, "“asked” must be a day like 2024-06-19."),
        ({"question": "Who?", "asked": 1718755200}, 422, "“asked” must be a day like 2024-06-19."),
        ({"question": "Who?", "asked": "2024-06-19T00:00:00"}, 422, "“asked” must be a day like 2024-06-19."),
        ([], 422, "What is sent must be an object with named fields."),
    ],
)
def test_errors_are_one_sentence(client, asked, status, begins):
    response = client.post("/api/ask", json=asked)
    assert response.status_code == status
    assert response.json().keys() == {"error"}
    assert response.json()["error"].startswith(begins) and response.json()["error"].endswith(".")


def test_what_is_not_json_is_an_error_too(client):
    response = client.post("/api/ask", content=b"\xff{", headers={"content-type": "application/json"})
    assert response.status_code in (400, 422) and response.json().keys() == {"error"}


def test_articles_are_listed(client):
    articles = client.get("/api/articles").json()["articles"]
    assert len(articles) == 3
    (hostile,) = [article for article in articles if article["id"] == "hostile"]
    assert hostile["title"] == "<script>alert(1)</script> ${1+1}"
    assert hostile["words"] == 10 and "path" not in hostile


def test_the_api_stands_behind_the_guard(client):
    asked = {"question": "Who?"}
    assert client.post("/api/ask", json=asked, headers={"origin": "https://evil.example"}).json().keys() == {"error"}
    assert client.get("/api/articles", headers={"host": "evil.example"}).status_code == 421
    assert client.get("/api/articles").headers["x-content-type-options"] == "nosniff"


# Exports.


def test_a_conversation_is_exported_as_markdown(client, conversations, asked):
    conversation = asked()
    response = client.get(f"/api/conversations/{conversation}.md")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/markdown; charset=utf-8"
    assert response.headers["content-disposition"] == (
        "attachment; filename*=UTF-8''Who%20suspected%20the%20Broad%20Street%20pump.md"
    )
    assert response.text.startswith(f"# {PUMP}")
    [exchange] = conversations.list_exchanges(conversation)
    assert response.text.count("\n> — ") == len(exchange.answer.quotes) > 0


def test_an_answer_is_exported_as_markdown(client, asked, conversations):
    conversation = asked()
    response = client.get(f"/api/conversations/{conversation}/answers/1.md")
    assert response.headers["content-type"] == "text/markdown; charset=utf-8"
    [exchange] = conversations.list_exchanges(conversation)
    assert response.text.startswith(f"## {PUMP}") and response.text.count("\n> — ") == len(exchange.answer.quotes)
    for address in (f"{conversation}/answers/2", "nope/answers/1"):
        missing = client.get(f"/api/conversations/{address}.md")
        assert missing.status_code == 404 and missing.json()["error"].endswith(".")


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ('../../"x"; filename=evil.exe', ".. .. x ; filename=evil.exe.md"),
        ("a\\b:c*d?e<f>g|h", "a b c d e f g h.md"),
        ("\u202egpj.exe\u202c \u2066x\u2069", "gpj.exe x.md"),
        ("北京 café", "北京 café.md"),
        ("line\u2028break", "line break.md"),
        ("100% 'sure'", "100% 'sure'.md"),
        ("Who? Why?", "Who Why.md"),
        ("???", "pullquote.md"),
    ],
)
def test_a_hostile_name_is_only_a_name(client, conversations, name, saved):
    conversation = conversations.start(name)
    header = client.get(f"/api/conversations/{conversation}.md").headers["content-disposition"]
    begins = "attachment; filename*=UTF-8''"
    assert header.startswith(begins) and header.isascii()
    value = header.removeprefix(begins)
    assert not set(value) & set("\"'; \r\n,")
    assert unquote(value) == saved


@pytest.mark.parametrize("unknown", ["nope", "0" * 16, "x" * 1000, "..", "%00", "a.md", "%F0%9F%91%A9"])
def test_a_conversation_that_is_not_there_is_one_sentence(client, conversations, unknown):
    response = client.get(f"/api/conversations/{unknown}.md")
    assert response.status_code == 404
    assert response.json() == {"error": "That conversation has been deleted: begin a new one."}
    conversation = conversations.start("Which lamp?")
    conversations.delete(conversation)
    assert client.get(f"/api/conversations/{conversation}.md").status_code == 404


def test_only_markdown_is_exported(client, asked):
    conversation = asked()
    for path in (conversation, f"{conversation}.html", f"{conversation}.md/x", f"..%2F{conversation}.md", ""):
        response = client.get(f"/api/conversations/{path}")
        assert response.status_code == 404 and PUMP not in response.text
    assert client.post(f"/api/conversations/{conversation}.md").status_code in (404, 405)


def test_rated_answers_are_exported_as_a_question_set(client, asked):
    right, wrong, _ = asked(rating=1), asked("What did the eruption sound like?", rating=-1), asked("Who cooked?")
    response = client.get("/api/ratings.zip")
    assert (response.status_code, response.headers["content-type"]) == (200, "application/zip")
    assert response.headers["content-disposition"] == "attachment; filename*=UTF-8''pullquote-ratings.zip"
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        held = {name: [json.loads(line) for line in archive.read(name).splitlines()] for name in archive.namelist()}
    assert [row["id"] for row in held["questions.jsonl"]] == [f"{right}-1"]
    assert [row["id"] for row in held["rejected.jsonl"]] == [f"{wrong}-1"]
    texts = {row["id"]: row["text"] for row in held["corpus.jsonl"]}
    assert all(place["article_id"] in texts for place in held["questions.jsonl"][0]["gold"])


def test_without_ratings_the_set_is_empty(client, conversations):
    with zipfile.ZipFile(io.BytesIO(client.get("/api/ratings.zip").content)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "corpus.jsonl": b"",
            "questions.jsonl": b"",
            "rejected.jsonl": b"",
        }


def test_exports_stand_behind_the_guard(client, asked):
    for path in (f"/api/conversations/{asked()}.md", "/api/ratings.zip"):
        assert client.get(path, headers={"host": "evil.example"}).status_code == 421
        headers = client.get(path, headers={"origin": "https://evil.example"}).headers
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers
