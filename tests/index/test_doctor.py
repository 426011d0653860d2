"""Examining and mending a library, and making it anew."""

import numpy as np
import pytest

from corpus import Article, Source, Span
from index import Change, LibraryError, LibraryMismatch, seals, store
from index.doctor import examine, rebuild
from index.manifest import SCHEMA_VERSION

TEXT = "The Eagle landed on the Moon in July 1969. Armstrong stepped out first."


@pytest.fixture
def filled(library, articles, make_article):
    list(library.add([*articles(4), make_article(TEXT, "moon", "Apollo")]))
    with library.database.writing() as connection:
        connection.execute("UPDATE articles SET added = '2001-02-03T04:05:06+00:00'")
        for article_id in store.list_ids(connection):
            seals.keep(connection, article_id)
    return library


@pytest.fixture
def damage(filled):
    """Run SQL on a library behind its back."""

    def run(*statements):
        with filled.database.writing() as connection:
            connection.execute("PRAGMA defer_foreign_keys = ON")
            for statement in statements:
                connection.execute(statement)

    return run


def search_ids(library, question="When did the Eagle land?"):
    return [hit.passage.article_id for hit in library.search(question, 100)]


def test_all_is_well(filled, library):
    assert examine(filled) == []


def test_an_empty_library_is_well(library):
    assert examine(library) == []


@pytest.mark.parametrize(
    ("statements", "message"),
    [
        (["DELETE FROM passages WHERE article_id = 'moon'"], "moon: it has no passages: embedded anew"),
        (["UPDATE passages SET start = 5000, end = 6000 WHERE article_id = 'moon'"], "lies outside its text"),
        (["UPDATE passages SET start = -1 WHERE article_id = 'moon'"], "lies outside its text"),
        (["UPDATE passages SET vector = x'00' WHERE article_id = 'moon'"], "a vector has the wrong size"),
        (["UPDATE passages SET vector = x'' WHERE article_id = 'moon'"], "a vector has the wrong size"),
        (["INSERT INTO words (words) VALUES ('delete-all')"], "the word index was out of step at 5 passages"),
        (["INSERT INTO words (rowid, title, body) VALUES (999, 'x', 'y')"], "out of step at 1 passages"),
    ],
)
def test_what_can_be_mended(filled, damage, statements, message):
    before = {entry.id: entry.added for entry in filled.entries()}
    damage(*statements)
    findings = examine(filled)
    assert [finding.mended for finding in findings] == [True] * len(findings)
    assert any(message in finding.message for finding in findings)
    assert examine(filled) == []
    assert search_ids(filled)[0] == "moon"
    assert len(search_ids(filled)) == 5
    assert {entry.id: entry.added for entry in filled.entries()} == before


def test_passages_of_no_article(filled, damage):
    with filled.database.reading() as connection:
        pass
    connection.execute("PRAGMA foreign_keys = OFF")
    damage("DELETE FROM articles WHERE id = 'moon'")
    connection.execute("PRAGMA foreign_keys = ON")
    findings = examine(filled)
    assert findings[0].message == "1 passages belonged to no article: removed"
    assert all(finding.mended for finding in findings)
    assert examine(filled) == []
    assert "moon" not in search_ids(filled)


def test_a_text_that_was_altered_has_to_be_added_again(filled, damage, make_article, tables):
    damage("UPDATE articles SET text = 'The Eagle landed on Mars.' WHERE id = 'moon'")
    [finding] = examine(filled)
    assert finding.message.startswith("moon: its text is not the one that was added")
    assert not finding.mended
    [outcome] = filled.add([make_article(TEXT, "moon", "Apollo")])
    assert outcome.change is Change.REPLACED
    assert examine(filled) == []
    assert search_ids(filled)[0] == "moon"
    filled.remove("moon")
    assert not {"eagl", "mar"} & tables(filled)["vocabulary"]


def test_a_snapshot_that_holds_something_else(filled, monkeypatch):
    from index.vectors import VectorIndex

    path = filled.folder / f"vectors-{filled.state().generation}.faiss"
    other = VectorIndex(filled.embedder.dimension)
    other.add(np.array([77]), np.ones((1, filled.embedder.dimension), dtype=np.float32))
    other.save(path)
    [finding] = examine(filled)
    assert finding.mended
    assert path.name in finding.message
    assert not path.exists()
    assert examine(filled) == []


def test_a_damaged_page(filled):
    """What SQLite itself finds wrong is told, not mended."""
    with filled.database.writing() as connection:
        [[root]] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'passages_by_article'")
        [[size]] = connection.execute("PRAGMA page_size")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    del filled.database._connections._local.connection
    with filled.database.path.open("r+b") as file:
        file.seek((root - 1) * size + size - 40)
        file.write(b"\x07" * 20)
    [finding] = examine(filled)
    assert "the database is damaged" in finding.message
    assert not finding.mended


