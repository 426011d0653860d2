"""BibTeX, RIS and CSL-JSON, read back by parsers that are not the writers."""

import json
import re
import unicodedata

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts
from hypothesis import given
from hypothesis import strategies as st

from qa.cite.bibtex import write_bibtex
from qa.cite.csljson import write_csl_json
from qa.cite.ris import write_ris

KNOWN = {
    "id": "one",
    "type": "article-newspaper",
    "title": "100% of NASA's $5 & #1_lamps ~ {x} ^ \\ “end”",
    "author": [
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
        {"literal": "Department of Health and Human Services, Inc."},
        {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
        {"family": "Ortega y Gasset", "given": "José"},
        {"family": "山田", "given": "太郎"},
    ],
    "container-title": "The Daily & Nightly",
    "issued": {"date-parts": [[2024, 6, 19]]},
    "accessed": {"date-parts": [[2025, 1, 2]]},
    "URL": "https://example.org/a_b?x=1&y=%20#z~{q}",
    "language": "en",
}
# Text as an article's title may hold it: no control characters, one space between words.
texts = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Cf")), min_size=1, max_size=40)
lines = texts.map(lambda text: " ".join(unicodedata.normalize("NFC", text).split())).filter(bool)


def read_bibtex(text):
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    return library.entries


def unbraced(text):
    """Return a value without braces; the parser reads the name of "^" as the mark of the same look."""
    return re.sub(r"[{}]", "", text).replace("ˆ", "^")


def test_bibtex_holds_what_is_known():
    (entry,) = read_bibtex(write_bibtex([KNOWN]))
    fields = {field.key: field.value for field in entry.fields}
    assert entry.entry_type == "article"
    assert entry.key == "berg2024nasas"
    assert unbraced(fields["title"]) == unbraced(KNOWN["title"])
    assert fields["journal"] == "The Daily & Nightly"
    assert (fields["date"], fields["year"], fields["month"]) == ("2024-06-19", "2024", "jun")
    assert fields["urldate"] == "2025-01-02"
    assert set(fields) == {
        "author",
        "title",
        "journal",
        "entrysubtype",
        "date",
        "year",
        "month",
        "language",
        "url",
        "urldate",
    }


def test_names_in_bibtex_are_read_as_they_were_meant():
    library = bibtexparser.parse_string(
        write_bibtex([KNOWN]), append_middleware=[SeparateCoAuthors(), SplitNameParts()]
    )
    names = library.entries[0]["author"]
    assert [(name.first, name.von, name.last, name.jr) for name in names] == [
        (["Jan"], ["van", "der"], ["Berg"], []),
        ([], [], ["{Department of Health and Human Services, Inc.}"], []),
        (["Martin", "Luther"], [], ["King"], ["Jr."]),
        (["José"], [], ["{Ortega y Gasset}"], []),
        (["太郎"], [], ["山田"], []),
    ]


def test_bibtex_protects_capitals_that_a_style_would_lower():
    written = write_bibtex([{"id": "a", "type": "webpage", "title": "The fall of NASA in an iPhone world: Émile"}])
    assert "title = {The fall of {NASA} in an {iPhone} world: {Émile}}" in written


def test_what_tex_joins_is_kept_apart():
    written = write_bibtex([{"id": "a", "type": "webpage", "title": "a--b ``c'' d?`"}])
    assert "title = {a-{}-b `{}`c'{}' d?{}`}" in written


def test_an_address_in_bibtex_is_the_same_address():
    assert "url = {https://example.org/a_b?x=1&y=%20#z~%7Bq%7D}" in write_bibtex([KNOWN])


def test_braces_are_kept_whether_or_not_they_have_partners():
    for title, written in (("a {b} c", r"{a \{b\} c}"), ("a } b", r"{a {\textbraceright} b}")):
        assert f"title = {written}" in write_bibtex([{"id": "a", "type": "webpage", "title": title}])


def test_keys_are_unique_and_plain():
    entries = read_bibtex(
        write_bibtex([{**KNOWN, "id": str(at)} for at in range(30)] + [{"id": "x", "type": "document"}])
    )
    keys = [entry.key for entry in entries]
    assert len(set(keys)) == 31
    assert all(re.fullmatch(r"[a-z0-9-]+", key) for key in keys)


def test_a_date_that_is_not_known_is_not_written():
    written = write_bibtex([{"id": "a", "type": "webpage", "title": "T"}])
    assert read_bibtex(written)[0].fields_dict.keys() == {"title"}
    assert rispy.loads(write_ris([{"id": "a", "type": "webpage", "title": "T"}])) == [
        {"type_of_reference": "ELEC", "title": "T"}
    ]


@given(lines, lines)
def test_any_title_survives_bibtex(title, holder):
    (entry,) = read_bibtex(write_bibtex([{"id": "a", "type": "webpage", "title": title, "container-title": holder}]))
    assert unbraced(entry["title"]) == unbraced(title)
    assert unbraced(entry["organization"]) == unbraced(holder)


def balanced(text):
    depth = 0
    for char in re.sub(r"\\[{}]", "", text):
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


@given(lines, lines, lines)
def test_no_text_breaks_out_of_its_field(title, family, address):
    item = {
        "id": "a",
        "type": "report",
        "title": title,
        "author": [{"family": family}],
        "URL": f"https://a.org/{address}",
    }
    written = write_bibtex([item])
    assert balanced(written)
    assert len(read_bibtex(written)) == 1


@given(lines, lines, lines)
def test_any_title_survives_ris(title, holder, name):
    item = {
        "id": "a", "type": "article-newspaper", "title": title, "container-title": holder,
        "author": [{"literal": name}], "issued": {"date-parts": [[2024, 6]]},
    }  # fmt: skip
    (read,) = rispy.loads(write_ris([item]))
    assert read == {
        "type_of_reference": "NEWS", "title": title, "secondary_title": holder, "authors": [f"{name},"],
        "year": "2024", "date": "2024/06//",
    }  # fmt: skip


def test_ris_holds_what_is_known():
    (read,) = rispy.loads(write_ris([KNOWN]))
    assert read["authors"] == [
        "van der Berg, Jan", "Department of Health and Human Services, Inc.,", "King, Martin Luther, Jr.",
        "Ortega y Gasset, José", "山田, 太郎",
    ]  # fmt: skip
    assert (read["title"], read["urls"]) == (KNOWN["title"], [KNOWN["URL"]])
    assert (read["year"], read["date"], read["access_date"]) == ("2024", "2024/06/19/", "2025/01/02/")
    assert len(rispy.loads(write_ris([KNOWN] * 3))) == 3


@given(lines)
def test_any_title_survives_csl_json(title):
    items = [{**KNOWN, "title": title}]
    assert json.loads(write_csl_json(items)) == items


@pytest.mark.parametrize("write", [write_bibtex, write_ris, write_csl_json])
def test_nothing_is_written_of_nothing(write):
    assert write([]).strip() in ("", "[]")


def test_every_format_holds_the_doi():
    item = {**KNOWN, "DOI": "10.1234/lamp_(2)"}
    assert [entry.fields_dict["doi"].value for entry in read_bibtex(write_bibtex([item]))] == [item["DOI"]]
    assert rispy.loads(write_ris([item]))[0]["doi"] == item["DOI"]
    assert json.loads(write_csl_json([item]))[0]["DOI"] == item["DOI"]


def test_an_item_of_zotero_keeps_its_uri():
    uri = "http://zotero.org/groups/89012/items/ABCD2345"
    item = {**KNOWN, "id": uri}
    assert [entry.fields_dict["zotero"].value for entry in read_bibtex(write_bibtex([item]))] == [uri]
    assert rispy.loads(write_ris([item]))[0]["id"] == uri
    assert json.loads(write_csl_json([item]))[0]["id"] == uri
    assert "zotero" not in write_bibtex([KNOWN]) and "ID  -" not in write_ris([KNOWN])
