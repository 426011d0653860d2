"""Overviews that are asked for, and questions that only look so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.query.overview_asked import OverviewKind, read_overview_asked

ARTICLES, SUMMARY, NEWS, SUBJECT = OverviewKind


@pytest.mark.parametrize(
    ("question", "kind", "subject"),
    [
        ("Which articles are about the harbour?", ARTICLES, "the harbour"),
        ("what stories mention Ada Finch", ARTICLES, "Ada Finch"),
        ("which of my articles deal with heat pumps?", ARTICLES, "heat pumps"),
        ("list all the articles on floods in Leeds.", ARTICLES, "floods in Leeds"),
        ("articles about tea", ARTICLES, "tea"),
        ("Please show me articles that mention the mayor", ARTICLES, "the mayor"),
        ("do I have anything on goats?", ARTICLES, "goats"),
        ("summarise this article", SUMMARY, ""),
        ("Can you summarize that?", SUMMARY, ""),
        ("what’s the story about?", SUMMARY, ""),
        ("What does this article say?", SUMMARY, ""),
        ("give me the gist of the article about the goats", SUMMARY, "the goats"),
        ("sum up the long Sunday article on tea.", SUMMARY, "tea"),
        ("summarise the review of the opera", SUMMARY, "review the opera"),
        ("Summarise the article “Goats at sea”", SUMMARY, "Goats at sea"),
        ("what's the latest on the strike?", NEWS, "the strike"),
        ("latest on Ada Finch", NEWS, "Ada Finch"),
        ("Is there any news about the ferry?", NEWS, "the ferry"),
        ("what’s going on with goats in Leeds", NEWS, "goats in Leeds"),
        ("What is happening in Skarn?", NEWS, "Skarn"),
        ("anything new on the bridge?", NEWS, "the bridge"),
        ("update on the floods", NEWS, "the floods"),
        ("tell me about the harbour", SUBJECT, "the harbour"),
        ("Please give me an overview of the strike.", SUBJECT, "the strike"),
        ("what do my articles say about tea?", SUBJECT, "tea"),
    ],
)
def test_overviews(question, kind, subject):
    assert read_overview_asked(question) == (kind, subject)


@pytest.mark.parametrize(
    "question",
    [
        "Which articles of the treaty are about fishing?",
        "What did the report say about asbestos?",
        "summarise the damage in Leeds",
        "summarise the report's findings",
        "Which paper published the story?",
        "tell me the name of the harbour",
        "When was the latest ferry built?",
        "What is the latest ferry?",
        "new in Leeds",
        "Who tells the news on Sundays?",
        "what's this",
        "Who reviews articles for the journal?",
        "",
    ],
)
def test_other_questions(question):
    assert read_overview_asked(question) is None


@given(st.text("sumarie the ticlo?.’ \n", max_size=60))
def test_any_text(question):
    overview = read_overview_asked(f"summarise the article about {question}")
    assert overview is None or overview.subject == overview.subject.strip()
