"""The snapshot file: used only for the very state it was made of, and only if it can be read."""

import shutil

import pytest

from index.doctor import examine
from index.folder import LIBRARY
from index.segments import make_base
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


@pytest.fixture(params=["exact", "coded"])
def large(request, monkeypatch, library, articles):
    """A library of five articles that has been searched, and is treated as a large one."""
    monkeypatch.setattr("index.snapshot._MERGED_AT_ONCE", 0)
    monkeypatch.setattr("index.snapshot._MOST_CHANGED", 0.5)
    monkeypatch.setattr("index.segments._MOST_EXACT", 0 if request.param == "coded" else 100)
    list(library.add(articles(5)))
    search_ids(library)
    return library


def get_base(library):
    return library.database.vectors._held.base


def test_a_change_leaves_the_large_part_alone(large, reopen, articles):
    base, [written] = get_base(large), list_snapshots(large)
    large.remove("lamp-3")
    list(large.add(articles(6)))
    large.remove("lamp-5")
    assert search_ids(large) == {f"lamp-{n}" for n in range(5)}
    assert get_base(large) is base
    assert list_snapshots(large) == [written]
    assert search_ids(reopen(large)) == {f"lamp-{n}" for n in range(5)}
    assert reopen(large).search("Which lamp burned?") == large.search("Which lamp burned?")
    assert examine(large) == []


def test_once_much_has_changed_a_new_large_part_is_made_beside_the_answers(large, reopen, articles, read_from):
    old = list_snapshots(large)
    large.remove("lamp-0")
    list(large.add(articles(9)))
    large.remove("lamp-1")
    assert search_ids(large) == {"lamp-0", *(f"lamp-{n}" for n in range(2, 9))}
    large.database.vectors._merging.join()
    now = list_snapshots(large)
    assert (len(now), now != old) == (1, True)
    large.remove("lamp-2")  # after the state of which the new one was made
    expected = {"lamp-0", *(f"lamp-{n}" for n in range(3, 9))}
    assert search_ids(large) == search_ids(reopen(large)) == expected
    assert len(get_base(large)) == 8
    assert examine(large) == []


def test_a_reader_of_an_earlier_state_sees_that_state(large, reopen, articles):
    writer = reopen(large)
    with large.hold_state():
        search_ids(large)
        writer.remove("lamp-4")
        assert search_ids(writer) == {f"lamp-{n}" for n in range(4)}
        assert search_ids(large) == {f"lamp-{n}" for n in range(5)}
    assert search_ids(large) == {f"lamp-{n}" for n in range(4)}


def test_the_doctor_finds_a_large_part_that_is_wrong(large, make_embedder, articles):
    """It is of an earlier state, and sound as a file."""
    [path] = large.folder.glob("vectors-*")
    kind, dimension = type(get_base(large)), large.embedder.dimension
    large.remove("lamp-4")
    ids = get_base(large).ids
    rows = large.embedder.embed_passages([f"Another {n}" for n in range(len(ids))])
    wrong = make_base(iter([(ids, rows)]), len(ids), dimension)
    assert isinstance(wrong, kind)
    wrong.save(path)
    [finding] = examine(large)
    assert (finding.mended, path.name in finding.message, path.exists()) == (True, True, False)
    assert examine(large) == []
