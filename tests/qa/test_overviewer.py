"""Articles as a whole: listed, summarised, and the newest, in their own sentences."""

from dataclasses import replace

import pytest

from corpus import Source
from index import Filters
from qa import Turn

GOATS = (
    "At last.\n\nGoats have moved into the old lighthouse at Skarn. They came over the causeway in March. The goats of "
    "Skarn eat thistles. The lighthouse of Skarn has been empty since 1988.\n\nRead more: Sheep at sea"
)
TEA = "Tea was sold at the harbour of Skarn for the first time. A cup costs forty pence. Nobody bought two."


@pytest.fixture
def assistant(make_assistant, make_article):
    goats = replace(make_article(GOATS, "goats", "Goats in the lighthouse"), source=Source(published="2021-05-02"))
    tea = replace(make_article(TEA, "tea", "Tea for Skarn"), source=Source(published="2023-01-01", publisher="Gazette"))
    return make_assistant(goats, tea, make_article("The mayor of Leeds owns a boat.", "boat", "Boats"))


def texts(citations):
    return [citation.text for citation in citations]


def test_articles_are_listed_by_what_they_are_about(assistant):
    answer = assistant.ask("Which articles are about Skarn?")
    assert sorted(texts(answer.quotes)) == [
        "Goats have moved into the old lighthouse at Skarn.",
        "Tea was sold at the harbour of Skarn for the first time.",
    ]
    assert answer.heading == "Articles about Skarn, the nearest first, each by a sentence from its beginning."
    assert [citation.number for citation in answer.quotes] == [1, 2]
    assert answer.hits


def test_an_article_without_the_words_is_not_listed(assistant):
    assert texts(assistant.ask("articles about the mayor").quotes) == ["The mayor of Leeds owns a boat."]
    answer = assistant.ask("articles about a mayor of Skarn")
    assert answer.heading is None


def test_filters_hold(assistant):
    answer = assistant.ask("Which articles are about Skarn?", filters=Filters(publishers=("Gazette",)))
    assert [citation.article.id for citation in answer.quotes] == ["tea"]
    newest = assistant.ask("what's new?", filters=Filters(published_to="2021")).nearest
    assert [citation.article.id for citation in newest] == ["goats"]


@pytest.mark.parametrize(
    ("question", "history", "filters"),
    [
        ("summarise the article about the goats", (), Filters()),
        ("summarise this article", (Turn("user", "goats?"), Turn("assistant", "Goats.", "goats")), Filters()),
        ("what is this article about?", (), Filters(article_ids=("goats",))),
    ],
)
def test_a_summary_is_in_the_order_of_the_article_and_of_prose_alone(assistant, question, history, filters):
    answer = assistant.ask(question, history, filters)
    starts = [citation.quote.start for citation in answer.quotes]
    assert {citation.article.id for citation in answer.quotes} == {"goats"} and starts == sorted(starts)
    assert "Read more" not in "".join(texts(answer.quotes))
    assert "Goats in the lighthouse" in answer.heading


def test_no_article_is_guessed(assistant):
    answer = assistant.ask("summarise this article")
    assert not answer.quotes and "say what it is about" in answer.reason
    gone = assistant.ask("summarise it", (Turn("user", "x?"), Turn("assistant", "Y.", "gone")))
    assert gone.reason == answer.reason


def test_the_newest_stand_below_talk_and_are_no_answer(assistant):
    answer = assistant.ask("whats new?")
    assert (answer.talk, answer.quotes) == (True, ())
    assert [citation.article.id for citation in answer.nearest] == ["tea", "goats", "boat"]


def test_an_empty_library_has_nothing_new(make_assistant):
    assert make_assistant().ask("whats new?").nearest == ()
