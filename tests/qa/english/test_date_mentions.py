"""Dates in prose, as precise as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.english.date_mentions import find_dates
from qa.english.times import find_times

# A Thursday.
PUBLISHED = "2024-06-20"
PIECES = "in from to the of early 7 31 19th first century May 2000 880 's 1980s winter 1939–45 BC 1066 25 - . ,".split()  # noqa: SIM905


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("19 June", "June 19, 2024"),
        ("Wednesday", "June 19, 2024"),
        ("2024-06-19", "19th of June 2024"),
        ("the 1930s", "1934"),
        ("the early 9th century", "in 812"),
        ("June 2024", "19 June 2024"),
        ("in May", "May 1919"),
        ("the nineteenth century", "1871"),
        ("the Nineteenth Century", "the 19th Century"),
        ("a nineteenth-century house", "the 1890s"),
        ("the twenty-first century", "2024"),
        ("the 1800s", "1871"),
        ("the 1800s", "the nineteenth century"),
        ("the 12th century", "1100"),
        ("the '80s", "1984"),
        ("1939–45", "1941"),
        ("the 2004-05 season", "March 2005"),
        ("the summer of 1976", "2 July 1976"),
        ("June 19 , 2024", "19 June 2024"),
        ("19 june 2024", "19 June 2024"),
        ("SEPT. 2024", "in September"),
    ],
)
def test_the_same_date(one, other):
    (first,), (second,) = find_dates(one, PUBLISHED), find_dates(other, PUBLISHED)
    assert first.may_equal(second)
    assert second.may_equal(first)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("19 June 2024", "21 June 2024"),
        ("Tuesday", "19 June 2024"),
        ("1871", "1874"),
        ("the 12th century", "1340"),
        ("the nineteenth century", "1901"),
        ("the 1800s", "1901"),
        ("the 1810s", "1821"),
        ("the 2000s", "2011"),
        ("spring 1976", "autumn 1977"),
    ],
)
def test_another_date(one, other):
    (first,), (second,) = find_dates(one, PUBLISHED), find_dates(other, PUBLISHED)
    assert not first.may_equal(second)
    assert not second.may_equal(first)


@pytest.mark.parametrize(
    "text",
    [
        "an alarm numbered 1202", "Alarm 1202 rang.", "a 1202 program alarm", "room 1984", "Flight 1549 came down",
        "trains 1549",
       "2000 people", "at least 1500 sheep", "more than 1200 of them",
        "a total of 1850 boats", "$1999", "$ 1999", "¥1999", "No. 1948", "page 1066", "error 1202", "1945 votes",
    ],
)  # fmt: skip
def test_a_number_of_four_digits_that_names_or_counts_is_no_year(text):
    assert find_dates(text) == find_times(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The alarm of 1202", "in 1984 the room", "the flight in 1549", "Alarm! 1202 was a bad year.", "the 1948 flight",
        "the Treaty of 1839", "the novel (1949)", "the year 1984", "the 1966 final", "Room service, 1998", "1871",
        "the bus strike of 1958", "the model 1911", "the 1202 siege of Zara", "the Education Act 1944",
        "the Penal Code 1860",
    ],
)  # fmt: skip
def test_a_year_stays_one_beside_things_that_are_numbered(text):
    [date], [time] = find_dates(text), find_times(text)
    assert date.date.is_one_year and date.date.resolve(1) == time.period


def test_a_date_stands_where_its_words_do():
    text = "It opened in early June. It had 300 guests by the spring of 1871."
    assert [text[date.start : date.end] for date in find_dates(text)] == ["June", "spring of 1871"]
    assert [date.date.month for date in find_dates(text)] == [6, None]


@pytest.mark.parametrize(
    "text",
    ["1871", "the 1800s", "the 1980s", "the nineteenth century", "19 June 2024", "June 2024", "2024-06-19", "1939–45"],
)
def test_both_readers_know_the_same_dates(text):
    """A time is the period of the date that stands there."""
    (mention,), (time,) = find_dates(text), find_times(text)
    assert mention.date.resolve(1) == time.period
    assert (mention.start, mention.end) == (time.start, time.end)


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map(" ".join)))
def test_a_time_without_a_date_is_a_count_or_a_month_in_passing(text):
    """Each date is read as a time where its year is known; the readers differ in what they take for a date."""
    times = {time.start for time in find_times(text, 2024)} | {time.end for time in find_times(text, 2024)}
    assert all(mention.start in times or mention.end in times for mention in find_dates(text))


def test_a_day_of_the_week_beside_its_date_is_no_other_date():
    assert len(find_dates("on Wednesday, 19 June 2024", PUBLISHED)) == 1


def test_a_day_of_the_week_needs_to_know_when_it_was_told():
    assert find_dates("on Wednesday", None) == find_dates("on Wednesday", "2024") == ()


@pytest.mark.parametrize("text", ["around 1790", "before 1790", "until 3 March 1790", "by May 1790"])
def test_a_border_is_vague(text):
    assert find_dates(text)[0].is_vague


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1,934 people",
        "$1934",
        "45 June",
        "may come",
        "19341",
        "1200 BC",
        "the 1500s BC",
        "the fifth century BC",
        "2000 people",
        "the 1500 metres",
        "scored 300.",
        "a 99th century",
    ],
)
def test_no_date(text):
    assert find_dates(text) == ()


@given(st.text(alphabet="0123456789, Junemaychtdsrof-", max_size=40), st.sampled_from([None, "2024", PUBLISHED, "x"]))
def test_dates_stand_in_the_text(text, published):
    for moment in find_dates(text, published):
        assert 0 <= moment.start < moment.end <= len(text)
        assert moment.may_equal(moment)
