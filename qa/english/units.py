"""Units: the words and signs for what is measured, and how much of its measure each unit is.

Sizes are exact by the international yard and pound of 1959; months and years are means of the Gregorian calendar.
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


def _unit(measure: str, size: float, singulars: str = "", plurals: str = "", signs: str = "") -> Unit:
    listed = (tuple(form for form in forms.split(", ") if form) for forms in (singulars, plurals, signs))
    return Unit(measure, size, *listed)


# "Pounds" are money or a weight: what stands around tells which.
POUND = _unit("pound", 1, "pound", "pounds")
POUND_STERLING = _unit("£", 1)
POUND_WEIGHT = _unit("weight", 0.45359237, signs="lb, lbs")
UNITS = (
    _unit("percent", 1, signs="%, percent, per cent"),
    _unit("$", 1, "dollar", "dollars"),
    _unit("€", 1, "euro", "euros"),
    POUND,
    _unit("length", 1, "metre, meter", "metres, meters", "m"),
    _unit("length", 1000, "kilometre, kilometer", "kilometres, kilometers", "km"),
    _unit("length", 0.01, "centimetre, centimeter", "centimetres, centimeters", "cm"),
    _unit("length", 0.001, "millimetre, millimeter", "millimetres, millimeters", "mm"),
    _unit("length", 0.0254, "inch", "inches"),
    _unit("length", 0.3048, "foot", "feet", "ft"),
    _unit("length", 0.9144, "yard", "yards"),
    _unit("length", 1609.344, "mile", "miles"),
    _unit("area", 1, "hectare", "hectares", "ha"),
    _unit("area", 0.40468564224, "acre", "acres"),
    _unit("area", 100, "square kilometre, square kilometer", "square kilometres, square kilometers", "sq km, km2, km²"),
    _unit("area", 258.9988110336, "square mile", "square miles", "sq mi"),
    _unit("speed", 1, "", "kilometres per hour, kilometres an hour", "km/h, kph"),
    _unit("speed", 1, "", "kilometers per hour, kilometers an hour"),
    _unit("speed", 1.609344, "", "miles per hour, miles an hour", "mph"),
    _unit("weight", 1, "kilogram, kilo", "kilograms, kilos", "kg"),
    _unit("weight", 0.001, "gram", "grams"),
    _unit("weight", 1000, "tonne", "tonnes"),
    POUND_WEIGHT,
    _unit("ton", 1, "ton", "tons"),  # a short one, a long one, or a tonne
    _unit("volume", 1, "litre, liter", "litres, liters"),
    _unit("volume", 0.001, signs="cc"),
    _unit("time", 1 / 86400, "", "seconds"),  # "the second" is a place in an order
    _unit("time", 1 / 1440, "minute", "minutes"),
    _unit("time", 1 / 24, "hour", "hours"),
    _unit("time", 1, "day", "days"),
    _unit("time", 7, "week", "weeks"),
    _unit("time", 30.44, "month", "months"),
    _unit("time", 365.25, "year", "years"),
    _unit("time", 3652.5, "decade", "decades"),
    _unit("time", 36525, "century", "centuries"),
    _unit("degrees", 1, "degree", "degrees", "°C"),
    _unit("power", 1, "watt", "watts"),
    _unit("power", 1000, signs="kW, kw"),
    _unit("horsepower", 1, signs="hp"),  # a metric or an imperial one
    _unit("revolutions", 1, signs="rpm"),
)  # fmt: skip
UNIT_OF = {form: unit for unit in UNITS for form in unit.forms}
# Words that follow a number and count nothing that could be asked for.
UNIT_PLURALS = frozenset(form for unit in UNITS for form in unit.plurals)


def find_units(measure: str) -> list[Unit]:
    """Return the units of a measure."""
    return [unit for unit in UNITS if unit.measure == measure]


def match_forms(forms: Iterable[str]) -> str:
    """Return a pattern of any of the forms: the longest that stands there."""
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
