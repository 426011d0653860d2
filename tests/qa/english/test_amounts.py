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
        ("twenty-five years", "25 years"),
        ("two decades", "20 years"),
        ("ninety seconds", "1.5 minutes"),
        ("10 yards", "9.144 m"),
        ("12 inches", "1 foot"),
        ("weighs five pounds", "5 lb"),
        ("weighs five pounds", "2.27 kg"),
        ("weighed 2,204 lbs", "1 tonne"),
        ("costs five pounds", "£5"),
        ("five pounds", "5 pounds"),
        ("14.250 guests", "14,250 guests"),
        ("€14.250", "14,250 euros"),
        ("14.250", "14.250"),
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
        ("14.250 guests", "14,350 guests"),
        ("14.250 guests", "14.350 guests"),
        ("14.25 guests", "1,425 guests"),
        ("0.250 km", "250 km"),
        ("14.250 million", "14,250"),
    ],
)
def test_another_number(one, other):
    (first,), (second,) = find_amounts(one), find_amounts(other)
    assert not first.may_equal(second)
    assert first.measure == second.measure


def test_what_is_counted():
    (medals,) = find_amounts("They won nine gold medals.")
    assert (medals.adjectives, medals.noun) == (("gold",), "medals")
    assert find_amounts("It is 214 m deep.")[0].measure == "length"
    assert find_amounts("It cost $214m.")[0].measure == "$"


@pytest.mark.parametrize(
    "text",
    [
        "The stone weighs about five pounds.",
        "It costs £20 and weighs five pounds.",
        "The stone weighs five pounds and costs £20.",
        "She weighed in at 130 pounds.",
        "Adult males can weigh up to 2,500 pounds, females less.",
        "Bags must be no heavier than 50 pounds.",
        "He stood 6 feet tall and 160 pounds.",
        "He was 6'1\" and 187 pounds.",
        "They burned five pounds of coal.",
        "They wove 6,000 pounds of Merino wool.",
        "A team produced fifty pounds of cotton in a day.",
        "It moved 2 million pounds (1 million kilograms) of rock.",
        "The guns were 9,110 pounds ( 4,130 kg ) each.",
        "He carried 50 kilos (110 pounds).",
        "The trout was five pounds heavier.",
        "He ate 3 lbs of cheese.",
    ],
)
def test_pounds_that_are_a_weight(text):
    pounds = [amount for amount in find_amounts(text) if text[amount.start : amount.end].endswith(("pounds", "lbs"))]
    assert [amount.measure for amount in pounds] == ["weight"]


@pytest.mark.parametrize(
    "text",
    [
        "It costs five pounds.",
        "The ticket cost 5 pounds.",
        "It weighs a ton and costs five pounds.",
        "The house was sold for two million pounds.",
        "He was fined 500 pounds.",
        "The council spent nine million pounds on repairs.",
        "The stipend was then forty pounds a year.",
        "They raised 300 pounds.",
        "Ten pounds sterling were left.",
        "She found a five-pound note.",
        "It took five pounds in cash.",
        "He paid five pounds of his own money.",
        "It costs £5.",
        "It costs £5 million.",
    ],
)
def test_pounds_that_are_money(text):
    assert find_amounts(text)[-1].measure == "£"


@pytest.mark.parametrize(
    "text",
    [
        "He lost twenty pounds.",
        "There were five pounds in it.",
        "A 20,000-pound aircraft landed.",
        "He paid for five pounds of sugar.",
        "Its cargo was worth two million pounds of silver.",
        "The stone is heavy. Five pounds is enough.",
    ],
)
def test_pounds_that_may_be_either(text):
    """They are of one measure with each other, and neither with money nor with a weight."""
    assert [amount.measure for amount in find_amounts(text)] == ["pound"]


@pytest.mark.parametrize(
    "text", ["", "the 12th man", "at 10:30", "flight A380", "someone", "M. K. Westcott", "a K-pop group"]
)
def test_no_number(text):
    assert find_amounts(text) == ()


@given(st.text(alphabet="0123456789,. $€m%kilotwenyadhuf-", max_size=40))
def test_numbers_stand_in_the_text(text):
    for amount in find_amounts(text):
        assert 0 <= amount.start < amount.end <= len(text)
        assert amount.low <= amount.high
