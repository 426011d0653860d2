"""The API that stays, asked over a real socket on loopback."""

import httpx
import pytest

TOKEN = "a-token-of-the-tests"
TOLL = "On 10 June the ferry toll rose to 9 crowns."


@pytest.fixture(scope="module")
def served(serve_api, make_assistant, make_article, word_reader):
    """A client of a server over two articles."""
    articles = make_article(TOLL, "a/toll", "Toll", published="2024"), make_article()
    address = serve_api(make_assistant(*articles, reader=word_reader))
    with httpx.Client(base_url=address, headers={"authorization": f"Bearer {TOKEN}"}, timeout=60) as client:
        yield client


def test_each_operation_answers(served):
    asked = {"question": "What did it rise to?", "history": [{"role": "user", "content": "The ferry toll?"}]}
    [quote, *_] = served.post("/api/v1/ask", json=asked).json()["quotes"]
    assert TOLL[quote["start"] : quote["end"]] == quote["text"]
    [passage, *_] = served.post("/api/v1/search", json={"words": "ferry toll"}).json()["passages"]
    assert passage["text"] == TOLL
    checked = served.post("/api/v1/check", json={"draft": "“the ferry toll rose to 9 crowns”"}).json()
    assert checked["counts"]["exact"] == 1
    sought = served.post("/api/v1/find-quotation", json={"quotation": "the ferry toll rose to 7 crowns"}).json()
    assert sought["verdict"] == "altered"
    cited = served.post("/api/v1/cite", json={"article_id": "a/toll", "start": 0, "end": len(TOLL)}).json()
    assert cited["text"] == TOLL and TOLL in cited["forms"]["both"]["text"]


def test_articles_are_listed_and_read_in_parts(served):
    first = served.get("/api/v1/articles", params={"most": 1}).json()
    second = served.get("/api/v1/articles", params={"cursor": first["next"]}).json()
    assert [each["id"] for each in first["articles"] + second["articles"]] == ["a/toll", "lamp"]
    assert second["next"] is None
    part = served.get("/api/v1/articles/a/toll", params={"start": 3, "most": 20}).json()
    assert part["text"] == TOLL[part["start"] : part["end"]] and part["next"] == part["end"] <= 23


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "told"),
    [
        ("GET", "articles/no", None, 404, "no article"),
        ("GET", "articles?most=0", None, 422, "most"),
        ("GET", "nothing", None, 404, "no such address"),
        ("POST", "ask", {"question": ""}, 400, "empty"),
        ("POST", "ask", {"query": "x"}, 422, "uestion"),
        ("POST", "search", [], 422, "an object"),
        ("POST", "search", {"words": "x", "most": "many"}, 422, "“most” must be a whole number"),
        ("POST", "search", {"words": "x", "most": "3"}, 422, "“most” must be a whole number"),
        ("POST", "search", {"words": "x", "most": True}, 422, "“most” must be a whole number"),
        ("GET", "articles?most=201", None, 422, "“most” must be 200 or less"),
        ("GET", "quotes/x", None, 422, "“quote_id” must be a whole number"),
        ("PUT", "articles", None, 405, "takes GET, POST only"),
        ("GET", "ask", None, 405, "takes POST only"),
    ],
)
def test_an_error_is_a_problem_of_rfc_9457(served, method, path, body, status, told):
    answer = served.request(method, f"/api/v1/{path}", json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    problem = answer.json()
    assert ("allow" in answer.headers) == (status == 405)
    assert problem["status"] == status and problem["type"] == "about:blank" and problem["title"]
    assert told in problem["detail"] and problem["detail"].endswith(".")


def test_a_whole_number_may_be_written_with_a_point(served):
    [passage] = served.post("/api/v1/search", json={"words": "ferry toll", "most": 1.0}).json()["passages"]
    assert passage["text"] == TOLL


def test_without_the_token_nothing_is_told(served):
    answer = served.get("/api/v1/articles", headers={"authorization": "Bearer x"})
    assert answer.status_code == 401 and answer.json()["status"] == 401


def test_the_description_names_what_stays_and_what_is_old(served):
    paths = served.get("/api/openapi.json").json()["paths"]
    assert {path for path in paths if path.startswith("/api/v1/")} == {
        "/api/v1/ask", "/api/v1/ask/stream", "/api/v1/ask/whole", "/api/v1/search", "/api/v1/check",
        "/api/v1/check/whole", "/api/v1/find-quotation", "/api/v1/cite", "/api/v1/resolve", "/api/v1/articles",
        "/api/v1/articles/{article_id}", "/api/v1/files", "/api/v1/quotes", "/api/v1/quotes/{quote_id}",
        "/api/v1/baskets", "/api/v1/baskets/file",
    }  # fmt: skip
    old = {path for path, kinds in paths.items() if any(kind.get("deprecated") for kind in kinds.values())}
    assert old == {"/api/ask", "/api/check", "/api/articles"}
