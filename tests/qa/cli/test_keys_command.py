"""`pullquote keys`: made and shown once, listed without the key, revoked."""

import pytest

from qa.folders import library_folder
from qa.programs.keys import Keys, Scope, connect


@pytest.fixture(autouse=True)
def filled(pullquote, lamp):
    pullquote("add", lamp, status=0)


def test_a_key_is_shown_once_and_only_its_digest_is_kept(pullquote):
    made = pullquote("keys", "add", "notes", status=0)
    key = made.out.strip()
    assert len(key) == len("pullquote-") + 43 and "shown this once" in made.err
    path = library_folder() / "keys.sqlite"
    held = b"".join(file.read_bytes() for file in path.parent.glob("keys.sqlite*"))
    assert key.encode() not in held and b"notes" in held
    assert path.stat().st_mode & 0o077 == 0
    keys = Keys(library_folder())
    assert keys.find_scope(key.encode()) is Scope.READ
    writing = pullquote("keys", "add", "importer", "--write", status=0).out.strip()
    assert keys.find_scope(writing.encode()) is Scope.WRITE
    listed = pullquote("keys", "list", status=0).out
    heading, *rows = [line.split("\t") for line in listed.splitlines()]
    assert heading == ["name", "scope", "made"]
    assert [row[:2] for row in rows] == [["importer", "write"], ["notes", "read"]]
    assert key not in listed
    assert pullquote("keys", "revoke", "notes", status=0).out == "Revoked notes.\n"
    assert keys.find_scope(key.encode()) is None and keys.find_scope(writing.encode()) is Scope.WRITE


def test_what_cannot_be_done_is_one_sentence(pullquote):
    assert "There are no keys" in pullquote("keys", "list", status=0).out
    assert "no key named" in pullquote("keys", "revoke", "notes", status=1).err
    pullquote("keys", "add", "notes", status=0)
    assert "there is a key named" in pullquote("keys", "add", " notes ", status=1).err
    assert "1 to 80 characters" in pullquote("keys", "add", " ", status=1).err


def test_a_person_sees_columns_under_their_headings(pullquote, monkeypatch):
    monkeypatch.setattr("qa.cli.listing.is_terminal", lambda: True)
    for name in ("notes", "日本"):
        pullquote("keys", "add", name, status=0)
    heading, *rows = pullquote("keys", "list", status=0).out.splitlines()
    assert heading.split() == ["name", "scope", "made"]
    assert rows[0].index("read") == heading.index("scope")
    assert rows[1].startswith("日本   read  ")


@pytest.mark.parametrize(
    "name", ["a\u202eb", "a\x1b[31mb", "a\tb", "a\nb", "a\u200bb", "a\u2066b", "a\x00b", "--write", "-x"]
)
def test_a_name_that_would_mislead_is_refused(pullquote, name):
    refused = pullquote("keys", "add", "--", name, status=1).err
    assert refused.endswith(": choose another\n") and "\u202e" not in refused
    assert "There are no keys" in pullquote("keys", "list", status=0).out


def test_a_misleading_name_that_is_kept_is_shown_and_revoked(pullquote):
    pullquote("keys", "add", "notes", status=0)
    with connect(library_folder()).writing() as connection:
        connection.execute("UPDATE keys SET name = ?", ("a\u202eb",))
    assert "a\\u202eb\tread" in pullquote("keys", "list", status=0).out
    assert pullquote("keys", "revoke", "a\u202eb", status=0).out == "Revoked a\\u202eb.\n"


def test_a_key_can_be_made_before_the_first_article(pullquote, tmp_path):
    folder = tmp_path / "new"
    assert "there is no library" in pullquote("keys", "list", "--library", folder, status=1).err
    key = pullquote("keys", "add", "notes", "--library", folder, status=0).out.strip()
    assert Keys(folder).find_scope(key.encode()) is Scope.READ
    assert "empty" in pullquote("list", "--library", folder, status=0).out


def test_an_empty_file_holds_no_keys_and_a_damaged_one_is_told(pullquote):
    path = library_folder() / "keys.sqlite"
    path.write_bytes(b"")
    assert "There are no keys" in pullquote("keys", "list", status=0).out
    assert "no key named" in pullquote("keys", "revoke", "notes", status=1).err
    for file in path.parent.glob("keys.sqlite*"):
        file.write_bytes(b"x" * 4096)
    for command in (("list",), ("add", "notes"), ("revoke", "notes")):
        told = pullquote("keys", *command, status=1).err
        assert "keys.sqlite" in told and "move it away, and make the keys anew" in told


def test_a_damaged_file_lets_nobody_in(pullquote):
    key = pullquote("keys", "add", "notes", status=0).out.strip()
    for file in library_folder().glob("keys.sqlite*"):
        file.write_bytes(b"x" * 4096)
    assert Keys(library_folder()).find_scope(key.encode()) is None
