"""Filters: what is refused, and which articles pass, against a slow reference."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from corpus import Article, Source
from index import Filters, LibraryError

KINDS = ("folder", "postgresql")

DATES = st.dates().map(str) | st.dates().map(lambda day: str(day)[:7]) | st.dates().map(lambda day: str(day)[:4])


@given(DATES)
def test_dates_as_precise_as_is_known(day):
    assert Filters(published_from=day, published_to=day)


@pytest.mark.parametrize(
    "day",
    ["", "yesterday", "24", "2024-13", "2024-6", "2024-02-30", "2024/06/19", "20240619", "2024-06-19T10:00", "2024-",
     " 2024", "2024 ", "19 June 2024", "２０２４", "0000", "2024-W10", "2024-06-19-01"],
)  # fmt: skip
def test_what_is_no_date(day):
    for limits in ({"published_from": day}, {"published_to": day}):
        with pytest.raises(LibraryError, match="is not a date: write it like"):
            Filters(**limits)


@pytest.mark.parametrize(("first", "last"), [("2025", "2023"), ("2024-07", "2024-06-30"), ("2024-06-20", "2024-06-19")])
def test_dates_that_end_before_they_begin_are_refused(first, last):
    with pytest.raises(LibraryError, match=f"the dates end in {last}, before they begin in {first}"):
        Filters(first, last)
    assert Filters(last, first) and Filters(first, first) and Filters("2024-06", "2024")


def test_no_filters_are_false():
    assert not Filters()
    for some in ({"published_from": "2024"}, {"published_to": "2024"}, {"publishers": ("A",)}, {"article_ids": ("a",)}):
        assert Filters(**some)


PUBLISHED = {
    "none": None,
    "year": "2024",
    "month": "2024-06",
    "day": "2024-06-19",
    "eve": "2023-12-31",
    "next": "2025-01-01",
}


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({"published_from": "2024"}, "year month day next"),
        ({"published_from": "2024-06"}, "year month day next"),
        ({"published_from": "2024-06-19"}, "year month day next"),
        ({"published_from": "2024-06-20"}, "year month next"),
        ({"published_from": "2024-07"}, "year next"),
        ({"published_to": "2024"}, "year month day eve"),
        ({"published_to": "2024-06"}, "year month day eve"),
        ({"published_to": "2024-06-19"}, "year month day eve"),
        ({"published_to": "2024-06-18"}, "year month eve"),
        ({"published_to": "2024-05"}, "year eve"),
        ({"published_to": "2023"}, "eve"),
        ({"published_from": "2024", "published_to": "2024"}, "year month day"),
    ],
)
def test_dates(library, limits, expected):
    list(library.add(Article(id_, id_, "The lamp burned.", Source(published=day)) for id_, day in PUBLISHED.items()))
    hits = library.search("lamp", 100, Filters(**limits))
    assert {hit.passage.article_id for hit in hits} == set(expected.split())


@given(published=DATES, since=DATES, until=DATES)
def test_a_date_passes_if_any_of_its_days_does(published, since, until):
    import sqlite3

    def span_days(day):
        return day + "-01-01"[len(day) - 4 :], day + "-12-31"[len(day) - 4 :]

    assume(span_days(since)[0] <= span_days(until)[1])
    passes = span_days(published)[1] >= span_days(since)[0] and span_days(published)[0] <= span_days(until)[1]
    connection = sqlite3.connect(":memory:")
    condition, values = Filters(since, until).build_condition(connection)
    connection.execute("CREATE TABLE articles (id, publisher, published)")
    connection.execute("INSERT INTO articles VALUES ('a', 'P', ?)", (published,))
    [[count]] = connection.execute(f"SELECT count(*) FROM articles WHERE {condition}", values)
    connection.close()
    assert bool(count) == passes


def test_publishers_and_ids(library):
    list(
        library.add(
            Article(f"{publisher}{n}", "T", "The lamp burned.", Source(publisher=publisher))
            for publisher in "ABC"
            for n in range(2)
        )
    )

    def search_ids(**chosen):
        return sorted(hit.passage.article_id for hit in library.search("lamp", 100, Filters(**chosen)))

    assert search_ids(publishers=("A",)) == ["A0", "A1"]
    assert search_ids(publishers=("A", "C")) == ["A0", "A1", "C0", "C1"]
    assert search_ids(article_ids=("B0", "B1", "Z")) == ["B0", "B1"]
    assert search_ids(publishers=("A",), article_ids=("A1", "B1")) == ["A1"]
    assert search_ids(publishers=("a",)) == search_ids(publishers=("'; DROP TABLE articles --",)) == []
