"""What a basket holds, as JSON."""

from qa.basket.basket_store import Kept
from qa.cite.marked_text import Rich
from qa.rendering.answer_json import Json, serialise_linked_citation, serialise_reference


def serialise_kept_quote(kept: Kept, said: Rich | None = None, style: str = "") -> Json:
    """Return a quote in a basket; with `said`, its citation, in the style of that name."""
    return {
        **serialise_linked_citation(kept.citation),
        "lost": kept.citation.lost,
        "asked": kept.asked,
        "note": kept.note,
        **({"citation": serialise_reference(said, style)} if said else {}),
    }
