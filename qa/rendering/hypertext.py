"""Text as HTML: whatever comes from an article, a draft, a file or a visitor passes through `escape`.

It then survives HTML, Markdown, LaTeX and JavaScript templates letter for letter.
"""

import string
from collections.abc import Iterable

# As character references none of these can begin anything in any of the languages the text passes through.
_REFERENCES = {ord(mark): f"&#{ord(mark)};" for mark in string.punctuation + "\n\t"}


def escape(text: str) -> str:
    """Return text as HTML that shows it letter for letter, in an element or a quoted attribute."""
    return text.translate(_REFERENCES)


def isolated(text: str) -> str:
    """Return text as HTML whose direction does not disturb what stands beside it."""
    return f"<bdi>{escape(text)}</bdi>"


def joined(*fields: str | None, by: str = " · ") -> str:
    """Return the fields that are there as one line of HTML."""
    return by.join(isolated(field) for field in fields if field)


def render_page(title: str, style: str, body: Iterable[str]) -> str:
    """Return a whole page that needs nothing else and runs nothing; the title is text, the body's lines are HTML."""
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">""",
            f"<title>{escape(title)}</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            *body,
            "</body>",
            "</html>",
            "",
        ]
    )
