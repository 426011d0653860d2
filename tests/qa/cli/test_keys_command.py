"""`pullquote keys`: made and shown once, listed without the key, revoked."""

import pytest

from qa.folders import library_folder
from qa.programs.keys import Keys, Scope


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
    assert [line.split()[:2] for line in listed.splitlines()] == [["importer", "write"], ["notes", "read"]]
    assert key not in listed
    assert pullquote("keys", "revoke", "notes", status=0).out == "Revoked notes.\n"
    assert keys.find_scope(key.encode()) is None and keys.find_scope(writing.encode()) is Scope.WRITE


def test_what_cannot_be_done_is_one_sentence(pullquote):
    assert "There are no keys" in pullquote("keys", "list", status=0).out
    assert "no key named" in pullquote("keys", "revoke", "notes", status=1).err
    pullquote("keys", "add", "notes", status=0)
    assert "there is a key named" in pullquote("keys", "add", " notes ", status=1).err
    assert "1 to 80 characters" in pullquote("keys", "add", " ", status=1).err


def test_a_damaged_file_lets_nobody_in(pullquote):
    key = pullquote("keys", "add", "notes", status=0).out.strip()
    for file in library_folder().glob("keys.sqlite*"):
        file.write_bytes(b"x" * 4096)
    assert Keys(library_folder()).find_scope(key.encode()) is None
