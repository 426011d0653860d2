"""`pullquote users`: made, listed, given another password and removed; and their keys."""

import pytest
from argon2 import PasswordHasher

from qa.folders import library_folder
from qa.people.users import Users
from qa.programs.keys import Keys, Scope

PASSWORD = "four quiet harbour lamps"


@pytest.fixture(autouse=True)
def filled(pullquote, lamp, monkeypatch):
    monkeypatch.setattr("qa.people.passwords._HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    pullquote("add", lamp, status=0)


def test_users_come_and_go(pullquote):
    assert "There are no users" in pullquote("users", "list", status=0).out
    made = pullquote("users", "add", "Ada", "--editor", stdin=f"{PASSWORD}\n", status=0)
    assert made.out == "Added ada, an editor.\n" and PASSWORD not in made.out + made.err
    assert pullquote("users", "add", "grace", stdin=PASSWORD, status=0).out == "Added grace, a reader.\n"
    listed = pullquote("users", "list", status=0).out
    assert [line.split("\t")[:2] for line in listed.splitlines()] == [
        ["name", "role"],
        ["ada", "editor"],
        ["grace", "reader"],
    ]
    users = Users(library_folder())
    assert users.check_password("ada", PASSWORD)
    pullquote("users", "password", "ada", stdin="another four quiet lamps\n", status=0)
    assert users.check_password("ada", "another four quiet lamps") and not users.check_password("ada", PASSWORD)
    assert "Removed ada" in pullquote("users", "remove", "ada", status=0).out
    assert [user.name for user in users.list_all()] == ["grace"]


def test_a_user_has_keys_of_their_own(pullquote):
    pullquote("users", "add", "ada", stdin=PASSWORD, status=0)
    key = pullquote("keys", "add", "notes", "--user", "ada", status=0).out.strip().encode()
    users = Users(library_folder())
    hers = Keys(users.find_folder(users.get("ada")))
    assert hers.find_scope(key) is Scope.READ and Keys(library_folder()).find_scope(key) is None
    assert "notes" in pullquote("keys", "list", "--user", "ada", status=0).out
    assert "notes" not in pullquote("keys", "list", status=0).out
    pullquote("keys", "revoke", "notes", "--user", "ada", status=0)
    assert hers.find_scope(key) is None


def test_what_cannot_be_done_is_one_sentence(pullquote):
    assert "12 to 200 characters" in pullquote("users", "add", "ada", stdin="short\n", status=1).err
    assert "12 to 200 characters" in pullquote("users", "add", "ada", stdin="", status=1).err
    assert "a user's name" in pullquote("users", "add", "a b", stdin=PASSWORD, status=1).err
    pullquote("users", "add", "ada", stdin=PASSWORD, status=0)
    assert "there is a user" in pullquote("users", "add", "ada", stdin=PASSWORD, status=1).err
    for command in (["users", "remove", "bob"], ["users", "password", "bob"], ["keys", "add", "x", "--user", "bob"]):
        assert "no user named" in pullquote(*command, stdin=PASSWORD, status=1).err
