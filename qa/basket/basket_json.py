"""The quotes in a basket as JSON."""

from qa.basket.basket_store import KeptQuote
from qa.cite.marked_text import RichText
from qa.rendering.answer_json import Json, serialise_linked_citation, serialise_reference


def serialise_kept_quote(kept: KeptQuote, cited: RichText | None = None, style: str = "") -> Json:
    """Return a quote in a basket as JSON; with `cited`, its citation in the style of that name."""
    return {
        **serialise_linked_citation(kept.citation),
        "lost": kept.citation.lost,
        "asked": kept.asked,
        "note": kept.note,
        **({"citation": serialise_reference(cited, style)} if cited else {}),
    }
