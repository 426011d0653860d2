"""Rates: how much a person may ask for."""

from qa.people.rates import Rates


def test_a_rate_is_for_each_person_and_comes_back(clock):
    rates = Rates(60, clock)
    assert [rates.take("ada") for _ in range(60)] == [0] * 60
    assert rates.take("ada") == 1 and rates.take("bob") == 0
    clock.now += 2
    assert [rates.take("ada") for _ in range(3)] == [0, 0, 1]
    clock.now += 3600
    assert [rates.take("ada") for _ in range(61)] == [*[0] * 60, 1]
