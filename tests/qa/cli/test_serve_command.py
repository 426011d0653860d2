"""`pullquote serve`: what it refuses. The page itself is tested in tests/qa/web and tests/browser."""

import socket

import pytest
from argon2 import PasswordHasher


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "example.org", ""])
def test_only_this_machine_is_served(pullquote, host):
    ran = pullquote("serve", "--host", host, status=1)
    assert ran.err.splitlines()[-1].startswith("Error: ")
    assert "ready" not in ran.out


def test_a_port_that_is_taken(pullquote):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = pullquote("serve", "--port", port, status=1)
    assert str(port) in ran.err.splitlines()[-1]
    assert "ready" not in ran.out


def test_where_people_log_in_there_are_users_and_a_name_to_come_by(pullquote, monkeypatch):
    monkeypatch.setattr("qa.people.passwords._HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    assert "make a user first" in pullquote("serve", "--auth", "--host", "0.0.0.0", status=1).err
    pullquote("users", "add", "ada", stdin="four quiet harbour lamps", status=0)
    assert "--trusted-host" in pullquote("serve", "--auth", "--host", "0.0.0.0", status=1).err
    assert "choose another" in pullquote("serve", "--auth", "--host", "203.0.113.9", status=1).err


@pytest.mark.parametrize(
    "options",
    [
        ["--trusted-host", "a.example"], ["--root-path", "/quotes"], ["--forwarded-allow-ips", "127.0.0.1"],
        ["--auth", "--no-token"], ["--auth", "--root-path", "quotes"], ["--auth", "--root-path", "/a b"],
        ["--auth", "--root-path", "/../x?"],
    ],
)  # fmt: skip
def test_options_that_do_not_go_together_are_refused(pullquote, options):
    assert "Usage" in pullquote("serve", *options, status=2).err
