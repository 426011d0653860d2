"""Whether two statements are of the same time."""

import pytest

from qa.contradiction.same_time import are_of_same_time, count_days_apart
from qa.contradiction.statement import Statement


def statement(published, text=""):
    return Statement(text, None, "a", "", None, published)


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ("2024-06-19", "2024-06-12", 7),
        ("2024", "2024-06-12", 0),
        ("2023", "2024-01-02", 2),
        (None, "2024-06-12", 0),
        ("lately", "2024-06-12", 0),
    ],
)
def test_days_apart(one, other, days):
    first, second = statement(one), statement(other)
    assert count_days_apart(first, second) == count_days_apart(second, first) == days


@pytest.mark.parametrize(
    ("question", "kind", "one", "other", "same"),
    [
        ("Who is the mayor?", "name", ("2012-05-05", "Ann is."), ("2022-05-05", "Bob is."), False),
        ("Who is the mayor?", "name", ("2012-05-05", "Ann is."), ("2012-05-09", "Bob is."), True),
        ("Who founded Lethe?", "name", ("1998", "Ann did."), ("2022-05-05", "Bob did."), True),
        ("How many came?", "number", (None, "In 2018 ten came."), (None, "In 2022 six came."), False),
        ("Did prices rise?", "yes or no", ("2024-06-19", "On Monday."), ("2024-06-19", "On Tuesday."), False),
        (
            "Did prices rise?",
            "yes or no",
            ("2024-06-19", "Yes, he said on Monday."),
            ("2024-06-19", "On Tuesday."),
            True,
        ),
    ],
)
def test_same_time(question, kind, one, other, same):
    pair = statement(*one), statement(*other)
    assert are_of_same_time(question, kind, pair, [it.text for it in pair]) is same
