"""A document as Markdown, with footnotes; a reader of Markdown shows each quote letter for letter."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from qa.basket.document import Document, DocumentQuote
from qa.basket.runs import Look, Run, group_by_address
from qa.rendering.markdown_escaping import escape_markdown, escape_markdown_line

# Markdown has no marks for the other looks, which are left out.
_MARKS: dict[Look, tuple[str, str]] = {
    "italic": ("*", "*"),
    "bold": ("**", "**"),
    "superscript": ("<sup>", "</sup>"),
    "subscript": ("<sub>", "</sub>"),
}


def render_markdown(document: Document, *, named: bool = False) -> str:
    """Return a document as Markdown; if `named`, a name of its own stands behind each quote: ^quote-1."""
    blocks = [f"# {escape_markdown_line(document.title)}"]
    notes = []
    for number, part in enumerate(document.quotes, 1):
        cited = _render_reference(part.citation)
        blocks.append(_render_quote(part, f"[^{number}]" if document.is_note else f" {cited}"))
        if named:
            # That of a block quotation stands below it.
            blocks[-1] += f"\n\n^quote-{number}" if part.is_block else f" ^quote-{number}"
        blocks += ["  \n".join(escape_markdown_line(line) for line in remark.split("\n")) for remark in part.remarks]
        notes += [f"[^{number}]: {cited}"] if document.is_note else []
    if document.entries:
        blocks += [
            f"## {escape_markdown_line(document.list_heading)}",
            *(_render_reference(entry) for entry in document.entries),
        ]
    return "\n\n".join([*blocks, *notes]) + "\n"


def _render_quote(part: DocumentQuote, behind: str) -> str:
    paragraphs = [escape_markdown_line(paragraph) for paragraph in part.paragraphs]
    paragraphs[-1] += behind
    return "> " + "\n>\n> ".join(paragraphs) if part.is_block else paragraphs[0]


def _render_reference(reference: Iterable[Run]) -> str:
    """Return the runs of a reference in one line."""
    pieces = [
        piece
        for address, together in group_by_address(reference)
        for piece in (
            ["[", *_escape_plain(together), f"](<{_escape_address(address)}>)"] if address else _escape_plain(together)
        )
    ]
    written = ""
    for at, piece in enumerate(pieces):
        written += piece if isinstance(piece, str) else _render_run(piece, written, pieces[at + 1 :])
    return written.strip()


def _escape_plain(together: Iterable[Run]) -> Iterator[str | Run]:
    """Yield runs, those without a look as escaped text."""
    for run in together:
        yield run if run.looks else escape_markdown(run.text)


def _render_run(run: Run, before: str, after: "list[str | Run]") -> str:
    """Return a run between the marks of its look; without marks where a reader would not take them for such."""
    text = run.text.strip(" ")
    marks = next((_MARKS[look] for look in run.looks if look in _MARKS), None)
    if not text or marks is None:
        return escape_markdown(run.text)
    lead, trail = (" " if run.text[end] == " " else "" for end in (0, -1))
    following = after[0] if after else ""
    next_ = following.text if isinstance(following, Run) else following
    bound = (lead or before[-1:], text[0]), (text[-1], trail or next_[:1])
    if marks[0][0] == "*" and not (_can_open(*bound[0]) and _can_open(*reversed(bound[1]))):
        return escape_markdown(run.text)
    return f"{lead}{marks[0]}{escape_markdown(text)}{marks[1]}{trail}"


def _can_open(outer: str, inner: str) -> bool:
    """Say whether asterisks between two characters are read as marks around the inner one."""
    return outer != "*" and not inner.isspace() and (_is_loose(outer) or not _is_loose(inner))


def _is_loose(char: str) -> bool:
    return not char or char.isspace() or unicodedata.category(char)[0] in "PS"


def _escape_address(address: str) -> str:
    """Return an address as it stands between angle brackets, in which a backslash or "&" begins an escape."""
    return re.sub(r"[\s<>\\]", lambda match: quote(match[0]), address).replace("&", "&amp;")
