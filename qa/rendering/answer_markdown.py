"""An answer as Markdown for chats: each quote as a block quotation above its source, which links to its place."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from qa.answer import Answer, Citation
from qa.cite.anchoring.links import make_link
from qa.rendering.markdown_escaping import escape_markdown, render_quotation, unescape_markdown
from qa.rendering.source_line import describe_source

# An entity in an address, which Markdown would read as a letter.
_ENTITY = re.compile(r"&(?=#?\w{1,40};)")
_SOURCE = "> — "
_NEAREST = "Not an answer, the nearest passages:"


class MarkdownPart(NamedTuple):
    """A paragraph of an answer; `citation` is the quote that it shows, in its first `quoted` characters."""

    text: str
    citation: Citation | None = None
    quoted: int = 0


def list_markdown_parts(
    answer: Answer, render_source: Callable[[Citation], str] | None = None
) -> Iterator[MarkdownPart]:
    """Yield what an answer says, paragraph by paragraph; a reader of Markdown shows each quote letter for letter.

    Below each quote stands its source, as `render_source` writes it, or with a link to its place.
    """
    write_source = render_source or _render_source
    for line in (answer.heading, answer.disagreement):
        if line:
            yield MarkdownPart(render_line(line))
    for citation in answer.quotes:
        quotation, whole = _render_quote(citation, write_source)
        yield MarkdownPart(whole, citation, len(quotation))
    for line in (answer.later.text if answer.later else None, answer.reason):
        if line:
            yield MarkdownPart(render_line(line))
    if answer.missed:
        yield MarkdownPart(_NEAREST)
    for citation in answer.nearest:
        yield MarkdownPart(_render_quote(citation, write_source)[1])


def read_quotations(markdown: str) -> str:
    """Return the quotes that answer in an answer as Markdown, without their sources; a text without any as it is."""
    answering, _, _ = markdown.partition(_NEAREST)
    quoted: list[str] = []
    waiting: list[str] = []
    for before, line in pairwise(["", *answering.split("\n")]):
        if before == ">" and line.startswith(_SOURCE):
            quoted += waiting
            waiting = []
        elif line.startswith("> "):
            waiting.append(unescape_markdown(line.removeprefix("> ").removesuffix("  ")))
        elif line != ">":
            waiting = []
    return "\n".join(quoted) or answering.strip()


def _render_quote(citation: Citation, write_source: Callable[[Citation], str]) -> tuple[str, str]:
    """Return a quote as a block quotation, and the same with its source."""
    quotation = render_quotation(citation.resolve(citation.article))
    return quotation, f"{quotation}\n>\n{_SOURCE}{write_source(citation)}"


def _render_source(citation: Citation) -> str:
    told, link = describe_source(citation), make_link(citation)
    if link is None:
        return render_line(told)
    bare = told.removesuffix(f", {citation.article.source.url}")
    return f"[{render_line(bare)}](<{_escape_address(link.url)}>)"


def _escape_address(address: str) -> str:
    return _ENTITY.sub(r"\&", re.sub(r"[\\<>]", r"\\\g<0>", "".join(address.split())))


def render_line(text: str) -> str:
    """Return a text as a line in which no letter is taken for a mark."""
    return escape_markdown(" ".join(text.split()))
