"""The table of events: scripts and buttons send what stands in it, and the page handles it, all of it and no more."""

import ast
import json
import re
from pathlib import Path

import pytest

import qa.web
from qa.web.events import EVENTS

WEB = Path(qa.web.__file__).parent
SCRIPTS = sorted((WEB / "static").glob("*.js"))
MODULES = sorted(WEB.rglob("*.py"))


def names_in(paths, pattern):
    return {name for path in paths for name in re.findall(pattern, path.read_text(encoding="utf-8"))}


def test_what_is_sent_stands_in_the_table_and_all_of_it_is_sent():
    """A script names its events in `send("…")`, a button in `data-send`."""
    scripts, buttons = names_in(SCRIPTS, r'\bsend\(\s*"(\w+)"'), names_in(MODULES, r'data-send="(\w+)"')
    assert len(scripts) > 10 and len(buttons) > 10
    assert scripts | buttons == set(EVENTS)
    assert names_in(SCRIPTS, r"\[data-send=(\w+)\]") <= buttons


def test_scripts_name_their_events_in_plain_words():
    """All but the one place that sends what a button says."""
    assert names_in(SCRIPTS, r"\bsend\(\s*([^\"\s][^,)]*)") == {"name"}
    assert names_in([path for path in SCRIPTS if path.name not in ("wire.js", "page.js")], r"\bsend\((\w)") == set()


def test_what_is_handled_stands_in_the_table(client):
    config = client.get("/config").json()
    [wire] = [part["id"] for part in config["components"] if part["props"].get("elem_id") == "wire"]
    targets = [target for part in config["dependencies"] for target in part["targets"]]
    assert sorted(name for target, name in targets if target == wire) == sorted(EVENTS)


def read_values(path):
    """Return the names of the values that a module reads of events."""
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    reading = [call.args[1] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "read_sent"]
    return {ast.literal_eval(name) for name in reading if isinstance(name, ast.Constant)}


@pytest.mark.parametrize("path", sorted((WEB / "page").glob("*.py")), ids=lambda path: path.name)
def test_values_that_are_read_stand_in_the_table(path):
    handled = names_in([path], r"\bwire\.(\w+)\(")
    assert read_values(path) <= {value for name in handled for value in EVENTS[name]}


def test_the_page_carries_the_table(client):
    [table] = re.findall(r'<script type="application/json" id="pullquote-events">(.*?)</script>', client.get("/").text)
    assert json.loads(table) == EVENTS
