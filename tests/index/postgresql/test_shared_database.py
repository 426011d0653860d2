"""The engine of a shared library: who may do what at once, migrations, and what its errors say."""

import sys
import threading

import pytest

from index import LibraryError, LibraryMismatch, NoLibrary
from index.doctor import examine, rebuild
from index.places import Address, open_engine
from index.postgresql import migrations, shared_database


@pytest.fixture
def address(make_address):
    return make_address()


@pytest.fixture
def shared(open_library, word_embedder, address):
    return open_library(word_embedder, address)


def test_there_is_none_before_it_is_made(address):
    engine = open_engine(address)
    assert not engine.exists() and not engine.exists()
    engine.create({"model": "words", "fingerprint": "f"})
    assert engine.exists() and engine.read_birth() > 1.7e9 and engine.measure_size() > 0
    generation = engine.read_manifest()["generation"]
    open_engine(address).create({"model": "others", "fingerprint": "g"})
    assert (engine.read_manifest()["model"], engine.read_manifest()["generation"]) == ("words", generation)


def test_it_is_made_once_by_all_at_once(open_library, word_embedder, address):
    threads = [threading.Thread(target=open_library, args=(word_embedder, address)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert open_engine(address).read_manifest()["model"] == "words"


def test_readers_do_not_wait_for_a_writer(shared, open_library, make_embedder, address, articles):
    list(shared.add(articles(3)))
    other = open_library(make_embedder(), address)
    with shared.database.writing() as connection:
        connection.execute("UPDATE articles SET title = 'Another'")
        seen = []
        thread = threading.Thread(target=lambda: seen.extend([other.article("lamp-1").title, *other.search("lamp")]))
        thread.start()
        thread.join(20)
        assert seen[0] == "Lamp 1" and len(seen) == 4


def test_writers_come_one_after_the_other(shared, open_library, make_embedder, address, articles):
    """Whatever both do, nothing of either is lost, and the last of each article stays."""
    failed = []

    def work(number):
        try:
            library = open_library(make_embedder(), address)
            for article in articles(30)[number::2]:
                list(library.add([article]))
            for n in range(number, 30, 4):
                library.remove(f"lamp-{n}")
        except LibraryError as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert {entry.id for entry in shared.entries()} == {f"lamp-{n}" for n in range(30) if n % 4 > 1}
    assert examine(shared) == []


def test_a_writer_waits_only_so_long(shared, open_library, make_embedder, address, articles, monkeypatch):
    monkeypatch.setattr(
        "index.postgresql.sessions._SETTINGS", "SET search_path = pullquote, public; SET lock_timeout = 50"
    )
    other = open_library(make_embedder(), address)
    with shared.database.writing(), pytest.raises(LibraryError, match="another program has been changing"):
        list(other.add(articles(1)))
    list(other.add(articles(1)))
    assert shared.ids() == ["lamp-0"]


def test_a_library_for_reading_is_not_changed(shared, articles):
    list(shared.add(articles(1)))
    reading = shared.open_for_reading()
    assert reading.article("lamp-0") and not reading.database.may_write() and shared.database.may_write()
    with pytest.raises(LibraryError, match="you may read this library, and not change it"):
        reading.remove("lamp-0")


def test_what_fails_is_undone(shared, articles):
    list(shared.add(articles(2)))
    before = shared.state()
    with pytest.raises(ZeroDivisionError), shared.database.writing() as connection:
        connection.execute("DELETE FROM passages")
        raise ZeroDivisionError
    with pytest.raises(LibraryError, match="cannot be used"), shared.database.writing() as connection:
        connection.execute("DELETE FROM articles")  # it has passages
    assert shared.state() == before and len(shared.search("lamp")) == 2


def test_connections_that_the_server_ended_are_made_anew(shared, articles, postgresql):
    list(shared.add(articles(2)))
    ending = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid != pg_backend_pid() AND datname LIKE 'lib%'"
    )
    postgresql.execute(ending)
    assert len(shared.search("lamp")) == 2
    shared.remove("lamp-1")
    assert shared.ids() == ["lamp-0"]


def test_removal_leaves_nothing(shared, articles, postgresql):
    list(shared.add(articles(3)))
    shared.remove("lamp-1")
    with shared.database.reading() as connection:
        tables = [
            row[0] for row in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'pullquote'")
        ]
        kept = "\n".join(str(connection.execute(f"SELECT * FROM {table}").fetchall()) for table in tables)
    assert "lamp-0" in kept and "lamp-1" not in kept
    for article_id in ("lamp-0", "lamp-2"):
        shared.discard(article_id)
    with shared.database.reading() as connection:
        counts = {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}
    assert {table for table, count in counts.items() if count} == {"manifest", "migrations"}


def test_migrations_go_forward_only(shared, address, articles, monkeypatch):
    list(shared.add(articles(1)))
    later = (*migrations.MIGRATIONS, "CREATE TABLE later (id TEXT); INSERT INTO later VALUES ('made')")
    monkeypatch.setattr(shared_database, "MIGRATIONS", later)
    for _ in range(2):
        engine = open_engine(address)
        engine.read_manifest()
        with engine.reading() as connection:
            assert connection.execute("SELECT id FROM later").fetchall() == [("made",)]
            numbers = connection.execute("SELECT number FROM migrations ORDER BY number").fetchall()
            assert numbers == [(number,) for number in range(1, len(later) + 1)]
    monkeypatch.setattr(shared_database, "MIGRATIONS", migrations.MIGRATIONS)
    with pytest.raises(LibraryMismatch, match="made by a later version of Pullquote"):
        open_engine(address).read_manifest()


def test_another_model_embeds_it_anew(shared, open_library, make_embedder, address, articles, tmp_path, monkeypatch):
    list(shared.add(articles(5)))
    with shared.database.reading() as connection:
        last = max(row[0] for row in connection.execute("SELECT id FROM passages"))
    monkeypatch.setattr("index.doctor.open_embedder", lambda name, cache: make_embedder("others", 16))
    assert rebuild(address, tmp_path, "others") == 5
    with pytest.raises(LibraryMismatch, match="are not those that embedded the library in postgresql://"):
        shared.search("lamp")
    anew = open_library(make_embedder("others", 16), address)
    assert len(anew.search("lamp", 9)) == 5 and examine(anew) == []
    with anew.database.reading() as connection:
        assert min(row[0] for row in connection.execute("SELECT id FROM passages")) > last


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("postgresql://me:secret@127.0.0.1:1/none", "the library postgresql://me@127.0.0.1:1/none cannot be reached"),
        ("postgresql://me@127.0.0.1:none/x?password=secret", "the library postgresql://me@127.0.0.1:none/x cannot be"),
    ],
)
def test_an_address_that_leads_nowhere(url, told, tmp_path):
    with pytest.raises(LibraryError) as raised:
        open_engine(Address(url, tmp_path)).exists()
    assert str(raised.value).startswith(told) and "secret" not in str(raised.value)


def test_without_the_package(tmp_path, monkeypatch):
    for module in [name for name in sys.modules if name.startswith("index.postgresql")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(LibraryError, match=r"not installed \(psycopg\): run `pip install 'pullquote\[postgresql\]'`"):
        open_engine(Address("postgresql://localhost/x", tmp_path))


def test_a_name_of_which_there_is_no_library(shared, postgresql, make_address, tmp_path):
    from index import Library

    with pytest.raises(NoLibrary, match="there is no library in postgresql://"):
        Library.open(make_address(), tmp_path)
