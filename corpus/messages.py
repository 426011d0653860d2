"""Messages between a program and its child process: each is its length, then JSON."""

import json
import struct
from typing import IO, Any

# Bytes of one message: no article and no report is larger.
_LARGEST = 2**28
_LENGTH = struct.Struct(">I")


def read_message(pipe: IO[bytes]) -> Any:  # noqa: ANN401 - whatever JSON says
    """Return the next message; raise EOFError at the end, ValueError for one that is too large or no JSON."""
    (length,) = _LENGTH.unpack(_read(pipe, _LENGTH.size))
    if length > _LARGEST:
        raise ValueError("a message is too large")
    return json.loads(_read(pipe, length).decode("utf-8", "surrogatepass"))


def write_message(pipe: IO[bytes], message: object) -> None:
    """Send a message; raise OSError if nobody reads it, ValueError if it is too large."""
    data = json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass")
    if len(data) > _LARGEST:
        raise ValueError("a message is too large")
    rest = memoryview(_LENGTH.pack(len(data)) + data)
    while rest:
        rest = rest[pipe.write(rest) or 0 :]


def _read(pipe: IO[bytes], length: int) -> bytes:
    """Return exactly `length` bytes: a pipe may give fewer at a time."""
    parts = bytearray()
    while len(parts) < length:
        part = pipe.read(min(length - len(parts), 2**20))
        if not part:
            raise EOFError
        parts += part
    return bytes(parts)
