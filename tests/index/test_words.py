"""Words as the word index knows them."""

import sqlite3
import sys
from threading import Thread

import pytest
import snowballstemmer
from hypothesis import given
from hypothesis import strategies as st

from corpus import normalise
from index.words import STOP_WORDS, locate_words, stem_words


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("D.P.R.K.", "DPRK"),
        ("D.P.R.K", "DPRK"),
        ("the U.S.-led force", "the US-led force"),
        ("U.S.", "US"),
        ("U.S.A", "USA"),
        ("A.I.D.S.", "AIDS"),
        ("N.A.T.O.'s", "NATO"),
        ("1,200", "1200"),
        ("1,234,567 people", "1234567 people"),
        ("Café Dvořák", "cafe dvorak"),
        ("STRASSE", "straße"),
        ("ﬁne", "fine"),
        ("Putin's pact", "Putin pact"),
        ("Putin’s pact", "Putin pact"),
        ("signing treaties", "signed treaty"),
        ("ＡＢＣ", "abc"),
        ("COVID-19", "covid 19"),
        ("light\u00ad\nhouse", "lighthouse"),
        ("the oﬃce", "the office"),
        ("H₂O", "H2O"),
        ("１，２００", "1200"),
    ],
)
def test_the_same(text, other):
    assert stem_words(text) == stem_words(other) != []


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("3.5", "35"),
        ("2024", "2025"),
        ("D.P.R.K.", "ROK"),
        ("Mr. B. Smith", "MrB Smith"),
        ("1.5", "1,500"),
        ("1931⁴", "19314"),
        ("10¹⁴", "1014"),
        ("2½", "21"),
        ("30²", "302"),
    ],
)
def test_not_the_same(text, other):
    assert stem_words(text) != stem_words(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.5% of 1,200", ["3.5", "1200"]),
        ("on 19.06.2024.", ["19.06.2024"]),
        ("北京是首都", ["北", "京", "是", "首", "都"]),
        ("東京タワー", ["東", "京", "タ", "ワ", "ー"]),
        ("iPhone 15の価格", ["iphon", "15", "の", "価", "格"]),
        ("who was it, and why?", []),
        ("It isn't what he'd do", ["isn"]),
        ("snake_case", ["snake", "case"]),
        ("in 1931⁴ about 2½ km²", ["1931", "⁴", "2", "½", "km", "²"]),
        ("Пакт подписан", ["пакт", "подписан"]),
        ("👩‍🚀 … — !", []),
        ("", []),
    ],
)
def test_examples(text, expected):
    assert stem_words(text) == expected


def test_a_sentence_that_ends_in_one_letter_does_not_join_the_next():
    assert stem_words("Vitamin C.Next") == ["vitamin", "c", "next"]


@pytest.mark.parametrize("word", sorted(STOP_WORDS))
def test_stop_words_are_left_out(word):
    assert stem_words(word) == stem_words(word.upper()) == []


@given(st.text())
def test_words_can_stand_in_a_query(text):
    for word in stem_words(normalise(text)):
        assert word
        assert '"' not in word
        assert "\0" not in word


@given(st.lists(st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzäéß0123456789.,'-"), min_size=1), max_size=8))
def test_the_index_knows_each_word_as_it_is_asked_for(parts):
    """The tokenizer of the database must take the words as they are, or their frequencies are not found."""
    indexed = stem_words(normalise(" ".join(parts)))
    with sqlite3.connect(":memory:") as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE w USING fts5 (body, tokenize=\"unicode61 remove_diacritics 0 tokenchars '.'\")"
        )
        connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab (w, row)")
        connection.execute("INSERT INTO w (body) VALUES (?)", (" ".join(indexed),))
        assert {row[0] for row in connection.execute("SELECT term FROM v")} == set(indexed)
    connection.close()


def test_words_in_many_threads():
    """The stemmer keeps the word it works on in itself: two threads spoiled each other's words, for good."""
    stems = [f"{a}{b}{c}{d}" for a in "bdfg" for b in "aeio" for c in "lmnprst" for d in "aeo"]
    endings = ("izations", "fulness", "ingly", "ements")
    texts = [f"{stem}{ending}" for ending in endings for stem in stems]
    parts, stems_by_word = [texts[i::4] for i in range(4)], {}
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        threads = [
            Thread(target=lambda part=part: stems_by_word.update((word, stem_words(word)) for word in part))
            for part in parts
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    stemmer = snowballstemmer.stemmer("porter")
    assert stems_by_word == {text: [stemmer.stemWord(text)] for text in texts}


def test_a_word_broken_over_two_lines_is_whole():
    assert stem_words("a monument to van-\nity") == stem_words("a monument to vanity")
    assert stem_words("con\u00adstruction") == stem_words("construction")
    assert stem_words("the Anglo-\nFrench fleet") == stem_words("the Anglo French fleet")


def test_words_are_located_as_they_are_written():
    text = "The oﬃ\u00adcer of ﬁfty, in 1931⁴."
    assert [text[slice(*span)] for span in locate_words(text, stem_words("officer 1931"))] == ["oﬃ\u00adcer", "1931"]
