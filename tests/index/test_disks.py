"""Libraries on disks that are full or may not be written, and in folders with any name: read, or told in a sentence."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys

import pytest

from index import Connections, LibraryError, troubles
from index.database import Database
from index.doctor import examine
from index.folder import LIBRARY, keep_private
from index.library import Library

POSIX = pytest.mark.skipif(os.name != "posix", reason="there are no such modes")


def search_ids(library, question="Which lamp burned?"):
    return {hit.passage.article_id for hit in library.search(question, 100)}


def reopen(library, embedder):
    """Return the library as another program opens it."""
    return Library(Database(library.folder / LIBRARY), lambda: embedder)


def close(library):
    """Close the library's file as the end of a program does."""
    library.database._connections._local.connection.close()
    del library.database._connections._local.connection


@pytest.fixture
def mounted(tmp_path):
    """Mount a disk of its own, where that is allowed; return it and a way to mount it again."""
    disk = tmp_path / "disk"
    disk.mkdir()

    def mount(*options):
        done = subprocess.run(["mount", *options, str(disk)], capture_output=True, check=False)
        if done.returncode:
            pytest.skip("mounting is not allowed here")

    if sys.platform != "linux":
        pytest.skip("mounts as Linux does")
    mount("-t", "tmpfs", "-o", "size=1m", "pullquote-test")
    yield disk, mount
    subprocess.run(["umount", "-l", str(disk)], check=True)


def fill(folder):
    """Leave no byte free on a disk of a test's own; return what takes the room."""
    assert shutil.disk_usage(folder).total < 2**24
    with (folder / "fill").open("wb", buffering=0) as file, pytest.raises(OSError, match="No space"):
        while True:
            file.write(b"x" * 512)
    return folder / "fill"


def make_long_article(make_article, n=0):
    return make_article("\n\n".join(f"Sentence {n} {m} of a long story." for m in range(3_000)), f"long-{n}")


def test_a_real_full_disk(mounted, open_library, word_embedder, articles, make_article):
    """It was called damage, with the advice to move the library away."""
    disk, _ = mounted
    other = disk / "other"
    other.write_bytes(b"x" * 2**18)
    library = open_library(word_embedder, disk / "library")
    list(library.add(articles(3)))
    for n in range(3):
        with pytest.raises(LibraryError, match="is full: free some space and run the command again; nothing is lost"):
            for m in range(20):
                list(library.add([make_long_article(make_article, 100 * n + m)]))
    assert {f"lamp-{n}" for n in range(3)} <= {entry.id for entry in library.entries()}
    close(library)
    full = fill(disk)
    again = reopen(library, word_embedder)
    kept = {entry.id for entry in again.entries()}
    assert {"lamp-0", "lamp-1", "lamp-2"} <= kept
    assert {"lamp-0", "lamp-1", "lamp-2"} <= search_ids(again)
    assert examine(again) == []
    with pytest.raises(LibraryError, match="is full"):
        list(again.add([make_long_article(make_article, 999)]))
    assert {entry.id for entry in again.entries()} == kept
    full.unlink()
    other.unlink()
    again.remove("lamp-0")
    assert {entry.id for entry in again.entries()} == kept - {"lamp-0"}
    assert examine(reopen(library, word_embedder)) == []


def test_a_disk_that_became_full_while_nobody_used_the_library(mounted, open_library, word_embedder, articles):
    """There was no room for the 32 KB that SQLite puts beside a file to read it."""
    disk, _ = mounted
    library = open_library(word_embedder, disk / "library")
    list(library.add(articles(3)))
    close(library)
    assert [path.name for path in library.folder.iterdir()] == [LIBRARY]
    full = fill(disk)
    again = reopen(library, word_embedder)
    assert search_ids(again) == {"lamp-0", "lamp-1", "lamp-2"}
    assert examine(again) == []
    with pytest.raises(LibraryError, match="is full: free some space"):
        again.remove("lamp-0")
    assert search_ids(again) == {"lamp-0", "lamp-1", "lamp-2"}
    full.unlink()
    again.remove("lamp-0")
    assert search_ids(again) == {"lamp-1", "lamp-2"}


def test_a_read_only_disk(mounted, open_library, word_embedder, articles):
    """WAL mode needs to write beside the file even to read it."""
    disk, mount = mounted
    library = open_library(word_embedder, disk / "library")
    list(library.add(articles(3)))
    close(library)
    mount("-o", "remount,ro")
    again = reopen(library, word_embedder)
    assert search_ids(again) == {"lamp-0", "lamp-1", "lamp-2"}
    assert examine(again) == []
    with pytest.raises(
        LibraryError, match=r"is read-only: it can be read, but to change it see to it that you may write"
    ):
        again.remove("lamp-0")
    mount("-o", "remount,rw")
    again.remove("lamp-0")
    assert search_ids(again) == {"lamp-1", "lamp-2"}


