"""Fusing two rankings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import fuse

COSINES = st.dictionaries(st.integers(1, 50), st.floats(-1, 1), min_size=1)


@st.composite
def draw_rankings(draw):
    cosines = draw(COSINES)
    return cosines, draw(st.dictionaries(st.sampled_from(sorted(cosines)), st.floats(0, 1e6)))


@given(draw_rankings(), st.floats(0, 1))
def test_best_first_and_nothing_lost(both, weight):
    cosines, bm25 = both
    fused = fuse(cosines, bm25, weight)
    assert {i for i, _ in fused} == cosines.keys()
    assert [score for _, score in fused] == sorted((score for _, score in fused), reverse=True)


@given(draw_rankings())
def test_by_meaning_alone_or_by_words_alone(both):
    cosines, bm25 = both
    assert dict(fuse(cosines, bm25, 1.0)) == pytest.approx(cosines)
    by_words = dict(fuse(cosines, bm25, 0.0))
    assert all((by_words[i] > by_words[j]) <= (bm25.get(i, 0) > bm25.get(j, 0)) for i in cosines for j in cosines)


@given(draw_rankings(), st.floats(0.1, 1e3))
def test_the_scale_of_bm25_does_not_matter(both, factor):
    cosines, bm25 = both
    bm25 = {i: round(score, 3) for i, score in bm25.items()}
    scaled = {i: score * factor for i, score in bm25.items()}
    assert dict(fuse(cosines, scaled)) == pytest.approx(dict(fuse(cosines, bm25)), abs=1e-9)


def test_without_words_in_common():
    assert fuse({1: 0.2, 2: 0.5}, {}, 0.6) == [(2, pytest.approx(0.3)), (1, pytest.approx(0.12))]


def test_a_word_lifts_a_passage():
    assert [i for i, _ in fuse({1: 0.5, 2: 0.4}, {2: 3.0}, 0.6)] == [2, 1]


def test_equal_scores_stand_in_the_order_of_ids():
    assert [i for i, _ in fuse({3: 0.5, 1: 0.5, 2: 0.5}, {})] == [1, 2, 3]


def test_nothing():
    assert fuse({}, {}) == []
