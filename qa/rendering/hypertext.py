"""Text as HTML: all text of articles, drafts, files and visitors passes through `escape`.

It then passes through HTML, Markdown, LaTeX and JavaScript templates letter for letter.
"""

import re
import string
from collections.abc import Iterable

from qa.rendering.telling import format_sentence

# As a character reference, none of these begins anything in any of those languages.
_REFERENCES = {ord(mark): f"&#{ord(mark)};" for mark in string.punctuation + "\n\t"}

_TYPED = re.compile("`((?:pullquote |--)[^`]+)`")


def escape(text: str) -> str:
    """Return text as HTML that shows it letter for letter, in an element or a quoted attribute."""
    return text.translate(_REFERENCES)


def isolate(text: str) -> str:
    """Return text as HTML whose direction does not affect the text beside it."""
    return f"<bdi>{escape(text)}</bdi>"


def render_sentence(message: str) -> str:
    """Return a message of the program as a sentence in HTML; a command or an option between backticks is code."""
    parts = enumerate(_TYPED.split(format_sentence(message)))
    return "".join(f"<code>{escape(part)}</code>" if number % 2 else escape(part) for number, part in parts)


def join_fields(*fields: str | None, by: str = " · ") -> str:
    """Return the fields that are not empty as one line of HTML."""
    return by.join(isolate(field) for field in fields if field)


def render_page(title: str, style: str, body: Iterable[str]) -> str:
    """Return a whole page that needs no other file and runs no script; its title is text, its body lines of HTML."""
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
