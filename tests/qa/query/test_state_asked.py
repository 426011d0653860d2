"""Questions for how things stand, and questions for what was."""

from datetime import date

import pytest

from qa.query.state_asked import asks_how_it_stands
from qa.query.time_asked import read_time_asked

TODAY = date(2024, 9, 1)


@pytest.mark.parametrize(
    ("question", "stands"),
    [
        ("Is the bridge still closed?", True),
        ("when does the bridge reopen", True),
        ("how big is the fire NOW?", True),
        ("latest on the bridge", True),
        ("How many have crossed this year?", True),
        ("Has the mayor been elected yet?", True),
        ("Who built the bridge?", False),
        ("When did it open?", False),
        ("Is it so that it was closed in 2019?", False),
        ("How many crossed last year?", False),
        ("bridge keeper name", False),
    ],
)
def test_how_things_stand(question, stands):
    assert asks_how_it_stands(question, read_time_asked(question, TODAY)) is stands
