"""Texts of Project Gutenberg: the book alone, without the licence around it, and what its head says of the book."""

import re
from typing import NamedTuple

from corpus.article import Source
from corpus.formats.extract import join_lines
from corpus.formats.fields import split_authors

_MARK = r"^\*{{3}} ?{} OF (?:THE|THIS) PROJECT GUTENBERG EBOOK\b"
_START = re.compile(_MARK.format("START") + r"[^\n]{0,300}(?:\n[^\n]{0,200})?\*{3}[ \t]*$", re.MULTILINE)
_END = re.compile(_MARK.format("END") + r"|^End of (?:the )?Project Gutenberg", re.MULTILINE | re.IGNORECASE)
_FIELD = r"^{}:[ \t]*(\S[^\n]{{0,300}}(?:\n {{5,}}\S[^\n]{{0,300}})?)"
_CREDITS = re.compile(
    r"\s*(?:\[?(?:produced|e-?text prepared|transcribed|credits?)\b[^\n]*(?:\n[^\n]+)*\n)", re.IGNORECASE
)
_LANGUAGES = {
    "English": "en", "French": "fr", "German": "de", "Spanish": "es", "Italian": "it", "Dutch": "nl", "Finnish": "fi",
    "Portuguese": "pt", "Swedish": "sv", "Danish": "da", "Norwegian": "no", "Latin": "la", "Greek": "el", "Czech": "cs",
    "Polish": "pl", "Hungarian": "hu", "Russian": "ru", "Chinese": "zh", "Japanese": "ja", "Esperanto": "eo",
}  # fmt: skip


class Book(NamedTuple):
    """A book's text as it stands, its title, empty if it is not told, and what is known of it."""

    text: str
    title: str
    source: Source


def find_book(text: str) -> Book | None:
    """Return the book in a text of Project Gutenberg, None if the text is none of those or its book is empty."""
    start = _START.search(text)
    if not start:
        return None
    end = _END.search(text, start.end())
    body = text[start.end() : end.start() if end else len(text)]
    credits_ = _CREDITS.match(body)
    body = body[credits_.end() if credits_ else 0 :].strip()
    if not body:
        return None
    head = text[: start.start()]
    authors, language = _read_field(head, "Author"), _read_field(head, "Language")
    known = Source(
        authors=() if authors in ("Various", "Anonymous", "Unknown") else split_authors(authors),
        language=_LANGUAGES.get(language),
    )
    return Book(body, _read_field(head, "Title"), known)


def _read_field(head: str, name: str) -> str:
    field = re.search(_FIELD.format(name), head, re.MULTILINE)
    return join_lines(field[1]) if field else ""