@pytest.fixture
def rebuilt(filled, make_embedder, monkeypatch, open_library):
    """Rebuild the library with another embedder, and open it with that."""

    def rebuild_(name="others", dimension=16, **options):
        monkeypatch.setattr("index.doctor.open_embedder", lambda name, cache: make_embedder(name, dimension))
        count = rebuild(filled.folder, filled.folder / "cache", name, **options)
        assert count == 5
        return open_library(make_embedder(name, dimension), filled.folder)

    return rebuild_


def test_rebuilt_with_another_model(filled, rebuilt, tables):
    before, old = {entry.id: filled.article(entry.id) for entry in filled.entries()}, tables(filled)
    added = {entry.id: entry.added for entry in filled.entries()}
    shares = []
    library = rebuilt(done=shares.append)
    assert {entry.id: library.article(entry.id) for entry in library.entries()} == before
    assert {entry.id: entry.added for entry in library.entries()} == added
    assert examine(library) == []
    assert search_ids(library)[0] == "moon"
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert not tables(library)["passages"] & old["passages"]


def test_rebuilt_twice_ids_still_go_on(filled, rebuilt, tables, make_article):
    filled.remove("lamp-3")
    list(filled.add([make_article("The lamp number 3 burned.", "lamp-3", "Lamp 3")]))
    filled.remove("lamp-3")
    list(filled.add([make_article("Yet another lamp burned.", "lamp-3", "Lamp 3")]))
    seen = set(range(1, max(tables(filled)["passages"]) + 1))
    for name in ("others", "yet others"):
        library = rebuilt(name)
        held = tables(library)["passages"]
        assert not held & seen
        seen |= held


@pytest.mark.parametrize("schema", ["0", str(SCHEMA_VERSION + 1)])
def test_another_schema_is_mended_by_a_rebuild(filled, damage, rebuilt, schema):
    damage(f"UPDATE manifest SET value = '{schema}' WHERE key = 'schema'")
    with pytest.raises(LibraryMismatch, match="doctor --rebuild"):
        filled.database.read_manifest()
    library = rebuilt()
    assert library.database.read_manifest()["schema"] == str(SCHEMA_VERSION)
    assert search_ids(library)[0] == "moon"


def test_until_it_is_done_the_library_stays_as_it_is(filled, make_embedder, monkeypatch):
    embedder = make_embedder("others", 16)
    monkeypatch.setattr("index.doctor.open_embedder", lambda name, cache: embedder)

    def interrupted(share):
        raise KeyboardInterrupt

    before = filled.state()
    with pytest.raises(KeyboardInterrupt):
        rebuild(filled.folder, filled.folder, "others", interrupted)
    assert filled.state() == before
    assert examine(filled) == []


def test_what_is_added_during_a_rebuild_is_not_lost(filled, make_embedder, make_article, monkeypatch):
    """It was dropped with the old tables."""
    monkeypatch.setattr("index.doctor.open_embedder", lambda name, cache: make_embedder(name, 16))
    late = iter([make_article("Added meanwhile.", "late")])
    with pytest.raises(LibraryError, match="was changed meanwhile, and is as it was: run the command again"):
        rebuild(filled.folder, filled.folder, "others", lambda _: list(filled.add(late)))
    assert filled.article("late").text == "Added meanwhile."
    assert examine(filled) == []
    assert rebuild(filled.folder, filled.folder, "others") == 6


def test_there_is_nothing_to_rebuild(tmp_path):
    with pytest.raises(LibraryError, match="there is no library"):
        rebuild(tmp_path, tmp_path, "others")
    assert list(tmp_path.iterdir()) == []


def test_an_article_survives_a_rebuild_whole(filled, rebuilt):
    article = Article(
        "a", "Títle", "Alarms\n\nOne. Two.", Source("https://a.example", None, "P", ("A B",)), (Span(0, 6),), (0,)
    )
    filled.remove("lamp-0")
    list(filled.add([article]))
    assert rebuilt().article("a") == article


def test_by_default_the_model_stays(filled, make_embedder, monkeypatch):
    """A rebuild without --model once turned any library into one of the built-in model."""
    asked = []
    monkeypatch.setattr("index.doctor.open_embedder", lambda name, cache: asked.append(name) or make_embedder(name, 16))
    rebuild(filled.folder, filled.folder)
    assert asked == [filled.database.read_manifest()["model"]]
