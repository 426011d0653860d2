"""A conversation as Markdown: each quote as a block quotation with its source."""

from collections.abc import Iterable

from qa.answer import Citation
from qa.cite.nesting import enclose
from qa.conversations.exchange import Exchange
from qa.rendering.dates import format_date
from qa.rendering.markdown_escaping import escape_markdown, render_quotation


def render_conversation(name: str, exchanges: Iterable[Exchange]) -> str:
    """Return a conversation under its name; a reader of Markdown shows each quote letter for letter."""
    return (
        "\n\n".join([f"# {_render_line(name)}", *(part for exchange in exchanges for part in _list_parts(exchange))])
        + "\n"
    )


def render_exchange(exchange: Exchange) -> str:
    """Return one question of a conversation with its answer."""
    return "\n\n".join(_list_parts(exchange)) + "\n"


def _list_parts(exchange: Exchange) -> list[str]:
    parts = [f"## {_render_line(exchange.question)}"]
    answer = exchange.answer
    if answer is None:
        return [*parts, _render_line(exchange.error or "Not answered.")]
    if answer.searched != answer.question:
        parts.append(f"Searched: {_render_line(answer.searched)}")
    if answer.heading:
        parts.append(_render_line(answer.heading))
    if answer.disagreement:
        parts.append(_render_line(answer.disagreement))
    if answer.quotes:
        parts += map(_render_quote, answer.quotes)
        return [*parts, _render_line(answer.later.text)] if answer.later else parts
    parts.append(_render_line(answer.reason or ""))
    if answer.missed:
        parts.append("Not an answer, the nearest passages:")
    return [*parts, *(_render_quote(citation) for citation in answer.nearest)]


def _render_quote(citation: Citation) -> str:
    return f"{render_quotation(citation.resolve(citation.article))}\n>\n> — {_render_source(citation)}"


def _render_source(citation: Citation) -> str:
    source, published = citation.article.source, citation.article.source.published
    fields = [
        enclose(citation.article.title),
        ", ".join(source.authors),
        source.publisher or "",
        format_date(published) if published else "",
        f"p. {citation.page}" if citation.page else "",
        source.url or "",
        citation.lost or "",
    ]
    return _render_line(", ".join(field for field in fields if field))


def _render_line(text: str) -> str:
    return escape_markdown(" ".join(text.split()))
