"""Reading the rows of a damaged SQLite file page by page, without writing to it.

The format is described at https://www.sqlite.org/fileformat2.html. Trees are not followed, so that a lost page takes
only its own rows with it. Free pages, which may hold removed rows, are skipped.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from index.sqlite_files import PAGE

Value = None | int | float | str | bytes
# The sizes of a page that a file probably has, ours and SQLite's own, and the smallest possible.
_USUAL_SIZES, _LEAST_SIZE = (PAGE, 4096), 512
_MAGIC, _HEADER = b"SQLite format 3\0", 100
_TABLE_LEAF, _INDEX_LEAF = 0x0D, 0x0A
_LEAF_HEADER = 8
_LOG_HEADER, _FRAME_HEADER = 32, 24
# The length in bytes of an integer, by its serial type.
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


@dataclass(frozen=True, slots=True)
class Record:
    """A row as it stands in the file; `rowid` is None in an index, or in a table without rowids.

    A row that is not `whole` has lost its end, and `values` are those before it.
    """

    rowid: int | None
    values: tuple[Value, ...]
    whole: bool


def read_records(path: Path) -> Iterator[Record]:
    """Yield the rows in a SQLite file and in the log beside it, in the order of their pages; raise OSError."""
    data = path.read_bytes()
    log = path.with_name(f"{path.name}-wal")
    logged = log.read_bytes() if log.is_file() else b""
    attempts = [list(_read_pages(data, logged, *sizes)) for sizes in _guess_sizes(data)]
    yield from max(attempts, key=lambda rows: sum(row.whole for row in rows))


def _read_pages(data: bytes, log: bytes, size: int, usable: int) -> Iterator[Record]:
    """Yield the rows of a file whose pages have `size` bytes, of which `usable` are used."""
    pages = _Pages(data, size, usable, _read_log(log, size))
    free = pages.find_free()
    for number in range(1, pages.count + 1):
        if number not in free:
            yield from pages.read_rows(number)


class _Pages:
    """The pages of a file after its last change."""

    def __init__(self, data: bytes, size: int, usable: int, changed: Mapping[int, bytes]):
        self._data, self._size, self._usable, self._changed = data, size, usable, changed
        self.count = max(-(-len(data) // size), *changed, 0) if changed else -(-len(data) // size)

    def read_page(self, number: int) -> bytes:
        """Return a page, filled up with zeros behind the end of the file."""
        if number in self._changed:
            return self._changed[number]
        first = (number - 1) * self._size
        return self._data[first : first + self._size].ljust(self._size, b"\0")

    def find_free(self) -> set[int]:
        """Return the numbers of the free pages, as far as their list can be followed."""
        free: set[int] = set()
        head = self.read_page(1)
        trunk = struct.unpack(">I", head[32:36])[0] if head.startswith(_MAGIC) else 0
        while 0 < trunk <= self.count and trunk not in free:
            page = self.read_page(trunk)
            after, length = struct.unpack(">II", page[:8])
            if length > self._usable // 4 - 2:  # this page is no list
                break
            free |= {trunk, *struct.unpack(f">{length}I", page[8 : 8 + 4 * length])}
            trunk = after
        return free

    def read_rows(self, number: int) -> Iterator[Record]:
        """Yield the rows on a page; none if the page holds something else."""
        page, begins = self.read_page(number), _HEADER if number == 1 else 0
        kind, cells = page[begins], struct.unpack(">H", page[begins + 3 : begins + 5])[0]
        if kind not in (_TABLE_LEAF, _INDEX_LEAF) or cells > self._size // 2:
            return
        first = begins + _LEAF_HEADER
        for place in range(first, min(first + 2 * cells, self._size - 1), 2):
            try:
                yield self._read_row(page, struct.unpack(">H", page[place : place + 2])[0], table=kind == _TABLE_LEAF)
            except (IndexError, ValueError, struct.error):  # a row that was overwritten
                continue

    def _read_row(self, page: bytes, at: int, *, table: bool) -> Record:
        length, at = _decode_varint(page, at)
        rowid = None
        if table:
            rowid, at = _decode_varint(page, at)
            rowid = rowid - 2**64 if rowid >= 2**63 else rowid
        most = self._usable - 35 if table else (self._usable - 12) * 64 // 255 - 23
        if length <= most:
            return _decode_record(rowid, page[at : at + length], length)
        least = (self._usable - 12) * 32 // 255 - 23
        local = least + (length - least) % (self._usable - 4)
        local = local if local <= most else least
        after = struct.unpack(">I", page[at + local : at + local + 4])[0]
        return _decode_record(rowid, page[at : at + local] + self._read_overflow(after, length - local), length)

    def _read_overflow(self, number: int, left: int) -> bytes:
        """Return the rest of a long row, which stands on pages of its own, as far as they can be followed."""
        parts, seen = list[bytes](), set[int]()
        while left > 0 and 0 < number <= self.count and number not in seen:
            seen.add(number)
            page = self.read_page(number)
            parts.append(page[4 : 4 + min(left, self._usable - 4)])
            left -= len(parts[-1])
            number = struct.unpack(">I", page[:4])[0]
        return b"".join(parts)


def _guess_sizes(data: bytes) -> set[tuple[int, int]]:
    """Return the possible sizes of a page and of its used part: the usual ones, and those that the file states."""
    sizes = {(size, size) for size in _USUAL_SIZES}
    size = int.from_bytes(data[16:18], "big")
    size = 65536 if size == 1 else size
    if data.startswith(_MAGIC) and size >= _LEAST_SIZE and not size & (size - 1):
        sizes.add((size, size - data[20]))
    return sizes


def _read_log(log: bytes, size: int) -> dict[int, bytes]:
    """Return the pages in the log beside a file, after the last complete transaction."""
    whole, begun = dict[int, bytes](), dict[int, bytes]()
    salt = log[16:24]
    for at in range(_LOG_HEADER, len(log) - _FRAME_HEADER - size + 1, _FRAME_HEADER + size):
        number, committed = struct.unpack(">II", log[at : at + 8])
        if log[at + 8 : at + 16] != salt or not number:  # a frame of an earlier log
            break
        begun[number] = log[at + _FRAME_HEADER : at + _FRAME_HEADER + size]
        if committed:
            whole |= begun
            begun = {}
    return whole


def _decode_record(rowid: int | None, payload: bytes, length: int) -> Record:
    """Return the row of a payload; raise ValueError or IndexError if the payload is not a row."""
    header, at = _decode_varint(payload, 0)
    if header > len(payload):
        raise ValueError("a row that has lost its header")
    kinds = []
    while at < header:
        kind, at = _decode_varint(payload, at)
        kinds.append(kind)
    values, at = list[Value](), header
    for kind in kinds:
        taken = _INTEGERS.get(kind, 8 if kind == 7 else max(0, kind - 12) // 2)
        if at + taken > len(payload):
            return Record(rowid, tuple(values), whole=False)
        values.append(_decode_value(kind, payload[at : at + taken]))
        at += taken
    return Record(rowid, tuple(values), whole=at == length)


def _decode_value(kind: int, written: bytes) -> Value:
    if kind in (0, 10, 11):
        return None
    if kind in (8, 9):
        return kind - 8
    if kind in _INTEGERS:
        return int.from_bytes(written, "big", signed=True)
    if kind == 7:
        return float(struct.unpack(">d", written)[0])
    if kind % 2 == 0:
        return written
    try:
        return written.decode()
    except UnicodeDecodeError:  # damaged text, which stays bytes
        return written


def _decode_varint(data: bytes, at: int) -> tuple[int, int]:
    """Return the variable-length integer at `at`, and where it ends; raise IndexError behind the end of the data."""
    value = 0
    for place in range(at, at + 8):
        value = value << 7 | data[place] & 0x7F
        if data[place] < 0x80:
            return value, place + 1
    return value << 8 | data[at + 8], at + 9
