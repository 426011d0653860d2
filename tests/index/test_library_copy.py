"""Copying a library: the same in its new place, whatever kind it is of; and what stops in the middle goes on."""

import pytest

from corpus import Fingerprint, Page, Source, Stamp
from index import Filters, LibraryError, NoLibrary, library_copy
from index.doctor import examine
from index.known_files import FileOutcome, KnownFiles
from index.library_copy import copy
from index.places import open_engine
from index.raw_pages import RawPages
from index.zotero_state import ItemOutcome, ZoteroState


@pytest.fixture(params=[("folder", "postgresql"), ("postgresql", "folder"), ("postgresql", "postgresql")])
def places(request, make_address, tmp_path):
    """The places of a library and of its copy."""
    kinds = zip(request.param, ("old", "new"), strict=True)
    return [tmp_path / name if kind == "folder" else make_address() for kind, name in kinds]


@pytest.fixture
def filled(places, open_library, make_embedder, articles, make_article, tmp_path):
    """A library with all that can be kept in one, and with ids of passages that have gone."""
    library = open_library(make_embedder(), places[0])
    told = make_article(
        "The moth came.\n\nIt went.", "moth", "Moth", pages=(3,), url="https://m.example", published="2024"
    )
    list(library.add([*articles(12), told]))
    library.remove("lamp-3")
    library.correct("lamp-4", "The fourth", Source(publisher="The Moth", authors=("A. Wick",)))
    library.tag(["lamp-5", "moth"], "oil")
    files = KnownFiles(library.database, "readers")
    files.remember(tmp_path / "a.md", Fingerprint(Stamp(3, 5), "digest", settled=True), FileOutcome(("lamp-1",)))
    files.flush()
    RawPages(library.database, "readers").keep(
        "moth", "https://m.example", Page("https://m.example", b"<p>", "2024-01-01")
    )
    state = ZoteroState(library.database, "mine")
    state.save_records({"K": {"title": "T"}}, ["K"], 7)
    state.remember("uri", ItemOutcome("all", "stamp", "moth"))
    return library


def describe(library):
    with library.database.reading() as connection:
        seals = connection.execute('SELECT article_id, "row", passages FROM seals ORDER BY article_id').fetchall()
    questions = ("Which lamp burned?", "number 7", "Did the moth come?", "The fourth lamp")
    found = [
        [
            (hit.passage, pytest.approx(hit.score), pytest.approx(hit.bm25))
            for hit in library.search(question, 5, filters)
        ]
        for question in questions
        for filters in (Filters(), Filters(tags=("oil",)))
    ]
    return library.entries(), [library.article(each) for each in library.ids()], library.list_tags(), seals, found


def test_a_copy_is_the_same(filled, places, open_library, make_embedder):
    copied = copy(*places)
    assert (copied.articles, copied.passages, copied.before) == (12, filled.state().passages, 0)
    library = open_library(make_embedder(), places[1])
    assert describe(library) == describe(filled)
    assert library.embedder.embedded == [] and examine(library) == []
    assert RawPages(library.database, "readers").find("https://m.example").page.data == b"<p>"
    state = ZoteroState(library.database, "mine")
    assert state.read_records() == ({"K": {"title": "T"}}, 7) and state.list_followed("all") == {"uri": "moth"}
    with library.database.reading() as connection:
        assert len(connection.execute("SELECT path FROM files").fetchall()) == 1


def test_a_library_is_not_copied_over_another(filled, places, open_library, make_embedder):
    other = open_library(make_embedder(), places[1])
    with pytest.raises(LibraryError, match=r"there is a library in .*: copy to a place that holds none"):
        copy(*places)
    with pytest.raises(LibraryError, match="copy to a place that holds none"):
        copy(places[0], places[0])
    assert other.entries() == [] and len(filled.entries()) == 12


def test_there_has_to_be_a_library(places):
    with pytest.raises(NoLibrary):
        copy(*places)
    assert not open_engine(places[1]).exists()


def test_what_was_interrupted_goes_on(filled, places, open_library, make_embedder, articles, monkeypatch):
    """Also with what has changed meanwhile."""
    monkeypatch.setattr(library_copy, "_BATCH", 3)

    def interrupt(share):
        if share > 0.4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy(*places, interrupt)
    with pytest.raises(LibraryError, match="a copy that is not finished: run the same `pullquote copy` again"):
        open_engine(places[1]).read_manifest()
    filled.remove("lamp-0")
    list(filled.add([articles(20)[15]]))
    filled.correct("lamp-1", "The first", Source())
    copied = copy(*places)
    assert copied.articles == 12 and 0 < copied.before < 12
    library = open_library(make_embedder(), places[1])
    assert describe(library) == describe(filled) and examine(library) == []


def test_a_damaged_article_is_told_of(filled, places):
    with filled.database.noting() as connection:
        connection.execute("UPDATE articles SET title = 'Other' WHERE id = 'lamp-6'")
    with pytest.raises(LibraryError, match="'lamp-6' is damaged"):
        copy(*places)
