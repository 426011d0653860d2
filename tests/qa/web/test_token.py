"""The token: kept where nobody else can read it, and the same until it may have been read."""

import os
import stat

import pytest

from qa.web.errors import CannotServe
from qa.web.token import NAME, load_token


def test_it_outlasts_a_restart(tmp_path):
    token = load_token(tmp_path)
    assert len(token) == 43 and load_token(tmp_path) == token
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_each_library_has_its_own(tmp_path):
    (tmp_path / "other").mkdir()
    assert load_token(tmp_path) != load_token(tmp_path / "other")


@pytest.mark.skipif(os.name != "posix", reason="only POSIX tells who can read a file")
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o777])
def test_only_its_owner_can_read_it(tmp_path, umask):
    before = os.umask(umask)
    try:
        load_token(tmp_path)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) & 0o077 == 0


@pytest.mark.skipif(os.name != "posix", reason="only POSIX tells who can read a file")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o622])
def test_one_that_others_may_have_read_is_replaced(tmp_path, mode):
    token = load_token(tmp_path)
    (tmp_path / NAME).chmod(mode)
    assert load_token(tmp_path) != token
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600


@pytest.mark.parametrize("held", [b"", b"short\n", b"\xff" * 43, b"a" * 44, b"a" * 42 + b" "])
def test_what_is_no_token_is_replaced(tmp_path, held):
    load_token(tmp_path)
    (tmp_path / NAME).write_bytes(held)
    assert len(load_token(tmp_path)) == 43


@pytest.mark.skipif(os.name != "posix", reason="links to files need rights elsewhere")
def test_a_link_is_not_followed(tmp_path):
    token = load_token(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / NAME).rename(tmp_path / "elsewhere" / NAME)
    (tmp_path / NAME).symlink_to(tmp_path / "elsewhere" / NAME)
    assert load_token(tmp_path) != token
    assert not (tmp_path / NAME).is_symlink()


def test_a_folder_that_cannot_hold_it_is_told(tmp_path):
    (tmp_path / NAME).mkdir()
    with pytest.raises(CannotServe, match=r"page\.token"):
        load_token(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
