"""Faults as sentences."""

import pytest

from qa.rendering.telling import format_sentence, tell_fault


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("the file is empty", "The file is empty."),
        (" who? ", "Who?"),
        ("“Lamp” is back", "“Lamp” is back."),
        ("and so on…", "And so on…"),
        ("", "."),
    ],
)
def test_a_message_is_a_sentence(message, shown):
    assert format_sentence(message) == shown


def test_a_fault_tells_its_place_and_no_more():
    assert tell_fault(("body", "filters", "tags", 0), "Value error, it is empty") == "Filters.tags.0: it is empty."
    assert tell_fault((), "nothing was sent") == "Nothing was sent."
    assert len(tell_fault(("x" * 1_000,), "no")) < 210
