"""Times that a question tells by an event."""

from datetime import date

import pytest

from index import Filters
from qa.query.event_asked import find_event_asked

TODAY = date(2026, 11, 24)


@pytest.fixture
def filled(library, make_article):
    texts = [
        "The election of the mayor was held on 3 May 1998. Ada Finch won it. The bridge was opened with a feast.",
        "Tom Reed was born before the flood, in 1901. The flood came in March 1912 and lasted until April 1912.",
        "The flood of Northport came in March 1912. The strike began.",
    ]
    list(library.add(make_article(text, f"a{n}", f"News {n}") for n, text in enumerate(texts)))
    return library


def period(found):
    return found and tuple(day and str(date.fromordinal(day)) for day in (found.period.start, found.period.end))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What did Finch say before the election?", (None, "1998-05-03")),
        ("After the election of the mayor, what did Finch do?", ("1998-05-03", None)),
        ("What has changed since the flood of Northport?", ("1912-03-01", None)),
        ("Who helped until the flood of Northport?", (None, "1912-03-01")),
        ("Who helped during the flood of Northport?", None),
        ("Who ruled before the Yuan?", None),
        ("What happened before the strike?", None),
        ("What happened after the bridge was opened?", None),
        ("Who was mayor?", None),
        ("What came before the?", None),
    ],
)
def test_a_time_told_by_an_event(filled, question, expected):
    """Only a sentence with all the event's words and one time dates it."""
    assert period(find_event_asked(filled, question, TODAY, Filters())) == expected
