"""What a basket holds, as JSON."""

from qa.basket.basket_store import Kept
from qa.cite.marked_text import Rich
from qa.rendering.answer_json import Json, led_json, said_json


def kept_json(kept: Kept, said: Rich | None = None, style: str = "") -> Json:
    """Return a quote in a basket; with `said`, its citation, in the style of that name."""
    return {
        **led_json(kept.citation),
        "lost": kept.citation.lost,
        "asked": kept.asked,
        "note": kept.note,
        **({"citation": said_json(said, style)} if said else {}),
    }
