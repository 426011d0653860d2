"""A conversation as Markdown: each quote as a block quotation with its source."""

from collections.abc import Iterable

from qa.answer import Citation
from qa.cite.nesting import enclose
from qa.conversations.exchange import Exchange
from qa.rendering.answer_markdown import list_markdown_parts, render_line
from qa.rendering.dates import format_date


def render_conversation(name: str, exchanges: Iterable[Exchange]) -> str:
    """Return a conversation under its name; a reader of Markdown shows each quote letter for letter."""
    return (
        "\n\n".join([f"# {render_line(name)}", *(part for exchange in exchanges for part in _list_parts(exchange))])
        + "\n"
    )


def render_exchange(exchange: Exchange) -> str:
    """Return one question of a conversation with its answer."""
    return "\n\n".join(_list_parts(exchange)) + "\n"


def _list_parts(exchange: Exchange) -> list[str]:
    parts = [f"## {render_line(exchange.question)}"]
    answer = exchange.answer
    if answer is None:
        return [*parts, render_line(exchange.error or "Not answered.")]
    if answer.searched != answer.question:
        parts.append(f"Searched: {render_line(answer.searched)}")
    return [*parts, *(part.text for part in list_markdown_parts(answer, _render_source))]


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
    return render_line(", ".join(field for field in fields if field))
