"""CodedVectors against the exact VectorIndex, and its file."""

import numpy as np
import pytest

from index.vectors import CodedVectors, VectorIndex

DIMENSION = 32


@pytest.fixture
def vectors():
    """Unit vectors that lie near some of twenty others, and their ids."""
    rng = np.random.default_rng(3)
    about = rng.normal(size=(20, DIMENSION))[rng.integers(0, 20, 1_000)]
    rows = (about + rng.normal(scale=0.5, size=about.shape)).astype(np.float32)
    return np.arange(1_000) * 3 + 1, rows / np.linalg.norm(rows, axis=1, keepdims=True)


def make(ids, rows):
    return CodedVectors.make(iter([(ids[:600], rows[:600]), (ids[600:], rows[600:])]), DIMENSION)


def make_exact(ids, rows):
    index = VectorIndex(DIMENSION)
    index.add(ids, rows)
    return index


def find(index, *arguments):
    return {i for i, _ in index.search(*arguments)}


def test_what_is_nearest_is_among_some_more(vectors):
    ids, rows = vectors
    coded, exact = make(ids, rows), make_exact(ids, rows)
    assert len(coded) == len(ids)
    for row in rows[::50]:
        assert find(exact, row, 10) <= find(coded, row, 40)


def test_what_is_allowed_and_what_is_passed_over(vectors):
    ids, rows = vectors
    coded = make(ids, rows)
    assert find(coded, rows[0], 5, [1, 4, 5]) == {1, 4}
    assert find(coded, rows[0], 5, [1, 4, 7], np.array([4])) == {1, 7}
    assert 1 not in find(coded, rows[0], 1_000, None, np.array([1, 4]))
    assert (1 in coded, 2 in coded, 99_999 in coded) == (True, False, False)


def test_extended_it_is_as_if_made_so(vectors):
    ids, rows = vectors
    coded = make(ids[:900], rows[:900]).extend(ids[:300], ids[900:], rows[900:])
    assert coded.ids.tolist() == ids[300:].tolist()
    assert coded.holds(ids[300:], rows[300:])
    assert not coded.holds(ids[300:], rows[:700])


def test_saved_and_mapped(vectors, tmp_path):
    ids, rows = vectors
    coded, path = make(ids, rows), tmp_path / "vectors-1.codes"
    coded.save(path)
    kept = CodedVectors.load(path, DIMENSION)
    assert kept.search(rows[5], 20) == coded.search(rows[5], 20)
    path.unlink()  # what is mapped stays
    assert kept.extend(ids[:1], ids[:0], rows[:0]).ids.tolist() == ids[1:].tolist()


def test_what_cannot_be_loaded(vectors, tmp_path):
    path = tmp_path / "vectors-1.codes"
    assert CodedVectors.load(path, DIMENSION) is None
    make(*vectors).save(path)
    assert CodedVectors.load(path, DIMENSION + 1) is None
    whole = path.read_bytes()
    for garbage in (b"", b"garbage", whole[: len(whole) // 2], whole[:-1], bytes([whole[0] ^ 1]) + whole[1:]):
        path.write_bytes(garbage)
        assert CodedVectors.load(path, DIMENSION) is None
    make_exact(*vectors).save(path)
    assert CodedVectors.load(path, DIMENSION) is None
