"""References: a citation for each quote, in the text or in a note, and the entries of the bibliography."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.answer import Citation
from qa.cite.adapting import adapt_item
from qa.cite.item import Item, make_item
from qa.cite.locators import Locator, find_locator
from qa.cite.marked_text import RichText, render_rich_text, strip_marks
from qa.cite.styles import Style

if TYPE_CHECKING:
    from qa.cite.csl.cites import Fields
    from qa.cite.csl.sheet import Sheet


@dataclass(frozen=True, slots=True)
class CitedItem:
    """An item that is cited, and the place in it; the id tells whether two items are one."""

    item: Item
    locator: Locator | None = None


@dataclass(frozen=True, slots=True)
class References:
    """The references that a style prints: a citation for each quote, in order, and the entries of the bibliography.

    Citations stand in notes if `is_note`, else in the text. The first note on an item says more than later ones.
    """

    citations: tuple[RichText, ...]
    entries: tuple[RichText, ...]
    is_note: bool


def cite_quotes(citations: Sequence[Citation], style: Style) -> References:
    """Return the references of quotes in a style; raise StyleError if the file of the style cannot be used."""
    return cite_items([CitedItem(make_item(citation.article), find_locator(citation)) for citation in citations], style)


def cite_items(cited: Sequence[CitedItem], style: Style) -> References:
    """Return the references of items in a style; raise StyleError as `cite_quotes` does."""
    sheet = _open_sheet(style)
    items = {cited_item.item["id"]: adapt_item(cited_item.item, style) for cited_item in cited}
    links = {
        items[cited_item.item["id"]]["URL"]: cited_item.item["URL"] for cited_item in cited if "URL" in cited_item.item
    }
    with sheet.lock:
        listed = _order_items(items, sheet)
        citations = list(_render_citations(cited, listed, sheet, style))
        entries = list(_render_entries(listed, sheet))
    return References(
        tuple(render_rich_text(citation, links) for citation in citations),
        tuple(render_rich_text(entry, links) for entry in entries if strip_marks(entry).strip()),
        sheet.is_note,
    )


def _open_sheet(style: Style) -> "Sheet":
    # Few of those who ask also cite: the processor of CSL is imported for them alone.
    from qa.cite.csl import style_reading as reading

    if isinstance(style.csl, str):
        return reading.read_packaged(style.csl, style.locale)
    try:
        changed = style.csl.stat().st_mtime_ns
    except OSError:  # reading the file tells why
        changed = 0
    return reading.read_file(style.csl, style.locale, changed)


def _order_items(items: Mapping[str, Item], sheet: "Sheet") -> "dict[str, Fields]":
    """Return items by their ids, in the order of the bibliography and with letters that tell like ones apart."""
    from qa.cite.csl.cites import read_fields

    ids, read = list(items), [read_fields(item) for item in items.values()]
    order = sheet.order(read)
    return dict(zip((ids[at] for at in order), sheet.distinguish([read[at] for at in order]), strict=True))


def _render_citations(
    cited: Sequence[CitedItem], listed: "Mapping[str, Fields]", sheet: "Sheet", style: Style
) -> Iterator[str]:
    """Yield each citation as marked text."""
    from qa.cite.csl.cites import Cite, CslLocator

    numbers = {key: number for number, key in enumerate(listed, 1)}
    seen: set[str] = set()
    for cited_item in cited:
        key = cited_item.item["id"]
        place, suffix = style.place_locator(cited_item.locator)
        if place and not sheet.locates:
            suffix = f", {place[1]}"
        cite = Cite(listed[key], numbers[key], CslLocator(*place) if place else None, later=key in seen)
        yield sheet.render_citation([cite], suffix)
        seen.add(key)


def _render_entries(listed: "Mapping[str, Fields]", sheet: "Sheet") -> Iterator[str]:
    """Yield each entry of the bibliography as marked text."""
    from qa.cite.csl.cites import Cite

    names = None
    for number, fields in enumerate(listed.values(), 1):
        cite = Cite(fields, number, previous_names=names)
        yield sheet.render_entry(cite)
        names = cite.names
