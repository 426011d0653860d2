"""Words that turn what a sentence says: before it, and behind it; long texts are read once."""

import pytest

from qa.english.qualifiers import LIMITS, find_turning_lead


@pytest.mark.parametrize(
    ("before", "lead"),
    [
        ("I don't think that ", "I don't think that "),
        ("It was late, and it is not true that ", " it is not true that "),
        ("If ", "If "),
        ("It is far from clear that ", "It is far from clear that "),
        ("She says that ", None),
        ("Not for the first time, the old ", None),
        ("", None),
    ],
)
def test_what_leads_to_a_part_of_a_sentence(before, lead):
    found = find_turning_lead(before)
    assert (None if found is None else before[found:].strip()) == (lead and lead.strip())


@pytest.mark.parametrize(
    ("behind", "word"),
    [(", but only now", "but"), (" unless it rains", "unless"), (" and only then", "only"), (" in butter", None)],
)
def test_what_limits_the_part_before_it(behind, word):
    found = LIMITS.match(behind)
    assert (found and found["word"]) == word


@pytest.mark.parametrize("unit", ["not ", ", ", "that ", "! ", ",  and", "don't think that "])
def test_long_texts_are_read_once(unit):
    find_turning_lead(unit * 50_000)
    LIMITS.match(unit * 50_000)
