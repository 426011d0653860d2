"""Folding: what counts as typography, and that each place is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Span
from qa.checking.locating.typography import FoldedTypography, is_whole


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“good” chairs", '"good" chairs'),
        ("the keeper’s", "the keeper's"),
        ("left — she", "left--she"),
        ("left – she", "left - she"),
        ("a\u00a0lamp\n  burned", "a lamp burned"),
        ("well ... so", "well… so"),
        ("well. . . so", "well…so"),
        ("ex\u00adample", "example"),
        ("the season , he", "the season, he"),
        ("‘“no”’", "“no”"),
        ("ﬁnd", "find"),
        ("light\u00ad\n house", "lighthouse"),
        ("Ｒｏｏｍ １２", "Room 12"),
    ],
)
def test_the_same_but_for_typography(one, other):
    assert FoldedTypography(one).value == FoldedTypography(other).value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("its", "it's"),
        ("over time", "overtime"),
        ("re-sign", "resign"),
        ("10²", "102"),
        ("1931⁴", "19314"),
        ("2½", "21/2"),
        ("The", "the"),
        ("a, b", "a b"),
    ],
)
def test_other_words_stay_others(one, other):
    assert FoldedTypography(one).value != FoldedTypography(other).value


@given(st.text(alphabet="ab1 .,-–—…“”'’\n\t\0\u00ad\u00a0ﬁé", max_size=60), st.data())
def test_every_place_leads_back(text, data):
    folded = FoldedTypography(text)
    start = data.draw(st.integers(0, len(folded.value)))
    end = data.draw(st.integers(start, len(folded.value)))
    raw = folded.unfold(Span(start, end))
    assert 0 <= raw.start <= raw.end <= len(text)
    plain = folded.value[start:end]
    if plain.isalpha() and plain.isascii() and "ﬁ" not in text:
        assert text[slice(*raw)].replace("\0", "").replace("\u00ad", "") == plain


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("unable to go", "able to go", False),
        ("I can't go", "I can", False),
        ("non-violent protest", "violent protest", False),
        ("the end—violent protest", "violent protest", True),
        ("killed 69,197 people", "killed 69", False),
        ("in 1812, it", "in 1812", True),
        ("it was 3.5 metres", "5 metres", False),
        ("“I can’ he", "I can", True),
        ("燈亮了一夜", "亮了", True),
    ],
)
def test_no_word_number_or_compound_is_cut(text, part, whole):
    at = text.index(part)
    assert is_whole(text, Span(at, at + len(part))) is whole
