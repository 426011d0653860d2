"""Articles as a whole: listed, summarised, and the newest, in their own sentences."""

from dataclasses import replace
from datetime import date

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


STRIKE = (
    ("2020-03-01", "Bakers of Odd Quay began a strike on Sunday. They want shorter nights."),
    ("2020-03-09", "The strike of the bakers grew. It reached Leeds, and Odd Quay has no bread."),
    ("2020-04-02", "All is well again. The bakers of Odd Quay ended their strike on Thursday."),
    ("2020-05-01", "A boat sank off Leeds. Its crew had gone to see the strike at Odd Quay, and lived."),
)


@pytest.fixture
def reader_of_strikes(make_assistant, make_article):
    return make_assistant(
        *(
            replace(make_article(text, day, "Boats" if "boat" in text else "Strike"), source=Source(published=day))
            for day, text in STRIKE
        )
    )


def test_news_come_newest_first_in_sentences_that_name_the_subject(reader_of_strikes):
    answer = reader_of_strikes.ask("what's the latest on the bakers' strike?")
    assert texts(answer.quotes) == [
        "The bakers of Odd Quay ended their strike on Thursday.",
        "The strike of the bakers grew.",
        "Bakers of Odd Quay began a strike on Sunday.",
    ]
    assert answer.heading.startswith("The news of the bakers' strike, the newest first")
    early = reader_of_strikes.ask("any news on the bakers' strike?", asked=date(2020, 3, 10))
    assert texts(early.quotes)[0] == "The strike of the bakers grew."
    # An article that only names the subject further down is not about it.
    assert "A boat sank off Leeds." not in texts(reader_of_strikes.ask("news on Odd Quay").quotes)


def test_a_subject_is_told_in_order_of_time(reader_of_strikes):
    answer = reader_of_strikes.ask("Tell me about the strike of the bakers")
    assert [citation.article.id for citation in answer.quotes] == sorted(
        day for day, text in STRIKE if "bakers" in text.lower()
    )
    assert "in order of time" in answer.heading
    # One article is no overview: its sentences are read as for any question.
    assert reader_of_strikes.ask("Tell me about the boat").heading is None


def test_what_was_spoken_of_goes_with_the_subject(reader_of_strikes):
    history = (Turn("user", "Did the bakers strike in Leeds?"), Turn("assistant", "It reached Leeds.", "2020-03-09"))
    answer = reader_of_strikes.ask("what's the latest?", history)
    assert answer.heading.startswith("The news of the bakers, Leeds, the newest first")


def test_undated_articles_tell_of_a_subject_too(make_assistant, make_article):
    assistant = make_assistant(
        make_article("Goats live at Skarn.", "a", "Goats"), make_article("Goats eat figs.", "b", "Goats")
    )
    assert len(assistant.ask("tell me about goats").quotes) == 2


def test_no_article_is_guessed(assistant):
    answer = assistant.ask("summarise this article")
    assert not answer.quotes and "say what it is about" in answer.reason
    gone = assistant.ask("summarise it", (Turn("user", "x?"), Turn("assistant", "Y.", "gone")))
    assert gone.reason == answer.reason


def test_the_newest_stand_below_talk_and_are_no_answer(assistant):
    answer = assistant.ask("whats new?")
    assert (answer.talk, answer.quotes) == (True, ())
    assert [citation.article.id for citation in answer.nearest] == ["tea", "goats", "boat"]


def test_what_is_dated_after_today_is_not_new(assistant):
    newest = assistant.ask("whats new?", asked=date(2022, 5, 1)).nearest
    assert [citation.article.id for citation in newest] == ["goats", "boat"]


def test_an_empty_library_has_nothing_new(make_assistant):
    assert make_assistant().ask("whats new?").nearest == ()
