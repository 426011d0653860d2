"""The gate: who logs in and how often they may try, what hosts and sites are served, and what goes on to whom."""

import asyncio
import re

import pytest

from qa.people.users import Role, Users
from qa.web.gate import Gate, Place, list_hosts
from qa.web.web_settings import WebSettings

PORT = 7862
PASSWORD = "four quiet harbour lamps"
HOST = "quotes.example"


class Desks:
    """Applications that say whose they are, and what they were asked for."""

    async def open(self, user):
        async def app(scope, receive, send):
            told = f"{user.name} {scope['method']} {scope['path']} {scope['root_path']!r}".encode()
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
            await send({"type": "http.response.body", "body": told})

        return app

    async def close(self):
        """There is nothing to end."""


@pytest.fixture
def users(tmp_path, monkeypatch):
    from argon2 import PasswordHasher

    monkeypatch.setattr("qa.people.passwords._HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    users = Users(tmp_path)
    users.add("ada", Role.READER, PASSWORD)
    users.add("eve", Role.EDITOR, PASSWORD)
    return users


@pytest.fixture
def open_gate(users):
    """Return a function that gives a client of a gate, which keeps its cookies as a browser does."""
    from starlette.testclient import TestClient

    def open_(address=f"http://{HOST}", root_path="", client=("192.0.2.7", 5000), **settings):
        async def files(scope, receive, send):
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"a file"})

        place = Place(list_hosts("127.0.0.1", [HOST]), root_path)
        gate = Gate(users, Desks(), files, place, PORT, WebSettings(**settings))
        return TestClient(gate, base_url=address, follow_redirects=False, client=client)

    return open_


def log_in(client, name="ada", password=PASSWORD, path="/login", **headers):
    return client.post(path, data={"name": name, "password": password}, headers=headers)


def test_a_person_logs_in_and_out(open_gate):
    client = open_gate()
    assert client.get("/").headers["location"] == "/login"
    page = client.get("/login")
    assert page.status_code == 200 and "<script" not in page.text and page.headers["cache-control"] == "no-store"
    answer = log_in(client, " Ada ")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    [cookie] = answer.headers.get_list("set-cookie")
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/;" in cookie and "Secure" not in cookie
    assert client.get("/").text == "ada GET / ''"
    assert "<strong>ada</strong>, a reader" in client.get("/account").text
    kept = dict(client.cookies)
    assert client.post("/logout").headers["location"] == "/login"
    assert client.get("/").status_code == 303
    # The secret itself is worth nothing any more.
    client.cookies.update(kept)
    assert client.get("/").status_code == 303


def test_behind_https_the_cookie_is_for_https_only(open_gate):
    answer = log_in(open_gate(f"https://{HOST}"))
    assert "; Secure" in answer.headers["set-cookie"]


def test_what_is_wrong_is_told_without_saying_which(open_gate):
    client = open_gate()
    answers = [log_in(client, *sent) for sent in (("ada", "wrong"), ("nobody", PASSWORD), ("", ""))]
    assert {answer.status_code for answer in answers} == {401} and not client.cookies
    assert len({re.sub(r'value="\w*"| autofocus', "", answer.text) for answer in answers}) == 1
    hostile = log_in(client, '"><script>alert(1)</script>', "wrong").text
    assert "<script" not in hostile
    for body in (b"", b"\xff=\xff", b"name=ada" + b"&password=x" * 20, b"name=" + b"a" * 100_000):
        assert client.post("/login", content=body).status_code == 401


@pytest.mark.parametrize("who", ["name", "address"])
def test_too_many_failures_lock_a_name_or_an_address_out(open_gate, who):
    client = open_gate(**{"most_failures" if who == "name" else "most_failures_from_one_place": 3})
    for number in range(3):
        assert log_in(client, "ada" if who == "name" else f"user{number}", "wrong").status_code == 401
    answer = log_in(client)
    assert answer.status_code == 429 and "15 minutes" in answer.text and 800 < int(answer.headers["retry-after"]) <= 901
    # Another name is not locked out, but for who comes from that address.
    assert log_in(client, "eve").status_code == (303 if who == "name" else 429)


def test_who_succeeds_has_not_failed(open_gate):
    client = open_gate(most_failures=3, most_failures_from_one_place=3)
    for _ in range(3):
        assert [log_in(client, "ada", word).status_code for word in ("wrong", "wrong", PASSWORD)] == [401, 401, 303]
        client.app._addresses.forget("192.0.2.7")


