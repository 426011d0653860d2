"""A document as a web page that needs no other file."""

from collections.abc import Iterable, Iterator
from html import escape

from qa.basket.document import Document, DocumentQuote
from qa.basket.runs import Look, Run, group_by_address
from qa.rendering.hypertext import render_page

_TAGS: dict[Look, tuple[str, str]] = {
    "italic": ("<i>", "</i>"),
    "bold": ("<b>", "</b>"),
    "underline": ("<u>", "</u>"),
    "small-caps": ('<span class="small-caps">', "</span>"),
    "superscript": ("<sup>", "</sup>"),
    "subscript": ("<sub>", "</sub>"),
}
# White space in quotes is shown as it stands.
_STYLE = """
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.6 Georgia, serif; }
.quote, .remark { white-space: pre-wrap; overflow-wrap: break-word; }
.remark { color: #555; }
.small-caps { font-variant: small-caps; }
.entry { padding-left: 2rem; text-indent: -2rem; overflow-wrap: break-word; }
.notes { margin-top: 3rem; border-top: 1px solid; font-size: 0.9rem; }
@media (prefers-color-scheme: dark) { :root { color-scheme: dark; } .remark { color: #aaa; } }
"""


def render_html(document: Document) -> str:
    """Return a document as a page of HTML."""
    return render_page(document.title, _STYLE, [f"<h1>{_escape(document.title)}</h1>", *_render_body(document)])


def _render_body(document: Document) -> Iterator[str]:
    for number, part in enumerate(document.quotes, 1):
        yield _render_quote(part, _render_mark(number) if document.is_note else f" {_render_reference(part.citation)}")
        yield from (f'<p class="remark" dir="auto">{_escape(remark)}</p>' for remark in part.remarks)
    if document.entries:
        yield f"<h2>{_escape(document.list_heading)}</h2>"
        yield from (f'<p class="entry" dir="auto">{_render_reference(entry)}</p>' for entry in document.entries)
    if document.is_note:
        yield '<section class="notes" aria-label="Notes">\n<ol>'
        yield from (_render_note(number, part) for number, part in enumerate(document.quotes, 1))
        yield "</ol>\n</section>"


def _render_quote(part: DocumentQuote, behind: str) -> str:
    language = f' lang="{escape(part.language)}"' if part.language else ""
    # The citation is not in the article's language.
    paragraphs = [f'<span class="quote"{language}>{_escape(text)}</span>' for text in part.paragraphs]
    paragraphs[-1] += behind
    set_ = "".join(f'<p dir="auto">{paragraph}</p>' for paragraph in paragraphs)
    return f"<blockquote>{set_}</blockquote>" if part.is_block else set_


def _render_mark(number: int) -> str:
    return f'<sup><a id="mark-{number}" href="#note-{number}">{number}</a></sup>'


def _render_note(number: int, part: DocumentQuote) -> str:
    back = f'<a href="#mark-{number}" aria-label="Back to quote {number}">↩</a>'
    return f'<li id="note-{number}" dir="auto">{_render_reference(part.citation)} {back}</li>'


def _render_reference(reference: Iterable[Run]) -> str:
    pieces = []
    for address, together in group_by_address(reference):
        text = "".join(_render_run(run) for run in together)
        pieces.append(f'<a href="{escape(address)}">{text}</a>' if address else text)
    return "".join(pieces)


def _render_run(run: Run) -> str:
    tags = [_TAGS[look] for look in run.looks]
    opening, closing = "".join(tag for tag, _ in tags), "".join(tag for _, tag in reversed(tags))
    return f"{opening}{_escape(run.text)}{closing}"


def _escape(text: str) -> str:
    return escape(text, quote=False)
