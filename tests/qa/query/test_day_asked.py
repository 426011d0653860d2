"""The day a question is asked."""

from datetime import date

import pytest

from qa.errors import QuestionError
from qa.query.day_asked import read_day_asked


@pytest.mark.parametrize("written", ["2024-06-19", "0001-01-01", "9999-12-31", "2024-02-29"])
def test_a_day(written):
    assert read_day_asked(written) == date.fromisoformat(written)


@pytest.mark.parametrize(
    "written",
    ["", "yesterday", "2024", "2024-06", "20240619", "2024-W25-3", "2024-06-31", "2024-6-19", " 2024-06-19", 20240619,
     "２０２４-06-19", "2024-06-19T00:00", True, [], {}, 1e9, "\ud800" * 10_000],
)  # fmt: skip
def test_no_day(written):
    with pytest.raises(QuestionError, match="is not a day: write it like 2024-06-19") as refused:
        read_day_asked(written)
    assert len(str(refused.value)) < 140