def test_many_attempts_at_once_are_not_one(open_gate):
    client = open_gate(most_failures=5)

    async def try_all():
        async def attempt():
            sent, body = [], b"name=ada&password=wrong"
            scope = {"type": "http", "method": "POST", "path": "/login", "scheme": "http", "query_string": b""}
            scope |= {"headers": [(b"host", HOST.encode())], "client": ("192.0.2.7", 1)}

            async def receive():
                return {"type": "http.request", "body": body, "more_body": False}

            async def send(message):
                sent.append(message)

            await client.app(scope, receive, send)
            return sent[0]["status"]

        return await asyncio.gather(*(attempt() for _ in range(20)))

    statuses = asyncio.run(try_all())
    assert statuses.count(401) == 5 and statuses.count(429) == 15


def test_one_person_has_all_of_an_ipv6_network(open_gate):
    for number in range(3):
        client = open_gate(client=(f"2001:db8::{number}", 1))
        log_in(client, "ada", "wrong")
        assert list(client.app._addresses._failures) == ["2001:db8::/64"]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        (HOST, 303), (f"{HOST}:7862", 303), (HOST.upper(), 303), ("127.0.0.1:1", 303), ("[::1]:7862", 303),
        ("localhost", 303), ("evil.example", 421), (f"{HOST}.evil.example", 421), (f"evil.example:{HOST}", 421),
        ("", 421), (f"{HOST}:x", 421),
    ],
)  # fmt: skip
def test_only_known_hosts_are_served(open_gate, host, status):
    assert open_gate().get("/", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": f"http://{HOST}"}, 200),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"origin": f"https://{HOST}"}, 403),
        ({"origin": f"http://{HOST}:8000"}, 403),
        ({"origin": "http://localhost"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
    ],
)
def test_no_other_site_sends_anything_in_a_persons_name(open_gate, headers, status):
    client = open_gate()
    log_in(client)
    assert client.post("/api/v1/ask", json={}, headers=headers).status_code == status
    kept = dict(client.cookies)
    assert client.post("/logout", headers=headers).status_code == (303 if status == 200 else 403)
    client.cookies.update(kept)
    assert client.get("/").status_code == (303 if status == 200 else 200)
    assert log_in(client, **headers).status_code == (303 if status == 200 else 403)


def test_under_a_path_whether_or_not_the_proxy_takes_it_off(open_gate):
    client = open_gate(root_path="/quotes")
    assert client.get("/quotes/").headers["location"] == client.get("/").headers["location"] == "/quotes/login"
    answer = log_in(client, path="/quotes/login")
    assert answer.headers["location"] == "/quotes/" and "Path=/quotes;" in answer.headers["set-cookie"]
    assert client.get("/quotes/config").text == "ada GET /config ''"
    # It is taken off once, and only where it ends.
    assert client.get("/quotes/quotes/config").status_code == 404
    assert client.get("/quotesconfig").status_code == 401


def test_what_a_person_asks_for_has_a_rate(open_gate):
    client = open_gate(most_requests=5, most_works=2)
    log_in(client)
    assert [client.post("/api/v1/ask", json={}).status_code for _ in range(3)] == [200, 200, 429]
    assert [client.get("/config").status_code for _ in range(3)] == [200, 200, 429]
    assert int(client.get("/config").headers["retry-after"]) > 0
    assert client.get("/assets/index.js").status_code == client.get("/pullquote/fonts.css").status_code == 200
    other = open_gate()
    other.app = client.app
    log_in(client, "eve")
    assert client.get("/config").status_code == 200


def test_files_of_the_program_are_for_all_and_nothing_else_is(open_gate):
    client = open_gate()
    assert client.get("/pullquote/login.css").text == "a file"
    for path in ("/pullquote/", "/pullquote/%2e%2e/x", "/assets/index.js", "/theme.css", "/nothing", "/gradio_api/x"):
        assert client.get(path).status_code in (303, 401), path
    log_in(client)
    assert client.get("/nothing").status_code == 404
    assert client.delete("/config").status_code == 405
    assert client.get("/login").status_code == 200 and client.put("/login").status_code == 405
    assert client.get("/logout").status_code == 405


def test_who_is_removed_is_out_at_once(open_gate, users):
    client = open_gate()
    log_in(client)
    assert client.get("/").status_code == 200
    users.remove("ada")
    assert client.get("/").status_code == 303 and client.get("/config").status_code == 401
