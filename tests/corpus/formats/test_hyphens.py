import pytest

from corpus.formats.hyphens import choose_hyphen, count_words


@pytest.mark.parametrize(
    ("left", "right", "elsewhere", "joint"),
    [
        ("a har", "bour wall", "", ""),
        ("a har", "bour wall", "the harbour", ""),
        ("the re", "sign them", "he would re-sign, and re-sign", "-"),
        ("the re", "sign them", "resign resign re-sign", ""),
        ("was well", "known", "", "-"),
        ("was well", "known", "he is wellknown", ""),
        ("mother-in", "law", "", "-"),
        ("state-of", "the-art lamp", "", "-"),
        ("a well-estab", "lished lamp", "", ""),
        ("in 1990", "2000", "", "-"),
        ("from 0.8", "1.2%", "81 and 81", "-"),
        ("the B", "12 lamp", "b12", "-"),
        ("Anglo", "Saxon", "", "-"),
        ("long", "and short-lived", "", "- "),
        ("Vor", "und Nachteile", "", "- "),
        ("the so-", "(called)", "", "- "),
        ("were gram", "positive", "gram-negative, yet positive", "-"),
        ("an oil", "based lamp", "the oil of a water-based lamp", "-"),
        ("the gram", "mar", "gram-negative", ""),
        ("Scope 2 (market", "based), and", "", "-"),
        ("a de", "based coin", "", ""),
    ],
)
def test_the_hyphen_between_two_lines(left, right, elsewhere, joint):
    assert choose_hyphen(left, right, count_words([elsewhere])) == joint


def test_words_are_counted_in_small_letters_and_compounds_whole():
    assert count_words(["The well-known, the Well-Known"]) == {"the": 2, "well-known": 2, "well-": 2, "-known": 2}
