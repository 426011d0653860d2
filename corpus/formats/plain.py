"""Plain text: it stays letter for letter, without a comment tail at its end, or the licence around a book."""

from corpus.article import Source
from corpus.errors import UnreadableSource
from corpus.formats.encoding import decode
from corpus.formats.extract import Extract, make_title
from corpus.formats.gutenberg import find_book
from corpus.formats.headings import find_headings, find_title
from corpus.formats.tail import find_body_end
from corpus.normal import normalise


def read_plain(data: bytes, stem: str) -> Extract:
    """Read a text file; `stem` is its name without the suffix. Raises UnreadableSource if it is empty or not text."""
    text = normalise(decode(data))
    if not text.strip():
        raise UnreadableSource("the file is empty")
    book = find_book(text)
    text = book.text if book else text[: find_body_end(text)]
    title = (book.title if book else "") or find_title(text)
    return Extract(
        title=title or make_title(stem, text),
        text=text,
        source=book.source if book else Source(),
        headings=find_headings(text, title),
    )
