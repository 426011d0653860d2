"""References: what stands in the text or in a note for each quote, and the entries of a bibliography."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.answer import Citation
from qa.cite.adapting import adapt
from qa.cite.item import Item, item
from qa.cite.locators import Locator, locator
from qa.cite.marked_text import Rich, bare, rich
from qa.cite.styles import Style

if TYPE_CHECKING:
    from qa.cite.csl.cites import Fields
    from qa.cite.csl.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Cited:
    """An item that is cited, and where in it; items of one id are one."""

    item: Item
    locator: Locator | None = None


@dataclass(frozen=True, slots=True)
class References:
    """What a style prints: `citations`, one for each quote, in order, and the `entries` of the bibliography.

    Citations stand in notes if `is_note`, else in the text. A note says more at first than when it comes again.
    """

    citations: tuple[Rich, ...]
    entries: tuple[Rich, ...]
    is_note: bool


def references(citations: Sequence[Citation], style: Style) -> References:
    """Return the references of quotes in a style; raise StyleError if that is a file which cannot be used."""
    return refer([Cited(item(citation.article), locator(citation)) for citation in citations], style)


def refer(cited: Sequence[Cited], style: Style) -> References:
    """Return the references of items of CSL-JSON in a style; as `references`."""
    sheet = _open(style)
    items = {one.item["id"]: adapt(one.item, style) for one in cited}
    links = {items[one.item["id"]]["URL"]: one.item["URL"] for one in cited if "URL" in one.item}
    with sheet.lock:
        listed = _listed(items, sheet)
        citations = list(_citations(cited, listed, sheet, style))
        entries = list(_entries(listed, sheet))
    return References(
        tuple(rich(citation, links) for citation in citations),
        tuple(rich(entry, links) for entry in entries if bare(entry).strip()),
        sheet.is_note,
    )


def _open(style: Style) -> "Sheet":
    # What reads CSL is for those who cite, and they are few of those who ask.
    from qa.cite.csl import style_reading as reading

    if isinstance(style.csl, str):
        return reading.packaged(style.csl, style.locale)
    try:
        changed = style.csl.stat().st_mtime_ns
    except OSError:  # reading it will tell
        changed = 0
    return reading.read(style.csl, style.locale, changed)


def _listed(items: Mapping[str, Item], sheet: "Sheet") -> "dict[str, Fields]":
    """Return items by their ids in the order of the bibliography, with letters that tell alike ones apart."""
    from qa.cite.csl.cites import fields

    ids, read = list(items), [fields(item) for item in items.values()]
    order = sheet.order(read)
    return dict(zip((ids[at] for at in order), sheet.distinguished([read[at] for at in order]), strict=True))


def _citations(cited: Sequence[Cited], listed: "Mapping[str, Fields]", sheet: "Sheet", style: Style) -> Iterator[str]:
    """Yield each citation as marked text."""
    from qa.cite.csl.cites import Cite, Place

    numbers = {key: number for number, key in enumerate(listed, 1)}
    seen: set[str] = set()
    for one in cited:
        key = one.item["id"]
        place, suffix = style.place(one.locator)
        if place and not sheet.locates:
            suffix = f", {place[1]}"
        cite = Cite(listed[key], numbers[key], Place(*place) if place else None, later=key in seen)
        yield sheet.citation([cite], suffix)
        seen.add(key)


def _entries(listed: "Mapping[str, Fields]", sheet: "Sheet") -> Iterator[str]:
    """Yield each entry of the bibliography as marked text."""
    from qa.cite.csl.cites import Cite

    names = None
    for number, fields in enumerate(listed.values(), 1):
        cite = Cite(fields, number, previous_names=names)
        yield sheet.entry(cite)
        names = cite.names
