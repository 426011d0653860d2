"""Runs: stretches of a reference in one format, as every format of export can write them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import unescape
from itertools import groupby
from typing import Literal

from qa.cite.marked_text import RichText

Look = Literal["italic", "bold", "underline", "small-caps", "superscript", "subscript"]
_LOOKS: dict[str, Look] = {
    "i": "italic",
    "b": "bold",
    "u": "underline",
    "span": "small-caps",
    "sup": "superscript",
    "sub": "subscript",
}
_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_ADDRESS = re.compile(r'href="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Run:
    """Text with its looks, the outermost first, and the web address that it leads to."""

    text: str
    looks: tuple[Look, ...] = ()
    address: str | None = None


def split_runs(reference: RichText) -> tuple[Run, ...]:
    """Return the runs of a reference."""
    return tuple(_read_runs(reference.html))


def link_runs(read: Iterable[Run], address: str | None) -> tuple[Run, ...]:
    """Return runs whose links lead to `address`, or all of which do if none is a link; for None, the same runs."""
    held = tuple(read)
    if address is None:
        return held
    every = not any(run.address for run in held)
    return tuple(replace(run, address=address) if every or run.address else run for run in held)


def group_by_address(read: Iterable[Run]) -> Iterator[tuple[str | None, tuple[Run, ...]]]:
    """Yield the runs of each link, and those between links."""
    for address, together in groupby(read, key=lambda run: run.address):
        yield address, tuple(together)


def _read_runs(html: str) -> Iterator[Run]:
    # In rich text, each "<" begins a tag, and no attribute holds a ">".
    looks: list[Look] = []
    address, at = None, 0
    for tag in _TAG.finditer(html):
        if tag.start() > at:
            yield Run(unescape(html[at : tag.start()]), tuple(looks), address)
        at = tag.end()
        closes, name = bool(tag[1]), tag[2]
        if name in _LOOKS and closes:
            looks.pop()
        elif name in _LOOKS:
            looks.append(_LOOKS[name])
        elif name == "a":
            match = _ADDRESS.search(tag[3])
            address = unescape(match[1]) if match else None
    if at < len(html):
        yield Run(unescape(html[at:]), tuple(looks), address)
