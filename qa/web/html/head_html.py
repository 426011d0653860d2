"""What stands in the head of the page besides Gradio's own: styles, scripts, and what the scripts are told."""

import json

from qa.web.events import EVENTS
from qa.web.own_files import LASTING

_STYLES = (
    "fonts", "frame", "ask", "welcome", "filters", "sources", "conversations", "reader", "library", "basket", "cite",
    "share", "checking/verdicts", "check", "settings", "keys", "save",
)  # fmt: skip
# Relative: the page may stand under a path.
_FILES = LASTING.removeprefix("/")
_LINKS = "".join(f'<link rel="stylesheet" href="{_FILES}/{name}.css">' for name in _STYLES)
_READERS = f'<link rel="stylesheet" href="{_FILES}/readers.css">'


def render_head(nonce: str, *, in_person: bool, reads_only: bool = False) -> str:
    """Return the head's elements; a nonce lets scripts run, `in_person` says that no other site led to the page.

    All addresses are relative, so that the page can stand under a path. To who `reads_only`, what changes the library
    is not offered.
    """
    return (
        f'{_LINKS}{_READERS if reads_only else ""}<link rel="icon" type="image/svg+xml" href="{_FILES}/icon.svg">'
        f'<meta name="pullquote-opened-by" content="{"person" if in_person else "site"}">'
        f'<script type="application/json" id="pullquote-events">{json.dumps(EVENTS)}</script>'
        f'<script type="module" nonce="{nonce}" src="{_FILES}/page.js"></script>'
    )
