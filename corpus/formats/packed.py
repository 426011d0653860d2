"""Zip archives that are documents: their parts are read within bounds, and never written anywhere."""

import io
import re
import zipfile
import zlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from corpus.errors import UnreadableSource
from corpus.formats.encoding import mend_references

# Bytes of all parts that are read, unpacked: a book's text has fewer, a trap has more.
_MOST_BYTES = 100_000_000
# Parts of an archive: each takes time and memory before any of it is read.
_MOST_PARTS = 20_000
# XML that is in another encoding than UTF-8, by what it declares.
_IS_ANOTHER = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"'](?!utf-?8[\"'])", re.IGNORECASE)
# A file of Microsoft's older kind, and the name of a part that it has where it is a locked document of the newer one.
_COMPOUND, _LOCKED_PART = bytes.fromhex("d0cf11e0a1b11ae1"), "EncryptedPackage".encode("utf-16-le")
# What tells how each part of an OpenDocument is locked, and so many bytes of it that are looked at.
_MANIFEST, _MOST_MANIFEST = "META-INF/manifest.xml", 1_000_000
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, NotImplementedError, RuntimeError, EOFError, OSError),
    UnicodeDecodeError,  # a name that its archive calls UTF-8, and that is none
)


class Package:
    """The parts of one archive, by their names in it; it is opened by `open_package`."""

    def __init__(self, archive: zipfile.ZipFile):
        self._archive = archive
        self._left = _MOST_BYTES

    def names(self) -> list[str]:
        """Return the names of all parts, in the archive's order."""
        return self._archive.namelist()

    def read(self, name: str) -> bytes | None:
        """Return a part unpacked, None if there is none; raise UnreadableSource if the parts together are too large."""
        try:
            info = self._archive.getinfo(name)
        except KeyError:
            return None
        # No more bytes than stand here are ever unpacked.
        self._left -= info.file_size
        if self._left < 0:
            raise UnreadableSource(f"unpacked, the file is larger than {_MOST_BYTES // 10**6} MB: save it in parts")
        try:
            return self._archive.read(info)
        except ValueError as error:  # the part is said to begin before the file does
            raise zipfile.BadZipFile from error

    def read_xml(self, name: str, *, mend: bool = False) -> "etree._Element | None":
        """Return a part's XML, None if there is none; with `mend`, as much of it as can be read."""
        data = self.read(name)
        return parse_xml(data, mend=mend) if data is not None else None


@contextmanager
def open_package(data: bytes, called: str) -> Iterator[Package]:
    """Open the archive that a file is.

    Raises UnreadableSource, which calls the file `called`, if the block finds it broken.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > _MOST_PARTS:
                raise UnreadableSource(f"the file has more than {_MOST_PARTS:,} parts: save it in parts")
            yield Package(archive)
    except _BROKEN as error:
        if _is_locked(data):
            raise UnreadableSource("the file is locked with a password; save a copy without one") from error
        raise UnreadableSource(f"the file is no sound {called}; open it in its program and save it anew") from error


def _is_locked(data: bytes) -> bool:
    """Say whether a password locks a document of Microsoft's kind, which is then no archive, or of OpenDocument's."""
    if data.startswith(_COMPOUND):
        return _LOCKED_PART in data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(_MANIFEST) as manifest:
            return b"encryption-data" in manifest.read(_MOST_MANIFEST)
    except (*_BROKEN, KeyError, ValueError):
        return False


def _mend_letters(data: bytes) -> bytes:
    """Return XML without what the parser passes over, and who reads its text stumbles over."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return mend_references(data.decode("utf-16", "replace")).encode("utf-16")
    if not _IS_ANOTHER.match(data):
        return mend_references(data.decode("utf-8", "replace")).encode()
    # References are in ASCII, whatever the bytes around them are.
    return mend_references(data.decode("latin-1")).replace("\ufffd", "&#xFFFD;").encode("latin-1")


def parse_xml(data: bytes, *, mend: bool = False) -> "etree._Element | None":
    """Parse XML without entities of its own and without looking anything up; with `mend`, as much as can be read.

    Returns None if nothing can be read with `mend`; raises XMLSyntaxError without it.
    """
    data = _mend_letters(data) if mend else data
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=mend)
    parsed: etree._Element | None = etree.fromstring(data, parser)
    return parsed
