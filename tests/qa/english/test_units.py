"""Units: one of each form, and sizes that fit each other."""

from collections import Counter

import pytest

from qa.english.units import UNIT_OF, UNITS, find_units, match_forms


def test_no_form_is_of_two_units():
    forms = Counter(form for unit in UNITS for form in unit.forms)
    assert max(forms.values()) == 1
    assert len(UNIT_OF) == len(forms)


@pytest.mark.parametrize(
    ("larger", "smaller", "times"),
    [
        ("mile", "yard", 1760),
        ("yard", "foot", 3),
        ("foot", "inch", 12),
        ("square mile", "acre", 640),
        ("tonne", "kilo", 1000),
        ("century", "decade", 10),
        ("decade", "year", 10),
        ("week", "day", 7),
        ("hour", "minute", 60),
        ("minute", "seconds", 60),
        ("mph", "kph", 1.609344),
        ("litre", "cc", 1000),
    ],
)
def test_units_of_one_measure_fit(larger, smaller, times):
    assert UNIT_OF[larger].measure == UNIT_OF[smaller].measure
    assert UNIT_OF[larger].size / UNIT_OF[smaller].size == pytest.approx(times)


def test_the_longest_form_is_matched():
    assert match_forms(["km", "km/h"]) == "km/h|km"
    assert all(unit.measure == "time" for unit in find_units("time"))
    assert len(find_units("time")) > 5
