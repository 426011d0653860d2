"""Answering for open pages: what a page has left is none of its business, and is worked on all the same."""

import logging
import threading

import pytest

from qa.web.answering import Answering


@pytest.fixture
def answering():
    return Answering(at_once=2)


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


def test_what_comes_of_the_work_is_returned(answering):
    asked = answering.begin("page", "c", 1)
    assert answering.answered(asked, lambda: ANSWER) is ANSWER
    assert not asked.left


def test_a_question_that_is_left_is_over_at_once(answering, work):
    working, gate, done = work
    asked = answering.begin("page", "c", 1)
    leaving = threading.Timer(0, answering.leave, ["page"])
    leaving.start()
    assert answering.answered(asked, working) is None and asked.left
    assert answering.runs("c", 1) and not answering.runs("c", 2) and not answering.runs("d", 1)
    gate.set()
    assert done.acquire(timeout=10)
    answering._threads.shutdown()
    assert not answering.runs("c", 1)


@pytest.mark.parametrize("page", ["page", "other", ""])
def test_a_page_waits_for_the_question_it_asked_last(answering, page):
    first = answering.begin("page", "c", 1)
    second = answering.begin(page, "c", 2)
    assert first.left == (page == "page") and not second.left
    assert answering.answered(second, lambda: ANSWER) is ANSWER


def test_pages_without_a_name_leave_nothing(answering):
    asked = answering.begin("", "c", 1)
    answering.leave("")
    answering.begin("", "c", 1)
    assert not asked.left


def test_the_end_of_a_question_is_not_that_of_the_next(answering):
    first, second = answering.begin("page", "c", 1), answering.begin("page", "c", 1)
    answering.end(first)
    answering.leave("page")
    assert second.left
    answering.end(third := answering.begin("page", "c", 1))
    answering.leave("page")
    assert not third.left


def test_a_fault_is_told_to_who_waits_for_it(answering):
    with pytest.raises(ZeroDivisionError):
        answering.answered(answering.begin("page", "c", 1), lambda: 1 // 0)


def test_a_fault_of_what_was_left_is_logged(answering, work, caplog):
    working, gate, done = work
    asked = answering.begin("page", "c", 1)
    asked.left = True
    asked.over.set()

    def failing():
        working()
        raise ZeroDivisionError

    with caplog.at_level(logging.ERROR):
        assert answering.answered(asked, failing) is None
        gate.set()
        assert done.acquire(timeout=10)
        answering._threads.shutdown()
    assert "ZeroDivisionError" in caplog.text
