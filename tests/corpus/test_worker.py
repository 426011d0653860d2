import gc
import threading
import time
from pathlib import Path

import psutil
import pytest

from corpus.jobs import End, JobEnded, Limits
from corpus.worker import Worker

PATIENT, HASTY, RESTLESS = Limits(), Limits(seconds=1), Limits(patience=3)


@pytest.fixture
def make_worker(monkeypatch):
    """Make a worker whose child finds what it is to do beside this file."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    made = []

    def make(limits=PATIENT):
        made.append(Worker("worker_jobs:do", limits))
        return made[-1]

    yield make
    for worker in made:
        worker.close()


def run_to_end(worker, stop=None, **job):
    with pytest.raises(JobEnded) as caught:
        list(worker.run(job, stop))
    return caught.value


def count(worker):
    """Return the process that a sound job runs in."""
    replies = list(worker.run({"do": "count", "to": 3}))
    assert [reply["number"] for reply in replies] == [0, 1, 2]
    return replies[0]["pid"]


@pytest.fixture
def children():
    """Return the children that there are now and were not before the test."""
    before = psutil.Process().children()
    return lambda: [child for child in psutil.Process().children() if child not in before]


def test_one_child_does_one_job_after_the_other(make_worker, children):
    worker = make_worker()
    assert count(worker) == count(worker)
    worker.close()
    assert not children()


@pytest.mark.parametrize(
    ("job", "limits", "end"),
    [
        ({"do": "sleep", "seconds": [60]}, RESTLESS, End.PATIENCE),
        ({"do": "hold", "exponent": 10**9}, HASTY, End.TIME),
    ],
)
def test_what_takes_too_long_is_ended_and_the_next_job_is_done(make_worker, job, limits, end):
    worker = make_worker(limits)
    began = time.monotonic()
    assert run_to_end(worker, **job).end is end
    assert time.monotonic() - began < 30
    count(worker)


def test_time_in_which_the_processor_does_other_things_is_not_counted(make_worker):
    worker = make_worker(HASTY)
    count(worker)  # to start takes the processor's time
    assert len(list(worker.run({"do": "sleep", "seconds": [0.6, 0.6]}))) == 2


def test_the_refusal_says_which_time_was_too_long():
    limits = Limits(seconds=5, patience=60)
    ends = {end: JobEnded(end, limits).tell("it", "save it in parts") for end in (End.TIME, End.PATIENCE)}
    assert ends[End.TIME] == "it takes more than 5 seconds of the processor's time: save it in parts"
    assert ends[End.PATIENCE] == "it is not done after 60 seconds: save it in parts"


def test_the_time_of_a_job_is_that_of_all_its_replies_or_of_each(make_worker):
    job = {"do": "sleep", "seconds": [0.3, 0.3, 0.3]}
    assert run_to_end(make_worker(Limits(patience=0.5)), **job).end is End.PATIENCE
    assert len(list(make_worker(Limits(patience=5.0, each=True)).run(job))) == 3


def test_time_in_which_nobody_waits_is_not_counted(make_worker):
    worker = make_worker(Limits(patience=1.0))
    for _ in worker.run({"do": "count", "to": 3}):
        time.sleep(0.6)


def test_what_takes_too_much_memory_is_ended(make_worker):
    worker = make_worker(Limits(memory=200 * 2**20))
    assert run_to_end(worker, do="hoard").end is End.MEMORY
    count(worker)


@pytest.mark.parametrize(("job", "what"), [("raise", "IndexError: no such lamp"), ("die", "")])
def test_a_child_that_breaks_down_is_told_and_replaced(make_worker, job, what):
    worker = make_worker()
    ended = run_to_end(worker, do=job)
    assert (ended.end, ended.what) == (End.BROKEN, what)
    count(worker)


def test_a_job_is_stopped_from_another_thread(make_worker, children):
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    assert run_to_end(make_worker(), stop, do="sleep", seconds=[60]).end is End.STOPPED
    assert not children()


def test_a_job_that_is_to_stop_gives_no_reply(make_worker):
    stop = threading.Event()
    stop.set()
    assert run_to_end(make_worker(), stop, do="count", to=3).end is End.STOPPED


def test_whoever_stops_reading_ends_the_child(make_worker, children):
    worker = make_worker()
    replies = worker.run({"do": "sleep", "seconds": [0, 60]})
    next(replies)
    replies.close()
    assert not children()
    count(worker)


def test_a_worker_that_is_let_go_leaves_no_child(make_worker, children):
    worker = Worker("worker_jobs:do")
    count(make_worker())
    before = len(children())
    count(worker)
    assert len(children()) == before + 1
    del worker
    gc.collect()
    assert len(children()) == before


def test_what_a_library_prints_stands_not_among_the_replies(make_worker):
    echo = "a lamp, \ud800 half a character, and 🪔"
    assert list(make_worker().run({"do": "print", "echo": echo})) == [{"echo": echo}]


def test_a_child_imports_nothing_from_the_folder_it_is_started_in(make_worker, monkeypatch, tmp_path):
    for name in ("json", "struct", "signal"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    count(make_worker())


def test_how_far_a_job_is_is_told_and_gives_it_no_more_time(make_worker):
    told = []
    worker = make_worker(Limits(patience=3, each=True))
    assert list(worker.run({"do": "tell", "seconds": [0.2]}, tell=lambda *it: told.append(it))) == [{}]
    assert told == [(1, 3), (2, 3)]
    with pytest.raises(JobEnded) as caught:
        list(worker.run({"do": "tell", "seconds": [0.5] * 60}))
    assert caught.value.end is End.PATIENCE
