"""Quotations by their marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.english.quotation_marks import read_quotations


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"One," he said. "Two."', ['"One,"', '"Two."']),
        ("“One,” he said.", ["“One,”"]),
        ("« Un », dit-il.", ["« Un »"]),
        ("„Eins“, sagte er.", ["„Eins“"]),
        ("»Eins«, sagte er.", ["»Eins«"]),
        ("‘One,’ he said. The workers’ hall is shut.", ["‘One,’"]),
        ("'It's one,' he said.", ["'It's one,'"]),
        ("“She said ‘yes’ to me,” he said.", ["“She said ‘yes’ to me,”"]),
        ("It's the players' fault.", []),
        ('He wrote "...that one" and "no".', ['"...that one"', '"no"']),
        ('He said "one"... and left.', ['"one"']),
        ("", []),
    ],
)
def test_quotations(text, found):
    assert [text[start:end] for start, end in read_quotations(text).spans] == found


def test_one_within_another_is_inner():
    text = "“She said ‘yes’ to me,” he said."
    assert [text[slice(*span)] for span in read_quotations(text).inner] == ["‘yes’"]


def test_one_that_is_left_open_goes_to_the_end():
    found = read_quotations("He said: “One.")
    assert found.open
    assert found.spans == ((9, 14),)


@pytest.mark.parametrize("text", ['One" two.', "One” two.", "“One “two” three"])
def test_marks_that_do_not_fit_together(text):
    found = read_quotations(text)
    assert not found.sound or found.open


@given(st.text(st.sampled_from("ab .,?'\"“”‘’„«»\n")))
def test_they_are_disjoint_and_in_order(text):
    reached = 0
    for start, end in read_quotations(text).spans:
        assert reached <= start < end <= len(text)
        reached = end