def test_a_read_only_disk_that_a_killed_program_left_changes_on(mounted, run_with_library, word_embedder):
    disk, mount = mounted
    code = "list(open_library(sys.argv[1], WordEmbedder()).add(articles(3))); os.kill(os.getpid(), signal.SIGKILL)"
    run_with_library(code, disk / "library", check=False)
    assert (disk / "library" / f"{LIBRARY}-wal").stat().st_size
    mount("-o", "remount,ro")
    library = Library(Database(disk / "library" / LIBRARY), lambda: word_embedder)
    assert search_ids(library) == {"lamp-0", "lamp-1", "lamp-2"}


AS_ANOTHER = """
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
"""


@POSIX
def test_a_folder_that_may_not_be_written(library, articles, run_with_library):
    list(library.add(articles(3)))
    close(library)
    files = [library.folder, *library.folder.iterdir()]
    for path in files:
        if os.geteuid() == 0:
            os.chown(path, 65534, 65534)
        path.chmod(0o500 if path.is_dir() else 0o400)
    parent = library.folder.parent
    while parent != parent.parent and os.geteuid() == 0:
        parent.chmod(stat.S_IMODE(parent.stat().st_mode) | 0o011)
        parent = parent.parent
    code = (
        """
embedder = WordEmbedder()
import index.doctor, index.errors, index.connections, index.snapshot
"""
        + AS_ANOTHER
        + """
library = Library(open_engine(Path(sys.argv[1])), lambda: embedder)
print(sorted(entry.id for entry in library.entries()), len(library.search("Which lamp burned?", 100)))
try:
    library.remove("lamp-0")
except index.errors.LibraryError as error:
    print(error)
notes = index.connections.Connections(Path(sys.argv[1]) / "notes.sqlite")
notes.prepare("notes", "CREATE TABLE notes (text TEXT)", 1)
with notes.reading() as connection:
    print(connection.execute("SELECT count(*) FROM notes").fetchone())
try:
    with notes.writing() as connection:
        connection.execute("INSERT INTO notes VALUES ('one')")
except index.errors.LibraryError as error:
    print(error)
"""
    )
    lines = run_with_library(code, library.folder).stdout.splitlines()
    assert lines[0] == "['lamp-0', 'lamp-1', 'lamp-2'] 3"
    assert "library.sqlite is read-only" in lines[1]
    assert lines[2] == "(0,)"
    assert "notes.sqlite is read-only" in lines[3]
    for path in files:
        path.chmod(0o700 if path.is_dir() else 0o600)
    assert {path.name for path in library.folder.iterdir()} == {LIBRARY}


def test_what_is_read_without_locks_is_read_again_when_it_changes(library, articles, word_embedder, monkeypatch):
    """A reader that may not write, of a library that another user changes."""
    list(library.add(articles(2)))
    close(library)
    reader = reopen(library, word_embedder)
    may_write = "index.sqlite_files.may_write"
    with monkeypatch.context() as patch:
        patch.setattr(may_write, lambda path: False)
        assert search_ids(reader) == {"lamp-0", "lamp-1"}
    list(library.add(articles(3)))
    close(library)
    with monkeypatch.context() as patch:
        patch.setattr(may_write, lambda path: False)
        assert search_ids(reader) == {"lamp-0", "lamp-1", "lamp-2"}
        with pytest.raises(LibraryError, match="was changed meanwhile"), reader.hold_state():
            patch.undo()
            library.remove("lamp-0")
            close(library)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("SQLITE_FULL", "is full"),
        ("SQLITE_CORRUPT", "is damaged"),
        ("SQLITE_CORRUPT_VTAB", "is damaged"),
        ("SQLITE_CORRUPT_INDEX", "is damaged"),
        ("SQLITE_NOTADB", "is damaged"),
        ("SQLITE_READONLY", "is read-only"),
        ("SQLITE_READONLY_CANTINIT", "is read-only"),
        ("SQLITE_READONLY_DBMOVED", "was moved or deleted"),
        ("SQLITE_PERM", "is read-only"),
        ("SQLITE_CANTOPEN", "check that the folder exists"),
        ("SQLITE_BUSY", "another program has been changing"),
        ("SQLITE_BUSY_SNAPSHOT", "another program has been changing"),
        ("SQLITE_LOCKED", "another program has been changing"),
        ("SQLITE_NOMEM", "not enough memory"),
        ("SQLITE_IOERR_NOMEM", "check it and its room"),
        ("SQLITE_IOERR_WRITE", "check it and its room"),
        ("SQLITE_IOERR_READ", "check it and its room"),
        ("SQLITE_TOOBIG", "divide it"),
        ("SQLITE_CONSTRAINT", "cannot be used"),
    ],
)
@pytest.mark.parametrize("text", ["disk I/O error", "database disk image is malformed", "the disk is full"])
def test_errors_are_told_by_their_codes(tmp_path, name, sentence, text):
    error = sqlite3.OperationalError(text)
    error.sqlite_errorcode = getattr(sqlite3, name)
    message = troubles.explain(error, tmp_path / LIBRARY, "restore it")
    assert sentence in message
    assert ("damaged" in message) == (sentence == "is damaged")


