"""Searching for passages to train on: by words, by vector, and no passage twice."""

import pytest

from corpus import Article
from index.passages import cut
from training.search import Search

TEXTS = {
    "lamp": "The lamp burned for eleven years.",
    "tower": "The tower was struck by a wave.",
    "oil": "Barrels of oil stood in the cellar.",
}


@pytest.fixture
def search(make_embedder):
    def open_(texts):
        articles = {id_: Article(id_, id_.title(), text) for id_, text in texts.items()}
        embedder = make_embedder()
        return Search(embedder, [p for article in articles.values() for p in cut(embedder, article)], articles)

    return open_


@pytest.mark.parametrize(("question", "best"), [("How long did the lamp burn?", "lamp"), ("Which wave?", "tower")])
def test_the_passage_with_the_words_comes_first(search, question, best):
    assert search(TEXTS)(question)[0].article_id == best


def test_a_title_is_searched(search):
    assert search(TEXTS | {"cellar keeper": "Nobody came."})("keeper")[0].article_id == "cellar keeper"


@pytest.mark.parametrize("question", ["lamp", "zebra", "", "the of"])
def test_no_passage_is_found_twice_and_some_always_are(search, question):
    """Words that no passage holds leave the vector."""
    found = search(TEXTS)(question)
    assert {passage.article_id for passage in found} == TEXTS.keys()
    assert len(found) == len(TEXTS)


def test_few_of_many_are_found(search):
    many = {f"lamp {n}": f"The lamp burned for {n} years." for n in range(40)}
    assert 6 <= len(search(many)("How long did the lamp burn?")) <= 12
