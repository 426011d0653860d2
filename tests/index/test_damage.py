"""Damage that SQLite cannot see: found or mended by the doctor, and no wrong word or quote meanwhile."""

import numpy as np
import pytest

from index import DamagedArticle, LibraryError, seals
from index.doctor import examine
from index.library import Library
from index.vectors import VectorIndex

QUESTION = "Which lamp burned?"
SAID = "what is told of it is not what was stored: add it again"
PASSAGES = "its passages are not those that were stored: embedded anew"


@pytest.fixture
def filled(library, make_article, articles):
    list(library.add([*articles(5), make_article("The Eagle landed. Armstrong stepped out.", "moon", "Apollo")]))
    library.correct("lamp-1", "The first lamp", library.article("lamp-1").source)
    return library


@pytest.fixture
def damage(filled):
    """Run SQL on a library behind its back; what it has in memory is forgotten."""

    def run(*statements):
        with filled.database._connections.writing() as connection:
            for statement in statements:
                connection.execute(statement)
        filled._article.cache_clear()

    return run


def search_ids(library):
    return {hit.passage.article_id for hit in library.search(QUESTION, 100)}


@pytest.mark.parametrize(
    "change",
    [
        "title = 'Apollo 12'", "url = 'https://b.example'", "publisher = 'x'", "authors = '[\"A\"]'", "authors = '['",
        "published = '1970'", "headings = '[[0, 3]]'", "headings = '[[0'", "headings = '[[9, 3]]'", "headings = '7'",
        "pages = '[5]'", "pages = 'null'", "pages = '[\"a\"]'", "word_count = 7", "added = '1999'", "title = x'ff'",
        "title = CAST(x'41ff' AS TEXT)", "digest = 'x'", "text = 'The Eagle landed on Mars.'",
        "text = CAST(x'ff' AS TEXT)",
    ],
)  # fmt: skip
def test_an_article_that_is_not_what_was_stored(filled, damage, make_article, change):
    damage(f"UPDATE articles SET {change} WHERE id = 'moon'")
    with pytest.raises(LibraryError, match=r"damaged.*(add it again|--rescue)"):
        filled.article("moon")
    [finding] = examine(filled)
    assert not finding.mended
    assert finding.message.startswith("moon: ")
    assert finding.message.endswith(": add it again")
    [outcome] = filled.add([make_article("The Eagle landed. Armstrong stepped out.", "moon", "Apollo")])
    assert outcome.change == "replaced"
    assert examine(filled) == []
    assert "moon" in {entry.id for entry in filled.entries()}


def test_a_damaged_article_can_be_removed(filled, damage):
    damage("UPDATE articles SET text = 'Another.' WHERE id = 'moon'")
    with pytest.raises(DamagedArticle, match="remove it with `pullquote remove`"):
        filled.remove("moon")
    filled.discard("moon")
    assert examine(filled) == []
    assert "moon" not in search_ids(filled)


def test_a_damaged_correction(filled, damage):
    damage("UPDATE corrections SET title = 'The last lamp'")
    assert [finding.message for finding in examine(filled)] == [f"lamp-1: {SAID}"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("vector = zeroblob(length(vector))", PASSAGES),
        ("vector = CAST(x'007e' || substr(vector, 3) AS BLOB)", PASSAGES),  # not a number
        ("vector = (SELECT vector FROM passages WHERE article_id = 'lamp-2')", PASSAGES),
        ("sentences = '[[0, 4]]'", PASSAGES),
        ("sentences = '[['", PASSAGES),
        ("sentences = '[[4, 0]]'", PASSAGES),
        ("sentences = '{}'", PASSAGES),
        ("start = 3", PASSAGES),
        ("vector = 'text'", "a vector has the wrong size: embedded anew"),
    ],
)
def test_passages_that_are_not_what_was_stored(filled, damage, open_library, make_embedder, change, why):
    before = filled.search(QUESTION, 100)
    damage(f"UPDATE passages SET {change} WHERE article_id = 'moon'")
    assert [finding.message for finding in examine(filled)] == [f"moon: {why}"]
    again = open_library(make_embedder(), filled.folder)
    assert [hit.score for hit in again.search(QUESTION, 100)] == [hit.score for hit in before]
    assert examine(again) == []


