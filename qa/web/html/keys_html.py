"""The panel of keys: which key does what on the page."""

from qa.rendering.hypertext import escape

# Keys that are pressed, one of them or together -> what they do.
_KEYS = (
    (("/",), "To the question; in an article, to what is looked for"),
    (("↑", "↓", "←", "→"), "From quote to quote"),
    (("Enter",), "On a quote’s number: to its place, and back"),
    (("c",), "Copy the quote at hand"),
    (("Enter",), "Ask what is written"),
    (("Shift Enter",), "A new line"),
    (("Ctrl Enter",), "Check the draft"),
    (("Esc",), "Close what lies on top"),
    (("?",), "These keys"),
)


def render_keys() -> str:
    """Return the panel as a dialog, which is closed at first."""
    rows = "".join(
        f"<dt>{' '.join(f'<kbd>{escape(key)}</kbd>' for key in keys)}</dt><dd>{escape(does)}</dd>"
        for keys, does in _KEYS
    )
    return (
        '<dialog class="pq-keys" aria-labelledby="pq-keys-title"><div class="pq-keys-head">'
        '<h2 id="pq-keys-title">Keys</h2>'
        '<button type="button" class="pq-close" aria-label="Close the keys">×</button></div>'
        f"<dl>{rows}</dl></dialog>"
    )
