"""Pending answers of open pages: what a page has left is none of its business, and is worked on all the same."""

import logging
import threading

import pytest

from qa.web.actions.ask_pending import PendingAnswers


@pytest.fixture
def pending():
    return PendingAnswers(at_once=2)


@pytest.fixture
def work():
    """Work that is held up until it is let go: the function, the event that lets it go, and what was worked on."""
    gate, done = threading.Event(), threading.Semaphore(0)

    def working():
        assert gate.wait(10)
        done.release()
        return ANSWER

    return working, gate, done


ANSWER = object()


def test_what_comes_of_the_work_is_returned(pending):
    asked = pending.begin("page", "c", 1)
    assert pending.wait(asked, lambda: ANSWER) is ANSWER
    assert not asked.left


def test_a_question_that_is_left_is_over_at_once(pending, work):
    working, gate, done = work
    asked = pending.begin("page", "c", 1)
    leaving = threading.Timer(0, pending.leave, ["page"])
    leaving.start()
    assert pending.wait(asked, working) is None and asked.left
    assert pending.is_running("c", 1) and not pending.is_running("c", 2) and not pending.is_running("d", 1)
    gate.set()
    assert done.acquire(timeout=10)
    pending._threads.shutdown()
    assert not pending.is_running("c", 1)


@pytest.mark.parametrize("page", ["page", "other", ""])
def test_a_page_waits_for_the_question_it_asked_last(pending, page):
    first = pending.begin("page", "c", 1)
    second = pending.begin(page, "c", 2)
    assert first.left == (page == "page") and not second.left
    assert pending.wait(second, lambda: ANSWER) is ANSWER


def test_pages_without_a_name_leave_nothing(pending):
    asked = pending.begin("", "c", 1)
    pending.leave("")
    pending.begin("", "c", 1)
    assert not asked.left


def test_the_end_of_a_question_is_not_that_of_the_next(pending):
    first, second = pending.begin("page", "c", 1), pending.begin("page", "c", 1)
    pending.end(first)
    pending.leave("page")
    assert second.left
    pending.end(third := pending.begin("page", "c", 1))
    pending.leave("page")
    assert not third.left


def test_a_fault_is_told_to_who_waits_for_it(pending):
    with pytest.raises(ZeroDivisionError):
        pending.wait(pending.begin("page", "c", 1), lambda: 1 // 0)


def test_a_fault_of_what_was_left_is_logged(pending, work, caplog):
    working, gate, done = work
    asked = pending.begin("page", "c", 1)
    asked.left = True
    asked.over.set()

    def failing():
        working()
        raise ZeroDivisionError

    with caplog.at_level(logging.ERROR):
        assert pending.wait(asked, failing) is None
        gate.set()
        assert done.acquire(timeout=10)
        pending._threads.shutdown()
    assert "ZeroDivisionError" in caplog.text