@pytest.mark.parametrize("vector", ["x'00'", "CAST(x'007e' || substr(vector, 3) AS BLOB)", "zeroblob(64)", "'text'"])
def test_an_impossible_vector_is_told_of_and_not_searched(filled, damage, open_library, make_embedder, vector):
    """One that is not a number put every answer wrong without a word; another size ended in a traceback."""
    damage(f"UPDATE passages SET vector = {vector} WHERE article_id = 'moon'")
    again = open_library(make_embedder(), filled.folder)
    with pytest.raises(LibraryError, match="a stored vector is damaged: run `pullquote doctor` to mend it"):
        again.search(QUESTION)
    assert all(finding.mended for finding in examine(again))
    assert len(search_ids(again)) == 6


@pytest.mark.parametrize(
    "change", ["sentences = '[['", "sentences = '7'", "start = 99, end = 3", "sentences = '[[0]]'"]
)
def test_an_impossible_passage_is_told_of(filled, damage, change):
    damage(f"UPDATE passages SET {change} WHERE article_id = 'moon'")
    with pytest.raises(LibraryError, match="a passage of 'moon' is damaged: run `pullquote doctor` to mend it"):
        filled.search(QUESTION, 100)


@pytest.mark.parametrize(
    "statements",
    [
        ["INSERT INTO words (words, rowid, title, body) VALUES ('delete', 2, 'lamp', 'burn')"],
        ["UPDATE words_docsize SET sz = x'0707' WHERE id = 3"],
        ["UPDATE words_data SET block = x'0909' WHERE id = 1"],
        ["UPDATE words_data SET block = zeroblob(length(block)) WHERE id = (SELECT max(id) FROM words_data)"],
        ["DELETE FROM words_data WHERE id > 1"],
        ["DELETE FROM words_data"],
        ["UPDATE words_data SET block = x'00' WHERE id = 10"],
    ],
)
def test_a_word_index_that_holds_something_else(filled, damage, statements, open_library, make_embedder):
    before = filled.search(QUESTION, 100)
    damage(*statements)
    again = open_library(make_embedder(), filled.folder)
    assert [finding.mended for finding in examine(again)] == [True]
    assert examine(again) == []
    assert again.search(QUESTION, 100) == before


def test_counts_that_give_no_score(filled, damage, open_library, make_embedder):
    """It ended in a TypeError."""
    damage("UPDATE words_data SET block = x'0102' WHERE id = 1")
    again = open_library(make_embedder(), filled.folder)
    with pytest.raises(LibraryError, match="the word index is damaged: run `pullquote doctor` to mend it"):
        again.search(QUESTION)
    assert [finding.mended for finding in examine(again)] == [True]


def test_words_of_passages_that_are_not_there(filled, damage):
    """It ended in a KeyError, or in FAISS's own error."""
    damage("INSERT INTO words (rowid, title, body) VALUES (999, 'lamp', 'lamp burn')")
    assert len(search_ids(filled)) == 6
    assert filled.rank_articles(["lamp"], 100)
    assert filled.find_by_words(["lamp"]) is not None
    assert all(finding.mended for finding in examine(filled))


def test_a_library_of_an_earlier_version_is_sealed_by_the_doctor(filled, damage):
    damage("DROP TABLE seals")
    assert len(search_ids(filled)) == 6
    assert filled.article("moon").title == "Apollo"
    assert examine(filled) == []
    with filled.database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM seals").fetchone() == (6,)
    damage("UPDATE articles SET title = 'x' WHERE id = 'moon'")
    assert [finding.message for finding in examine(filled)] == [f"moon: {SAID}"]


