"""The words by which a large library is searched."""

import pytest

from index import Filters, word_index
from index.word_index import select_telling

KINDS = ("folder", "postgresql")


def test_common_words_are_left_out_where_others_are_there():
    assert select_telling({"ferri": 12, "year": 40_000, "nobodi": 0}, 1_000_000) == ["ferri"]
    assert select_telling({"ferri": 12, "year": 4_000}, 20_000) == ["ferri", "year"]
    assert select_telling({"peopl": 90_000, "year": 40_000, "nobodi": 0}, 1_000_000) == ["peopl", "year"]
    assert select_telling({}, 0) == []


@pytest.fixture
def towns(library, make_article, monkeypatch):
    """Twenty towns with a mill, one of which has a ferry; a word is common that stands in more than five passages."""
    monkeypatch.setattr(word_index, "_COMMON", 5)
    texts = [f"The mill of Town{n} grinds corn." for n in range(20)]
    texts[7] += " Its ferry crosses the river."
    list(library.add([make_article(text, f"town-{n}", published=f"20{n:02}") for n, text in enumerate(texts)]))
    return library


def test_a_common_word_finds_nothing_beside_a_rarer_one(towns):
    assert set(towns.rank_passages("ferry mill")[1].values()) == set(towns.rank_passages("ferry")[1].values())
    assert len(towns.rank_passages("mill")[1]) == 20


def test_within_chosen_articles_all_words_count(towns):
    _, bm25 = towns.rank_passages("ferry mill", Filters(published_to="2003"))
    assert len(bm25) == 4


def test_how_many_hold_a_word_is_known_after_each_change(towns, make_article):
    assert towns.count_passages(["mill", "ferri", "moon"]) == {"mill": 20, "ferri": 1, "moon": 0}
    towns.discard("town-7")
    list(towns.add([make_article("The moon rose.", "moon")]))
    assert towns.count_passages(["mill", "ferri", "moon"]) == {"mill": 19, "ferri": 0, "moon": 1}
