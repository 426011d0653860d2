"""The VectorIndex against an exact reference in numpy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.vectors import VectorIndex

DIMENSION = 6


class Reference:
    """What a VectorIndex does, slowly and obviously."""

    def __init__(self):
        self.held = {}

    def add(self, ids, vectors):
        self.held.update(zip(ids.tolist(), vectors, strict=True))

    def remove(self, ids):
        for i in ids.tolist():
            self.held.pop(i, None)

    def search(self, vector, k, allowed=None):
        among = self.held if allowed is None else self.held.keys() & set(allowed)
        return sorted(((i, float(self.held[i] @ vector)) for i in among), key=lambda match: -match[1])[:k]


def draw_units(rng, n):
    """Draw unit vectors as a library stores them: in float16."""
    vectors = rng.normal(size=(n, DIMENSION)).astype(np.float32)
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float16).astype(np.float32)


def make_ids(*ids):
    return np.array(ids, dtype=np.int64)


def assert_same(matches, expected):
    """Compare scores in order, and ids: which of two equally near ones comes first is left open."""
    assert [score for _, score in matches] == pytest.approx([score for _, score in expected], abs=1e-5)
    assert len({i for i, _ in matches}) == len(matches)
    last = expected[-1][1] if expected else 0.0
    assert {i for i, score in matches if score > last + 1e-5} == {i for i, score in expected if score > last + 1e-5}


def make_filled(n=40, seed=0):
    rng = np.random.default_rng(seed)
    index, reference = VectorIndex(DIMENSION), Reference()
    ids, vectors = rng.permutation(10 * n)[:n].astype(np.int64) + 1, draw_units(rng, n)
    for store in (index, reference):
        store.add(ids, vectors)
    return index, reference, rng


@given(st.integers(0, 2**32), st.data())
def test_as_the_reference(seed, data):
    index, reference, rng = make_filled(data.draw(st.integers(1, 40)), seed)
    for _ in range(data.draw(st.integers(0, 3))):
        gone = make_ids(*data.draw(st.lists(st.sampled_from([*reference.held, 0, 999_999]))))
        for store in (index, reference):
            store.remove(gone)
        if not reference.held:
            break
        free = max(reference.held) + 1
        added, vectors = make_ids(*range(free, free + 3)), draw_units(rng, 3)
        for store in (index, reference):
            store.add(added, vectors)
    assert set(index.ids.tolist()) == set(reference.held)
    query, k = draw_units(rng, 1)[0], data.draw(st.integers(1, 60))
    allowed = data.draw(st.none() | st.lists(st.sampled_from([*reference.held, 0, 999_999])))
    matches = index.search(query, k, allowed)
    assert_same(matches, reference.search(query, k, allowed))
    ids = [i for i, _ in matches]
    assert index.compute_cosines(query, ids) == pytest.approx([score for _, score in matches], abs=1e-5)


def test_an_empty_index():
    index, query = VectorIndex(DIMENSION), np.ones(DIMENSION, dtype=np.float32)
    assert index.ids.tolist() == []
    for allowed in (None, [], [1, 2]):
        assert index.search(query, 5, allowed) == []
    assert index.compute_cosines(query, []) == []
    index.remove(make_ids(1))
    index.add(make_ids(), np.zeros((0, DIMENSION), dtype=np.float32))
    assert index.search(query, 5) == []


def test_more_wanted_than_held():
    index, reference, rng = make_filled(3)
    query = draw_units(rng, 1)[0]
    assert_same(index.search(query, 100), reference.search(query, 3))
    assert len(index.search(query, 100, list(reference.held)[:2])) == 2


def test_equal_vectors_are_all_found():
    index, vector = VectorIndex(DIMENSION), draw_units(np.random.default_rng(1), 1)
    index.add(make_ids(7, 3, 5), np.repeat(vector, 3, axis=0))
    matches = index.search(vector[0], 3)
    assert {i for i, _ in matches} == {3, 5, 7}
    assert [score for _, score in matches] == pytest.approx([1, 1, 1], abs=2e-3)


def test_a_vector_is_nearest_to_itself_with_cosine_one():
    index, reference, _ = make_filled()
    for i, vector in reference.held.items():
        [(nearest, cosine)] = index.search(vector, 1)
        assert (nearest, cosine) == (i, pytest.approx(1, abs=2e-3))


def test_ids_far_beyond_32_bits():
    index, vector = VectorIndex(DIMENSION), draw_units(np.random.default_rng(1), 1)
    index.add(make_ids(2**40), vector)
    assert index.search(vector[0], 1, [2**40])[0][0] == 2**40
    assert index.search(vector[0], 1, [2**40 + 2**32]) == []


def test_a_copy_is_independent():
    index, reference, rng = make_filled()
    before = dict(reference.held)
    twin = index.copy()
    twin.remove(make_ids(*list(before)[:10]))
    twin.add(make_ids(100_000), draw_units(rng, 1))
    assert set(index.ids.tolist()) == set(before)
    index.remove(index.ids)
    assert len(twin.ids) == len(before) - 10 + 1


def test_saved_and_loaded(tmp_path):
    index, reference, rng = make_filled()
    path = tmp_path / "vectors-1.faiss"
    index.save(path)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    kept = VectorIndex.load(path, DIMENSION)
    query = draw_units(rng, 1)[0]
    assert_same(kept.search(query, 10), reference.search(query, 10))
    kept.remove(make_ids(*list(reference.held)[:5]))
    kept.add(make_ids(100_000), draw_units(rng, 1))
    assert len(kept.ids) == len(reference.held) - 5 + 1


def test_what_cannot_be_loaded(tmp_path):
    index, _, _ = make_filled()
    path = tmp_path / "vectors-1.faiss"
    assert VectorIndex.load(path, DIMENSION) is None
    index.save(path)
    assert VectorIndex.load(path, DIMENSION + 1) is None
    whole = path.read_bytes()
    for garbage in (b"", b"garbage", whole[:10], whole[: len(whole) // 2], b"\0" * 100, whole[:-1]):
        path.write_bytes(garbage)
        assert VectorIndex.load(path, DIMENSION) is None, garbage[:10]
    path.unlink()
    path.mkdir()
    assert VectorIndex.load(path, DIMENSION) is None


def test_another_kind_of_index_is_not_loaded(tmp_path):
    import faiss

    path = tmp_path / "vectors-1.faiss"
    faiss.write_index(faiss.IndexFlatIP(DIMENSION), str(path))
    assert VectorIndex.load(path, DIMENSION) is None


def test_vectors_that_an_earlier_version_kept_in_float32_are_not_loaded(tmp_path):
    import faiss

    index, _, _ = make_filled(20)
    index._index = faiss.IndexIDMap2(faiss.IndexFlatIP(DIMENSION))
    index.save(tmp_path / "vectors-1.faiss")
    assert VectorIndex.load(tmp_path / "vectors-1.faiss", DIMENSION) is None


def test_a_damaged_length_is_no_index(tmp_path):
    """A length that asks for more memory than there is ended in a MemoryError."""
    index, _, _ = make_filled(20)
    path = tmp_path / "vectors-1.faiss"
    index.save(path)
    whole = bytearray(path.read_bytes())
    length = whole.rfind((20).to_bytes(8, "little"))
    for exponent in range(36, 40):
        whole[length : length + 8] = (2**exponent - 1).to_bytes(8, "little")
        path.write_bytes(whole)
        assert VectorIndex.load(path, DIMENSION) is None
