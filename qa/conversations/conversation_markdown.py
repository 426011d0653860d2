"""A conversation as Markdown: each quote as a block quotation, with where it stands."""

from collections.abc import Iterable

from qa.answer import Citation
from qa.conversations.exchange import Exchange
from qa.rendering.dates import format_date
from qa.rendering.markdown_escaping import escaped, escaped_line


def markdown(name: str, exchanges: Iterable[Exchange]) -> str:
    """Return a conversation under its name; a reader of Markdown shows every quote letter for letter."""
    return "\n\n".join([f"# {_line(name)}", *(part for exchange in exchanges for part in _exchange(exchange))]) + "\n"


def _exchange(exchange: Exchange) -> list[str]:
    parts = [f"## {_line(exchange.question)}"]
    answer = exchange.answer
    if answer is None:
        return [*parts, _line(exchange.error or "Not answered.")]
    if answer.searched != answer.question:
        parts.append(f"Searched: {_line(answer.searched)}")
    if answer.disagreement:
        parts.append(_line(answer.disagreement))
    if answer.quotes:
        return [*parts, *(_quote(citation) for citation in answer.quotes)]
    parts.append(_line(answer.reason or ""))
    if answer.nearest:
        parts += ["Not an answer, the nearest passages:", *(_quote(citation) for citation in answer.nearest)]
    return parts


def _quote(citation: Citation) -> str:
    # Two spaces at a line's end keep the break where the quote has one.
    text = citation.resolve(citation.article)
    lines = "  \n> ".join(escaped_line(line) for line in text.split("\n"))
    return f"> {lines}\n>\n> — {_source(citation)}"


def _source(citation: Citation) -> str:
    source, published = citation.article.source, citation.article.source.published
    fields = [
        f"“{citation.article.title}”",
        ", ".join(source.authors),
        source.publisher or "",
        format_date(published) if published else "",
        f"p. {citation.page}" if citation.page else "",
        source.url or "",
        citation.lost or "",
    ]
    return _line(", ".join(field for field in fields if field))


def _line(text: str) -> str:
    return escaped(" ".join(text.split()))
