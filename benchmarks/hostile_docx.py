"""Hostile Word documents."""

import io
import random
import struct
import warnings
import zipfile
from collections.abc import Callable, Iterator

from hostile_case import Hostile, holding

_MB = 1_000_000
_NAME = "word/document.xml"
_OPEN = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
_CLOSE = b"</w:body></w:document>"
_RUN = b"<w:r><w:t>After that the city was free to take it down </w:t></w:r>"
_QUOTE = "<w:p><w:r><w:t>“After that the city was free to take it down”</w:t></w:r></w:p>".encode()
_SOUND = _OPEN + _QUOTE + _CLOSE


def documents() -> Iterator[Hostile]:
    """Yield every hostile document."""
    for name, inner in _BODIES.items():
        yield Hostile(f"docx: {name}", holding("draft.docx", lambda it=inner: _packed(_OPEN + it() + _CLOSE)))
    for name, part in _PARTS.items():
        yield Hostile(f"docx: {name}", holding("draft.docx", lambda it=part: _packed(_SOUND, **it())))
    for size in (50, 99, 300, 1000):
        yield Hostile(f"docx: blanks of {size} MB", holding("draft.docx", lambda n=size: _bomb(b" ", n)))
        yield Hostile(f"docx: empty paragraphs of {size} MB", holding("draft.docx", lambda n=size: _bomb(b"<w:p/>", n)))
        yield Hostile(
            f"docx: runs of {size} MB", holding("draft.docx", lambda n=size: _bomb(b"<w:p>" + _RUN + b"</w:p>", n))
        )
    for name, make in _BROKEN.items():
        yield Hostile(f"docx: {name}", holding("draft.docx", make), "refused")
    for name, make in _ODD.items():
        yield Hostile(f"docx: {name}", holding("draft.docx", make))


