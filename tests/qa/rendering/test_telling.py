"""Faults as sentences."""

import json
from itertools import product

import pytest
from pydantic import TypeAdapter, ValidationError

from qa.programs import requests
from qa.programs.chat import ChatIn
from qa.rendering.telling import format_sentence, tell_fault

REQUESTS = [
    *(kind for kind in vars(requests).values() if isinstance(kind, type) and issubclass(kind, requests.Request)),
    ChatIn,
]
WRONG = (
    None,
    True,
    3,
    -1,
    10**30,
    1.5,
    float("inf"),
    "",
    "\ud800",
    "x" * 100_001,
    [],
    [[]],
    [{}] * 1_001,
    {},
    {"x": 1},
    "soon",
)


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


@pytest.mark.parametrize(
    ("place", "kind", "facts", "told"),
    [
        (("question",), "missing", {}, "Send “question”: it is missing."),
        ((), "missing", {}, "Send an object with named fields: nothing was sent."),
        (("filters", "tag"), "extra_forbidden", {}, "Leave out “filters.tag”: there is no such field."),
        (("history", 0, "role"), "literal_error", {"expected": "'a' or 'b'"}, "“history[0].role” must be 'a' or 'b'."),
        (("most",), "less_than_equal", {"le": 2000}, "“most” must be 2,000 or less."),
        (("asked",), "value_error", {"error": ValueError("must be a day")}, "“asked” must be a day."),
        ((), "model_type", {}, "What is sent must be an object with named fields."),
        (("x",), "nothing_known", {}, "“x” is not what is read here."),
        (("a\u202eb\n",), "string_type", {}, "“a�b�” must be a text."),
    ],
)
def test_a_fault_names_the_field_and_what_to_send(place, kind, facts, told):
    assert tell_fault(place, kind, facts) == told


def test_a_fault_tells_of_its_place_no_more_than_is_needed():
    assert len(tell_fault(("x" * 1_000,), "string_type", {})) < 230


def list_faults(kind):
    """Return what is wrong with every wrong value in each field of a request, within it, and in its place."""
    fields = kind.model_json_schema()["properties"]
    sent = [*WRONG, *({name: value} for name, value in product(fields, WRONG))]
    sent += [{name: [value]} for name, value in product(fields, WRONG)]
    sent += [{name: [{within: value}]} for name, within, value in product(fields, ("role", "content", "x"), WRONG)]
    faults = []
    for value in sent:
        try:
            kind.model_validate(value)
        except ValidationError as error:
            faults += error.errors()
    return faults


@pytest.mark.parametrize("kind", REQUESTS, ids=lambda kind: kind.__name__)
def test_whatever_is_wrong_with_a_request_is_told_in_plain_words(kind):
    names = set(json.dumps(TypeAdapter(kind).json_schema(), ensure_ascii=False).split('"'))
    for fault in list_faults(kind):
        told = tell_fault(fault["loc"], fault["type"], fault.get("ctx", {}))
        assert "is not what is read here" not in told, fault["type"]
        assert told.endswith(".") and "\n" not in told, told
        # A union's parts have names of Pydantic's, which nobody sent.
        if fault["type"] != "extra_forbidden":
            assert all(isinstance(part, int) or part in names for part in fault["loc"]), fault["loc"]
