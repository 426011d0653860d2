"""`pullquote serve`: what it refuses. The page itself is tested in tests/qa/web and tests/browser."""

import socket

import pytest


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
