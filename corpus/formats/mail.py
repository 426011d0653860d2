"""E-mail, such as newsletters, and web pages that browsers save in the form of one (MHTML)."""

import email
import re
from email import policy
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime

from corpus.article import Source
from corpus.errors import UnreadableSource
from corpus.formats.document_markup import find_markup_blocks
from corpus.formats.encoding import decode
from corpus.formats.extract import Block, Extract, join_lines, lay_out, make_title
from corpus.formats.fields import parse_date

# Parts of a message; it takes long to find them, before any of it is read.
_MOST_PARTS = 2_000
# A header that is read. The standard library copies what is left of one at each of its words.
_HEADER = re.compile(rb"^(?:content-[a-z-]+|from|subject|date):[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)
_LONGEST_HEADER = 20_000


def read_mail(data: bytes, stem: str) -> Extract:
    """Read a message; raise UnreadableSource if it is none, or holds no text."""
    message = _parse(data)
    part = message.get_body(("html", "plain"))
    if not isinstance(part, EmailMessage):
        raise UnreadableSource("the message holds no text; what is attached to it has to be saved")
    letters = _read_letters(part)
    blocks = find_markup_blocks(letters) if part.get_content_subtype() == "html" else _split_plain(letters, part)
    text, headings = lay_out(blocks)
    if not text.strip():
        raise UnreadableSource("the message holds no text; what is attached to it has to be saved")
    senders = [name for name, _ in getaddresses([_read_header(message, "From")]) if name.strip()]
    return Extract(
        title=_read_header(message, "Subject") or make_title(stem, text),
        text=text,
        source=Source(authors=tuple(map(join_lines, senders[:10])), published=_read_date(message)),
        headings=headings,
    )


def read_mhtml(data: bytes, stem: str) -> Extract:
    """Read a page that a browser saved as MHTML, with the address it had; raise UnreadableSource if it is none."""
    from corpus.formats.html import read_html

    message = _parse(data)
    pages = [part for part in message.walk() if part.get_content_type() in {"text/html", "application/xhtml+xml"}]
    if not pages:
        raise UnreadableSource("the file holds no web page; save the page as HTML")
    page = pages[0]
    address = _read_header(message, "Snapshot-Content-Location") or _read_header(page, "Content-Location")
    content = page.get_payload(decode=True)
    if not isinstance(content, bytes):
        raise UnreadableSource("the file holds no web page; save the page as HTML")
    return read_html(content, stem, url=address or None, charset=page.get_content_charset())


def _parse(data: bytes) -> EmailMessage:
    if data.count(b"\nContent-Type:") > _MOST_PARTS:
        raise UnreadableSource(f"the message has more than {_MOST_PARTS:,} parts: save its text alone")
    if any(header.end() - header.start() > _LONGEST_HEADER for header in _HEADER.finditer(data)):
        raise UnreadableSource(f"the message has a header of more than {_LONGEST_HEADER:,} bytes: save its text alone")
    try:
        message = email.message_from_bytes(data, policy=policy.default)
    except RecursionError as error:
        raise UnreadableSource("the message has parts too deep inside one another: save its text alone") from error
    if not message.keys() or not isinstance(message, EmailMessage):
        raise UnreadableSource("the file is no e-mail; save it as text or HTML")
    return message


def _read_letters(part: EmailMessage) -> str:
    content = part.get_payload(decode=True)
    return decode(content, part.get_content_charset()) if isinstance(content, bytes) else ""


def _split_plain(letters: str, part: EmailMessage) -> list[Block]:
    """Return the paragraphs of plain text; lines that were broken for the way are joined, if the message says so."""
    text = letters.replace("\r\n", "\n")
    if part.get_param("format") == "flowed":
        text = re.sub(r"(?<! ) \n(?!\n|>|-- \n)", " ", text)
    return [Block(paragraph) for paragraph in re.split(r"\n[ \t]*\n", text)]


def _read_header(message: EmailMessage, name: str) -> str:
    """Return a header as one line, empty if it is missing or cannot be read."""
    try:
        value = message.get(name)
        return join_lines(str(value)) if value is not None else ""
    except (ValueError, IndexError, AttributeError, LookupError, TypeError):  # the standard library's parser broke
        return ""


def _read_date(message: EmailMessage) -> str | None:
    stated = _read_header(message, "Date")
    try:
        return parsedate_to_datetime(stated).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return parse_date(stated)  # some programs write it as ISO 8601
