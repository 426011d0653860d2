"""A library in several threads and processes, and after processes that died."""

import signal
import threading

import pytest

from index import Change, LibraryError
from index.doctor import examine
from index.folder import LIBRARY


def search_ids(library, question="Which lamp burned?", k=100):
    return {hit.passage.article_id for hit in library.search(question, k)}


@pytest.mark.kinds("folder", "postgresql")
def test_a_reader_sees_what_another_process_does(library, run_with_library, name_place, articles):
    list(library.add(articles(2)))
    assert search_ids(library) == {"lamp-0", "lamp-1"}
    run_with_library("list(open_library(sys.argv[1], WordEmbedder()).add(articles(4)))", name_place(library))
    assert search_ids(library) == {"lamp-0", "lamp-1", "lamp-2", "lamp-3"}
    run_with_library("open_library(sys.argv[1], WordEmbedder()).remove('lamp-1')", name_place(library))
    assert search_ids(library) == {"lamp-0", "lamp-2", "lamp-3"}
    assert {entry.id for entry in library.entries()} == search_ids(library)
    assert examine(library) == []


@pytest.mark.kinds("folder", "postgresql")
def test_two_libraries_over_one_folder(open_of_kind, word_embedder, articles):
    first = open_of_kind(word_embedder)
    second = open_of_kind(word_embedder, first.folder)
    for n, article in enumerate(articles(6)):
        list((first, second)[n % 2].add([article]))
        assert search_ids(first) == search_ids(second) == {f"lamp-{m}" for m in range(n + 1)}
    second.remove("lamp-5")
    assert "lamp-5" not in search_ids(first)


