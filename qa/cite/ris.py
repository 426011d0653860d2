"""Writes items as RIS, for EndNote, Zotero and other reference managers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qa.cite.item import Item, find_zotero_uri
from qa.cite.single_lines import join_lines

_TYPES = {
    "article-newspaper": "NEWS",
    "article-magazine": "MGZN",
    "article-journal": "JOUR",
    "webpage": "ELEC",
    "report": "RPRT",
}
_TAGS = {
    "title": "TI", "container-title": "T2", "publisher": "PB", "publisher-place": "CY", "volume": "VL", "issue": "IS",
    "number": "M1", "DOI": "DO", "URL": "UR", "language": "LA",
}  # fmt: skip


def write_ris(items: Sequence[Item]) -> str:
    """Return items as RIS, a record each, with the line ends of the format."""
    return "".join(f"{tag}  - {value}\r\n" for item in items for tag, value in _write_lines(item))


def _write_lines(item: Item) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES.get(item["type"], "GEN")
    if uri := find_zotero_uri(item):
        yield "ID", uri
    for name in item.get("author", ()):
        yield "AU", _write_author(name)
    for name, tag in _TAGS.items():
        if value := join_lines(item.get(name)):
            yield tag, value
    issued = item.get("issued", {})
    if parts := issued.get("date-parts", [[]])[0]:
        yield "PY", f"{parts[0]:04}"
    if issued:
        yield "DA", _write_date(issued)
    if accessed := item.get("accessed"):
        yield "Y2", _write_date(accessed)
    first, _, last = join_lines(item.get("page")).replace("–", "-").partition("-")
    yield from ((tag, page) for tag, page in (("SP", first), ("EP", last)) if page)
    yield "ER", ""


def _write_author(name: Mapping[str, str]) -> str:
    """Return "Family, Given, Suffix"; the comma behind a body's name keeps EndNote from inverting it."""
    if "literal" in name:
        return f"{join_lines(name['literal'])},"
    family = join_lines(f"{name.get('non-dropping-particle', '')} {name.get('family', '')}")
    parts = [family, join_lines(name.get("given")), join_lines(name.get("suffix"))]
    return ", ".join(parts).rstrip(", ") + ("" if parts[1] else ",")


def _write_date(date: Mapping[str, Any]) -> str:
    """Return a date as year/month/day/words; what is not known is empty."""
    parts = date.get("date-parts", [[]])[0]
    numbers = [f"{part:0{2 if at else 4}}" for at, part in enumerate(parts)]
    return "/".join([*numbers, *[""] * (3 - len(numbers)), join_lines(date.get("literal"))])
