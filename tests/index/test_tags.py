"""Tags: given to articles, asked by, taken off, and kept by whatever happens to the library."""

import pytest

from corpus import Article
from index import Filters, LibraryError, NoSuchArticle
from index.database import Database
from index.doctor import examine, rebuild
from index.folder import LIBRARY
from index.library import Library
from index.rescue import rescue

KINDS = ("folder", "postgresql")


@pytest.fixture
def tagged(library, articles):
    list(library.add(articles(4)))
    library.tag(["lamp-0", "lamp-1"], "Light houses")
    library.tag(["lamp-1", "lamp-2"], "oil")
    return library


def list_tags(library):
    return {entry.id: entry.tags for entry in library.entries() if entry.tags}


TAGS = {"lamp-0": ("Light houses",), "lamp-1": ("Light houses", "oil"), "lamp-2": ("oil",)}


def test_tags_are_given_and_taken_off(tagged):
    assert list_tags(tagged) == TAGS and tagged.list_tags() == ["Light houses", "oil"]
    assert tagged.untag(["lamp-1", "lamp-3", "nope"], "OIL") == "oil"
    assert list_tags(tagged)["lamp-1"] == ("Light houses",)
    tagged.untag(["lamp-2"], "oil")
    assert tagged.list_tags() == ["Light houses"]


def test_a_tag_is_spelled_as_it_was_first(tagged):
    assert tagged.tag(["lamp-3"], " light\nHOUSES ") == "Light houses"
    assert tagged.spell_tags(["OIL", "light houses"]) == ("oil", "Light houses")
    assert tagged.list_tags() == ["Light houses", "oil"]


def test_no_invisible_control_makes_a_tag_read_as_another(tagged):
    assert tagged.tag(["lamp-3"], "\u202eoil\u2069") == "oil"


def test_what_can_be_no_tag_is_refused(tagged):
    for written in ("", " \n ", "x" * 81):
        with pytest.raises(LibraryError, match="tag"):
            tagged.tag(["lamp-0"], written)
    with pytest.raises(NoSuchArticle):
        tagged.tag(["lamp-3", "nope"], "new")
    for call in (lambda: tagged.spell_tags(["nope"]), lambda: tagged.untag(["lamp-0"], "nope")):
        with pytest.raises(LibraryError, match="no article has the tag 'nope': the tags are Light houses, oil"):
            call()
    assert list_tags(tagged) == TAGS


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(tags=("oil",)), {"lamp-1", "lamp-2"}),
        (Filters(tags=("oil", "Light houses")), {"lamp-0", "lamp-1", "lamp-2"}),
        (Filters(tags=("oil",), article_ids=("lamp-0", "lamp-1")), {"lamp-1"}),
        (Filters(tags=("nope",)), set()),
    ],
)
def test_a_question_is_limited_to_tags(tagged, filters, found):
    assert {hit.passage.article_id for hit in tagged.search("Which lamp burned?", 20, filters)} == found


@pytest.mark.kinds("folder")
def test_a_library_without_tags_is_as_it_was(library, articles):
    """Earlier versions made no table of tags, and none is made before there is one."""
    list(library.add(articles(2)))
    assert library.list_tags() == [] and library.spell_tags([]) == ()
    assert library.search("lamp", 5, Filters(tags=("oil",))) == []
    library.remove("lamp-0")
    with library.database.reading() as connection:
        assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'tags'").fetchone()


def test_tags_stay_when_an_article_is_added_again(tagged):
    list(tagged.add([Article("lamp-1", "Another", "Other words altogether.")]))
    assert list_tags(tagged) == TAGS


def test_tags_go_and_come_back_with_their_article(tagged):
    removed = tagged.remove("lamp-1")
    assert "lamp-1" not in list_tags(tagged)
    tagged.restore(removed)
    assert list_tags(tagged) == TAGS and not examine(tagged)
    tagged.discard("lamp-1")
    list(tagged.add([Article("lamp-1", "Another", "Other words altogether.")]))
    assert "lamp-1" not in list_tags(tagged)


@pytest.mark.kinds("folder")
def test_tags_survive_a_rebuild_and_a_rescue(tagged, tmp_path, word_embedder, monkeypatch):
    for module in ("doctor", "rescue"):
        monkeypatch.setattr(f"index.{module}.open_embedder", lambda name, cache: word_embedder)
    rebuild(tagged.folder, tmp_path)
    assert list_tags(tagged) == TAGS
    rescue(tagged.folder, tmp_path / "new", tmp_path)
    assert list_tags(Library(Database(tmp_path / "new" / LIBRARY), lambda: word_embedder)) == TAGS
