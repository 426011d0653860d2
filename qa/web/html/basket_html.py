"""The basket: the quotes that are kept, in order, each cited and with a note, and the files they can be exported as."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from qa.basket.basket_store import LONGEST_NOTE, KeptQuote
from qa.basket.pandoc_export import INSTALL
from qa.cite.marked_text import RichText
from qa.cite.references import References
from qa.cite.styles import Style
from qa.rendering.hypertext import escape
from qa.web.html.cite_html import render_style_menu
from qa.web.html.text_html import format_count, format_name, render_quoted

# Suffix of a file -> what it is for; the documents are written by Pandoc, if it is there.
_DOCUMENTS = {"docx": "Word", "odt": "OpenDocument"}
_EXPORTS = {
    "ris": "Zotero (RIS)",
    "obsidian.md": "Obsidian",
    "md": "Markdown",
    "html": "HTML",
    "bib": "BibTeX",
    "json": "CSL-JSON",
}


def render_basket(
    name: str,
    counts: Mapping[str, int],
    kept: Sequence[KeptQuote],
    cited: References,
    style: Style,
    *,
    documents: bool,
) -> str:
    """Return a basket as it is listed; `counts` are the quotes of all that there are, `cited` its own references.

    `documents` says whether a word processor's documents can be written.
    """
    shown = zip(kept, cited.citations, strict=True)
    items = "".join(_render_item(item, citation, len(kept)) for item, citation in shown)
    listed = (
        f'<ol class="pq-kept">{items}</ol>{_render_entries(cited, style.list_heading)}'
        if kept
        else '<p class="pq-hint">Nothing is kept here yet: press “Keep in the basket” beside a quote.</p>'
    )
    exports = _render_exports(name, style.name, documents=documents) if kept else ""
    title = f'<h2 dir="auto">{escape(format_name(name))}</h2><p>{format_count(len(kept), "quote")}</p>'
    return (
        f'<div class="pq-basket" data-basket="{escape(name)}">'
        f'<div class="pq-basket-head">{title}{render_style_menu(style.name, "basket")}</div>'
        f"{_render_baskets(counts, name)}{exports}{listed}</div>"
    )


def _render_baskets(counts: Mapping[str, int], current: str) -> str:
    """Return the list of baskets, the one that is open marked, with a field for a new one."""
    rows = "".join(_render_basket_row(name, counts[name], name == current) for name in sorted(counts, key=str.casefold))
    return (
        f'<nav class="pq-baskets" aria-label="Baskets"><ul>{rows}<li><form class="pq-basket-name">'
        '<input name="basket" autocomplete="off" maxlength="80" aria-label="Name of a new basket" '
        'placeholder="New basket"><button type="submit" class="pq-icon pq-basket-add" title="Make it" '
        'aria-label="Make a new basket"></button></form></li></ul></nav>'
    )


def _render_basket_row(name: str, count: int, current: bool) -> str:
    here = ' aria-current="page"' if current else ""
    return (
        f'<li><button type="button" data-send="basket_open" data-name="{escape(name)}"{here}>'
        f'<bdi>{escape(format_name(name))}</bdi> <span class="pq-count">{count:,}'
        f'<span class="pq-unseen"> {"quote" if count == 1 else "quotes"}</span></span></button></li>'
    )


def _render_exports(name: str, style: str, *, documents: bool) -> str:
    exports = {**_DOCUMENTS, **_EXPORTS} if documents else _EXPORTS
    missing = f"<p>{' and '.join(_DOCUMENTS.values())}: <code>{escape(INSTALL)}</code></p>" * (not documents)
    links = "".join(
        f'<li><a class="pq-download" href="api/basket.{suffix}?{escape(urlencode({"basket": name, "style": style}))}" '
        f"download>{label}</a></li>"
        for suffix, label in exports.items()
    )
    listed = f'<ul aria-labelledby="pq-basket-exports">{links}</ul>'
    return f'<div class="pq-basket-exports"><span id="pq-basket-exports">Export as</span>{listed}{missing}</div>'


def _render_item(kept: KeptQuote, cited: RichText, count: int) -> str:
    citation, number = kept.citation, kept.citation.number
    lost = f'<p class="pq-lost">{escape(citation.lost)}</p>' if citation.lost else ""
    asked = f'<p class="pq-meta" dir="auto">Asked: {escape(kept.asked)}</p>' if kept.asked else ""
    return (
        f'<li id="kept-{kept.id}"><p class="pq-line" dir="auto">'
        f"{render_quoted(citation)}</p>"
        f'<p class="pq-cited" dir="auto">{cited.html}</p>{lost}{asked}'
        f'<label class="pq-note"><span>Note</span><textarea data-note="{kept.id}" dir="auto" rows="1" '
        f'maxlength="{LONGEST_NOTE}" aria-label="Note on quote {number}">{escape(kept.note)}</textarea></label>'
        f'<p class="pq-acts">{_render_buttons(kept, count)}</p></li>'
    )


def _render_buttons(kept: KeptQuote, count: int) -> str:
    citation, number = kept.citation, kept.citation.number
    acts = []
    if number > 1:
        acts.append(_render_move(kept, number - 1, "Up"))
    if number < count:
        acts.append(_render_move(kept, number + 1, "Down"))
    if not citation.lost:
        key = f'data-id="{escape(citation.article.id)}"'
        place = f'data-start="{citation.quote.start}" data-end="{citation.quote.end}"'
        acts.append(
            f'<button type="button" class="pq-do" data-send="reader_open" {key} {place} '
            f'aria-label="Open the article at quote {number}">Open at quote</button>'
        )
    # A note would be lost with its quote; whether there is one, the field tells that is on the page.
    key = f'data-kept="{kept.id}"'
    acts.append(
        f'<button type="button" class="pq-do pq-drop" data-sure {key} aria-label="Drop quote {number}">Drop</button>'
        f'<span class="pq-sure" hidden><button type="button" class="pq-danger" data-send="basket_drop" {key}>'
        'Drop with its note</button> <button type="button" class="pq-keep">Keep</button></span>'
    )
    return "".join(acts)


def _render_move(kept: KeptQuote, to: int, label: str) -> str:
    return (
        f'<button type="button" class="pq-do" data-send="basket_move" data-kept="{kept.id}" data-to="{to}" '
        f'aria-label="Move quote {kept.citation.number} {label.lower()}">{label}</button>'
    )


def _render_entries(cited: References, heading: str) -> str:
    if not cited.entries:
        return ""
    entries = "".join(f'<p dir="auto">{entry.html}</p>' for entry in cited.entries)
    return f'<section class="pq-basket-entries"><h3>{escape(heading)}</h3>{entries}</section>'
