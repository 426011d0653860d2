"""Rights: what each role may do with a key of each scope."""

import pytest

from qa.people.users import Role
from qa.programs.keys import Scope
from qa.web.rights import is_work, list_methods, may

READER, EDITOR, READ, WRITE = Role.READER, Role.EDITOR, Scope.READ, Scope.WRITE


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/api/v1/articles", {(READER, READ), (READER, WRITE), (EDITOR, READ), (EDITOR, WRITE)}),
        ("POST", "/api/v1/ask", {(READER, READ), (READER, WRITE), (EDITOR, READ), (EDITOR, WRITE)}),
        ("POST", "/api/v1/quotes", {(READER, WRITE), (EDITOR, WRITE)}),
        ("DELETE", "/api/v1/quotes/7", {(READER, WRITE), (EDITOR, WRITE)}),
        ("POST", "/api/v1/articles", {(EDITOR, WRITE)}),
        ("DELETE", "/api/v1/articles/a/b", {(EDITOR, WRITE)}),
        ("POST", "/api/v1/files", {(EDITOR, WRITE)}),
        ("POST", "/save", {(EDITOR, WRITE)}),
        ("GET", "/save", {(EDITOR, WRITE), (EDITOR, READ)}),
        ("DELETE", "/api/v1/quotes/7/8", set()),
        ("PUT", "/api/v1/articles/a", set()),
        ("GET", "/api/v1/new", set()),
        ("POST", "/gradio_api/new", set()),
        ("GET", "/api/v1", set()),
        ("GET", "", set()),
    ],
)
def test_who_may_do_what(method, path, allowed):
    each = {(role, scope) for role in Role for scope in Scope}
    assert {(role, scope) for role, scope in each if may(role, scope, path, method)} == allowed


def test_a_path_that_nobody_named_has_no_methods():
    assert list_methods("/api/v1/new") == list_methods("/login") == frozenset()
    assert list_methods("/api/v1/quotes/7") == {"GET", "HEAD", "PATCH", "DELETE"}
    assert list_methods("/gradio_api/heartbeat/x") == {"GET"}


def test_what_takes_the_processor_is_work():
    for path in ("/api/v1/ask", "/v1/chat/completions", "/gradio_api/queue/join", "/save", "/api/v1/files"):
        assert is_work(path, "POST"), path
    assert not is_work("/gradio_api/run/predict", "POST") and not is_work("/api/v1/articles", "GET")
