"""Notices: one line on what became of something that was done."""

from qa.rendering.hypertext import render_sentence


def render_notice(line: str, *, wrong: bool = False) -> str:
    """Return what became of a change to the library."""
    kind = "pq-notice pq-wrong" if wrong else "pq-notice"
    return f'<div class="{kind}" role="status"><p dir="auto">{render_sentence(line)}</p></div>' if line else ""
