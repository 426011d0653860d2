"""Numbers in prose: what they are worth, and what their wording leaves open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.english.amounts import find_amounts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3.5 million followers", "three and a half million followers"),
        ("3,500,000", "3.5 million"),
        ("thirty-seven people", "37 people"),
        ("two hundred and four", "204"),
        ("about 70,000 people", "69,197 people"),
        ("70,000 people", "69,197 people"),
        ("nearly 12,000", "11,840"),
        ("more than 200 rooms", "236 rooms"),
        ("at least 30 people", "34 people"),
        ("up to 50", "44"),
        ("$5m", "5 million dollars"),
        ("6 per cent", "6%"),
        ("100 km", "62 miles"),
        ("250 acres", "101 hectares"),
        ("328 feet", "100 metres"),
        ("a dozen", "12"),
        ("half a million", "500,000"),
    ],
)
def test_the_same_number(one, other):
    (first,), (second,) = find_amounts(one), find_amounts(other)
    assert first.may_equal(second)
    assert second.may_equal(first)
    assert first.measure == second.measure


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("69,197", "70,100"),
        ("30 people", "34 people"),
        ("about 70,000", "84,000"),
        ("at least 30", "twenty-eight"),
        ("12.4 km", "9 miles"),
        ("€2.4 million", "€3.1m"),
        ("52.3 percent", "54.1 percent"),
    ],
)
def test_another_number(one, other):
    (first,), (second,) = find_amounts(one), find_amounts(other)
    assert not first.may_equal(second)
    assert first.measure == second.measure


def test_what_is_counted():
    (medals,) = find_amounts("They won nine gold medals.")
    assert (medals.kind, medals.noun) == (("gold",), "medals")
    assert find_amounts("It is 214 m deep.")[0].measure == "length"
    assert find_amounts("It cost $214m.")[0].measure == "$"


@pytest.mark.parametrize("text", ["", "the 12th man", "at 10:30", "flight A380", "someone"])
def test_no_number(text):
    assert find_amounts(text) == ()


@given(st.text(alphabet="0123456789,. $€m%kilotwenyadhuf-", max_size=40))
def test_numbers_stand_in_the_text(text):
    for amount in find_amounts(text):
        assert 0 <= amount.start < amount.end <= len(text)
        assert amount.low <= amount.high
