"""Normalising: against a slow reference, once and for all, and without touching what is clean."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.errors import UnreadableSource
from corpus.normal import is_normal, normalise

ANY_TEXT = st.text(st.characters(exclude_categories=())) | st.text(
    st.sampled_from("ab \t\n\r\x0b\x0c\x00\x07\x1b\x1c\x1f\x7f\x85\x9fe\u0301\u2028\ud800\udc00\ufeff가ᄀ\u1161")
)


def normalise_slowly(text):
    """What `normalise` does, one character at a time."""
    out = ""
    for i, char in enumerate(text):
        if char == "\n" and i and text[i - 1] == "\r":
            continue
        if char in "\r\x0b\x0c\x1c\x1d\x1e\x1f\x85":
            out += "\n"
        elif char in "\t\n" or unicodedata.category(char) not in {"Cc", "Cs"}:
            out += char
    return unicodedata.normalize("NFC", out)


@given(ANY_TEXT)
@example("a\x00\u0301")
@example("\r\x00\n")
def test_as_the_slow_reference(text):
    assert normalise(text) == normalise_slowly(text)


@given(ANY_TEXT)
def test_once_is_enough(text):
    assert normalise(normalise(text)) == normalise(text)
    assert is_normal(normalise(text))


@given(ANY_TEXT)
def test_is_normal_tells_what_would_change(text):
    assert is_normal(text) == (normalise(text) == text)


@given(ANY_TEXT)
def test_it_can_be_stored_as_utf_8(text):
    normalise(text).encode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("page\x0cpage", "page\npage"),
        ("cafe\u0301", "café"),
        ("a\x00b\x1b[1mc\x7f", "ab[1mc"),
        ("half \ud83d of a pair", "half  of a pair"),
        ("a\u2028b\u00a0c\u200dd\ufeff\tе👩‍👩‍👧 שלום", "a\u2028b\u00a0c\u200dd\ufeff\tе👩‍👩‍👧 שלום"),
    ],
)
def test_examples(text, expected):
    assert normalise(text) == expected


def test_clean_text_keeps_its_offsets():
    text = "“Ωmega” — naïve 北京 👩‍🚀\n\n\tÅngström, ﬁne."
    assert normalise(text) is text or normalise(text) == text


@pytest.mark.parametrize(
    "text", ["e" + "\u0301\u0323" * 60_000, ("e" + "\u0301\u0323" * 200 + "\0") * 2_000, "\u0301\u0323" * 300]
)
@pytest.mark.parametrize("around", ["", "A lamp, "])
def test_a_letter_with_endless_accents_is_refused(text, around):
    """Sorting them takes time that grows with their square, and holds up every thread."""
    if text.startswith("e") and "\0" in text:
        text = text.replace("e", "")  # the controls between them go
    with pytest.raises(UnreadableSource, match="more than 500 accents"):
        normalise(around + text)
    assert not is_normal(around + text)


def test_as_many_accents_as_any_writing_has_are_kept():
    text = "e" + "\u0323" * 250 + "\u0301" * 250
    assert sorted(unicodedata.normalize("NFD", normalise(text))) == sorted(text)