def _packed(document: bytes, **parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(_NAME, document)
        for name, data in parts.items():
            packed.writestr(f"word/{name}.xml", data)
    return out.getvalue()


def _bomb(part: bytes, megabytes: int) -> bytes:
    """Return a document of so many megabytes, written piece by piece."""
    out = io.BytesIO()
    block = part * (_MB // len(part))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed, packed.open(_NAME, "w") as file:
        file.write(_OPEN + _QUOTE)
        for _ in range(megabytes):
            file.write(block)
        file.write(_CLOSE)
    return out.getvalue()


def _boxes(depth: int, count: int) -> bytes:
    return (
        (b"<w:p>" + _RUN) * depth * count + b"</w:p>" * depth * count
        if count == 1
        else ((b"<w:p>" + _RUN) * depth + b"</w:p>" * depth) * count
    )


_BODIES: dict[str, Callable[[], bytes]] = {
    **{
        f"paragraphs in paragraphs, {depth} deep, {count} times": lambda d=depth, n=count: _boxes(d, n)
        for depth, count in ((100, 10), (240, 1), (240, 40), (240, 400), (5_000, 1), (100_000, 1))
    },
    "a paragraph of 50,000 paragraphs": lambda: b"<w:p>" + (b"<w:p>" + _RUN + b"</w:p>") * 50_000 + b"</w:p>",
    "10,000 runs 200 deep": lambda: b"<w:p>" + b"<w:x>" * 200 + _RUN * 10_000 + b"</w:x>" * 200 + b"</w:p>",
    "300,000 runs": lambda: b"<w:p>" + _RUN * 300_000 + b"</w:p>",
    "200,000 deleted runs": lambda: b"<w:p>" + (b"<w:del>" + _RUN + b"</w:del>") * 200_000 + b"</w:p>",
    "100,000 paragraphs": lambda: (b"<w:p>" + _RUN + b"</w:p>") * 100_000,
    "20,000 quotations": lambda: _QUOTE * 20_000,
    "100,000 block quotes": lambda: (
        (b'<w:p><w:pPr><w:pStyle w:val="Quote"/></w:pPr>' + _RUN + b"</w:p><w:p><w:r><w:t>a</w:t></w:r></w:p>") * 50_000
    ),
    "a million tabs": lambda: b"<w:p><w:r>" + b"<w:tab/>" * _MB + b"</w:r></w:p>",
    "a million breaks in a block quote": lambda: (
        b'<w:p><w:pPr><w:pStyle w:val="Quote"/></w:pPr><w:r><w:t>a</w:t>' + b"<w:br/>" * _MB + b"</w:r></w:p>"
    ),
    "100,000 notes that are named": lambda: (
        b"<w:p>" + _RUN + b'<w:r><w:footnoteReference w:id="1"/></w:r>' * 100_000 + b"</w:p>"
    ),
    "300,000 attributes": lambda: b"<w:p " + b" ".join(b'a%d=""' % n for n in range(300_000)) + b">" + _RUN + b"</w:p>",
    "30,000 attributes": lambda: b"<w:p " + b" ".join(b'a%d=""' % n for n in range(30_000)) + b">" + _RUN + b"</w:p>",
    "30,000 namespaces": lambda: (
        b"<w:p " + b" ".join(b'xmlns:a%d="a%d"' % (n, n) for n in range(30_000)) + b">" + _RUN + b"</w:p>"
    ),
    "an attribute of 20 MB": lambda: b'<w:p a="' + b"a" * 20 * _MB + b'">' + _RUN + b"</w:p>",
    "a text of 8 MB": lambda: b"<w:p><w:r><w:t>" + b"word " * 1_600_000 + b"</w:t></w:r></w:p>",
    "a text of 20 MB": lambda: b"<w:p><w:r><w:t>" + b"word " * 4 * _MB + b"</w:t></w:r></w:p>",
    "a comment of 20 MB": lambda: b"<!--" + b"a" * 20 * _MB + b"-->" + _QUOTE,
    "comments in a paragraph": lambda: b"<w:p>" + b"<!--a--><?a b?>" * 100_000 + _RUN + b"</w:p>",
    "marks of two classes": lambda: (
        "<w:p><w:r><w:t>“one two three four e".encode()
        + "\u0301\u0323".encode() * 60_000
        + "”</w:t></w:r></w:p>".encode()
    ),
    "a style of 1 MB": lambda: (
        b'<w:p><w:pPr><w:pStyle w:val="' + b"intense" * 140_000 + b'"/></w:pPr>' + _RUN + b"</w:p>"
    ),
    "ids of 1 MB": lambda: b'<w:p><w:r><w:footnoteReference w:id="' + b"a" * _MB + b'"/></w:r>' + _RUN + b"</w:p>",
}
_NOTES = b'<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
_PARTS: dict[str, Callable[[], dict[str, bytes]]] = {
    "100,000 footnotes": lambda: {
        "footnotes": _NOTES
        + (b'<w:footnote w:id="1"><w:p>' + _RUN + b"</w:p></w:footnote>") * 100_000
        + b"</w:footnotes>"
    },
    "footnotes in footnotes": lambda: {
        "footnotes": _NOTES
        + (b'<w:footnote w:id="1"><w:p>' + _RUN) * 120
        + b"</w:p></w:footnote>" * 120
        + b"</w:footnotes>"
    },
    "a footnote of 50,000 paragraphs": lambda: {
        "footnotes": _NOTES
        + b'<w:footnote w:id="1">'
        + (b"<w:p>" + _RUN + b"</w:p>") * 50_000
        + b"</w:footnote></w:footnotes>"
    },
    "200,000 styles": lambda: {
        "styles": _NOTES.replace(b"footnotes", b"styles")
        + b'<w:style w:styleId="a"><w:name w:val="quote"/></w:style>' * 200_000
        + b"</w:styles>"
    },
    "broken styles": lambda: {"styles": b"<w:styles"},
    "empty footnotes": lambda: {"footnotes": b""},
    "endnotes of 90 MB": lambda: {"endnotes": _NOTES + b" " * 90 * _MB + b"</w:footnotes>"},
}


def _changed(old: bytes, new: bytes, data: bytes | None = None) -> bytes:
    whole = data if data is not None else _packed(_SOUND)
    assert old in whole
    return whole.replace(old, new)


def _spoilt(at: float) -> bytes:
    whole = bytearray(
        _packed(_OPEN + b"".join(b"<w:p><w:r><w:t>%d</w:t></w:r></w:p>" % n for n in range(20_000)) + _CLOSE)
    )
    place = int(len(whole) * at)
    whole[place : place + 40] = random.Random(5).randbytes(40)
    return bytes(whole)


def _wrong_sum() -> bytes:
    with zipfile.ZipFile(io.BytesIO(_packed(_SOUND))) as packed:
        crc = packed.getinfo(_NAME).CRC
    return _changed(struct.pack("<L", crc), struct.pack("<L", crc ^ 1))


def _flagged(bit: int) -> bytes:
    whole = bytearray(_packed(_SOUND))
    for head, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        whole[whole.index(head) + at] |= bit
    return bytes(whole)


def _method(number: int) -> bytes:
    whole = bytearray(_packed(_SOUND))
    for head, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        whole[whole.index(head) + at] = number
    return bytes(whole)


def _laughs(system: str) -> bytes:
    return _packed(
        f"<?xml version='1.0'?><!DOCTYPE a [{system}]>".encode() + _SOUND.replace(b"</w:t>", b"&a39;</w:t>", 1)
    )


def _sized(size: int) -> bytes:
    """Return a document whose directory tells another size than its data have."""
    whole = bytearray(_packed(_SOUND))
    place = whole.index(b"PK\x01\x02")
    whole[place + 24 : place + 28] = struct.pack("<L", size)
    return bytes(whole)


def _twice() -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        warnings.simplefilter("ignore")
        for _ in range(20_000):
            packed.writestr(_NAME, _SOUND)
    return out.getvalue()


def _entries(count: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(_NAME, _SOUND)
        for number in range(count):
            packed.writestr(f"word/media/{number}.png", b"")
    return out.getvalue()


_GROWING = "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 40)) + '<!ENTITY a0 "ha">'
_BROKEN: dict[str, Callable[[], bytes]] = {
    "a broken stream": lambda: _spoilt(0.5),
    "a broken stream at its start": lambda: _spoilt(0.02),
    "a wrong sum": _wrong_sum,
    "locked": lambda: _flagged(1),
    "an unknown method": lambda: _method(99),
    "a method that is another's": lambda: _method(12),
    "stored, it says": lambda: _method(0),
    "cut short": lambda: _packed(_SOUND)[:-30],
    "a directory alone": lambda: _packed(_SOUND)[-200:],
    "letters": lambda: b"a" * 10_000,
    "zeros": lambda: bytes(_MB),
    "empty": lambda: b"",
    "another zip": lambda: _packed(_SOUND).replace(b"document", b"dokument"),
    "no XML": lambda: _packed(b"\xff" * 10_000),
    "an empty part": lambda: _packed(b""),
    "elements never closed": lambda: _packed(_OPEN + b"<w:p>" * 100_000),
    "an unknown encoding": lambda: _packed(b"<?xml version='1.0' encoding='x-none'?>" + _SOUND),
    "a size of 4 GB": lambda: _sized(2**32 - 2),
    "zip64, it says": lambda: _sized(2**32 - 1),
    "an offset beyond the file": lambda: _changed(b"PK\x05\x06", b"PK\x05\x07"),
    "a folder named as the document": lambda: _packed(_SOUND).replace(b"word/document.xml", b"word/documentxml/"),
}
_ODD: dict[str, Callable[[], bytes]] = {
    "an entity that grows": lambda: _laughs(_GROWING),
    "an entity of a file": lambda: _laughs('<!ENTITY a39 SYSTEM "file:///etc/passwd">'),
    "an entity from afar": lambda: _laughs('<!ENTITY a39 SYSTEM "http://127.0.0.1:9/a">'),
    "entities of entities": lambda: _laughs(
        "".join(f'<!ENTITY b{n} "a">' for n in range(100_000)) + '<!ENTITY a39 "a">'
    ),
    "an entity of 10 MB": lambda: _laughs(f'<!ENTITY a39 "{"a" * 10 * _MB}">'),
    "a type from afar": lambda: _packed(b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">' + _SOUND),
    "one part 20,000 times": _twice,
    "50,000 entries": lambda: _entries(50_000),
    "a size of one byte": lambda: _sized(1),
    "letters before it": lambda: b"a" * _MB + _packed(_SOUND),
    "UTF-16": lambda: _packed("\ufeff".encode("utf-16-le") + _SOUND.decode().encode("utf-16-le")),
    "a comment of 60 KB": lambda: _packed(_SOUND)[:-2] + struct.pack("<H", 60_000) + b"a" * 60_000,
}
