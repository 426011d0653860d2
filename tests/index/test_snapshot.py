"""The snapshot file: used only for the very state it was made of, and only if it can be read."""

import shutil

import pytest

from index.doctor import examine
from index.folder import LIBRARY
from index.vectors import VectorIndex


@pytest.fixture(autouse=True)
def worth_saving(monkeypatch):
    """Let every index be worth a snapshot."""
    monkeypatch.setattr("index.snapshot._WORTH_SAVING", 1)


@pytest.fixture
def reopen(open_library, make_embedder):
    """Open a library as a new process does: with nothing in memory."""
    return lambda library: open_library(make_embedder(), library.folder)


@pytest.fixture
def read_from(monkeypatch):
    """Remember which snapshots were read."""
    read, load = [], VectorIndex.load

    def remember(path, dimension):
        kept = load(path, dimension)
        if kept:
            read.append(path.name)
        return kept

    monkeypatch.setattr(VectorIndex, "load", remember)
    return read


def search_ids(library, question="Which lamp burned?", k=100):
    return {hit.passage.article_id for hit in library.search(question, k)}


def list_snapshots(library):
    return sorted(path.name for path in library.folder.glob("vectors-*"))


def test_a_new_process_reads_the_snapshot(library, reopen, read_from, articles):
    list(library.add(articles(5)))
    expected = library.search("Which lamp burned?")
    assert list_snapshots(library) == [f"vectors-{library.state().generation}.faiss"]
    assert reopen(library).search("Which lamp burned?") == expected
    assert read_from == list_snapshots(library)


def test_a_snapshot_of_an_earlier_state_is_brought_up_to_date(library, reopen, read_from, articles):
    list(library.add(articles(5)))
    search_ids(library)
    old = list_snapshots(library)
    library.remove("lamp-0")
    assert search_ids(reopen(library)) == {f"lamp-{n}" for n in range(1, 5)}
    assert read_from == old
    assert not set(old) & set(list_snapshots(library))
    assert len(list_snapshots(library)) == 1


def test_what_a_crash_left_of_a_snapshot_is_cleared_away(library, reopen, articles):
    list(library.add(articles(5)))
    (library.folder / "vectors-1-00000000.tmp").write_bytes(b"half")
    search_ids(library)
    assert list_snapshots(library) == [f"vectors-{library.state().generation}.faiss"]


@pytest.mark.parametrize("damage", [b"", b"garbage", "half", "folder"])
def test_a_damaged_snapshot_is_made_anew(library, reopen, articles, damage):
    list(library.add(articles(5)))
    expected = library.search("Which lamp burned?")
    [path] = library.folder.glob("vectors-*")
    whole = path.read_bytes()
    if damage == "folder":
        path.unlink()
        path.mkdir()
    else:
        path.write_bytes(whole[: len(whole) // 2] if damage == "half" else damage)
    assert reopen(library).search("Which lamp burned?") == expected
    if damage != "folder":
        assert VectorIndex.load(path, library.embedder.dimension)
        assert examine(library) == []


def test_a_snapshot_of_another_dimension_is_not_used(library, reopen, articles):
    list(library.add(articles(5)))
    VectorIndex(7).save(library.folder / f"vectors-{library.state().generation}.faiss")
    assert len(search_ids(reopen(library))) == 5


def test_a_restored_backup_does_not_meet_the_snapshot_of_another_time(
    library, reopen, articles, make_article, tmp_path
):
    """The number of the generation and the passage ids are the same in both; what they stand for is not."""
    list(library.add(articles(3)))
    with library.database.reading() as connection:
        pass
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(library.folder / LIBRARY, tmp_path / "backup")
    list(library.add([make_article("The first lamp burned.", "first")]))
    assert "first" in search_ids(library)
    [of_first] = list_snapshots(library)
    connection.close()
    del library.database._connections._local.connection
    for left in (f"{LIBRARY}-wal", f"{LIBRARY}-shm"):
        (library.folder / left).unlink(missing_ok=True)
    shutil.copy(tmp_path / "backup", library.folder / LIBRARY)
    restored = reopen(library)
    list(restored.add([make_article("Whales sing.", "second")]))
    assert restored.state().generation.split("-")[0] == of_first.split("-")[1]
    again = reopen(library)
    [best] = again.search("Lamp: Whales sing.", 1)
    assert (best.passage.article_id, best.cosine) == ("second", pytest.approx(1, abs=0.01))
    assert list_snapshots(library) != [of_first]
    assert search_ids(again) == {"lamp-0", "lamp-1", "lamp-2", "second"}
    assert examine(again) == []


def test_a_snapshot_that_cannot_be_written_is_done_without(library, articles, monkeypatch):
    def full(self, path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(VectorIndex, "save", full)
    list(library.add(articles(5)))
    assert len(search_ids(library)) == 5
    assert list_snapshots(library) == []


def test_a_small_library_has_no_snapshot(library, articles, monkeypatch):
    monkeypatch.setattr("index.snapshot._WORTH_SAVING", 6)
    list(library.add(articles(5)))
    assert len(search_ids(library)) == 5
    assert list_snapshots(library) == []
