"""Datelines: taken off, and nothing else."""

import pytest

from qa.english.datelines import strip_datelines


@pytest.mark.parametrize(
    "line",
    [
        "MARL — A ferry burned.",
        "MARL, Quorn (AB) – A ferry burned.",
        "ST. ADA ― A ferry burned.",
        "NORTH MARL (Wire News) -- A ferry burned.",
    ],
)
def test_a_dateline_is_taken_off(line):
    assert strip_datelines(f"It rained.\n{line}") == "It rained.\nA ferry burned."


@pytest.mark.parametrize("line", ["NASA — the agency — flew.", "The MARL — A ferry.", "Marl — A ferry.", "A — C", ""])
def test_another_line_stays(line):
    assert strip_datelines(line) == line