@pytest.mark.parametrize(
    "code", [code for code in dir(sqlite3) if code.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN"))]
)
def test_any_error_of_a_disk_without_room_is_that(tmp_path, monkeypatch, code):
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = getattr(sqlite3, code)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(1 << 30, 1 << 30, 4096))
    assert "is full: free some space" in troubles.explain(error, tmp_path / LIBRARY, "restore it")


NAMES = [b"lib-\xff", b"what?mode=memory", b"a#b", b"a%41b", b"two\nlines", b"file:x", "Bücher".encode(), b" ", b"a'b"]


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes, as Linux has them")
@pytest.mark.parametrize("name", NAMES)
def test_a_folder_of_any_name(tmp_path, name, open_library, make_embedder, articles, monkeypatch):
    """A name that is not UTF-8 ended in a traceback."""
    monkeypatch.setattr("index.snapshot._WORTH_SAVING", 1)
    folder = tmp_path / os.fsdecode(name)
    library = open_library(make_embedder(), folder)
    list(library.add(articles(3)))
    assert search_ids(library) == {"lamp-0", "lamp-1", "lamp-2"}
    again = open_library(make_embedder(), folder)
    assert search_ids(again) == {"lamp-0", "lamp-1", "lamp-2"}
    assert examine(again) == []
    assert {path.name.partition(".")[0].partition("-")[0] for path in folder.iterdir()} == {"library", "vectors"}
    assert "\n" not in troubles.escape_path(folder)
    troubles.escape_path(folder).encode()
    monkeypatch.chdir(folder)
    relative = Connections(folder.joinpath("x").relative_to(folder))
    with relative.writing() as connection:
        connection.execute("CREATE TABLE t (x)")
    assert (folder / "x").exists()


@POSIX
def test_a_link_that_leads_nowhere(tmp_path, open_library, word_embedder):
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    assert not Database(tmp_path / "link" / LIBRARY).exists()
    with pytest.raises(LibraryError, match="cannot make the folder"):
        open_library(word_embedder, tmp_path / "link")


def list_modes(folder):
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())}


@POSIX
def test_nobody_else_may_read_a_library(open_library, word_embedder, articles, tmp_path, monkeypatch):
    monkeypatch.setattr("index.snapshot._WORTH_SAVING", 1)
    before = os.umask(0o022)
    try:
        library = open_library(word_embedder, tmp_path / "new" / "library")
        list(library.add(articles(3)))
        search_ids(library)
        other = Connections(library.folder / "baskets.sqlite")
        other.prepare("baskets", "CREATE TABLE t (x)", 1)
    finally:
        os.umask(before)
    assert len(list_modes(library.folder)) >= 6
    assert set(list_modes(library.folder).values()) == {0o700, 0o600}


@POSIX
def test_what_others_may_read_is_closed_to_them_when_it_is_opened(library, articles, word_embedder):
    list(library.add(articles(3)))
    close(library)
    (library.folder / LIBRARY).chmod(0o644)
    library.folder.chmod(0o755)
    again = reopen(library, word_embedder)
    again.entries()
    assert set(list_modes(library.folder).values()) == {0o700, 0o600}


@POSIX
def test_a_folder_of_other_things_stays_open(library, articles, word_embedder):
    list(library.add(articles(3)))
    close(library)
    (library.folder / "letter.txt").write_text("Dear")
    (library.folder / "letter.txt").chmod(0o644)
    for path in (library.folder / LIBRARY, library.folder):
        path.chmod(0o755)
    reopen(library, word_embedder).entries()
    kept = list_modes(library.folder)
    assert (kept.pop(library.folder.name), kept.pop("letter.txt")) == (0o755, 0o644)
    assert not any(mode & 0o077 for mode in kept.values())


@POSIX
@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can give files away")
def test_what_belongs_to_another_stays_as_it_is(library, articles):
    list(library.add(articles(1)))
    close(library)
    (library.folder / LIBRARY).chmod(0o640)
    os.chown(library.folder / LIBRARY, 65534, 65534)
    keep_private(library.folder)
    assert list_modes(library.folder)[LIBRARY] == 0o640
