"""Outlines: which sign of mathematics a PDF's font draws, whatever it calls it."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

# Fonts call signs by digits, marks, Latin letters and currencies, or give them a place of private use; by a letter of
# ASCII, signs that stand beside a digit.
_DOUBTED = re.compile("[0-9,.:¢-¥ªµº¼-¾À-ÖØ-öø-\u024f\ue000-\uf8ff]|[A-Za-z](?=[0-9])|(?<=[0-9])[A-Za-z]")
# A closed line of points, in sizes of the font.
Contour = Sequence[tuple[float, float]]
# A curve is drawn in so many straight lines.
_STEPS = 6
# What is as near to an edge, of the width or height of the sign, reaches it.
_NEAR = 0.12
# A bar is so many times as long as it is thick; brackets are as narrow, of their height, and as high, in sizes.
_SLIM, _NARROW, _HIGH = 3, 0.45, 0.6
# A dot is smaller than this, in sizes, and stands as near to the ground.
_SMALL = 0.3
# Where a shape is cut, in shares of its width or height.
_CUTS = (0.06, 0.28, 0.5, 0.72, 0.94)
_Cuts = list[tuple[float, float]]


class Step(NamedTuple):
    """Where a pen goes next: it begins a closed line, draws a straight one, or one of three that make a curve."""

    begins: bool
    straight: bool
    x: float
    y: float


def draw_contours(steps: Iterable[Step]) -> list[Contour]:
    """Return the closed lines of an outline, curves as straight lines."""
    contours: list[list[tuple[float, float]]] = []
    curve: list[tuple[float, float]] = []
    for begins, straight, x, y in steps:
        if begins or not contours:
            contours.append([(x, y)])
        elif straight:
            contours[-1].append((x, y))
        else:
            curve.append((x, y))
            if len(curve) == 3:
                contours[-1] += _flatten(contours[-1][-1], *curve)
                curve.clear()
    return [contour for contour in contours if len(contour) > 2]


def list_doubted(letters: str) -> list[int]:
    """Return the places of the letters by which a font may call a sign."""
    return [found.start() for found in _DOUBTED.finditer(letters)]


def find_sign(contours: Sequence[Contour], letter: str) -> str | None:
    """Return the sign that is drawn for a letter; None if it is none, or what may be the letter."""
    sign = name_sign(contours)
    if sign == ".":
        return sign if letter == ":" else None
    if letter.isascii() and (sign in ("(", ")") or (sign == "×" and letter.isalpha())):
        return None
    return sign


def name_sign(contours: Sequence[Contour]) -> str | None:
    """Return the sign that an outline draws: one of + − = ± × < > ( ) { } and the full stop, or None."""
    if len(contours) == 2:
        low, high = sorted(contours, key=lambda contour: min(y for _, y in contour))
        return {("−", "−"): "=", ("−", "+"): "±"}.get((_name_drawn(low), _name_drawn(high)))
    return _name_drawn(contours[0]) or None if len(contours) == 1 else None


def _name_drawn(contour: Contour) -> str:
    """Return the sign that one closed line draws, empty if it is none."""
    xs, ys = zip(*contour, strict=True)
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    if min(width, height) <= 0:
        return ""
    shape = [((x - min(xs)) / width, (y - min(ys)) / height) for x, y in contour]
    ratio = width / height
    if max(width, height) < _SMALL:
        return "." if abs(min(ys)) < _SMALL / 2 and 0.5 < ratio < 2 else ""
    rows, columns = ([_cut(shape, way, at) for at in _CUTS] for way in (0, 1))
    if ratio > _SLIM:
        return "−" if all(map(_is_whole, columns[1:-1])) else ""
    if 0.7 < ratio < 1.4 and (sign := _name_cross(rows, columns)):
        return sign
    mirrored = [_cut([(1 - x, y) for x, y in shape], 0, at) for at in _CUTS]
    for (angle, round_, curly), cuts, end in (("<({", rows, columns[-1]), (">)}", mirrored, columns[0])):
        if _is_open(cuts, end):
            # The arms of an angle or a brace are halfway where those of a bracket are almost back.
            arms = [sum(cuts[at][0]) / 2 for at in (1, 3)]
            halfway = all(0.35 < arm < 0.65 for arm in arms)
            if 0.6 < ratio < 1.6 and min(ys) > -_NEAR and halfway:
                return angle
            if ratio < _NARROW and height > _HIGH and (halfway or max(arms) < 0.35):
                return curly if halfway else round_
    return ""


def _name_cross(rows: Sequence[_Cuts], columns: Sequence[_Cuts]) -> str:
    ends = (rows[0], rows[-1], columns[0], columns[-1])
    if _is_whole(rows[2]) and _is_whole(columns[2]):
        beside = (*ends, rows[1], rows[3], columns[1], columns[3])
        return "+" if all(map(_is_central, beside)) else ""
    parted = all(len(cuts) == 2 and cuts[0][0] < 2 * _NEAR and cuts[1][1] > 1 - 2 * _NEAR for cuts in ends)
    return "×" if parted and _is_central(rows[2]) and _is_central(columns[2]) else ""


def _is_open(rows: Sequence[_Cuts], end: _Cuts) -> bool:
    """Say whether a line bends from its right end to the left edge and back, cut once by each row."""
    if len(end) != 2 or any(len(cuts) != 1 for cuts in rows):
        return False
    first, middle, last = (rows[at][0] for at in (0, 2, -1))
    return middle[0] < _NEAR and middle[1] < 0.7 and min(first[1], last[1]) > 1 - 3 * _NEAR


def _is_whole(cuts: _Cuts) -> bool:
    return len(cuts) == 1 and cuts[0][0] < _NEAR and cuts[0][1] > 1 - _NEAR


def _is_central(cuts: _Cuts) -> bool:
    return len(cuts) == 1 and abs(sum(cuts[0]) / 2 - 0.5) < _NEAR and cuts[0][1] - cuts[0][0] < 0.5


def _cut(shape: Contour, way: int, at: float) -> _Cuts:
    """Return from where to where a straight line lies within a shape; it goes across (0) or along (1)."""
    places = []
    for begin, end in pairwise([*shape, shape[0]]):
        (place, ground), (after, rise) = (begin[way], begin[1 - way]), (end[way], end[1 - way])
        if (ground < at) != (rise < at):
            places.append(place + (at - ground) / (rise - ground) * (after - place))
    places.sort()
    return list(zip(places[::2], places[1::2], strict=False))


def _flatten(
    start: tuple[float, float], one: tuple[float, float], two: tuple[float, float], end: tuple[float, float]
) -> list[tuple[float, float]]:
    """Return points on a cubic curve, its start left out."""
    points = []
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        x, y = (sum(s * p[way] for s, p in zip(shares, (start, one, two, end), strict=True)) for way in (0, 1))
        points.append((x, y))
    return points
