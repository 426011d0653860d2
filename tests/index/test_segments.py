"""Segments: whatever changes, they find what one index of all vectors finds."""

import numpy as np
import pytest

from index import segments
from index.segments import Segments, make_base
from index.vectors import CodedVectors, VectorIndex

DIMENSION = 16


@pytest.fixture(params=[VectorIndex, CodedVectors])
def kind(request, monkeypatch):
    """Each kind of large part, chosen as if it were for its size."""
    monkeypatch.setattr(segments, "_MOST_EXACT", 0 if request.param is CodedVectors else 10_000)
    return request.param


class Stored:
    """The vectors of a library that changes."""

    def __init__(self):
        self.rng = np.random.default_rng(1)
        self.vectors, self.last = {}, 0

    def add(self, count):
        first, self.last = self.last + 1, self.last + count
        rows = self.rng.normal(size=(count, DIMENSION)).astype(np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        rows = rows.astype(np.float16).astype(np.float32)
        self.vectors |= dict(zip(range(first, first + count), rows, strict=True))
        return np.arange(first, first + count), rows

    def remove(self, *ids):
        for i in ids:
            del self.vectors[i]
        return np.array(ids)

    def read(self, ids):
        return np.array([self.vectors[i] for i in ids.tolist()], dtype=np.float32).reshape(-1, DIMENSION)


def assert_right(held, stored):
    assert sorted(held.ids.tolist()) == sorted(stored.vectors)
    assert len(held) == len(stored.vectors)
    ids = sorted(stored.vectors)
    query = stored.rng.normal(size=DIMENSION).astype(np.float32)
    cosines = dict(zip(ids, (stored.read(np.array(ids)) @ query).tolist(), strict=True))
    for allowed in (None, ids[::3]):
        among = ids if allowed is None else allowed
        expected = sorted(among, key=lambda i: -cosines[i])[:5]
        found = held.search(query, 5, allowed, stored.read)
        assert [i for i, _ in found] == expected
        assert [score for _, score in found] == pytest.approx([cosines[i] for i in expected], abs=1e-5)
    assert held.compute_cosines(query, ids, stored.read) == pytest.approx([cosines[i] for i in ids], abs=1e-5)
    assert held.compute_cosines(query, [], stored.read) == []


def test_as_one_index(kind):
    stored = Stored()
    base = make_base(iter([stored.add(40)]), 40, DIMENSION)
    assert isinstance(base, kind)
    held = Segments.begin(base, DIMENSION)
    assert_right(held, stored)
    for gone, added in (((3, 40), 5), ((41, 1, 2), 0), ((), 7), ((45, 46), 1)):
        before = held
        removed = stored.remove(*gone)
        held = held.follow(removed.astype(np.int64), [stored.add(added)])
        assert held.base is base
        assert all(i not in held for i in gone)
        assert all(i in held for i in stored.vectors)
        assert_right(held, stored)
    assert (before.changed, held.changed) == (4 + 11, 4 + 10)
    merged = Segments.begin(held.merge(), DIMENSION)
    assert (type(merged.base), merged.changed) == (kind, 0)
    assert_right(merged, stored)


def test_what_is_gone_never_comes_back_as_new(kind):
    """The newest passage was removed: what is added later has a higher id than it had."""
    stored = Stored()
    held = Segments.begin(make_base(iter([stored.add(5)]), 5, DIMENSION), DIMENSION)
    held = held.follow(stored.remove(5), [])
    assert held.last == 5


def test_a_part_that_outgrows_exact_search_is_coded(monkeypatch):
    monkeypatch.setattr(segments, "_MOST_EXACT", 6)
    stored = Stored()
    held = Segments.begin(make_base(iter([stored.add(5)]), 5, DIMENSION), DIMENSION)
    held = held.follow(np.zeros(0, dtype=np.int64), [stored.add(5)])
    assert isinstance(held.base, VectorIndex)
    merged = Segments.begin(held.merge(), DIMENSION)
    assert isinstance(merged.base, CodedVectors)
    assert_right(merged, stored)
