"""Paths that are no ordinary files, and files that change or go while they are read."""

import os
import random
import threading
from collections.abc import Iterator
from pathlib import Path

from hostile_case import Hostile, Make

_PROSE = "The committee met in the old hall and agreed to nothing at all. "


def places() -> Iterator[Hostile]:
    """Yield every hostile place."""
    for suffix in ("txt", "pdf", "html", "md", "jsonl"):
        yield Hostile(f"place: a FIFO named {suffix}", _fifo(f"hostile.{suffix}"), "refused")
        yield Hostile(f"place: endless zeros linked as {suffix}", _link(f"hostile.{suffix}", "/dev/zero"), "refused")
        yield Hostile(
            f"place: 200 MB with nothing in it, named {suffix}", _sparse(f"hostile.{suffix}", 200_000_000), "refused"
        )
        yield Hostile(f"place: empty, named {suffix}", _sparse(f"hostile.{suffix}", 0), "either")
    yield Hostile("place: 100 GB with nothing in it", _sparse("hostile.txt", 100_000_000_000), "refused")
    yield Hostile("place: endless zeros", lambda folder: Path("/dev/zero"), "refused")
    yield Hostile("place: a folder named x.pdf", _folder, "refused")
    yield Hostile("place: a link to itself", _link("hostile.txt", "hostile.txt"), "refused")
    yield Hostile("place: a link to nowhere", _link("hostile.txt", "nowhere"), "refused")
    yield Hostile("place: folders that link to one another", _ring, "read")
    yield Hostile("place: 500 folders deep", _deep, "read")
    yield Hostile("place: nothing", lambda folder: folder / "nothing.txt", "refused")
    yield Hostile("place: a name of line breaks", _named("a\nb\x1b[2J.txt"), "read")
    yield Hostile("place: a name that is not UTF-8", _named(os.fsdecode(b"a\xff.txt")), "read")
    yield Hostile("place: a name of digits", _named("9" * 200 + ".txt"), "read")
    yield Hostile("place: a name of marks", _named("e" + "\u0301\u0323" * 50 + ".txt"), "read")
    yield Hostile("place: files that go while they are read", _files, many=True, meddle=_take_away)
    yield Hostile("place: files that become folders", _files, many=True, meddle=_make_folders)
    yield Hostile("place: a file that grows while it is read", _named("hostile.txt"), meddle=_grow)
    yield Hostile("place: 300 files of nonsense", _nonsense, many=True)


def _fifo(name: str) -> Make:
    def make(folder: Path) -> Path:
        os.mkfifo(folder / name)
        return folder / name

    return make


def _link(name: str, to: str) -> Make:
    def make(folder: Path) -> Path:
        (folder / name).symlink_to(to)
        return folder / name

    return make


def _sparse(name: str, size: int) -> Make:
    def make(folder: Path) -> Path:
        path = folder / name
        path.touch()
        os.truncate(path, size)
        return path

    return make


def _named(name: str) -> Make:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_text(_PROSE * 20, encoding="utf-8")
        return path

    return make


def _folder(folder: Path) -> Path:
    (folder / "x.pdf").mkdir()
    return folder / "x.pdf"


def _ring(folder: Path) -> Path:
    for one, other in (("a", "b"), ("b", "a")):
        (folder / one).mkdir()
        (folder / one / "text.txt").write_text(_PROSE * 3 + one, encoding="utf-8")
        (folder / one / "on").symlink_to(folder / other)
    return folder


def _deep(folder: Path) -> Path:
    path = folder.joinpath(*["d"] * 500)
    path.mkdir(parents=True)
    (path / "text.txt").write_text(_PROSE, encoding="utf-8")
    return folder


def _files(folder: Path) -> Path:
    for number in range(400):
        (folder / f"{number:03}.txt").write_text(f"{_PROSE}{number}", encoding="utf-8")
    return folder


def _nonsense(folder: Path) -> Path:
    chance = random.Random(5)
    suffixes = ("txt", "md", "html", "pdf", "jsonl")
    for number in range(300):
        (folder / f"{number:03}.{suffixes[number % 5]}").write_bytes(chance.randbytes(chance.choice((3, 300, 30_000))))
    return folder


def _take_away(folder: Path, stop: threading.Event) -> None:
    for path in sorted(folder.iterdir(), reverse=True):
        if stop.wait(0.01):
            return
        path.unlink()


def _make_folders(folder: Path, stop: threading.Event) -> None:
    for path in sorted(folder.iterdir(), reverse=True):
        if stop.wait(0.01):
            return
        path.unlink()
        path.mkdir()


def _grow(path: Path, stop: threading.Event) -> None:
    with path.open("ab") as out:
        for _ in range(2_000):
            if stop.wait(0.01):
                return
            out.write(_PROSE.encode() * 1_000)
            out.flush()
