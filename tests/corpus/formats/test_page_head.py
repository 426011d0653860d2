import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.page_head import read_head


def read_fields(*metas, script=None):
    return read_head(metas, [json.dumps(script)] if script is not None else [])


def test_meta_elements():
    fields = read_fields(
        ("og:site_name", "Salt Gazette"),
        ("Author", "By Ada Finch and Bo Ek"),
        ("article:published_time", "2024-06-19T08:00:00+02:00"),
        ("canonical", "https://a.example/lamp"),
        ("html:lang", "en-GB"),
    )
    assert fields == {
        "url": "https://a.example/lamp",
        "publisher": "Salt Gazette",
        "authors": ("Ada Finch", "Bo Ek"),
        "published": "2024-06-19",
        "language": "en-GB",
        "doi": None,
    }


@pytest.mark.parametrize(
    "wrap", [lambda node: node, lambda node: [node], lambda node: {"@graph": [{"@type": "Person"}, node]}]
)
def test_json_ld(wrap):
    node = {
        "@type": "NewsArticle",
        "datePublished": "2021-02-03T04:05:06Z",
        "author": [{"name": "Ada Finch"}, {"name": "Bo Ek"}],
        "publisher": {"name": "Salt and Sand"},
    }
    fields = read_fields(script=wrap(node))
    assert (fields["published"], fields["authors"], fields["publisher"]) == (
        "2021-02-03",
        ("Ada Finch", "Bo Ek"),
        "Salt and Sand",
    )


def test_other_things_in_json_ld_tell_nothing_of_the_article():
    script = {
        "@type": "ItemList",
        "datePublished": "2021-02-03",
        "hasPart": [{"@type": "Article", "datePublished": "2020"}],
    }
    assert read_fields(script=script)["published"] is None


def test_every_author_of_a_paper():
    assert read_fields(("citation_author", "Finch, Ada"), ("citation_author", "Ek, Bo"))["authors"] == (
        "Finch, Ada",
        "Ek, Bo",
    )


def test_a_date_that_is_none_is_passed_over():
    assert read_fields(("date", "yesterday"), ("citation_date", "2024/06/19"))["published"] == "2024-06-19"


def test_an_address_that_is_no_web_page_is_passed_over():
    assert read_fields(("canonical", "/lamp"), ("og:url", "javascript:alert(1)"))["url"] is None


@given(
    st.text()
    | st.recursive(
        st.none() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["@graph", "@type", "author", "name", "publisher", "datePublished"]),
                inner | st.just("Article"),
            )
        ),
    ).map(json.dumps)
)
def test_any_script_is_survived(script):
    read_head([], [script])
