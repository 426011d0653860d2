"""Word queries: what is typed, as words and phrases, and the passages that hold them."""

import pytest

from corpus import Article, Source
from index import Filters, WordQuery

KINDS = ("folder", "postgresql")


@pytest.mark.parametrize(
    ("typed", "phrases"),
    [
        ("lamps burned", (("lamp",), ("burn",))),
        ('"lamps burned" oil', (("lamp", "burn"), ("oil",))),
        ("“lamps burned", (("lamp",), ("burn",))),
        ("lamp-oil lamp-oil", (("lamp", "oil"),)),
        ("to be or not", ()),
        (' "" *)( AND ', ()),
        ("", ()),
    ],
)
def test_what_is_typed(typed, phrases):
    assert WordQuery.read(typed).phrases == phrases
    assert bool(WordQuery.read(typed)) == bool(phrases)


@pytest.fixture
def held(library):
    list(
        library.add(
            [
                Article(
                    "reef", "Reef light", "The lamp burned in 1903.\n\nIts keeper was Ida Berg.", Source(publisher="P")
                ),
                Article("barn", "The barn", "A lamp stood in the barn. It burned down in May."),
                Article("oil", "Lamp oil", "Whale oil was dear."),
            ]
        )
    )

    def find(typed):
        query = WordQuery.read(typed)
        found = library.find_holding(query)
        ranked = [passage.article_id for passage in library.rank_holding(query, 10)]
        assert set(ranked) == set(found)
        return sorted(found)

    return find


@pytest.mark.parametrize(
    ("typed", "articles"),
    [
        ("lamps", ["barn", "reef"]),  # a title alone holds no passage
        ("lamp oil", ["oil"]),  # but it may hold one of the words
        ('"lamp burned"', ["reef"]),
        ("lamp burned", ["barn", "reef"]),
        ("ida BERG", ["reef"]),
        ("lamp sardine", []),
        ("the", []),
    ],
)
def test_passages_hold_all_of_the_words(held, typed, articles):
    assert held(typed) == articles


def test_a_search_is_limited(held, library):
    query = WordQuery.read("lamp")
    assert [each.article_id for each in library.rank_holding(query, 5, Filters(publishers=("P",)))] == ["reef"]
    assert len(library.rank_holding(query, 1)) == 1
    [barn] = library.find_holding(query)["barn"]
    assert [each.article_id for each in library.rank_holding(query, 5, within=[barn])] == ["barn"]
