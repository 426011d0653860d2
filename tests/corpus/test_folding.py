"""Folding: letters as a person reads them, no digit out of a raised one, and each place leads back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.folding import fold_accents, fold_letters


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("the oﬃce on the ﬁrst ﬂoor", "the office on the first floor"),
        ("Ｒｏｏｍ　Ｂ１２，３", "Room B12,3"),
        ("light\u00adhouse", "lighthouse"),
        ("light\u00ad\n  house", "lighthouse"),
        ("light\u200bhouse\ufeff", "lighthouse"),
        ("ﾊﾟﾝ", "パン"),
        ("ﻼ", "لا"),
        ("ſchön", "schön"),
        ("𝐁𝟏𝟐 and ℕ", "B12 and N"),
        ("Karl Ⅷ, 30 ㎏", "Karl VIII, 30 kg"),
        ("H₂O, C₆H₁₂O₆, PM₂.₅", "H2O, C6H12O6, PM2.5"),
    ],
)
def test_other_forms_are_read_as_their_letters(text, folded):
    assert fold_letters(text).value == folded


@pytest.mark.parametrize(
    "text",
    ["in 1931⁴", "10¹⁴ m", "30²", "2½ and ½", "5₂", "x₁2", "a⁴₂", "①", "30㎡", "⒈", "Ohm’s 3ª", "น้ำ", "naïve … “so”"],
)
def test_what_says_more_than_its_letters_stays(text):
    assert fold_letters(text).value == text


@given(st.text(st.sampled_from("a1 ﬁﬃ\u00ad\n₂⁴½Ａ１ﾊﾟ㎏é")), st.data())
def test_every_place_leads_back(text, data):
    folded = fold_letters(text)
    at = data.draw(st.integers(0, len(folded.value)))
    end = data.draw(st.integers(at, len(folded.value)))
    start, stop = folded.unfold(at, end)
    assert 0 <= start <= stop <= len(text)
    assert folded.value[at:end] in fold_letters(text[start:stop]).value or "₂" in text
    assert folded.unfold(0, len(folded.value))[1] <= len(text)


def test_places_are_those_of_whole_forms():
    text = "the oﬃ\u00adcer"
    folded = fold_letters(text)
    at = folded.value.index("officer")
    assert text[slice(*folded.unfold(at, at + 7))] == "oﬃ\u00adcer"
    assert text[slice(*folded.unfold(at + 2, at + 3))] == "ﬃ"
    assert text[slice(*folded.unfold(at + 4, at + 5))] == "c"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Éclair, naïve, Łódź", "Eclair, naive, Łodz"),
        ("e\u0301", "e"),
        ("ﬁn", "fin"),
        ("Ｗｉｄｅ", "Wide"),
        ("北京", "北京"),
        ("10¹⁴, ½", "10¹⁴, ½"),
    ],
)
def test_accents_are_folded(text, folded):
    assert fold_accents(text) == folded
