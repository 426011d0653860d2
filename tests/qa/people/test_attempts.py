"""Attempts to log in: how many are too many, and when they are forgotten."""

from qa.people import attempts as module
from qa.people.attempts import Attempts


def test_too_many_failures_shut_the_door_for_a_while(clock):
    attempts = Attempts(3, clock)
    for _ in range(3):
        assert attempts.measure_wait("ada") == 0
        attempts.note("ada")
        clock.now += 60
    assert 0 < attempts.measure_wait("ada") <= 15 * 60 - 180 + 1
    assert attempts.measure_wait("bob") == 0
    clock.now += attempts.measure_wait("ada")
    assert attempts.measure_wait("ada") == 0
    attempts.note("ada")
    assert attempts.measure_wait("ada") > 0


def test_success_is_no_failure(clock):
    attempts = Attempts(2, clock)
    attempts.note("ada")
    attempts.note("ada")
    attempts.take_back("ada")
    assert attempts.measure_wait("ada") == 0
    attempts.note("ada")
    assert attempts.measure_wait("ada") > 0
    attempts.forget("ada")
    assert attempts.measure_wait("ada") == 0
    attempts.take_back("nobody")


def test_only_so_many_are_remembered(clock, monkeypatch):
    monkeypatch.setattr(module, "_MOST", 10)
    attempts = Attempts(1, clock)
    for number in range(30):
        attempts.note(str(number))
    assert len(attempts._failures) == 10 and attempts.measure_wait("29") > 0 and attempts.measure_wait("0") == 0
