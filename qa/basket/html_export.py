"""A document as a web page that needs nothing else."""

from collections.abc import Iterable, Iterator
from html import escape

from qa.basket.document import Document, Part
from qa.basket.runs import Look, Run, by_address
from qa.rendering.hypertext import page

_TAGS: dict[Look, tuple[str, str]] = {
    "italic": ("<i>", "</i>"),
    "bold": ("<b>", "</b>"),
    "underline": ("<u>", "</u>"),
    "small-caps": ('<span class="small-caps">', "</span>"),
    "superscript": ("<sup>", "</sup>"),
    "subscript": ("<sub>", "</sub>"),
}
# White space in a quote is shown as it stands.
_STYLE = """
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.6 Georgia, serif; }
.quote, .remark { white-space: pre-wrap; overflow-wrap: break-word; }
.remark { color: #555; }
.small-caps { font-variant: small-caps; }
.entry { padding-left: 2rem; text-indent: -2rem; overflow-wrap: break-word; }
.notes { margin-top: 3rem; border-top: 1px solid; font-size: 0.9rem; }
@media (prefers-color-scheme: dark) { :root { color-scheme: dark; } .remark { color: #aaa; } }
"""


def html(document: Document) -> str:
    """Return a document as a page of HTML."""
    return page(document.title, _STYLE, [f"<h1>{_escaped(document.title)}</h1>", *_body(document)])


def _body(document: Document) -> Iterator[str]:
    for number, part in enumerate(document.parts, 1):
        yield _quoted(part, _mark(number) if document.is_note else f" {_written(part.citation)}")
        yield from (f'<p class="remark" dir="auto">{_escaped(remark)}</p>' for remark in part.remarks)
    if document.entries:
        yield f"<h2>{_escaped(document.list_heading)}</h2>"
        yield from (f'<p class="entry" dir="auto">{_written(entry)}</p>' for entry in document.entries)
    if document.is_note:
        yield '<section class="notes" aria-label="Notes">\n<ol>'
        yield from (_note(number, part) for number, part in enumerate(document.parts, 1))
        yield "</ol>\n</section>"


def _quoted(part: Part, behind: str) -> str:
    language = f' lang="{escape(part.language)}"' if part.language else ""
    # The citation is not in the article's language.
    paragraphs = [f'<span class="quote"{language}>{_escaped(text)}</span>' for text in part.paragraphs]
    paragraphs[-1] += behind
    set_ = "".join(f'<p dir="auto">{paragraph}</p>' for paragraph in paragraphs)
    return f"<blockquote>{set_}</blockquote>" if part.is_block else set_


def _mark(number: int) -> str:
    return f'<sup><a id="mark-{number}" href="#note-{number}">{number}</a></sup>'


def _note(number: int, part: Part) -> str:
    back = f'<a href="#mark-{number}" aria-label="Back to quote {number}">↩</a>'
    return f'<li id="note-{number}" dir="auto">{_written(part.citation)} {back}</li>'


def _written(reference: Iterable[Run]) -> str:
    pieces = []
    for address, together in by_address(reference):
        text = "".join(_run(run) for run in together)
        pieces.append(f'<a href="{escape(address)}">{text}</a>' if address else text)
    return "".join(pieces)


def _run(run: Run) -> str:
    tags = [_TAGS[look] for look in run.looks]
    opening, closing = "".join(tag for tag, _ in tags), "".join(tag for _, tag in reversed(tags))
    return f"{opening}{_escaped(run.text)}{closing}"


def _escaped(text: str) -> str:
    return escape(text, quote=False)
