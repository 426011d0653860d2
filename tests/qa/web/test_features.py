"""A feature of the page has one name: in its modules, scripts and styles, in the ids on the page, and in its events."""

import re
from pathlib import Path

import pytest

import qa.web
from qa.web.events import EVENTS

WEB = Path(qa.web.__file__).parent
FEATURES = {
    "ask", "basket", "check", "cite", "conversations", "filters", "keys", "library", "login", "reader", "save",
    "settings", "share", "sources", "welcome",
}  # fmt: skip
# What belongs to no feature, or to all of them.
COMMON = {
    "actions": {"actions", "sent_values"},
    "html": {"head_html", "locked_html", "notice_html", "reference_html", "text_html"},
    "page": {"binding", "building", "calls", "hidden_field", "mounting", "readers_events", "receiving", "wire"},
    "static": {"address", "dom", "fonts", "frame", "icon", "locked", "page", "readers", "reference", "wire"},
}
PARTS = {"brand", "notice", "tabs", "wire"}


def feature_of(name):
    return re.split("[_-]", name)[0]


@pytest.mark.parametrize("folder", COMMON)
def test_files_are_called_by_their_feature(folder):
    stems = {path.stem for path in (WEB / folder).iterdir() if path.is_file()} - {"__init__"}
    assert {feature_of(stem) for stem in stems - COMMON[folder]} <= FEATURES
    assert stems >= COMMON[folder]


def test_ids_and_events_begin_with_their_feature():
    source = "".join(path.read_text(encoding="utf-8") for path in (WEB / "page").glob("*.py"))
    ids = set(re.findall(r'(?:elem_id=|lay_hidden_field\()"([\w-]+)"', source))
    assert len(ids) > 30 and ids >= PARTS
    assert {feature_of(name) for name in ids - PARTS} <= FEATURES
    assert {feature_of(name) for name in EVENTS} <= FEATURES