def test_several_processes_make_one_library(run_with_library, open_library, word_embedder, tmp_path):
    code = """
library = open_library(sys.argv[1], WordEmbedder())
list(library.add([Article(sys.argv[2], "Lamp", "The lamp burned.")]))
"""
    threads = [threading.Thread(target=run_with_library, args=(code, tmp_path / "new", f"a{n}")) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    library = open_library(word_embedder, tmp_path / "new")
    assert {entry.id for entry in library.entries()} == {"a0", "a1", "a2"}
    assert examine(library) == []


@pytest.mark.kinds("folder", "postgresql")
def test_searching_while_another_adds_and_removes(open_of_kind, word_embedder, articles):
    library = open_of_kind(word_embedder)
    writer = open_of_kind(word_embedder, library.folder)
    list(writer.add(articles(10)))
    done, errors = threading.Event(), []

    def search():
        while not done.is_set():
            try:
                with library.hold_state():
                    hits = library.search("Which lamp burned?", 30)
                    for hit in hits:
                        assert hit.passage.text_in(library.article(hit.passage.article_id)).startswith("The lamp")
                assert len(hits) >= 9
            except (AssertionError, LibraryError, RuntimeError, ValueError, KeyError) as error:
                errors.append(error)
                return

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for n in range(15):
        list(writer.add(articles(10 + n)))
        writer.remove(f"lamp-{n % 10}")
        list(writer.add(articles(10)))
    done.set()
    for thread in threads:
        thread.join()
    assert errors == []
    assert examine(library) == []


@pytest.mark.kinds("folder", "postgresql")
def test_a_steady_block_sees_one_state(open_of_kind, word_embedder, articles):
    """Also when this library has meanwhile been searched in a later state by another thread."""
    library = open_of_kind(word_embedder)
    list(library.add(articles(3)))
    changed, searched = threading.Event(), []

    def search():
        with library.hold_state():
            searched.append(search_ids(library))
            changed.wait()
            searched.append(search_ids(library))
            searched.append({entry.id for entry in library.entries()})
        searched.append(search_ids(library))

    thread = threading.Thread(target=search)
    thread.start()
    while not searched:
        pass
    library.remove("lamp-0")
    list(library.add(articles(5)[3:]))
    now = search_ids(library)
    changed.set()
    thread.join()
    before = {"lamp-0", "lamp-1", "lamp-2"}
    assert searched == [before, before, before, now]
    assert now == {"lamp-1", "lamp-2", "lamp-3", "lamp-4"}


# Where a process dies: it is killed for good, with no chance to tidy up.
KILL = "os.kill(os.getpid(), signal.SIGKILL)"
DEATHS = {
    "embedding the third batch": f"""
class Dying(WordEmbedder):
    def embed_passages(self, texts):
        if len(self.embedded) >= 4: {KILL}
        return super().embed_passages(texts)
""",
    "storing an article": f"""
Dying, put = WordEmbedder, index.store.put
def put_or_die(connection, article, *rest):
    put(connection, article, *rest)
    if article.id == "lamp-5": {KILL}
index.store.put = put_or_die
""",
    "after storing, before the end": f"""
import index.manifest
Dying, after = WordEmbedder, index.manifest.make_generation
def after_or_die(previous):
    if previous.startswith("3-"): {KILL}
    return after(previous)
index.manifest.make_generation = after_or_die
""",
    "between two batches": f"""
import atexit
Dying = WordEmbedder
def articles_then_die():
    for n, article in enumerate(articles(10)):
        if n == 7: {KILL}
        yield article
""",
}


@pytest.mark.kinds("folder", "postgresql")
@pytest.mark.parametrize("death", DEATHS)
def test_a_process_that_is_killed(run_with_library, open_of_kind, name_place, make_embedder, articles, death):
    embedder = make_embedder()
    library = open_of_kind(embedder)
    code = (
        DEATHS[death]
        + """
index.ingestion._BATCH = 2
source = globals().get("articles_then_die", lambda: articles(10))
for outcome in open_library(sys.argv[1], Dying()).add(source()):
    print(outcome.article.id, flush=True)
"""
    )
    died = run_with_library(code, name_place(library), check=False)
    assert died.returncode == -signal.SIGKILL, died.stderr
    stored = died.stdout.split()
    kept = {entry.id for entry in library.entries()}
    assert set(stored) <= kept
    assert len(kept) in range(2, 10)
    assert examine(library) == []
    assert search_ids(library) == kept
    outcomes = list(library.add(articles(10)))
    assert {outcome.article.id for outcome in outcomes if outcome.change is Change.UNCHANGED} == kept
    assert len(embedder.embedded) == 10 - len(kept)
    assert search_ids(library) == {f"lamp-{n}" for n in range(10)}
    assert examine(library) == []


def test_a_process_that_is_killed_before_there_are_tables(run_with_library, open_library, word_embedder, tmp_path):
    """The file without tables that it left was "not a Pullquote library" for ever after."""
    code = f"""
import index.manifest
def die(*_): {KILL}
index.database._make_tables = die
open_library(sys.argv[1], WordEmbedder())
"""
    assert run_with_library(code, tmp_path, check=False).returncode == -signal.SIGKILL
    assert (tmp_path / LIBRARY).exists()
    library = open_library(word_embedder, tmp_path)
    assert library.entries() == []


@pytest.mark.kinds("folder", "postgresql")
def test_control_c_in_the_middle(open_of_kind, make_embedder, articles, monkeypatch):
    monkeypatch.setattr("index.ingestion._BATCH", 2)
    embedder = make_embedder()
    library, embed = open_of_kind(embedder), embedder.embed_passages

    def interrupted(texts):
        if len(embedder.embedded) >= 4:
            raise KeyboardInterrupt
        return embed(texts)

    monkeypatch.setattr(embedder, "embed_passages", interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(library.add(articles(10)))
    monkeypatch.undo()
    assert {entry.id for entry in library.entries()} == {f"lamp-{n}" for n in range(4)}
    assert examine(library) == []
    list(library.add(articles(10)))
    assert len(embedder.embedded) == 10
    assert len(search_ids(library)) == 10


@pytest.mark.kinds("folder", "postgresql")
def test_control_c_while_storing(library, articles, monkeypatch):
    from index import store

    put = store.put

    def interrupted(connection, article, *rest):
        put(connection, article, *rest)
        if article.id == "lamp-3":
            raise KeyboardInterrupt

    monkeypatch.setattr(store, "put", interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(library.add(articles(5)))
    monkeypatch.undo()
    assert library.entries() == []
    assert examine(library) == []
    list(library.add(articles(5)))
    assert len(search_ids(library)) == 5


def test_a_full_disk(library, make_article, articles, tables):
    """The library stays as it was, and goes on once there is room."""
    list(library.add(articles(3)))
    before, kept = library.state().generation, tables(library)
    with library.database.reading() as connection:
        [[pages]] = connection.execute("PRAGMA page_count")
    connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    big = make_article("\n\n".join(f"Sentence number {n} of a long story." for n in range(3_000)), "big")
    with pytest.raises(LibraryError, match="is full: free some space"):
        list(library.add([big]))
    assert library.state().generation == before
    assert tables(library) == kept
    assert examine(library) == []
    connection.execute("PRAGMA max_page_count = 1000000")
    list(library.add([big]))
    assert examine(library) == []


def test_a_full_disk_at_the_very_beginning(tmp_path, open_library, word_embedder, monkeypatch):
    from index import Connections
    from index.database import Database

    connect = Connections._get_connection

    def full(self, **options):
        connection = connect(self, **options)
        connection.execute("PRAGMA max_page_count = 1")
        return connection

    monkeypatch.setattr(Connections, "_get_connection", full)
    with pytest.raises(LibraryError, match="is full"):
        open_library(word_embedder, tmp_path)
    monkeypatch.undo()
    assert not Database(tmp_path / LIBRARY).exists()
    assert open_library(word_embedder, tmp_path).entries() == []


def test_a_library_that_may_not_be_written(library, articles):
    list(library.add(articles(3)))
    with library.database.reading() as connection:
        pass
    connection.execute("PRAGMA query_only = ON")
    with pytest.raises(LibraryError, match="you may write to it"):
        library.remove("lamp-0")
    connection.execute("PRAGMA query_only = OFF")
    assert len(search_ids(library)) == 3


def test_a_library_that_another_writes_for_too_long(open_library, word_embedder, articles, monkeypatch):
    monkeypatch.setattr("index.sqlite_files._BUSY_SECONDS", 0.05)
    first = open_library(word_embedder)
    second = open_library(word_embedder, first.folder)
    with first.database.writing(), pytest.raises(LibraryError, match="another program has been changing"):
        list(second.add(articles(1)))
    list(second.add(articles(1)))
    assert search_ids(first) == {"lamp-0"}
