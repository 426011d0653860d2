"""Datelines: taken off, and nothing else."""

import pytest

from qa.english.datelines import is_dateline, strip_datelines


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


@pytest.mark.parametrize(
    "line",
    ["LONDON (CNN) —", "Port Ada, Quorn AB —", "MARL —", "Rio de Ada –", "NORTH MARL, Quorn (Wire News)", "MARL --"],
)
def test_a_dateline_in_a_line_of_its_own(line):
    assert is_dateline(line)


@pytest.mark.parametrize(
    "line", ["What lawmakers will vote on", "Marl (Quorn)", "Ada Finch — a life", "NASA", "", "—" * 200]
)
def test_no_dateline(line):
    assert not is_dateline(line)
