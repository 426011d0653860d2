"""Datelines: taken off, and nothing else."""

import pytest

from qa.english.datelines import is_dateline, measure_dateline, strip_datelines


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


@pytest.mark.parametrize(
    "line",
    [
        "MARL Four keepers met.",
        "QUORNLEY Keepers met.",
        "NORTH MARL Keepers met.",
        "MARL, Quorn A keeper met.",
        "MARLEY, Q.C. Keepers met.",
        "QUORN/NORTH MARL The keepers met.",
    ],
)
def test_a_dateline_that_lost_its_dash_is_taken_off(line):
    told = strip_datelines(line)
    assert told.split()[0] in ("Four", "Keepers", "A", "The")
    assert measure_dateline(line) == len(line) - len(told)


@pytest.mark.parametrize(
    "line",
    [
        "NASA — the agency — flew.",
        "The MARL — A ferry.",
        "Marl — A ferry.",
        "A — C",
        "",
        "NASA Chief Ada Finch flew.",
        "AB, Quill Works and Finch met.",
        "MARL said no.",
    ],
)
def test_another_line_stays(line):
    assert strip_datelines(line) == line


@pytest.mark.parametrize(
    "line",
    [
        "LONDON (CNN) —",
        "Port Ada, Quorn AB —",
        "MARL —",
        "Rio de Ada –",
        "NORTH MARL, Quorn (Wire News)",
        "MARL --",
        "MARL, Qu.",
        "NORTH MARL, Q.C.",
    ],
)
def test_a_dateline_in_a_line_of_its_own(line):
    assert is_dateline(line)


@pytest.mark.parametrize(
    "line", ["What lawmakers will vote on", "Marl (Quorn)", "Ada Finch — a life", "NASA", "MARL, Quorn", "", "—" * 200]
)
def test_no_dateline(line):
    assert not is_dateline(line)