def test_a_vector_without_a_seal_is_held_against_its_passage(filled, damage):
    damage("DROP TABLE seals", "UPDATE passages SET vector = (SELECT vector FROM passages WHERE id = 3) WHERE id = 4")
    [finding] = examine(filled)
    assert finding.message.endswith("a vector is not that of its passage: embedded anew")
    assert examine(filled) == []


def test_what_is_added_without_a_doctor_is_sealed(filled, damage, make_article):
    damage("DROP TABLE seals")
    list(filled.add([make_article("Whales sing.", "whales")]))
    damage("UPDATE articles SET url = 'https://b.example' WHERE id = 'whales'")
    with pytest.raises(DamagedArticle):
        filled.article("whales")


def test_no_two_rows_have_one_digest():
    rows = [[("a", "b")], [("ab",)], [("a",), ("b",)], [("a", None)], [("a", "None")], [(1,)], [("1",)], [(b"1",)], []]
    assert len({seals.compute_digest(row) for row in rows}) == len(rows)


def test_a_damaged_article_does_not_come_back_as_a_sound_one(filled, damage):
    damage("UPDATE passages SET vector = (SELECT vector FROM passages WHERE id = 1) WHERE article_id = 'moon'")
    filled.restore(filled.remove("moon"))
    assert [finding.message for finding in examine(filled)] == [f"moon: {PASSAGES}"]


@pytest.fixture
def snapshot(filled, monkeypatch, open_library, make_embedder):
    """Return the snapshot of a library, and a way to open the library as a new program does."""
    monkeypatch.setattr("index.snapshot._WORTH_SAVING", 1)
    again = open_library(make_embedder(), filled.folder)
    search_ids(again)
    [path] = filled.folder.glob("vectors-*")
    return path, lambda: open_library(make_embedder(), filled.folder)


@pytest.mark.parametrize("place", [0.02, 0.3, 0.5, 0.8, 0.97, 0.999])
def test_a_snapshot_with_a_changed_byte(filled, snapshot, place):
    """Other vectors gave other answers, other ids ended in a traceback, and the doctor found all well."""
    path, open_ = snapshot
    before, whole = filled.search(QUESTION, 100), path.read_bytes()
    data = bytearray(whole)
    data[int(len(data) * place)] ^= 0x10
    path.write_bytes(data)
    assert VectorIndex.load(path, filled.embedder.dimension) is None
    assert [finding.message for finding in examine(open_())] == [
        f"{path.name} does not hold what the library holds: removed, it will be made anew"
    ]
    path.write_bytes(data)
    assert open_().search(QUESTION, 100) == before
    assert path.read_bytes() == whole


def test_a_snapshot_of_other_vectors_under_a_right_digest(filled, snapshot):
    path, open_ = snapshot
    other, dimension = VectorIndex(filled.embedder.dimension), filled.embedder.dimension
    with filled.database.reading() as connection:
        ids = np.array([row[0] for row in connection.execute("SELECT id FROM passages")])
    other.add(ids, np.eye(len(ids), dimension, dtype=np.float32))
    other.save(path)
    [finding] = examine(open_())
    assert "does not hold what the library holds" in finding.message


@pytest.mark.parametrize("key", ["model", "fingerprint", "generation", "schema"])
@pytest.mark.parametrize("change", ["UPDATE manifest SET value = 'x'", "DELETE FROM manifest"])
def test_a_damaged_manifest_is_told_of(filled, damage, tmp_path, key, change, monkeypatch, make_embedder):
    monkeypatch.setattr("index.library.open_embedder", lambda name, cache: make_embedder(name))
    damage(f"{change} WHERE key = '{key}'")
    with pytest.raises(LibraryError, match="pullquote doctor"):
        Library.open(filled.folder, tmp_path).search(QUESTION)
