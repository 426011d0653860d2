"""Users, their passwords and their sessions."""

import pytest

from qa.errors import UserRefused
from qa.people import users as module
from qa.people.passwords import LONGEST, digest_password, is_password
from qa.people.users import LONGEST_SESSION, Role, Users

PASSWORD = "four quiet harbour lamps"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Digests that take no time: what makes them slow is argon2's own."""
    from argon2 import PasswordHasher

    monkeypatch.setattr("qa.people.passwords._HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def users(tmp_path):
    return Users(tmp_path)


def test_a_user_logs_in_with_name_and_password_alone(users):
    assert users.list_all() == []
    ada = users.add(" Ada ", Role.READER, PASSWORD)
    assert (ada.name, ada.role) == ("ada", Role.READER)
    assert users.list_all() == [ada] and users.get("ADA") == ada
    assert users.check_password("Ada", PASSWORD) == ada
    for name, password in (("ada", PASSWORD.upper()), ("ada", ""), ("bob", PASSWORD), ("", ""), ("ada", "x" * 10_000)):
        assert users.check_password(name, password) is None


def test_nothing_that_opens_is_kept(users, tmp_path):
    ada = users.add("ada", Role.READER, PASSWORD)
    secret = users.begin_session(ada)
    held = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert b"argon2id" in held and PASSWORD.encode() not in held and secret.encode() not in held
    for path in (tmp_path / "users.sqlite", users.find_folder(ada), tmp_path / "people"):
        assert path.stat().st_mode & 0o077 == 0


def test_a_session_ends_when_it_is_ended_or_old(users, monkeypatch):
    ada = users.add("ada", Role.READER, PASSWORD)
    first, second = users.begin_session(ada).encode(), users.begin_session(ada).encode()
    assert first != second and users.find_session(first) == users.find_session(second) == ada
    users.end_session(first)
    assert users.find_session(first) is None and users.find_session(second) == ada
    assert users.find_session(b"") is users.find_session(b"\xff") is None
    now = module._read_clock()
    monkeypatch.setattr(module, "_read_clock", lambda: now + LONGEST_SESSION + 1)
    assert users.find_session(second) is None


def test_another_password_ends_all_sessions(users):
    ada = users.add("ada", Role.READER, PASSWORD)
    secret = users.begin_session(ada).encode()
    users.set_password("ada", "another four quiet lamps")
    assert users.find_session(secret) is None and users.check_password("ada", PASSWORD) is None
    assert users.check_password("ada", "another four quiet lamps") == ada


def test_who_is_removed_leaves_nothing_to_a_later_one_of_that_name(users):
    ada = users.add("ada", Role.READER, PASSWORD)
    secret, folder = users.begin_session(ada).encode(), users.find_folder(ada)
    (folder / "conversations.sqlite").write_text("hers")
    users.remove("ada")
    assert users.find_session(secret) is None and users.list_all() == [] and not folder.exists()
    later = users.add("ada", Role.EDITOR, PASSWORD)
    assert later.id != ada.id and list(users.find_folder(later).iterdir()) == []


@pytest.mark.parametrize("name", ["", " ", "a b", "ada\n", "../ada", "-ada", "a" * 41, "ad\u202ea", "a/b", "Äda"])
def test_what_is_no_name_is_refused(users, name):
    if name.strip() != "ada":
        with pytest.raises(UserRefused, match="name"):
            users.add(name, Role.READER, PASSWORD)


@pytest.mark.parametrize("password", ["", "short", "x" * (LONGEST + 1)])
def test_what_is_no_password_is_refused(users, password):
    with pytest.raises(UserRefused, match="12 to 200"):
        users.add("ada", Role.READER, password)
    assert users.list_all() == []


def test_a_name_is_taken_once(users):
    users.add("ada", Role.READER, PASSWORD)
    with pytest.raises(UserRefused, match="there is a user named"):
        users.add("ADA", Role.EDITOR, PASSWORD)
    for change in (users.get, users.remove, lambda name: users.set_password(name, PASSWORD)):
        with pytest.raises(UserRefused, match="no user named"):
            change("bob")


def test_a_damaged_digest_lets_nobody_in():
    assert not is_password("nonsense", PASSWORD) and not is_password(None, "")
    assert is_password(digest_password(PASSWORD), PASSWORD)


def test_a_damaged_file_lets_nobody_in(users, tmp_path):
    secret = users.begin_session(users.add("ada", Role.READER, PASSWORD)).encode()
    for file in tmp_path.glob("users.sqlite*"):
        file.write_bytes(b"x" * 4096)
    assert Users(tmp_path).find_session(secret) is None
