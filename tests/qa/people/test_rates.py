"""Rates: how much a person may ask for."""

import pytest

from qa.people.rates import Rates


class Clock:
    """A clock that stands still until it is set."""

    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_a_rate_is_for_each_person_and_comes_back(clock):
    rates = Rates(60, clock)
    assert [rates.take("ada") for _ in range(60)] == [0] * 60
    assert rates.take("ada") == 1 and rates.take("bob") == 0
    clock.now += 2
    assert [rates.take("ada") for _ in range(3)] == [0, 0, 1]
    clock.now += 3600
    assert [rates.take("ada") for _ in range(61)] == [*[0] * 60, 1]
