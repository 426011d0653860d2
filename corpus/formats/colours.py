"""Colours, of letters and of what they stand on: as style sheets and documents write them, and which are alike."""

import re

# What a colour is that paints nothing, and one that is not known, such as a picture's.
CLEAR, UNKNOWN = -2, -1
WHITE = 0xFFFFFF
_NAMES = {
    "white": WHITE, "black": 0, "red": 0xFF0000, "green": 0x8000, "blue": 0xFF, "yellow": 0xFFFF00, "gray": 0x808080,
    "grey": 0x808080, "silver": 0xC0C0C0, "maroon": 0x800000, "navy": 0x80, "orange": 0xFFA500, "purple": 0x800080,
    "teal": 0x8080, "lime": 0xFF00, "aqua": 0xFFFF, "fuchsia": 0xFF00FF, "olive": 0x808000, "whitesmoke": 0xF5F5F5,
    "snow": 0xFFFAFA, "ivory": 0xFFFFF0, "lightgray": 0xD3D3D3, "lightgrey": 0xD3D3D3, "transparent": CLEAR,
    "none": CLEAR,
}  # fmt: skip
_HEX = re.compile(r"#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_PARTS = re.compile(r"rgba?\(\s*([\d.]{1,9})[\s,]+([\d.]{1,9})[\s,]+([\d.]{1,9})(?:[\s,/]+([\d.]{1,9})(%?))?\s*\)")
_PICTURE = re.compile(r"url\(|gradient\(|image")
# What says of a colour no more than that it is the one around.
_AS_AROUND = frozenset({"inherit", "currentcolor", "unset", ""})
# The least contrast, of 21, at which letters can be made out.
_LEAST = 1.1


def read_colour(value: str) -> int | None:
    """Return the colour that a value names, as a number of three bytes; None if it is the one around."""
    value = value.strip().lower()
    if value in _AS_AROUND:
        return None
    if value in _NAMES:
        return _NAMES[value]
    if digits := _HEX.fullmatch(value):
        letters = digits[1] if len(digits[1]) > 4 else "".join(2 * digit for digit in digits[1])
        opacity = int(letters[6:] or "ff", 16)
        return int(letters[:6], 16) if opacity == 0xFF else UNKNOWN if opacity else CLEAR
    if parts := _PARTS.fullmatch(value):
        red, green, blue = (min(255, int(float(part))) if _is_number(part) else 0 for part in parts.groups()[:3])
        share = float(parts[4]) / (100 if parts[5] else 1) if parts[4] and _is_number(parts[4]) else 1.0
        return (red << 16 | green << 8 | blue) if share >= 1 else UNKNOWN if share else CLEAR
    return UNKNOWN


def read_ground(value: str) -> int | None:
    """Return the colour that a background paints; None if it paints none."""
    if _PICTURE.search(value):
        return UNKNOWN
    colours = [read_colour(part) for part in re.findall(r"[\w#]+\([^)]*\)|[^\s()]+", value.lower())]
    known = [colour for colour in colours if colour is not None and colour >= 0]
    if known:
        return known[0]
    return None if all(colour in (None, CLEAR) for colour in colours) else UNKNOWN


def is_lost(ink: int, ground: int) -> bool:
    """Say whether letters of a colour cannot be made out on another, or paint nothing; never if one is unknown."""
    if UNKNOWN in (ink, ground) or ground == CLEAR:
        return False
    if ink == CLEAR:
        return True
    light, dark = sorted((_measure_light(ink), _measure_light(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05) < _LEAST


def _measure_light(colour: int) -> float:
    """Return how light a colour is, from 0 to 1, as the guidelines for accessible pages measure it."""
    parts = (colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF)
    linear = [(part / 255 + 0.055) ** 2.4 / 1.055**2.4 if part > 10 else part / 255 / 12.92 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\d*\.?\d+", text) is not None
