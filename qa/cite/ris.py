"""RIS of items, for EndNote, Zotero and their like."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qa.cite.item import Item
from qa.cite.single_lines import as_line

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


def ris(items: Sequence[Item]) -> str:
    """Return items as RIS, one record each, with the line ends that the format asks for."""
    return "".join(f"{tag}  - {value}\r\n" for item in items for tag, value in _lines(item))


def _lines(item: Item) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES.get(item["type"], "GEN")
    for name in item.get("author", ()):
        yield "AU", _author(name)
    for name, tag in _TAGS.items():
        if value := as_line(item.get(name)):
            yield tag, value
    issued = item.get("issued", {})
    if parts := issued.get("date-parts", [[]])[0]:
        yield "PY", f"{parts[0]:04}"
    if issued:
        yield "DA", _date(issued)
    if accessed := item.get("accessed"):
        yield "Y2", _date(accessed)
    first, _, last = as_line(item.get("page")).replace("–", "-").partition("-")
    yield from ((tag, page) for tag, page in (("SP", first), ("EP", last)) if page)
    yield "ER", ""


def _author(name: Mapping[str, str]) -> str:
    """Return "Family, Given, Suffix"; a comma behind a body's name keeps EndNote from turning it round."""
    if "literal" in name:
        return f"{as_line(name['literal'])},"
    family = as_line(f"{name.get('non-dropping-particle', '')} {name.get('family', '')}")
    parts = [family, as_line(name.get("given")), as_line(name.get("suffix"))]
    return ", ".join(parts).rstrip(", ") + ("" if parts[1] else ",")


def _date(date: Mapping[str, Any]) -> str:
    """Return a date as year/month/day/words, each as far as it is known."""
    parts = date.get("date-parts", [[]])[0]
    numbers = [f"{part:0{2 if at else 4}}" for at, part in enumerate(parts)]
    return "/".join([*numbers, *[""] * (3 - len(numbers)), as_line(date.get("literal"))])
