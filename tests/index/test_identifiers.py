"""Identifiers: DOIs and the URIs of Zotero stay with their articles."""

from dataclasses import replace

from corpus import Article, Source
from index import Change

KINDS = ("folder", "postgresql")

LAMP = Article("lamp", "The lamp", "The lamp burned by day.", Source(doi="10.1234/lamp"))


def test_a_doi_is_kept_and_listed(library, articles):
    list(library.add([LAMP, *articles(1)]))
    assert library.article("lamp") == LAMP
    assert {entry.id: entry.source.doi for entry in library.entries()}["lamp"] == "10.1234/lamp"
    assert {id_: source.doi for id_, _, source in library.sources()}["lamp"] == "10.1234/lamp"


def test_a_doi_follows_its_article(library):
    list(library.add([LAMP]))
    bare = replace(LAMP, source=Source())
    assert [outcome.change for outcome in library.add([bare])] == [Change.UPDATED]
    assert [outcome.change for outcome in library.add([bare])] == [Change.UNCHANGED]
    assert library.article("lamp").source.doi is None


def test_the_uri_of_an_item_of_zotero_stays_with_its_article(library):
    uri = "http://zotero.org/users/7/items/ABCD2345"
    kept = replace(LAMP, source=Source(zotero=uri))
    list(library.add([kept]))
    assert library.article("lamp") == kept
    assert [entry.source.zotero for entry in library.entries()] == [uri]
    removed = library.remove("lamp")
    list(library.add([replace(LAMP, source=Source())]))
    assert library.article("lamp").source.zotero is None
    library.discard("lamp")
    library.restore(removed)
    assert library.article("lamp") == kept
