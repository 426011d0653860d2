import io
import zipfile
from itertools import pairwise

import pytest

from corpus import UnreadableSource
from corpus.formats import packed
from corpus.formats.packed import open_package


def pack(**parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def read(data, name="a", **options):
    with open_package(data, "lamp") as package:
        return package.read_xml(name, **options)


def test_a_part_is_read_and_one_that_is_not_there_is_none():
    assert read(pack(a="<oil/>")).tag == "oil"
    assert read(pack(b="<oil/>")) is None


def test_a_bomb_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(packed, "_MOST_BYTES", 100_000)
    with pytest.raises(UnreadableSource, match="unpacked, the file is larger"):
        read(pack(a=b"<a>" + b" " * 200_000 + b"</a>"))
    half = pack(a=b"<a/>" + b" " * 60_000, b=b"<a/>" + b" " * 60_000)
    with pytest.raises(UnreadableSource, match="larger"), open_package(half, "lamp") as package:
        package.read("a")
        package.read("b")


def test_an_archive_that_lies_about_its_sizes_is_not_unpacked():
    data = pack(a=b"<a>" + b" " * 100_000 + b"</a>")
    lying = data.replace((100_007).to_bytes(4, "little"), (7).to_bytes(4, "little"))
    assert lying != data
    with pytest.raises(UnreadableSource, match="no sound lamp"):
        read(lying)


def test_entities_do_not_grow_and_look_nothing_up(tmp_path):
    (tmp_path / "secret").write_text("secret")
    assert "".join(read(pack(a=f'<!DOCTYPE x [<!ENTITY s SYSTEM "{tmp_path}/secret">]><x>&s;</x>')).itertext()) == "&s;"
    grown = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghi"))
    with pytest.raises(UnreadableSource, match="no sound lamp"):
        read(pack(a=f'<!DOCTYPE x [<!ENTITY a "oil oil oil">{grown}]><x>&i;</x>'))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"It burned.", pack(a="<oil>")])
def test_what_is_broken_is_told(data):
    with pytest.raises(UnreadableSource, match="no sound lamp"):
        read(data)


def test_what_is_nearly_xml_can_be_mended():
    assert read(pack(a="<oil>&nbsp;<b></oil>"), mend=True).tag == "oil"


def test_too_many_parts_are_not_looked_at(monkeypatch):
    monkeypatch.setattr(packed, "_MOST_PARTS", 2)
    with pytest.raises(UnreadableSource, match="more than 2 parts"):
        read(pack(a="", b="", c=""))


def test_a_part_that_begins_before_the_file_is_refused():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("a", "x")
    broken = bytearray(data.getvalue())
    at = broken.index(b"PK\x05\x06") + 16
    broken[at : at + 4] = (60_000).to_bytes(4, "little")
    with pytest.raises(UnreadableSource, match="no sound book"), open_package(bytes(broken), "book") as package:
        package.read("a")


def test_a_name_may_be_no_utf_8():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("é.xml", "<a/>")
    with (
        pytest.raises(UnreadableSource, match="no sound thing"),
        open_package(data.getvalue().replace("é".encode(), b"\xca\xff"), "thing"),
    ):
        pass


@pytest.mark.parametrize(
    "data",
    [
        bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"),
        pack(**{"a": b"\x8f\x02", "META-INF/manifest.xml": "<m><encryption-data/></m>"}),
    ],
)
def test_a_locked_document_is_told(data):
    with pytest.raises(UnreadableSource, match="locked with a password"):
        read(data)
