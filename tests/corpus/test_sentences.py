"""Sentences: the golden cases, the invariants that hold for any text, and pieces of long sentences."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import corpus.sentences
from corpus.article import Span
from corpus.normal import normalise
from corpus.sentences import cut_pieces, split_sentences

GOLDEN = Path(__file__).parent.parent / "golden" / "sentences.md"


def read_golden_cases():
    """Return the text and the expected sentences of each case, named by its line in the golden file."""
    read, _, _ = GOLDEN.read_text(encoding="utf-8").partition("\n=====\n")
    fields = [[]]
    for number, line in enumerate(read.split("\n"), start=1):
        if line == ".":
            fields.append([])
        else:
            fields[-1].append((number, line))
    cases = []
    for title, text, expected in zip(fields[0:-1:3], fields[1::3], fields[2::3], strict=True):
        number, name = title[-1]
        case = "\n".join(line for _, line in text), [line for _, line in expected]
        cases.append(pytest.param(*case, id=f"{GOLDEN.name}:{number}: {name}"))
    return cases


def split_texts(text):
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(("text", "expected"), read_golden_cases())
def test_golden(text, expected):
    assert [sentence.replace("\n", "⏎") for sentence in split_texts(text)] == expected


def test_every_golden_case_is_read():
    assert len(read_golden_cases()) > 80


def assert_sound(text, spans):
    """Check that the spans are ordered, disjoint, trimmed, and cover all that is not white space."""
    for before, after in pairwise(spans):
        assert before.end <= after.start
    for start, end in spans:
        assert text[start:end] == text[start:end].strip() != ""
    covered = "".join(text[start:end] for start, end in spans)
    assert re.sub(r"\s", "", covered) == re.sub(r"\s", "", text)


FRAGMENTS = st.sampled_from(
    [
        *[
            "U.S. ",
            "Mr. ",
            "No. 5",
            "p.m. ",
            "e.g. ",
            "etc. ",
            "J. K. ",
            "D . ",
            "D.C. . ",
            "D.P.R.K.",
            "a.b",
            "1. ",
            "12) ",
        ],
        *[". ", "? ", "! ", "...", "…", " . . . ", "?!", ".[12]", ".:93 ", "[citation needed]", "。", "？”", "؟ ", "।"],
        *['"', "“", "”", "‘", "’", "'", " '' ", "`` ", "«", "»", "(", ")", "[", "]", " ) ", "–", " — ", "-RRB-", ' " '],
        *["\n", "\n\n", " \n \n", "\t", "  ", "\u00a0", "\u2028", "\u3000", "- ", "* ", "• ", "| ", "+ "],
        *[
            "The ",
            "the ",
            "He said ",
            "eBay ",
            "Paris ",
            "36 people ",
            "word",
            "Élodie ",
            "会议",
            "😀",
            "👩\u200d🚀",
            "e\u0301",
            "\ufe0f",
        ],
        *[
            "https://a.example/b.c?d=e. ",
            "a@b.example ",
            "x" * 50,
            " " * 50,
            "-" * 45,
            "long line of text that is wide",
        ],
    ]
)
NASTY = st.lists(FRAGMENTS, max_size=40).map("".join).map(normalise)
ANY = st.text(max_size=200).map(normalise)


@given(st.one_of(NASTY, ANY))
@example("obituary ( )")
@example("! 100.0\n! 60")
@example("( )\n\n( )")
def test_sentences_lose_nothing(text):
    assert_sound(text, split_sentences(text))


@given(st.lists(st.one_of(NASTY, ANY), max_size=4))
@example(["U.S. \n1. ", "a"])  # a line was judged by the paragraph after it
def test_paragraphs_are_cut_one_by_one(parts):
    expected, at = [], 0
    for part in parts:
        expected += [Span(at + start, at + end) for start, end in split_sentences(part)]
        at += len(part) + 2
    assert split_sentences("\n\n".join(parts)) == expected


@given(NASTY, st.data())
def test_a_heading_stands_alone(text, data):
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    spans = split_sentences(text, [Span(start, end)])
    assert_sound(text, spans)
    inside = [span for span in spans if span.start < end and start < span.end]
    assert [text[a:b] for a, b in inside] == ([text[start:end].strip()] if text[start:end].strip() else [])


def test_headings_are_kept_apart_from_prose_on_the_same_line():
    text = "Background The war began. It ended."
    assert split_sentences(text, [Span(0, 11)]) == [Span(0, 10), Span(11, 25), Span(26, 35)]


@settings(max_examples=50)
@given(NASTY, st.integers(130, 400))
def test_a_small_window_loses_nothing(text, window):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(corpus.sentence_boundaries, "_WINDOW", window)
        assert_sound(text * 20, split_sentences(text * 20))


def test_windows_leave_prose_as_it_is(monkeypatch):
    prose = " ".join(case.values[0].replace("\n", " ") for case in read_golden_cases())
    monkeypatch.setattr(corpus.sentence_boundaries, "_WINDOW", len(prose))
    whole = split_sentences(prose)
    monkeypatch.setattr(corpus.sentence_boundaries, "_WINDOW", 1_000)
    assert split_sentences(prose) == whole


@pytest.mark.parametrize(
    "fragment", ["word ", "x", ".", "a.b", '." ', "“I am. ", "Hi there. ", "!", "? ", "(", "U.S. ", " ", "\n", "- a\n"]
)
def test_the_splitter_reads_every_character_at_most_twice(fragment, monkeypatch):
    read = []
    splitter = corpus.sentence_boundaries.get_sentence_boundaries

    def record(language, text):
        read.append(len(text))
        return splitter(language, text)

    monkeypatch.setattr(corpus.sentence_boundaries, "get_sentence_boundaries", record)
    text = (fragment * 200_000)[:200_000]
    assert_sound(text, split_sentences(text))
    assert max(read, default=0) <= corpus.sentence_boundaries._WINDOW
    assert sum(read) <= 2 * len(text)


def test_a_short_sentence_does_not_hold_up_a_long_one(monkeypatch):
    monkeypatch.setattr(corpus.sentence_boundaries, "_WINDOW", 200)
    text = "It began. " + "word " * 500 + "ended. It was over."
    assert split_texts(text) == ["It began.", "word " * 500 + "ended.", "It was over."]


# What tests over real articles have found.


def test_white_space_beyond_ascii_does_not_stop_the_splitter():
    assert split_texts("She took plan B\u2009. It failed.") == ["She took plan B\u2009.", "It failed."]
    for space in map(chr, range(0x3001)):
        if space.isspace():
            text = normalise(f"B{space}. J.{space}K.{space}U.S.{space}5{space}p.m.{space}“Go{space}!”{space}")
            assert_sound(text, split_sentences(text))


def test_brackets_without_a_word_stay_with_their_sentence():
    assert split_texts("- RSNZ obituary ( )") == ["- RSNZ obituary ( )"]


def test_a_list_mark_is_no_sentence():
    assert split_texts("4 . Ministers of State ;") == ["4 . Ministers of State ;"]


def test_a_lone_quotation_mark_opens_or_closes_by_count():
    assert split_texts('He wrote "Superdoc! " It sold.') == ['He wrote "Superdoc! "', "It sold."]
    assert split_texts('It came out in 1992. " Slide" was next.') == ["It came out in 1992.", '" Slide" was next.']


# Pieces.


@given(st.one_of(NASTY, ANY), st.integers(1, 60))
def test_pieces_fit_and_lose_nothing(text, longest):
    parts = cut_pieces(text, Span(0, len(text)), longest)
    assert_sound(text, parts)
    assert all(end - start <= longest for start, end in parts)


@given(NASTY)
def test_a_sentence_within_the_limit_is_one_piece(text):
    for span in split_sentences(text):
        assert cut_pieces(text, span, span.end - span.start) == [span]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one two, three; four five, six", ["one two, three;", "four five, six"]),
        ("one two, three: four five, six", ["one two, three:", "four five, six"]),
        ("one two, three – four five, six", ["one two, three –", "four five, six"]),
        ("one two three, four five six 7", ["one two three,", "four five six 7"]),
        ("one two three four five six 78", ["one two three four", "five six 78"]),
        ("onetwothreefourfivesixseveneight", ["onetwothreefourfives", "ixseveneight"]),
    ],
)
def test_pieces_end_at_the_best_mark(text, expected):
    assert [text[start:end] for start, end in cut_pieces(text, Span(0, len(text)), 20)] == expected


def test_a_word_that_ends_at_the_limit_is_kept_whole():
    assert cut_pieces("one two three four", Span(0, 18), 7) == [Span(0, 7), Span(8, 13), Span(14, 18)]


def test_pieces_do_not_part_a_letter_from_its_accent():
    text = "x" * 9 + "q\u0301" + "x" * 9
    assert [text[start:end] for start, end in cut_pieces(text, Span(0, len(text)), 10)] == [
        "x" * 9,
        "q\u0301" + "x" * 8,
        "x",
    ]


def test_an_impossible_length_is_refused():
    with pytest.raises(ValueError, match="at least one character"):
        cut_pieces("text", Span(0, 4), 0)


def test_items_with_letters_and_roman_numbers_are_whole():
    text = "a. Oil costs more.\nb. Lamps burn.\n\ni. It was so.\nii. It is.\niv. It will be. And more."
    assert [text[slice(*span)] for span in split_sentences(text)] == [
        "a. Oil costs more.",
        "b. Lamps burn.",
        "i. It was so.",
        "ii. It is.",
        "iv. It will be.",
        "And more.",
    ]
