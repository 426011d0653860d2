"""Drafts in child processes: the same report as here, within limits, and no more of them than the machine can bear."""

import threading

import psutil
import pytest

from corpus import End, JobEnded, Limits, UnreadableSource
from qa.checking.check import check
from qa.checking.checker import DraftChecker
from qa.checking.draft.draft_file import DraftFile
from qa.checking.draft.draft_text import read_text
from qa.errors import DraftError

DRAFT = (
    "Kim said: “The lamp burned for eleven years.” Then “the lamp burned for twelve years.”\n\n"
    "> Nobody asked who paid for the oil.\n\n“A kettle of lamps and three brass bells” [Olive oil] said it, “ab” and “"
)


@pytest.fixture
def checker(shelf):
    return DraftChecker(shelf.folder, 10_000)


def children():
    return psutil.Process().children()


def test_the_report_is_the_same_as_here(checker, shelf):
    told = []
    report = checker.check(DRAFT, lambda done, of: told.append((done, of)))
    assert report == check(shelf, read_text(DRAFT))
    assert {str(it.verdict) for it in report.quotations} >= {"exact", "altered", "not_found"}
    assert told[0][0] == 0 and told[-1][0] == told[-1][1] - 1


def test_a_file_is_read_in_the_child(checker):
    assert checker.read(DraftFile("a.txt", DRAFT.encode("utf-16"), ".txt")) == DRAFT
    with pytest.raises(UnreadableSource, match=r"^a\.docx: the file is no Word document"):
        checker.check(DraftFile("a.docx", b"PK", ".docx"))


def test_a_draft_is_refused_with_a_sentence_and_the_next_is_checked(checker):
    for wrong, why in (
        ("x" * 10_001, r"has 10,001 characters: check at most 10,000"),
        (DraftFile("a.txt", b"x" * 10_001, ".txt"), r"has 10,001 characters"),
        ("e" + "\u0301" * 600, "accents"),
        ("half \ud800", "half of a character"),
    ):
        with pytest.raises(DraftError, match=why):
            checker.check(wrong)
    assert checker.check(DRAFT).quotations


def test_one_child_is_kept_for_the_next_draft(checker):
    checker.check(DRAFT)
    before = children()
    checker.check(DRAFT)
    assert children() == before


def test_a_draft_that_takes_too_much_is_told(shelf):
    with pytest.raises(DraftError, match=r"more than 0\.001 seconds of the processor's time: check it in parts"):
        DraftChecker(shelf.folder, 10_000, Limits(seconds=0.001)).check(DRAFT)
    with pytest.raises(DraftError, match="of memory: check it in parts"):
        DraftChecker(shelf.folder, 10_000, Limits(memory=2**24)).check(DRAFT)


def test_a_check_is_stopped_while_it_runs_and_while_it_waits_for_its_turn(checker):
    stop, running, ended = threading.Event(), threading.Barrier(3), []

    def hold(done, of):
        if done == 0:
            running.wait(20)
            stop.wait(20)

    def run():
        with pytest.raises(JobEnded) as caught:
            checker.check(DRAFT, hold, stop)
        ended.append(caught.value.end)

    holding = [threading.Thread(target=run) for _ in range(2)]
    for thread in holding:
        thread.start()
    running.wait(20)
    waiting = threading.Thread(target=run)
    waiting.start()
    stop.set()
    for thread in (*holding, waiting):
        thread.join(20)
    assert ended == [End.STOPPED] * 3
    assert checker.check(DRAFT).quotations


def test_a_library_that_is_gone_is_told(checker, shelf):
    shelf.database.path.unlink()
    with pytest.raises(Exception, match="there is no library in"):
        DraftChecker(shelf.folder, 10_000).check(DRAFT)
