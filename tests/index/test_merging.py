"""Articles with the same text become one, and nothing is lost."""

from dataclasses import replace

import pytest

from corpus import Source
from index import Change, LibraryError, NoSuchArticle
from index.merging import Merge, keep_files, merge, plan_merges
from index.originals import list_gone

KINDS = ("folder", "postgresql")

TEXT = "The Eagle landed on the Moon in July 1969. Armstrong stepped out first."


@pytest.fixture
def twice(library, make_article):
    """A library with one text twice: of `moon`, more is known."""
    moon = make_article(TEXT, "moon", "Apollo", url="https://moon.example/", publisher="The Moon")
    list(library.add([moon, make_article(TEXT, "copy", "copy"), make_article("It burned.", "lamp")]))
    return library


def test_the_one_of_which_more_is_known_stays_with_the_tags_of_all(twice):
    twice.tag(["copy"], "space")
    twice.tag(["moon"], "sky")
    assert plan_merges(twice) == [Merge("moon", ("copy",))]
    merge(twice, Merge("moon", ("copy",)))
    assert {entry.id: entry.tags for entry in twice.entries()} == {"moon": ("sky", "space"), "lamp": ()}
    assert twice.article("copy") == twice.article("moon")
    assert plan_merges(twice) == []


def test_its_file_is_not_added_again_until_its_text_is_another(twice, make_article):
    merge(twice, Merge("moon", ("copy",)))
    [same] = twice.add([make_article(TEXT, "copy", "copy")])
    assert (same.article.id, same.change) == ("moon", Change.UNCHANGED)
    [other] = twice.add([make_article(f"{TEXT} Aldrin was next.", "copy", "copy")])
    assert (other.article.id, other.change) == ("copy", Change.ADDED)
    assert "Aldrin" in twice.article("copy").text


def test_those_that_were_merged_before_go_on_to_the_next(twice, make_article):
    merge(twice, Merge("copy", ("moon",)))
    list(twice.add([make_article(TEXT, "third", "third")]))
    merge(twice, Merge("third", ("copy",)))
    assert twice.article("moon").id == "third"
    twice.remove("third")
    with pytest.raises(NoSuchArticle):
        twice.article("moon")


@pytest.mark.parametrize(
    "source",
    [{"url": "https://sun.example/"}, {"publisher": "The Sun"}, {"published": "1969"}, {"authors": ("Ada Finch",)}],
)
def test_a_report_in_several_papers_stays_several(twice, make_article, source):
    list(twice.add([make_article(TEXT, "copy", "copy", **source)]))
    assert plan_merges(twice) == []


def test_a_correction_stays(twice):
    twice.correct("copy", "The first landing", Source())
    # The copy knows less than the other, but a person has corrected it.
    assert plan_merges(twice) == []
    twice.correct("copy", "The first landing", twice.article("moon").source)
    assert plan_merges(twice) == [Merge("copy", ("moon",))]
    twice.correct("moon", "Landing", twice.article("moon").source)
    assert plan_merges(twice) == []


def test_what_has_changed_meanwhile_is_not_merged(twice):
    list(twice.add([replace(twice.article("copy"), text="It was hidden.")]))
    with pytest.raises(LibraryError, match="changed meanwhile"):
        merge(twice, Merge("moon", ("copy",)))
    assert twice.article("copy").text == "It was hidden."


def test_an_article_whose_file_is_gone_is_that_of_the_file_of_one_that_was_merged(library, make_article, tmp_path):
    """With the first of two equal files, the article went, though the second was there."""
    files = [tmp_path / name for name in ("a.txt", "b.txt", "c.txt")]
    for file in files:
        file.write_text(TEXT)
    list(library.add([make_article(TEXT, file.stem, "Apollo", path=str(file)) for file in files]))
    library.tag(["a"], "space")
    merge(library, Merge("b", ("c",)))
    merge(library, Merge("a", ("b",)))
    assert keep_files(library) == 0
    files[0].unlink()
    files[1].unlink()
    assert keep_files(library) == 1
    [entry] = library.entries()
    assert (entry.id, entry.source.path, entry.tags) == ("a", str(files[2]), ("space",))
    assert not list_gone([entry])
    assert library.list_former_ids("a") == ["b", "c"]
    files[2].unlink()
    assert keep_files(library) == 0
    assert list_gone(library.entries())
