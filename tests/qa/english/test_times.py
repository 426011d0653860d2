"""Times in text: what each form means, what is none, and any text at all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.english.times import find_times

MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
PIECES = """
    in from to until between and – - / ( ) , . born 7 31 99th 19th first century May march Feb. 2000 0 1999 2004-05 880
    's 1980s early mid- the of winter 2013-02-31 since before after present 2
""".split()  # noqa: SIM905 - a list of words is easier to read as words


def told(text, year=None):
    return [
        tuple(day and str(date.fromordinal(day)) for day in (time.period.start, time.period.end))
        for time in find_times(text, year)
    ]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("in 2019", "2019-01-01", "2019-12-31"),
        ("In 880 , he", "0880-01-01", "0880-12-31"),
        ("in Jul 2005", "2005-07-01", "2005-07-31"),
        ("IN SEP. 2003", "2003-09-01", "2003-09-30"),
        ("in February of 2004", "2004-02-01", "2004-02-29"),
        ("on 7 January 2013", "2013-01-07", "2013-01-07"),
        ("on the 7th of January 2013", "2013-01-07", "2013-01-07"),
        ("January 7 , 2013", "2013-01-07", "2013-01-07"),
        ("2013-01-07", "2013-01-07", "2013-01-07"),
        ("2013-03", "2013-03-01", "2013-03-31"),
        ("the spring of 1753", "1753-03-01", "1753-05-31"),
        ("the 2004-05 season", "2004-07-01", "2005-06-30"),
        ("the 1999/00 season", "1999-07-01", "2000-06-30"),
        ("the war of 1939–45", "1939-01-01", "1945-12-31"),
        ("in the 1980s", "1980-01-01", "1989-12-31"),
        ("the '80s", "1980-01-01", "1989-12-31"),
        ("the mid-1970s", "1973-05-02", "1976-08-30"),
        ("in the 1800s", "1800-01-01", "1899-12-31"),
        ("a 19th-century house", "1801-01-01", "1900-12-31"),
        ("the late nineteenth century", "1867-09-01", "1900-12-31"),
        ("in early 2004", "2004-01-01", "2004-05-01"),
        ("from 1998 to 2003", "1998-01-01", "2003-12-31"),
        ("1998–2003", "1998-01-01", "2003-12-31"),
        ("from 190 to 195,", "0190-01-01", "0195-12-31"),
        ("from March to June 2006", "2006-03-01", "2006-06-30"),
        ("between May 1999 and June 2001", "1999-05-01", "2001-06-30"),
        ("between the years 1975 and 1982", "1975-01-01", "1982-12-31"),
        ("from 1998 until his death in 2004", "1998-01-01", "2004-12-31"),
        ("from the early 1990s to the late 2000s", "1990-01-01", "2009-12-31"),
        ("( October 2003 – May 2005 )", "2003-10-01", "2005-05-31"),
        ("since 2003", "2003-01-01", None),
        ("(1026 – 25 September 1066)", "1026-01-01", "1066-09-25"),
        ("a sprıng of 2003", "2003-01-01", "2003-12-31"),
        ("( 2013– )", "2013-01-01", None),
        ("2013 to the present", "2013-01-01", None),
        ("after 2005", "2006-01-01", None),
        ("until 1979", None, "1979-12-31"),
        ("before May 1990", None, "1990-04-30"),
        ("before the first century", None, "0001-01-01"),
    ],
)
def test_a_time(text, start, end):
    assert told(text) == [(start, end)]


@pytest.mark.parametrize(
    "text",
    [
        "2000 people",
        "1500 m",
        "$1900",
        "1,200",
        "B1900",
        "in his 50s",
        "He may march in May",
        "31 February 2003",
        "the 99th century",
        "the first three",
        "around 1200 BC",
        "the 1500s B.C.",
        "the 5th century BCE",
        "the fifth century BC",
        "the 9th–8th century BC",
        "scored 300 goals",
        "",
    ],
)
def test_no_time(text):
    assert told(text) == []


def test_a_month_is_of_the_last_year_told():
    text = "He came in March 2003 and left in September. On 2 May 2004 he was back, until June."
    assert [start for start, _ in told(text)] == ["2003-03-01", "2003-09-01", "2004-05-02", None]
    assert told("in September", 2003) == [("2003-09-01", "2003-09-30")]
    assert told("since the November Uprising", 1830) == []


def test_ends_of_a_range_are_in_one_line_and_in_order():
    assert len(told("It closed in 2004\n- 2005 saw it open again")) == 2
    assert len(told("from 2004 to 1998")) == 2


def test_a_life_is_no_term():
    def lives(text):
        return [time.is_life for time in find_times(text)]

    assert lives("Ada Finch ( ; 26 May 1924 – 8 September 2009 ) kept it ( 1950–1953 ).") == [True, False]
    assert lives("She was born in Lund on 28 September 1872 and moved in 1880.") == [True, False]


@given(st.dates(date(1000, 1, 1), date(2099, 12, 31)))
def test_any_day_however_it_is_written(day):
    month = MONTHS[day.month - 1]
    for written in (
        str(day),
        f"{day.day} {month} {day.year}",
        f"{month[:3]} {day.day}, {day.year}",
        f"{month.lower()} {day.day} , {day.year}",
    ):
        assert told(f"It was on {written}.") == [(str(day), str(day))]


@given(st.integers(1000, 2099), st.integers(0, 99))
def test_any_range_however_it_is_written(first, years):
    last = min(first + years, 2099)
    for written in (f"from {first} to {last}", f"({first}–{last})", f"between {first} and {last}", f"{first} - {last}"):
        assert told(written) == [(f"{first}-01-01", f"{last}-12-31")]


@given(st.one_of(st.text(), *(st.lists(st.sampled_from(PIECES)).map(space.join) for space in (" ", "", "\n\n"))))
def test_any_text(text):
    end = 0
    for time in find_times(text):
        assert end <= time.start < time.end <= len(text)
        end = time.end
        first, last = time.period.start, time.period.end
        assert (first is None) != (last is None) or first <= last
