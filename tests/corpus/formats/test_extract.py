import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Span
from corpus.formats.extract import Block, find_top_heading, join_lines, lay_out, make_title, shorten
from corpus.normal import is_normal


@given(st.lists(st.builds(Block, st.text(), st.sampled_from([0, 0, 1, 2]))))
def test_headings_are_where_the_layout_says(blocks):
    text, headings = lay_out(blocks)
    assert is_normal(text)
    shown = [join_lines(block.text.replace("\u00ad", "")) for block in blocks if block.level]
    assert [text[start:end] for start, end in headings] == [heading for heading in shown if heading]


def test_blocks_are_parted_by_one_blank_line():
    assert lay_out([Block("\nOil.\n"), Block(" "), Block("Wi\u00adcks\n and glass", 2)])[0] == "Oil.\n\nWicks and glass"


def test_one_line_keeps_the_blanks_that_are_no_line_ends():
    assert join_lines(" Qui est\u00a0là ?\r\n  Lui ") == "Qui est\u00a0là ? Lui"


@pytest.mark.parametrize(
    ("stem", "title"),
    [
        ("lamp-oil_ledger", "lamp oil ledger"),
        ("Chapter 1", "Chapter 1"),
        ("2024-06-19-lamp", "2024 06 19 lamp"),
        ("港の話", "港の話"),
        ("550e8400-e29b-41d4-a716-446655440000", "It burned."),
        ("0042", "It burned."),
        ("", "It burned."),
    ],
)
def test_readable_title(stem, title):
    assert make_title(stem, "It burned.") == title


@given(st.text(min_size=1).filter(str.strip), st.integers(2, 90))
def test_first_words_are_a_short_line_from_the_beginning(text, limit):
    words = shorten(text, limit)
    assert 0 < len(words) <= limit
    assert " ".join(text.split()).startswith(words.removesuffix("…"))


@given(st.text(st.sampled_from("ab \t\n\u2003\u00a0")))
def test_one_line_as_the_slow_reference(text):
    assert join_lines(text) == re.sub(r"\s*\n\s*", " ", text).strip()


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("", "Oil"),
        ("The Moth\n\n19 June\n\n", "Oil"),
        ("It burned.\n\n", ""),
        ("At night:\n\n", ""),
        ("“It did!”\n\n", ""),
    ],
)
def test_a_heading_below_prose_is_no_title(above, expected):
    heading = Span(len(above), len(above) + 3)
    assert find_top_heading(f"{above}Oil\n\nIt cost a crown.", (heading,)) == expected
