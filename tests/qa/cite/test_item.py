"""Articles as items of CSL-JSON."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article, Source, normalise
from qa.cite.item import make_item


def test_what_is_known_is_told_and_nothing_else(make_article):
    article = make_article(
        title="Forgetting", authors=("Benedict Carey",), publisher="The New York Times", published="2019-03-22",
        accessed="2024-01-02", url="https://nytimes.com/x", language="en",
    )  # fmt: skip
    assert make_item(article) == {
        "id": "lamp",
        "type": "article-newspaper",
        "title": "Forgetting",
        "author": [{"family": "Carey", "given": "Benedict"}],
        "container-title": "The New York Times",
        "issued": {"date-parts": [[2019, 3, 22]]},
        "accessed": {"date-parts": [[2024, 1, 2]]},
        "URL": "https://nytimes.com/x",
        "language": "en",
    }
    assert make_item(make_article(title="Lamp")) == {"id": "lamp", "type": "document", "title": "Lamp"}


def test_no_blank_stands_before_a_comma_a_stop_or_a_closing_mark(make_article):
    known = {"publisher": "Reuters , London ", "published": "2024", "authors": ("The Quay Board , Skarn",)}
    item = make_item(make_article(title="The quay , again ( a history ) .", **known))
    assert (item["title"], item["publisher"]) == ("The quay, again ( a history).", "Reuters, London")
    kept = "The .NET years ... and 3 ,5 ”dagar” . . . Où est-il ?"
    assert make_item(make_article(title=kept))["title"] == kept


@pytest.mark.parametrize(
    ("kind", "pages", "known"),
    [
        ("article-newspaper", (), {"url": "https://a.org/x", "publisher": "A Paper", "published": "2020-01-02"}),
        ("webpage", (), {"url": "https://a.org/x", "publisher": "A Paper", "published": "2020"}),
        ("webpage", (), {"url": "https://a.org/x"}),
        ("webpage", (), {"url": "https://a.org/x", "publisher": "WHO", "authors": ("WHO",), "published": "2020-01-02"}),
        ("report", (0,), {"url": "https://a.org/x.pdf", "publisher": "WHO"}),
        ("report", (0,), {"path": "x.pdf", "publisher": "WHO"}),
        ("document", (0,), {"path": "x.pdf", "authors": ("Jane Smith",)}),
    ],
)
def test_the_type_says_no_more_than_is_known(make_article, kind, pages, known):
    assert make_item(make_article(pages=pages, **known))["type"] == kind


@pytest.mark.parametrize(
    ("published", "issued"),
    [
        ("2024", {"date-parts": [[2024]]}),
        ("2024-06", {"date-parts": [[2024, 6]]}),
        ("2024-06-19", {"date-parts": [[2024, 6, 19]]}),
        ("2024-06-19T10:00:00Z", {"date-parts": [[2024, 6, 19]]}),
        ("2024-13", {"literal": "2024-13"}),
        ("summer of 1950", {"literal": "summer of 1950"}),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(make_article, published, issued):
    assert make_item(make_article(published=published))["issued"] == issued


def test_a_file_was_not_accessed(make_article):
    assert not {"accessed", "URL"} & set(
        make_item(make_article(path="/home/me/x.md", url="file:///x", accessed="2024-01-02"))
    )


line = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12).map(normalise)


@given(
    title=line, publisher=st.none() | line, published=st.none() | line, language=st.none() | st.just("en"),
    authors=st.lists(line, max_size=3), url=st.none() | st.just("https://example.org/x"), pages=st.booleans(),
)  # fmt: skip
def test_no_field_is_invented(title, publisher, published, language, authors, url, pages):
    source = Source(url, None, publisher, tuple(authors), published, None, language)
    found = make_item(Article("an id", title, "Text.", source, pages=(0,) if pages else ()))
    told = {"id", "type", "title"}
    told |= {"author"} if authors else set()
    told |= {"container-title", "publisher"} if publisher else set()
    told |= {"issued"} if published else set()
    told |= {"URL"} if url else set()
    told |= {"language"} if language else set()
    assert set(found) <= told
    assert len({"container-title", "publisher"} & set(found)) == bool(publisher)


def test_a_doi_is_given_once(make_article):
    stated = make_item(make_article(url="https://moth.example/lamp", doi="10.1234/lamp"))
    assert (stated["DOI"], stated["URL"]) == ("10.1234/lamp", "https://moth.example/lamp")
    known = {"url": "https://doi.org/10.1234/lamp", "doi": "10.1234/lamp"}
    report = make_item(make_article(pages=(0,), publisher="The Moth", **known))
    assert (report["type"], report["DOI"], report.get("URL")) == ("report", "10.1234/lamp", None)
    page = make_item(make_article(**known))
    assert (page["type"], page["DOI"], page["URL"]) == ("webpage", "10.1234/lamp", known["url"])


def test_an_item_of_zotero_goes_by_its_uri(make_article):
    uri = "http://zotero.org/users/7/items/ABCD2345"
    assert make_item(make_article(zotero=uri))["id"] == uri
    assert make_item(make_article())["id"] == "lamp"
