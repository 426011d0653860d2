"""Notices: one line on what became of something that was done."""

from qa.rendering.hypertext import escape
from qa.rendering.telling import format_sentence


def render_notice(line: str, *, wrong: bool = False) -> str:
    """Return what became of a change to the library."""
    kind = "pq-notice pq-wrong" if wrong else "pq-notice"
    return f'<div class="{kind}" role="status"><p dir="auto">{escape(format_sentence(line))}</p></div>' if line else ""
