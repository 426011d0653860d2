"""Fingerprints of files."""

import os

from corpus import read_stamp, take_fingerprint


def test_a_fingerprint_is_of_the_bytes(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(b"lamp")
    other.write_bytes(b"lamp")
    assert take_fingerprint(one).digest == take_fingerprint(other).digest
    other.write_bytes(b"lamb")
    assert take_fingerprint(one).digest != take_fingerprint(other).digest


def test_a_change_shows_in_the_stamp_though_the_time_was_set_back(tmp_path):
    path = tmp_path / "one"
    path.write_bytes(b"lamp")
    status, before = path.stat(), read_stamp(path)
    path.write_bytes(b"lamb")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert read_stamp(path) != before


def test_a_file_that_has_just_changed_is_not_settled(tmp_path):
    path = tmp_path / "one"
    path.write_bytes(b"lamp")
    assert not take_fingerprint(path).settled
