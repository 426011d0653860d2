"""The machine API: answers in the contract's shape, errors as sentences."""

import pytest


def test_an_answer_quotes_its_article(client, assistant):
    answer = client.post("/api/ask", json={"question": "Who suspected the Broad Street pump?"}).json()
    assert answer["status"] == "answered"
    for quote in answer["quotes"]:
        assert quote["text"] == assistant.library.article(quote["article_id"]).text[quote["start"] : quote["end"]]
    assert {"id", "question", "searched", "confidence", "reason", "nearest", "hits", "content"} <= answer.keys()


def test_history_and_filters_are_used(client):
    history = [{"role": "user", "text": "What did the eruption of Krakatoa sound like?"}]
    answer = client.post("/api/ask", json={"question": "When was it?", "history": history}).json()
    assert answer["quotes"][0]["article_id"].startswith("krakatoa")
    assert answer["question"] == "When was it?" and "Krakatoa" in answer["searched"]
    assert client.post("/api/ask", json={"question": "When was it?"}).json()["searched"] == "When was it?"
    filters = {"published_to": "1999", "publishers": ["Zembla & Sons"], "article_ids": ["hostile"]}
    answer = client.post("/api/ask", json={"question": "Who suspected the pump?", "filters": filters}).json()
    assert {hit["article_id"] for hit in answer["hits"]} == {"hostile"}


@pytest.mark.parametrize(
    ("asked", "status", "begins"),
    [
        ({"question": " "}, 400, "The question is empty"),
        ({"question": "x" * 3000}, 400, "The question has 3,000 characters"),
        ({"question": "Who?", "filters": {"published_from": "yesterday"}}, 400, "'yesterday' is not a date"),
        ({"question": "Who?", "filters": {"article_ids": ["nope"]}}, 404, "There is no article 'nope'"),
        ({}, 422, "Question: "),
        ({"question": 3}, 422, "Question: "),
        ({"question": "Who?", "extra": 1}, 422, "Extra: "),
        ({"question": "Who?", "history": [{"role": "system", "text": ""}]}, 422, "History.0.role: "),
        ({"question": "Who?", "filters": {"publishers": ["x" * 2000]}}, 422, "Filters.publishers.0: "),
        ([], 422, ""),
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
