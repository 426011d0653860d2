"""Adding files: what has not changed is not read again, and what is being written is left for later."""

import os
import time

import pytest

from corpus import Limits, Loader
from qa.adding import Adding


class Told:
    """Remembers the problems that were told, and how far adding went."""

    def __init__(self):
        self.problems, self.advanced, self.total = [], 0, 0

    def begin(self, name, total):
        self.total = total

    def note_part(self, read, parts):
        pass

    def advance(self, characters):
        self.advanced += characters

    def tell(self, problem):
        self.problems.append(problem)


@pytest.fixture
def names(monkeypatch):
    """The names of the files that are read."""
    load, names = Loader.load, []

    def noted(self, path, tell):
        names.append(path.name)
        return load(self, path, tell)

    monkeypatch.setattr(Loader, "load", noted)
    return names


@pytest.fixture
def add(library, names):
    """Add a path; return what was counted, the names of the files that were read, and what was told."""

    def run(path, **options):
        names.clear()
        told = Told()
        adding = Adding(library, told, **options)
        adding.add([path])
        return adding.tally, list(names), told

    return run


@pytest.fixture
def folder(tmp_path):
    """A folder of three articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.txt").write_text(f"The lamp number {n} burned for {n} years, and nobody knew why.")
    return folder


def test_what_has_not_changed_is_not_read_again(add, folder):
    (folder / "empty.txt").write_text("")
    first, names, told = add(folder)
    assert first.changes == {"added": 3}
    assert names == ["0.txt", "1.txt", "2.txt", "empty.txt"]
    (folder / "1.txt").write_text("The lamp number 1 burned for 9 years, and nobody knew why.")
    os.utime(folder / "2.txt")
    tally, names, told_again = add(folder)
    assert tally.changes == {"unchanged": 2, "replaced": 1}
    assert names == ["1.txt"]
    assert told_again.problems == told.problems
    assert (tally.failed, told_again.total) == (1, told_again.advanced)
    assert len(add(folder, again=True)[1]) == 4


def test_a_better_reader_reads_again(add, folder, monkeypatch):
    add(folder)
    monkeypatch.setattr("qa.adding.identify_readers", lambda: "better")
    tally, names, _ = add(folder)
    assert (tally.changes, len(names)) == ({"unchanged": 3}, 3)
    assert add(folder)[1] == []


def test_what_is_not_there_as_it_was_stored_is_read_again(add, folder, library):
    add(folder)
    removed, damaged, _ = (entry.id for entry in library.entries())
    library.discard(removed)
    with library.database.writing() as connection:
        connection.execute("UPDATE articles SET title = 'Other' WHERE id = ?", (damaged,))
    tally, names, _ = add(folder)
    assert tally.changes == {"added": 1, "replaced": 1, "unchanged": 1}
    assert len(names) == 2


def test_files_that_references_name_are_looked_at_too(add, folder, library):
    (folder / "works.bib").write_text("@article{a, title={Lamp Oil}, author={Finch, Ada}, file={1.txt}}")
    add(folder)
    assert add(folder)[1] == []
    (folder / "1.txt").write_text("The lamp number 1 burned for twelve years, and nobody knew why.")
    tally, names, _ = add(folder)
    assert (tally.changes, names) == ({"unchanged": 2, "replaced": 1}, ["works.bib"])
    assert "Lamp Oil" in {entry.title for entry in library.entries()}


def test_what_may_pass_is_tried_again(add, folder):
    (folder / "works.bib").write_text("@article{a, title={Lamp Oil}, author={Finch, Ada}, file={lamp.txt}}")
    assert add(folder / "works.bib")[0].failed == 1
    (folder / "lamp.txt").write_text("The lamp burned for eleven years, and nobody knew why it did.")
    assert add(folder / "works.bib")[0].changes == {"added": 1}


def test_what_met_a_limit_is_tried_again_only_if_it_is_asked_for(add, folder, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("qa.adding.Loader", lambda: Loader(Limits(seconds=0.0)))
        first, names, told = add(folder / "1.txt")
    assert (first.failed, names) == (1, ["1.txt"])
    [problem] = told.problems
    assert str(problem).endswith("as plain text; it is not tried again until it has changed, or with --again")
    second, names, told_again = add(folder / "1.txt")
    assert (second.failed, names, told_again.problems) == (1, [], told.problems)
    assert add(folder / "1.txt", again=True)[0].changes == {"added": 1}


def test_a_file_that_is_being_written_is_left_for_later(add, folder, monkeypatch):
    tally, names, _ = add(folder, rest=60.0)
    assert (tally.postponed, tally.changes, names) == (3, {}, [])
    now = time.time_ns()
    monkeypatch.setattr("qa.adding.time.time_ns", lambda: now + 61 * 10**9)
    assert add(folder, rest=60.0)[0].changes == {"added": 3}


def test_a_file_that_changes_while_it_is_read_is_read_again(add, folder, monkeypatch):
    load = Loader.load

    def change(self, path, tell):
        yield from load(self, path, tell)
        path.write_text(path.read_text() + " It was the oil.")

    monkeypatch.setattr(Loader, "load", change)
    add(folder / "1.txt")
    monkeypatch.setattr(Loader, "load", load)
    assert add(folder / "1.txt")[0].changes == {"replaced": 1}
