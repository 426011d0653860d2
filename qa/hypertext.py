"""Text as HTML: whatever comes from an article, a draft, a file or a visitor passes through `escape`.

It then survives HTML, Markdown, LaTeX and JavaScript templates letter for letter.
"""

import string

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
