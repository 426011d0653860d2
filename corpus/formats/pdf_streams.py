"""Streams of a PDF: whether one draws so much that reading it would exhaust the machine; told before any is drawn.

PDFium makes an object of everything that is drawn, each time that it is drawn: of a form that draws ten times a form
that draws ten times another, and so on, billions.
"""

import re
import zlib
from collections import Counter
from typing import NamedTuple

from corpus.errors import UnreadableSource

_START = re.compile(rb"(?<!\d)(\d{1,10})\s{1,9}\d{1,5}\s{1,9}obj\b")
_STREAM = re.compile(rb"\bstream\r?\n")
# No dictionary that is looked at is longer, and what is no drawing says so in it.
_LONGEST = 20_000
_NO_DRAWING = re.compile(
    rb"/Image\b|/FontFile|/Length[123]\b|/XRef\b|/ObjStm\b|/Metadata\b|/EmbeddedFile\b|/FunctionType\b|/CMap"
)
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_OTHER_FILTER = re.compile(rb"/(?:LZW|ASCII|RunLength|DCT|CCITTFax|JBIG2|JPX|Crypt)")
_NAME, _NUMBER = rb"/([^\s/<>\[\]()]{1,100})", rb"\s{0,9}(\d{1,10})\s{1,9}\d{1,5}\s{1,9}R\b"
_DRAWS = re.compile(_NAME + rb"\s{1,9}Do\b")
_PAINTS = re.compile(rb"(?:^|[\s)>\]])(?:T[jJ]|[fFSsBb]\*?|sh|['\"])(?=\s|$)")
_LETTERS = re.compile(rb"\(([^()]*)\)|<([0-9a-fA-F\s]+)>")
_REFERENCE = re.compile(_NAME + _NUMBER)
_ELSEWHERE = re.compile(rb"/(?:Resources|XObject)" + _NUMBER)
_CONTENTS = re.compile(rb"/Contents\s{0,9}\[?((?:" + _NUMBER + rb"){1,1000})")
# Bytes of one stream, unpacked; letters and shapes that one may draw, with all that it draws again.
_MOST_BYTES, _MOST_DRAWN = 64_000_000, 1_500_000
# Forms within one another, and dictionaries that are followed from one.
_DEEPEST, _FARTHEST = 40, 3
_EXCESS = "the file draws more than a machine can hold: print it as PDF anew, or save it in parts"


class _Drawing(NamedTuple):
    """What a stream draws: letters and shapes of its own, and how often it draws forms, by their names."""

    own: int
    forms: Counter[bytes]


def refuse_excess(data: bytes) -> None:
    """Raise UnreadableSource if a stream, unpacked, or what it draws, drawn out, is more than can be held."""
    _Streams(data).refuse_excess()


class _Streams:
    """The streams of a file that may draw, and what their dictionaries call by which names."""

    def __init__(self, data: bytes):
        self._data = data
        self._places = {int(match[1]): match.end() for match in _START.finditer(data)}
        self._drawings: dict[int, _Drawing] = {}
        self._names: dict[int, dict[bytes, int]] = {}

    def refuse_excess(self) -> None:
        """Raise UnreadableSource if one draws too much."""
        for number in self._places:
            self._read(number)
        drawn = {number: drawing.own for number, drawing in self._drawings.items()}
        for _ in range(_DEEPEST):
            before, drawn = drawn, {number: self._count(number, drawn) for number in self._drawings}
            if any(count > _MOST_DRAWN for count in drawn.values()):
                raise UnreadableSource(_EXCESS)
            if drawn == before:
                return

    def _read(self, number: int) -> None:
        """Take up what an object draws; a page's dictionary names what its contents draw."""
        stated, start = self._read_dictionary(number)
        if contents := _CONTENTS.search(stated):
            names = self._list_names(stated)
            for reference in re.finditer(_NUMBER, contents[1]):
                self._names[int(reference[1])] = names
        if start < 0 or _NO_DRAWING.search(stated) or _OTHER_FILTER.search(stated):
            return
        end = self._data.find(b"endstream", start)
        content = self._data[start : len(self._data) if end < 0 else end]
        for _ in _FLATE.findall(stated):
            content = _unpack(content)
        letters = sum(len(plain) + len(digits) // 2 for plain, digits in _LETTERS.findall(content))
        shapes = sum(1 for _ in _PAINTS.finditer(content))
        # What draws nothing but itself takes room, too.
        self._drawings[number] = _Drawing(1 + letters + shapes, Counter(_DRAWS.findall(content)))
        self._names.setdefault(number, self._list_names(stated))

    def _read_dictionary(self, number: int) -> tuple[bytes, int]:
        """Return the dictionary of an object, and where its stream begins, -1 if it has none."""
        place = self._places.get(number, len(self._data))
        end = self._data.find(b"endobj", place, place + _LONGEST)
        stream = _STREAM.search(self._data, place, end if end >= 0 else place + _LONGEST)
        if stream:
            return self._data[place : stream.start()], stream.end()
        return self._data[place : end if end >= 0 else place + _LONGEST], -1

    def _list_names(self, stated: bytes, steps: int = 0) -> dict[bytes, int]:
        """Return which objects a dictionary gives names, or those that it takes them from."""
        names = {name: int(number) for name, number in _REFERENCE.findall(stated)}
        for elsewhere in _ELSEWHERE.findall(stated) if steps < _FARTHEST else ():
            names |= self._list_names(self._read_dictionary(int(elsewhere))[0], steps + 1)
        return names

    def _count(self, number: int, drawn: dict[int, int]) -> int:
        """Return how much a stream draws, if what it draws again is as much as was `drawn` one form less deep."""
        drawing, names = self._drawings[number], self._names[number]
        again = (times * drawn.get(names.get(name, -1), 1) for name, times in drawing.forms.items())
        return drawing.own + sum(again)


def _unpack(packed: bytes) -> bytes:
    """Return what was packed, as far as it is sound; raise UnreadableSource if it is too much."""
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(packed, _MOST_BYTES)
    except zlib.error:
        return b""
    if unpacking.unconsumed_tail:
        raise UnreadableSource(_EXCESS)
    return content
