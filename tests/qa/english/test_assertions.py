"""What two texts have to agree in: denials, reserves, numbers, and who does it to whom."""

import pytest

from qa.english.assertions import list_numbers, make_active, says_no_more


@pytest.mark.parametrize(
    ("claim", "text", "agrees"),
    [
        ("the dam held", "the dam held", True),
        ("the dam did not hold", "the dam held", False),
        ("the dam will hold", "the dam may hold", False),
        ("the dam opens on 3 May", "The dam opens on 3 May", True),
        ("a third is dry", "“Almost a third is dry”", False),
        ("the dam held 25 days", "the dam held twenty-five days", True),
        ("the dam held 1,200 days", "the dam held 1200 days", True),
        ("the dam held nine days", "the dam held five days", False),
        ("trains run", "trains run only if it rains", False),
    ],
)
def test_whether_a_claim_says_no_more(claim, text, agrees):
    assert says_no_more(claim, text) == agrees


def test_who_does_it_comes_first():
    assert make_active("eleven boats were destroyed by the storm in May") == "the storm destroyed eleven boats in May"
    assert make_active("the storm was near") == "the storm was near"
    assert make_active("it sank because eleven boats were destroyed") == "it sank because destroyed eleven boats"


@pytest.mark.parametrize("unit", ["was seen by ", "was ", "nine ", "by ", "not "])
def test_long_texts_are_read_once(unit):
    make_active(unit * 20_000)
    list_numbers(unit * 20_000)
