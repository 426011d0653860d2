"""Reading a damaged file page by page, and rescuing the articles in it into a new library."""

import random
import shutil
import sqlite3
from hashlib import sha256
from pathlib import Path

import pytest

from corpus import Article, Page, Source, Span, Validators, take_fingerprint
from index import DEFAULT_MODEL, LibraryError, ModelError
from index.database import Database
from index.doctor import examine
from index.folder import LIBRARY
from index.known_files import FileOutcome, KnownFiles
from index.library import Library
from index.merging import Merge, merge
from index.pages import read_records
from index.raw_pages import RawPages
from index.rescue import rescue
from index.sqlite_files import PAGE

# Tables that a rescue leaves out, and the words of the documentation that say so.
LOST = {"raw_pages": "the pages that were fetched", "files": "which files were read"}
LONG = "\n\n".join(f"The keeper wrote sentence {n} into the book of the long light." for n in range(600))


@pytest.fixture(scope="module")
def whole(open_library, make_embedder, articles, make_article):
    """The folder of a library with short and long articles, one corrected, one with all that can be told of it."""
    source = Source("https://a.example", "/a.html", "P", ("A B",), "2001", "2002-02-02", "en", "10.1000/told")
    full = Article(
        "told", "Tóld", "Alarms\n\nOne rang. Two rang.", source, (Span(0, 6),), (0, 8), (17,), "it looks cut"
    )
    library = open_library(make_embedder())
    list(library.add([*articles(40), make_article(LONG, "long", "Long"), full]))
    library.correct("lamp-7", "The seventh lamp", Source("https://m.example", None, "The Moth", ("C D",), "1999"))
    library.tag(["lamp-7", "told"], "lights")
    library.tag(["lamp-9"], "10.1000/a-tag")
    here = Path(__file__)
    files = KnownFiles(library.database, "readers")
    files.remember(here, take_fingerprint(here), FileOutcome(("told",)))
    files.flush()
    page = Page("https://a.example", b"<p>", "2001-01-01", "text/html", "utf-8", Validators("e", "m"))
    RawPages(library.database, "readers").keep("told", "https://a.example/?", page)
    copied = library.article("lamp-9")
    list(library.add([Article("lamp-copy", "Lamp 9", copied.text, Source(path="/copy.txt"))]))
    merge(library, Merge("lamp-9", ("lamp-copy",)))
    library.remove("lamp-8")
    return close(library)


@pytest.fixture
def filled(whole, open_library, word_embedder, tmp_path):
    """A copy of that library."""
    return open_library(word_embedder, shutil.copytree(whole, tmp_path / "filled"))


def close(library):
    """Return the library's folder, closed as by the end of a program."""
    library.database._connections._local.connection.close()
    del library.database._connections._local.connection
    return library.folder


@pytest.fixture
def saved(filled, tmp_path, word_embedder, monkeypatch):
    """Rescue a library's copy into a new folder; return what came of it and the library there."""
    monkeypatch.setattr("index.rescue.open_embedder", lambda name, cache: word_embedder)

    def rescue_(folder):
        before = {path.name: path.read_bytes() for path in folder.iterdir()}
        rescued = rescue(folder, tmp_path / "new", tmp_path / "cache")
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
        return rescued, Library(Database(tmp_path / "new" / LIBRARY), lambda: word_embedder)

    return rescue_


def dump_tables(library):
    """Return the rows of all tables by name, without passages' ids and states, which a library has for itself.

    The index of words, which is made anew, is left to the doctor.
    """
    named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    with library.database.reading() as connection:
        own = ("words", "vocabulary", "states", "gone")
        names = [name for (name,) in connection.execute(named) if not name.startswith(own)]
        rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}
    rows["passages"] = [row[1:] for row in rows["passages"]]
    rows["manifest"] = [row for row in rows["manifest"] if row[0] != "generation"]
    return {name: sorted(found, key=repr) for name, found in rows.items()}


def list_held(library):
    return {entry.id: (library.article(entry.id), entry.added) for entry in library.entries()}


