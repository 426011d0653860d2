"""Units: the words and signs for what is measured, and how much of its measure each unit is.

The list holds the units that news and encyclopaedias write. Sizes are those of the international yard and pound of
1959; months and years are means of the Gregorian calendar.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit, how much of its measure it is, and how it is written. Units of one measure can be converted."""

    measure: str
    size: float
    singulars: tuple[str, ...]
    plurals: tuple[str, ...]
    signs: tuple[str, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """All ways to write it."""
        return self.singulars + self.plurals + self.signs


def _define(measure: str, size: float, singulars: str = "", plurals: str = "", signs: str = "") -> Unit:
    listed = (tuple(form for form in forms.split(", ") if form) for forms in (singulars, plurals, signs))
    return Unit(measure, size, *listed)


# "Pounds" are money or a weight: what stands around tells which.
POUND = _define("pound", 1, "pound", "pounds")
POUND_STERLING = _define("£", 1)
POUND_WEIGHT = _define("weight", 0.45359237, signs="lb, lbs")
UNITS = (
    _define("percent", 1, signs="%, percent, per cent"),
    _define("$", 1, "dollar", "dollars"),
    _define("€", 1, "euro", "euros"),
    POUND,
    _define("length", 1, "metre, meter", "metres, meters", "m"),
    _define("length", 1000, "kilometre, kilometer", "kilometres, kilometers", "km"),
    _define("length", 0.01, "centimetre, centimeter", "centimetres, centimeters", "cm"),
    _define("length", 0.001, "millimetre, millimeter", "millimetres, millimeters", "mm"),
    _define("length", 0.0254, "inch", "inches"),
    _define("length", 0.3048, "foot", "feet", "ft"),
    _define("length", 0.9144, "yard", "yards"),
    _define("length", 1609.344, "mile", "miles"),
    _define("area", 1, "hectare", "hectares", "ha"),
    _define("area", 0.40468564224, "acre", "acres"),
    _define("area", 100, "square kilometre", "square kilometres", "sq km, km2, km²"),
    _define("area", 100, "square kilometer", "square kilometers"),
    _define("area", 258.9988110336, "square mile", "square miles", "sq mi"),
    _define("speed", 1, "", "kilometres per hour, kilometres an hour", "km/h, kph"),
    _define("speed", 1, "", "kilometers per hour, kilometers an hour"),
    _define("speed", 1.609344, "", "miles per hour, miles an hour", "mph"),
    _define("weight", 1, "kilogram, kilo", "kilograms, kilos", "kg"),
    _define("weight", 0.001, "gram", "grams"),
    _define("weight", 1000, "tonne", "tonnes"),
    POUND_WEIGHT,
    _define("ton", 1, "ton", "tons"),  # a short one, a long one, or a tonne
    _define("volume", 1, "litre, liter", "litres, liters"),
    _define("volume", 0.001, signs="cc"),
    _define("time", 1 / 86400, "", "seconds"),  # "the second" is a place in an order
    _define("time", 1 / 1440, "minute", "minutes"),
    _define("time", 1 / 24, "hour", "hours"),
    _define("time", 1, "day", "days"),
    _define("time", 7, "week", "weeks"),
    _define("time", 30.44, "month", "months"),
    _define("time", 365.25, "year", "years"),
    _define("time", 3652.5, "decade", "decades"),
    _define("time", 36525, "century", "centuries"),
    _define("degrees", 1, "degree", "degrees", "°C"),
    _define("power", 1, "watt", "watts"),
    _define("power", 1000, signs="kW, kw"),
    _define("horsepower", 1, signs="hp"),  # a metric or an imperial one
    _define("revolutions", 1, signs="rpm"),
)  # fmt: skip
UNIT_OF = {form: unit for unit in UNITS for form in unit.forms}
# Plurals that measure: nobody asks how many of them there are.
UNIT_PLURALS = frozenset(form for unit in UNITS for form in unit.plurals)


def find_units(measure: str) -> list[Unit]:
    """Return the units of a measure."""
    return [unit for unit in UNITS if unit.measure == measure]


def match_forms(forms: Iterable[str]) -> str:
    """Return a pattern of any of the forms: the longest that stands there."""
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
