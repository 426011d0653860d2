"""Plain text: it stays letter for letter, without a comment tail at its end."""

from corpus.errors import UnreadableSource
from corpus.formats.encoding import decode
from corpus.formats.extract import Extract, make_title
from corpus.formats.headings import heading_spans, title_line
from corpus.formats.tail import body_end
from corpus.normal import normalise


def read_plain(data: bytes, stem: str) -> Extract:
    """Read a text file; `stem` is its name without the suffix. Raises UnreadableSource if it is empty or not text."""
    text = normalise(decode(data))
    if not text.strip():
        raise UnreadableSource("the file is empty")
    text = text[: body_end(text)]
    title = title_line(text)
    return Extract(title or make_title(stem, text), text, headings=heading_spans(text, title))