def test_every_row_of_a_whole_file(tmp_path):
    """Against SQLite itself: values of any type and length, rows that were deleted, and a log that was left."""
    chance = random.Random(3)
    connection = sqlite3.connect(tmp_path / "a.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE t (a, b, c)")
    for n in range(600):
        length = chance.choice((0, 1, 20, 1000, 4050, 4061, 4062, 8200, 70_000))
        number = chance.choice((0, 1, -1, 127, 2**15, -(2**31), 2**47, 2**62, -(2**63), 1.5, None))
        connection.execute("INSERT INTO t VALUES (?, ?, ?)", (number, "ü" * (length // 2), chance.randbytes(length)))
        if n == 300:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("DELETE FROM t WHERE rowid % 3 = 0")
    connection.execute("UPDATE t SET rowid = -rowid WHERE rowid % 7 = 0")
    right = {row[0]: row[1:] for row in connection.execute("SELECT rowid, a, b, c FROM t")}
    shutil.copy(tmp_path / "a.sqlite", tmp_path / "b.sqlite")
    shutil.copy(tmp_path / "a.sqlite-wal", tmp_path / "b.sqlite-wal")
    connection.close()
    for name in ("a.sqlite", "b.sqlite"):
        rows = [
            row for row in read_records(tmp_path / name) if row.rowid is not None and len(row.values) == 3 and row.whole
        ]
        assert {row.rowid: row.values for row in rows} == right
        assert len(rows) == len(right)


@pytest.mark.parametrize("garbage", [b"", b"\0", b"garbage" * 2000, b"SQLite format 3\0" + b"\xff" * 9000])
def test_what_is_no_database_holds_no_rows(tmp_path, garbage):
    (tmp_path / "file").write_bytes(garbage)
    assert [row for row in read_records(tmp_path / "file") if row.whole and row.values] == []


def test_any_bytes_are_read_without_a_fault(filled):
    folder = close(filled)
    whole = (folder / LIBRARY).read_bytes()
    chance = random.Random(11)
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(40):
            at = chance.randrange(len(data))
            data[at : at + 8] = chance.randbytes(8)
        (folder / LIBRARY).write_bytes(data[: chance.randrange(len(data))])
        list(read_records(folder / LIBRARY))


def test_a_whole_library_is_saved_whole(filled, saved, word_embedder):
    before, embedded = list_held(filled), len(word_embedder.embedded)
    rescued, library = saved(close(filled))
    assert (rescued.saved, rescued.embedded, rescued.problems) == (len(before), 0, [])
    assert list_held(library) == before
    assert len(word_embedder.embedded) == embedded
    assert "lamp-8" not in list_held(library)
    assert library.article("lamp-copy").id == "lamp-9"
    [again] = library.add([Article("lamp-7", "Lamp 7", "The lamp number 7 burned.")])
    assert again.article.title == "The seventh lamp"
    assert examine(library) == []


def test_each_column_of_each_table_is_saved_or_documented_as_lost(filled, saved):
    before = dump_tables(filled)
    for rows in before.values():
        assert all(any(value not in (None, "[]") for value in column) for column in zip(*rows, strict=True))
    _, library = saved(close(filled))
    assert dump_tables(library) == {name: rows for name, rows in before.items() if name not in LOST}
    documented = " ".join(Path("docs/security.md").read_text().split())
    assert all(words in documented for name, words in LOST.items() if name in before)


def test_a_doi_is_no_tag_and_a_tag_no_doi(filled, saved):
    _, library = saved(close(filled))
    entries = {entry.id: entry for entry in library.entries()}
    assert (entries["told"].source.doi, entries["told"].tags) == ("10.1000/told", ("lights",))
    assert (entries["lamp-9"].source.doi, entries["lamp-9"].tags) == (None, ("10.1000/a-tag",))


def test_any_page_that_is_zeroed_takes_only_its_own_articles_with_it(filled, tmp_path, word_embedder, monkeypatch):
    """A rebuild saved none of them."""
    monkeypatch.setattr("index.rescue.open_embedder", lambda name, cache: word_embedder)
    before, folder = list_held(filled), close(filled)
    whole = (folder / LIBRARY).read_bytes()
    for page in range(len(whole) // PAGE):
        damaged = tmp_path / f"damaged-{page}"
        damaged.mkdir()
        gone = whole[page * PAGE : (page + 1) * PAGE]
        (damaged / LIBRARY).write_bytes(whole[: page * PAGE] + bytes(PAGE) + whole[(page + 1) * PAGE :])
        rescued = rescue(damaged, tmp_path / f"new-{page}", tmp_path)
        library = Library(Database(tmp_path / f"new-{page}" / LIBRARY), lambda: word_embedder)
        texts = {id_: article.text for id_, (article, _) in list_held(library).items()}
        assert texts.items() <= {id_: article.text for id_, (article, _) in before.items()}.items()
        for id_ in before.keys() - texts:
            text = before[id_][0].text.encode()
            assert text[:30] in gone or gone[4:40] in text
            assert any(id_ in problem for problem in rescued.problems)
        assert examine(library) == []


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (0, b"\xff" * 16),
        (0, bytes(100)),
        (16, b"\x02\0"),
        (16, b"\0\1"),
        (20, b"\x40"),
        (32, b"\0\0\0\2"),
        (28, b"\xff" * 60),
    ],
)
def test_a_damaged_header_takes_nothing_with_it(filled, saved, at, written):
    before, folder = list_held(filled), close(filled)
    data = (folder / LIBRARY).read_bytes()
    (folder / LIBRARY).write_bytes(data[:at] + written + data[at + len(written) :])
    rescued, library = saved(folder)
    assert (rescued.saved, list_held(library)) == (len(before), before)


@pytest.mark.parametrize("log", [b"", b"garbage" * 1000, b"\x37\x7f\x06\x82" + bytes(9000)])
def test_a_damaged_log_takes_nothing_with_it(filled, saved, log):
    before, folder = list_held(filled), close(filled)
    (folder / f"{LIBRARY}-wal").write_bytes(log)
    assert list_held(saved(folder)[1]) == before


def test_what_was_removed_does_not_come_back(filled, saved):
    filled.remove("long")
    folder = close(filled)
    assert b"into the book of the long light" not in (folder / LIBRARY).read_bytes()
    rescued, library = saved(folder)
    assert "long" not in list_held(library)
    assert rescued.problems == []


def test_a_changed_letter_is_not_saved(filled, saved):
    folder = close(filled)
    data = (folder / LIBRARY).read_bytes()
    assert b"The lamp number 11 burned." in data
    (folder / LIBRARY).write_bytes(data.replace(b"The lamp number 11 burned.", b"The lamp number 12 burned."))
    rescued, library = saved(folder)
    assert rescued.problems == ["“Lamp 11” (lamp-11) could not be saved: its text is not the one it was"]
    assert "lamp-11" not in list_held(library)
    assert examine(library) == []


@pytest.mark.parametrize(
    ("statement", "problem", "embedded"),
    [
        ("UPDATE passages SET vector = zeroblob(64) WHERE article_id = 'told'", None, 1),
        ("DELETE FROM passages WHERE article_id = 'told'", None, 1),
        ("UPDATE articles SET title = 'Other' WHERE id = 'told'", "“Other” (told) is saved, but what is told of it", 0),
        ("UPDATE articles SET headings = '[[0' WHERE id = 'told'", "“Tóld” (told) is saved, but what is told of it", 0),
        ("UPDATE articles SET pages = '[9999]' WHERE id = 'told'", "“Tóld” (told) is saved, but what is told of it", 0),
        ("UPDATE articles SET digest = 'x' WHERE id = 'told'", "“Tóld” (told) is saved, but what is told of it", 0),
        ("DELETE FROM seals", None, 41),
        ("UPDATE manifest SET value = 'x' WHERE key = 'fingerprint'", None, 41),
    ],
)
def test_what_is_damaged_beside_the_text(filled, saved, statement, problem, embedded):
    text = filled.article("told").text
    with filled.database.writing() as connection:
        connection.execute(statement)
    rescued, library = saved(close(filled))
    assert [message[: len(problem)] for message in rescued.problems] == [problem] if problem else rescued.problems == []
    assert rescued.embedded == embedded
    assert library.article("told").text == text
    assert sha256(text.encode()).hexdigest() == library.article("told").digest
    assert examine(library) == []


def test_what_only_stands_in_the_log_is_saved(run_with_library, saved, tmp_path):
    code = "list(open_library(sys.argv[1], WordEmbedder()).add(articles(5))); os.kill(os.getpid(), signal.SIGKILL)"
    run_with_library(code, tmp_path / "killed", check=False)
    assert (tmp_path / "killed" / f"{LIBRARY}-wal").exists()
    rescued, library = saved(tmp_path / "killed")
    assert rescued.saved == 5
    assert set(list_held(library)) == {f"lamp-{n}" for n in range(5)}


def test_a_model_that_cannot_be_had_gives_way_to_the_built_in_one(filled, saved, word_embedder, monkeypatch):
    folder = close(filled)

    def opened(name, cache):
        if name != DEFAULT_MODEL:
            raise ModelError("there is none")
        return word_embedder

    monkeypatch.setattr("index.rescue.open_embedder", opened)
    rescued, library = saved(folder)
    assert rescued.problems == [f"the embedding model 'words' could not be opened: {DEFAULT_MODEL} is used instead"]
    assert len(list_held(library)) == rescued.saved == 41


def test_nothing_is_written_over(filled, saved, tmp_path):
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "letter").write_text("Dear")
    with pytest.raises(LibraryError, match="is not empty: name a new folder"):
        saved(close(filled))
    with pytest.raises(LibraryError, match="is not empty"):
        rescue(filled.folder, filled.folder, tmp_path)
    with pytest.raises(LibraryError, match=r"there is no library.sqlite in .* to rescue"):
        rescue(tmp_path, tmp_path / "newer", tmp_path)
    assert not (tmp_path / "newer").exists()
