"""Asked what somebody says who is quoted, what only others say comes last; nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.own_words import prefer_own_words
from qa.quote import Quote

OTHER = "“The bridge is safe,” engineer Tove Holm said on Monday."
OWN = "“I would not drive over it,” Ada Quill said."
AGAIN = "Ada Quill warned that the piers are hollow."
NOBODYS = "The bridge at Marl was built in 1931."
QUESTION = "What did Ada Quill say about the bridge?"


@pytest.fixture
def order(make_article):
    """Return the texts of quotes, each the whole of an article of its own, in the order in which they are put."""

    def order_(question, *texts, scores=(0.8, 0.5, 0.3)):
        articles = {str(n): make_article(text, str(n)) for n, text in enumerate(texts)}
        quotes = [
            Quote(str(n), 0, len(text), score) for n, (text, score) in enumerate(zip(texts, scores, strict=False))
        ]
        put = prefer_own_words(question, quotes, articles.__getitem__, 0.2)
        assert sorted(quote.article_id for quote in put) == sorted(articles)
        assert [quote.score for quote in put] == sorted((quote.score for quote in put), reverse=True)
        assert put[0].score == scores[0]
        return [articles[quote.article_id].text for quote in put]

    return order_


@pytest.mark.parametrize(
    "question",
    [
        QUESTION,
        "what did quill say about the bridge",
        "What has Quill been saying?",
        "How did Quill respond?",
        "What does Mrs. Quill think of the bridge?",
    ],
)
def test_who_is_asked_about_comes_first(order, question):
    assert order(question, OTHER, OWN, NOBODYS) == [OWN, NOBODYS, OTHER]


def test_what_is_left_keeps_its_order(order):
    assert order(QUESTION, OTHER, AGAIN, OWN) == [AGAIN, OWN, OTHER]
    assert order(QUESTION, NOBODYS, OTHER, OWN) == [NOBODYS, OWN, OTHER]


def test_a_pronoun_is_whom_it_stands_for(order):
    hers = f"{NOBODYS}\n\nAda Quill came on Monday. “I would not drive over it,” she said."
    assert order(QUESTION, OTHER, hers) == [hers, OTHER]


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        ("What did the mayor say about the bridge?", (OTHER, OWN)),
        ("Is the bridge safe?", (OTHER, OWN)),
        ("Who said that the bridge is safe?", (OTHER, OWN)),
        ("What did Tove Holm say?", (OTHER, OWN)),
        ("What did Ada say?", (OTHER, OWN)),
        (QUESTION, (NOBODYS, OWN)),
        (QUESTION, (OWN, OTHER)),
        (QUESTION, (OTHER + " " + OWN, AGAIN)),
        (QUESTION, (OTHER, NOBODYS)),
        (QUESTION, (OTHER,)),
    ],
)
def test_all_else_stays_in_its_order(order, question, texts):
    assert order(question, *texts) == list(texts)


def test_what_is_hardly_likely_is_not_brought_up(order):
    assert order(QUESTION, OTHER, OWN, scores=(0.8, 0.1)) == [OTHER, OWN]


def test_of_nothing_comes_nothing(make_article):
    assert prefer_own_words(QUESTION, [], {}.__getitem__, 0.2) == ()


@given(texts=st.lists(st.sampled_from([OTHER, OWN, AGAIN, NOBODYS]), min_size=1, max_size=6))
def test_only_the_words_of_others_lose_their_place_and_score(make_article, texts):
    articles = {str(n): make_article(text, str(n)) for n, text in enumerate(texts)}
    quotes = [Quote(str(n), 0, len(text), 1 - n / 10) for n, text in enumerate(texts)]
    preferred = prefer_own_words(QUESTION, quotes, articles.__getitem__, 0.2)
    left = [n for n, text in enumerate(texts) if text == OTHER] if {OWN, AGAIN} & {*texts} else []
    kept = [n for n in range(len(texts)) if n not in left]
    assert [int(quote.article_id) for quote in preferred] == kept + left
    assert [quote.score for quote in preferred][len(kept) :] == [0.0] * len(left)
    assert preferred[0].score == quotes[0].score
