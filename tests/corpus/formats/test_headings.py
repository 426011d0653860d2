from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.headings import find_headings, find_title, split_paragraphs

BODY = "The lamp had burned for eleven years before anyone asked who paid for the oil, and no one knew."


def detect(text, title=""):
    return [text[start:end] for start, end in find_headings(text, title)]


def test_title_label_and_repeated_title_stand_over_the_text():
    text = f"Lamp Oil Ledger Found\n\nHarbour News\n\nLamp Oil Ledger Found\n\n{BODY}\n\n\n{BODY}"
    assert detect(text) == ["Lamp Oil Ledger Found", "Harbour News", "Lamp Oil Ledger Found"]


def test_a_section_heading():
    assert detect(f"{BODY}\n\nWho paid\n\n{BODY}") == ["Who paid"]


def test_paragraphs_on_one_line_each():
    long = f"{BODY} {BODY}"
    assert detect(f"{long}\nWho paid\n{long}") == ["Who paid"]


def test_prose_is_no_heading():
    assert detect(f"{BODY}\n\nNobody knew.\n\n“Nobody.”\n\n{BODY}\n\nThe rest is silence. Or so\n\n{BODY}") == []


def test_abbreviations_end_no_sentence():
    assert detect(f"{BODY}\n\nDr. Lamp and the U.S. oil\n\n{BODY}") == ["Dr. Lamp and the U.S. oil"]


def test_lists_and_addresses_are_no_headings():
    assert detect(f"{BODY}\n\n- oil\n\n* wick\n\n1. glass\n\nhttps://a.example/lamp\n\n{BODY}") == []


def test_a_run_of_short_lines_is_a_poem_or_a_table():
    assert detect(f"{BODY}\n\nlamp\n\noil\n\nwick\n\nglass\n\n{BODY}") == []


def test_verses_with_commas_are_no_headings():
    assert detect("The lamp is low\n\nthe oil is gone,\n\nThe wick is short\n\nand night comes on.") == []


def test_hard_wrapped_lines_are_no_headings():
    assert detect(f"{BODY}\n\nThe lamp had burned for eleven years\nbefore anyone asked who paid\nfor the oil.") == []


def test_a_line_within_a_broken_sentence_is_none():
    assert detect(f"{BODY} It was full of O\n2 and of H\n2O, as the keeper said. {BODY}") == []


def test_nothing_to_entitle_means_no_heading():
    assert detect("Lamp Oil Ledger Found") == []
    assert detect(f"{BODY}\n\nThe end") == []


def test_a_known_title_is_a_heading_whatever_its_shape():
    assert detect(f"Who paid for the oil?\n\n{BODY}", "Who paid for the oil?") == ["Who paid for the oil?"]


def test_cjk_and_rtl_sentences_are_no_headings():
    assert detect("港は静かだった。\n\n船が来た。\n\nكان الميناء هادئا؟\n\nثم جاءت السفن۔") == []
    assert detect("港の話\n\n港は静かだった。") == ["港の話"]


def test_title_line():
    assert find_title(f"Lamp Oil Ledger Found\n\n{BODY}") == "Lamp Oil Ledger Found"
    assert find_title(f"Who paid for the oil?\n\n{BODY} {BODY}") == "Who paid for the oil?"
    assert find_title(f"Nobody knew.\n\nNobody knew.\n\n{BODY}") == "Nobody knew."
    assert find_title(f"{BODY}\n\nBut the keeper did.") == ""


@pytest.mark.parametrize(
    "title",
    [
        "Who paid for the oil?",
        "Lamps went out. Why?",
        "And then there was one…",
        "Lamp oil | The Moth",
        "Lamps, part 2. The wick",
        "A Short History of Lamp Oil (in “The Moth”): what it cost",
        "The Lamp That Burned Eleven Years.",
    ],
)
def test_a_first_line_over_a_text_is_its_title_whatever_its_signs(title):
    assert find_title(f"{title}\n\n{BODY}") == title
    assert detect(f"{title}\n\n{BODY}", title) == [title]


@pytest.mark.parametrize(
    "line",
    ["It was a dark and stormy night.", "Nobody knew.", "- Who paid?", "“Who paid?”", "Dear Ada,", "Lamp | Oil\t2"],
)
def test_a_first_sentence_is_no_title(line):
    assert find_title(f"{line}\n\n{BODY}") == ""


def test_a_repeated_paragraph_of_several_lines_is_no_title():
    assert find_title("| a |\n| b |\n\n| a |\n| b |\n\nIt burned.") == ""


@given(st.text(alphabet="aB .,?-\n\t1港", max_size=200), st.sampled_from(["", "a", "B a"]))
def test_spans_are_trimmed_single_lines_in_order(text, title):
    spans = find_headings(text, title)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    for start, end in spans:
        line = text[start:end]
        assert line == line.strip() != ""
        assert "\n" not in line


@given(st.text(alphabet="aB .,?-\n\t1港", max_size=200))
def test_paragraphs_hold_everything_but_blanks(text):
    spans = list(split_paragraphs(text))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


def test_a_line_that_ends_in_a_dash_is_no_heading():
    """Datelines in a line of their own became sections."""
    for line in ("MARL (AB) —", "Port Ada, Quorn AB –"):
        assert find_headings(f"{line}\n\nA ferry burned in the night, and nobody was hurt.") == ()
