"""The words of a shared library: found, counted and ranked as those of a folder are."""

import random

import pytest

from corpus import Article
from index import Filters, WordQuery
from index.postgresql.posting_rows import BLOCK_BITS, drop_passages, pack_rows, read_places

WORDS = ["lamp", "oil", "wick", "moth", "flame", "harbour", "keeper", "tower", "storm", "night", "glass", "brass"]


@pytest.fixture(scope="module")
def both(open_library, make_embedder, make_address):
    """Two libraries of the same articles, one of each kind; ids of some passages have gone."""
    chance = random.Random(3)
    articles = [
        Article(
            f"a-{n}", " ".join(chance.sample(WORDS, 3)), ". ".join(" ".join(chance.choices(WORDS, k=9)) for _ in "abc")
        )
        for n in range(60)
    ]
    libraries = [open_library(make_embedder()), open_library(make_embedder(), make_address())]
    for library in libraries:
        list(library.add(articles))
        for n in range(0, 60, 7):
            library.remove(f"a-{n}")
    return libraries


def ask_both(both, ask):
    answers = []
    for library in both:
        with library.database.reading() as connection:
            answers.append(ask(connection, connection.words))
    return answers


def name_all(library, row_ids):
    return [(passage.article_id, passage.start) for passage in library.passages(row_ids).values()]


def name_ranked(library, ranked):
    """Return what is ranked, without what is as good as the last; of those that are as good, the order may be any."""
    passages = library.passages([row_id for row_id, _ in ranked])
    scored = [(round(score, 9), passages[row_id].article_id) for row_id, score in ranked]
    return sorted(each for each in scored if each[0] != scored[-1][0])


@pytest.mark.parametrize("wanted", [["lamp"], ["oil", "wick", "oil"], WORDS, ["unheard"], []])
@pytest.mark.parametrize("filters", [Filters(), Filters(article_ids=("a-1", "a-9", "a-30"))])
def test_ranked_by_bm25(both, wanted, filters):
    mine, theirs = ask_both(both, lambda connection, words: words.rank_by_bm25(connection, wanted, 20, filters))
    assert [score for _, score in theirs] == pytest.approx([score for _, score in mine])
    assert name_ranked(both[1], theirs) == name_ranked(both[0], mine)


@pytest.mark.parametrize("sequence", [["lamp", "oil"], ["moth"], ["flame", "flame"], ["storm", "unheard"], ["oil"] * 3])
def test_phrases(both, sequence):
    mine, theirs = ask_both(both, lambda connection, words: words.find_passages(connection, sequence))
    assert set(name_all(both[1], theirs)) == set(name_all(both[0], mine))
    ranked = [library.rank_passages("lamp", phrases=[" ".join(sequence)])[1] for library in both]
    mine, theirs = (sorted(name_all(library, list(bm25))) for library, bm25 in zip(both, ranked, strict=True))
    assert theirs == mine


@pytest.mark.parametrize("typed", ["lamp", '"lamp oil"', "lamp harbour", '"moth flame" brass', "unheard lamp", "the"])
def test_what_is_typed_into_a_search(both, typed):
    query = WordQuery.read(typed)
    for library in both:
        assert library.rank_holding(WordQuery.read("the"), 5) == []
    mine, theirs = ({passage.article_id for passage in library.rank_holding(query, 60)} for library in both)
    assert theirs == mine
    first = [library.rank_holding(query, 1) for library in both]
    assert first[0] == first[1]
    mine, theirs = (library.find_holding(query) for library in both)
    assert {each: len(ids) for each, ids in theirs.items()} == {each: len(ids) for each, ids in mine.items()}


def test_counts_and_vocabulary(both):
    wanted = [*WORDS, "unheard", ""]
    mine, theirs = ask_both(both, lambda connection, words: [words.count_passages(connection, each) for each in wanted])
    assert theirs == mine
    mine, theirs = ask_both(both, lambda connection, words: words.list_words(connection, "l"))
    assert theirs == mine


def test_the_check_finds_what_is_wrong(both, articles):
    library = both[1]
    for statement in (
        "UPDATE vocabulary SET passages = passages + 1 WHERE word = 'lamp'",
        "DELETE FROM postings WHERE word = 'wick'",
        "UPDATE postings SET entries = entries || entries WHERE word = 'moth'",
        "DELETE FROM postings WHERE word = ''",
    ):
        with library.database.noting() as connection:
            connection.execute(statement)
            assert connection.wordcheck.find_unmatched(connection) or not connection.wordcheck.is_exact(connection)
            connection.words.remake(connection)
            assert connection.wordcheck.is_exact(connection) and not connection.wordcheck.find_unmatched(connection)


def test_packed_and_read_again():
    first = (1 << BLOCK_BITS) - 1
    rows = [(first, "the lamp", "lamp oil lamp"), (first + 1, "", "oil"), (first + 2, "oil", "")]
    entries, counts = pack_rows(rows)
    assert counts == {"the": (1, 1), "lamp": (1, 3), "oil": (3, 3), "": (3, 7)}
    oil = read_places(sorted((block, packed) for (word, block), packed in entries.items() if word == "oil"))
    assert oil.ids.tolist() == [first, first + 1, first + 2]
    left = drop_passages(entries["oil", 1], 1, [first + 1, first])
    assert read_places([(1, left)]).ids.tolist() == [first + 2]
