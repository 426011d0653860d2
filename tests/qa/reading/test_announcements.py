"""Announcements: what belongs to a list, what ends it, and quoted words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Span
from qa.reading.announcements import find_announced_end


def read_list(lead_in, rest, longest=500):
    text = f"{lead_in}\n\n{rest}"
    end = find_announced_end(text, Span(0, len(lead_in)), longest)
    return text[len(lead_in) + 2 : end].split("\n\n") if end else None


@pytest.mark.parametrize(
    ("rest", "items"),
    [
        ("Tea\n\nBuns\n\nIt closes at noon.", ["Tea", "Buns"]),
        ("Ada Finch, keeper\n\nBo Marsh, pilot\n\nWho paid?", ["Ada Finch, keeper", "Bo Marsh, pilot"]),
        ("- Tea is sold.\n\n- Buns are, too.\n\nIt closes at noon.", ["- Tea is sold.", "- Buns are, too."]),
        ("Monday: Tea is free.\n\nFriday: Closed.\n\nAsk the keeper.", ["Monday: Tea is free.", "Friday: Closed."]),
        ("“We are sad,” he wrote.\n\n“We will come again,” he added.", None),
        ("The first is tea.\n\nThe other is a bun.", None),
        ("Tea\n\nIt closes at noon.", None),
        ("", None),
    ],
)
def test_items_are_no_sentences_or_all_have_a_label(rest, items):
    assert read_list("The café sells these:", rest) == items


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        ("“The lamp is out. Nobody paid.”\n\nHe left.", ["“The lamp is out. Nobody paid.”"]),
        ('"The lamp is out."', ['"The lamp is out."']),
        ("“The lamp is out,” he wrote.\n\nHe left.", None),
    ],
)
def test_quoted_words_are_one_line(rest, words):
    assert read_list("The keeper wrote to the town:", rest) == words
    assert read_list("The keeper wrote to the town:", rest, 20) is None


def test_a_sentence_that_announces_nothing_has_no_list():
    assert read_list("The café sells these.", "Tea\n\nBuns") is None


@given(st.lists(st.text("klm xyz", min_size=1).filter(str.strip), min_size=2, max_size=9), st.integers(0, 80))
def test_a_list_ends_with_an_item_within_the_length(items, longest):
    items = [" ".join(item.split()) for item in items]
    found = read_list("These:", "\n\n".join(items), longest)
    assert found is None or (found == items[: len(found)] and len("\n\n".join(["These:", *found])) <= longest)
    if longest >= len("\n\n".join(["These:", *items])):
        assert found == items
