"""What stands in the head of the page besides Gradio's own: styles, scripts, and what the scripts are told."""

import json

from qa.web.events import EVENTS
from qa.web.own_files import LASTING

_STYLES = (
    "fonts", "frame", "ask", "welcome", "filters", "sources", "conversations", "reader", "library", "basket", "cite",
    "share", "checking/verdicts", "check", "settings", "keys", "save",
)  # fmt: skip
_LINKS = "".join(f'<link rel="stylesheet" href="{LASTING}/{name}.css">' for name in _STYLES)


def render_head(nonce: str, *, in_person: bool) -> str:
    """Return the head's elements; a nonce lets scripts run, `in_person` says that no other site led to the page."""
    return (
        f'{_LINKS}<link rel="icon" type="image/svg+xml" href="{LASTING}/icon.svg">'
        f'<meta name="pullquote-opened-by" content="{"person" if in_person else "site"}">'
        f'<script type="application/json" id="pullquote-events">{json.dumps(EVENTS)}</script>'
        f'<script type="module" nonce="{nonce}" src="{LASTING}/page.js"></script>'
    )
