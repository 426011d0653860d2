from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.fields import (
    is_doi,
    is_home_page,
    parse_date,
    parse_doi,
    parse_language,
    parse_url,
    read_source,
    split_authors,
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024", "2024"),
        (2024, "2024"),
        ("2024-06", "2024-06"),
        ("2024-06-19", "2024-06-19"),
        (" 2024-06-19 ", "2024-06-19"),
        ("2024-06-19T23:30:00-09:00", "2024-06-19"),
        ("2024-06-19 08:00:00", "2024-06-19"),
        ("2024-06-19T08:00:00Z", "2024-06-19"),
        (date(2024, 6, 19), "2024-06-19"),
        (datetime(2024, 6, 19, 23, tzinfo=UTC), "2024-06-19"),
        ("19/06/24", None),
        ("June 19, 2024", None),
        ("2024-13", None),
        ("2024-02-30", None),
        ("0000", None),
        ("", None),
        (True, None),
        (None, None),
        (20.24, None),
        (["2024"], None),
    ],
)
def test_iso_date(value, expected):
    assert parse_date(value) == expected


@given(st.dates())
def test_a_date_round_trips(day):
    assert parse_date(day.isoformat()) == parse_date(day) == day.isoformat()


@given(st.text())
def test_a_date_is_iso_or_none(text):
    parsed = parse_date(text)
    assert parsed is None or parse_date(parsed) == parsed


@pytest.mark.parametrize("url", ["https://a.example/b?c=1", "http://a.example"])
def test_web_addresses(url):
    assert parse_url(url) == url


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "ftp://a.example", "/a/b", "https://", "http://[1", "http://a b.example", "a\nb", 3, None],
)
def test_what_is_no_web_address(url):
    assert parse_url(url) is None


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("By Jane Roe and John Doe", ("Jane Roe", "John Doe")),
        ("Jane Roe, John Doe & Mary Major", ("Jane Roe", "John Doe", "Mary Major")),
        ("Jane Roe, John Doe, and Mary Major", ("Jane Roe", "John Doe", "Mary Major")),
        ("Roe, Jane; Doe, John", ("Roe, Jane", "Doe, John")),
        ("Martin Moe, Jr.", ("Martin Moe, Jr.",)),
        ("Department of Tides and Harbours", ("Department of Tides and Harbours",)),
        ("Byron Smith", ("Byron Smith",)),
        (["Jane Roe", "Jane Roe", {"name": "John Doe"}], ("Jane Roe", "John Doe")),
        ("https://social.example/jane", ()),
        ("", ()),
        (None, ()),
        (7, ()),
    ],
)
def test_author_names(value, names):
    assert split_authors(value) == names


@pytest.mark.parametrize(
    ("value", "code"), [("en", "en"), ("pt_BR", "pt-BR"), ("English", None), ("", None), (1, None)]
)
def test_language_code(value, code):
    assert parse_language(value) == code


def test_what_cannot_be_trusted_is_left_out_and_told():
    source, remarks = read_source({"url": "ftp://a.example/x", "published": "19/06/24", "publisher": "The Moth"})
    assert (source.url, source.published, source.publisher) == (None, None, "The Moth")
    assert "published '19/06/24' is not a date like 2024-06-19; kept without it" in remarks
    assert len(remarks) == 2


def test_absent_fields_need_no_remark():
    assert read_source({"url": None, "published": "", "date": "null", "author": "~"}) == read_source({})


@pytest.mark.parametrize(
    ("url", "home"), [("https://a.example", True), ("https://a.example/", True), ("https://a.example/?p=1", False)]
)
def test_is_home_page(url, home):
    assert is_home_page(url) is home


def nest(value, depth):
    for _ in range(depth):
        value = [value]
    return value


def test_lists_in_lists_of_names_are_not_followed_without_end():
    assert split_authors(nest("Ada Finch", 2)) == ("Ada Finch",)
    assert split_authors(nest("Ada Finch", 900)) == ()
    itself = []
    itself.append(itself)
    assert split_authors([itself, "Bo Ek"]) == ("Bo Ek",)
    bomb = "Ada Finch"
    for _ in range(60):
        bomb = [bomb, bomb]
    source, remarks = read_source({"authors": bomb, "published": bomb, "url": bomb})
    assert source.published is None and source.url is None
    assert max(map(len, remarks)) < 500


def test_what_is_longer_than_any_name_is_cut():
    [name] = split_authors("Ada" + " " * 100_000 + "Finch " + "x" * 1_000)
    assert name == "Ada Finch…"
    assert len(split_authors([f"Ada Finch{number}" for number in range(5_000)])) == 1_000
    assert len(read_source({"publisher": "moth " * 1_000})[0].publisher) <= 1_000
    assert parse_url("https://a.example/" + "x" * 1_000) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://doi.org/10.1234/lamp", True),
        ("http://dx.doi.org/10.1234/lamp", True),
        ("https://a.example/doi.org/10.1234/lamp", False),
        ("https://notdoi.org/lamp", False),
    ],
)
def test_a_doi_is_known_by_its_host(url, expected):
    assert is_doi(url) is expected


@pytest.mark.parametrize(
    "value", ["10.1234/lamp(2)", " doi:10.1234/lamp(2)", "DOI: 10.1234/lamp(2)", "https://doi.org/10.1234/lamp%282%29"]
)
def test_a_doi_is_read_however_it_is_written(value):
    assert parse_doi(value) == "10.1234/lamp(2)"


@pytest.mark.parametrize("value", ["", None, 10.1234, "10.1234", "lamp/10.1234/a", "10.1234/a b", "10.1234/%0A"])
def test_what_is_no_doi_is_none(value):
    assert parse_doi(value) is None


def test_an_address_that_is_a_doi_tells_it():
    assert read_source({"url": "https://doi.org/10.1234/lamp"})[0].doi == "10.1234/lamp"
    source, remarks = read_source({"url": "https://moth.example/lamp", "doi": "lamp"})
    assert source.doi is None
    assert "doi 'lamp' is not a DOI like" in remarks[0]
