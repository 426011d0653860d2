"""Removing an article and bringing it back as it was."""

from dataclasses import replace

import pytest

from corpus import Article, Source, Span
from index import Change, LibraryError, LibraryMismatch, NoSuchArticle, Removed, seals, store
from index.doctor import examine, rebuild

KINDS = ("folder", "postgresql")

MOON = Article(
    "moon", "Apollo", "The landing\n\nThe Eagle landed on the Moon in July 1969.\n\nArmstrong stepped out. " * 9,
    Source("https://a.example/moon", "/tmp/moon.md", "The Moth", ("Ada Finch", "Bo, Jr."), "1969", "2025-01", "en"),
    (Span(0, 11),), (0, 8),
)  # fmt: skip


@pytest.fixture(params=["words", "real"])
def filled(request, open_of_kind, articles):
    """A library over each embedder, with an article that was added long ago among others."""
    library = open_of_kind(request.getfixturevalue("word_embedder" if request.param == "words" else "embedder"))
    list(library.add([*articles(2), MOON, *articles(4)[2:]]))
    with library.database.writing() as connection:
        connection.execute("UPDATE articles SET added = '2001-02-03T04:05:06+00:00' WHERE id = 'moon'")
        for article_id in store.list_ids(connection):
            seals.keep(connection, article_id)
    return library


def find_entry(library, article_id="moon"):
    return next(entry for entry in library.entries() if entry.id == article_id)


def search_all(library):
    return [library.search(question) for question in ("When did the Eagle land?", "Which lamp burned?", "Apollo")]


def read_rows(library, article_id="moon"):
    with library.database.reading() as connection:
        query = 'SELECT start, "end", sentences, vector FROM passages WHERE article_id = ? ORDER BY id'
        return connection.execute(query, (article_id,)).fetchall()


def test_restored_it_is_as_it_was(filled):
    before, known, held, passages = search_all(filled), find_entry(filled), filled.article("moon"), read_rows(filled)
    removed = filled.remove("moon")
    assert isinstance(removed, Removed)
    assert removed.article == MOON
    assert removed.added == "2001-02-03T04:05:06+00:00"
    assert all(hit.passage.article_id != "moon" for hits in search_all(filled) for hit in hits)
    generation = filled.state().generation
    filled.restore(removed)
    assert filled.state().generation != generation
    assert search_all(filled) == before
    assert (find_entry(filled), filled.article("moon"), read_rows(filled)) == (known, held, passages)
    assert examine(filled) == []
    assert [outcome.change for outcome in filled.add([MOON])] == [Change.UNCHANGED]


def test_nothing_is_embedded_again(open_of_kind, make_embedder):
    library = open_of_kind(make_embedder())
    list(library.add([MOON]))
    embedded = len(library.embedder.embedded)
    library.restore(library.remove("moon"))
    assert len(library.embedder.embedded) == embedded


def test_a_program_that_starts_later_finds_it_too(filled, open_of_kind):
    before = search_all(filled)
    filled.restore(filled.remove("moon"))
    assert search_all(open_of_kind(filled.embedder, filled.folder)) == before


def test_row_ids_are_not_given_again(filled, tables):
    old = tables(filled)["passages"]
    filled.restore(filled.remove("moon"))
    new = tables(filled)
    assert len(new["passages"] - old) == len(read_rows(filled))
    assert new["passages"] == new["words"] == new["vectors"]


def test_several_come_back_in_any_order(filled):
    before = {entry.id: entry for entry in filled.entries()}
    removed = [filled.remove(id_) for id_ in before]
    assert filled.entries() == []
    for article in removed[::-1]:
        filled.restore(article)
    assert {entry.id: entry for entry in filled.entries()} == before
    assert examine(filled) == []


def test_one_that_was_added_meanwhile_stays(filled, make_article):
    removed = filled.remove("moon")
    other = make_article("The Moon is a lamp, too.", "moon")
    list(filled.add([other]))
    before = filled.state()
    with pytest.raises(LibraryError, match="an article 'moon' has been added meanwhile: remove that one first"):
        filled.restore(removed)
    assert filled.state() == before
    assert filled.article("moon") == other
    filled.remove("moon")
    filled.restore(removed)
    assert filled.article("moon") == MOON


def test_it_is_restored_once(filled):
    removed = filled.remove("moon")
    filled.restore(removed)
    with pytest.raises(LibraryError, match="has been added meanwhile"):
        filled.restore(removed)
    assert examine(filled) == []


def test_after_a_rebuild_with_another_model_it_has_to_be_added_again(
    library, open_of_kind, find_place, make_embedder, articles, monkeypatch
):
    list(library.add([MOON, *articles(2)]))
    removed = library.remove("moon")
    monkeypatch.setattr("index.doctor.open_embedder", lambda name, cache: make_embedder(name, 16))
    rebuild(find_place(library), library.folder, "others")
    anew = open_of_kind(make_embedder("others", 16), library.folder)
    before = anew.state()
    for opened in (library, anew):
        with pytest.raises(LibraryMismatch, match="embedded anew with another model since 'moon' was removed: add it"):
            opened.restore(removed)
    assert anew.state() == before
    assert examine(anew) == []


def test_after_a_rebuild_with_the_same_model_it_comes_back(library, find_place, word_embedder, articles, monkeypatch):
    list(library.add([MOON, *articles(2)]))
    before, removed = search_all(library), library.remove("moon")
    monkeypatch.setattr("index.doctor.open_embedder", lambda name, cache: word_embedder)
    rebuild(find_place(library), library.folder)
    library.restore(removed)
    assert search_all(library) == before


def test_what_is_damaged_can_be_removed_and_brought_back(library, short_vector):
    """Its passages are not looked into: one that no Passage can be, or a vector of another size, is no hindrance."""
    list(library.add([MOON]))
    with library.database.writing() as connection:
        connection.execute(f"UPDATE passages SET start = -1, vector = {short_vector}")
    damaged = read_rows(library)
    library.restore(library.remove("moon"))
    assert read_rows(library) == damaged
    assert all(finding.mended for finding in examine(library))
    assert examine(library) == []


def test_an_interruption_leaves_it_removed(library, monkeypatch):
    from index import removal

    list(library.add([MOON]))
    removed, insert = library.remove("moon"), removal.store.insert

    def interrupted(*arguments):
        insert(*arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr(removal.store, "insert", interrupted)
    with pytest.raises(KeyboardInterrupt):
        library.restore(removed)
    monkeypatch.undo()
    assert library.entries() == []
    assert examine(library) == []
    library.restore(removed)
    assert library.article("moon") == MOON


def test_a_correction_goes_and_comes_back_with_it(library):
    list(library.add([MOON]))
    library.correct("moon", "Apollo 11", replace(MOON.source, publisher="The Daily Moth"))
    corrected = library.article("moon")
    removed = library.remove("moon")
    list(library.add([MOON]))
    assert library.article("moon") == MOON
    library.remove("moon")
    library.restore(removed)
    assert library.article("moon") == corrected
    assert [outcome.change for outcome in library.add([MOON])] == [Change.UNCHANGED]
    assert library.article("moon") == corrected


def test_what_is_not_there_cannot_be_removed(library):
    with pytest.raises(NoSuchArticle, match="pullquote list"):
        library.remove("moon")
