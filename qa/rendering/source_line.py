"""Where a quote comes from, on one line of plain text."""

from corpus import Article
from corpus.formats.extract import close_up
from qa.answer import Citation
from qa.cite.nesting import enclose
from qa.rendering.dates import format_date


def describe_source(citation: Citation) -> str:
    """Return the speaker, publisher, title, date, page and address of a quote on one line, as far as they are known."""
    return " ".join(part for part in (citation.said_by, describe_article(citation.article, citation.page)) if part)


def describe_article(article: Article, page: int | None = None) -> str:
    """Return the publisher, title, date and address of an article, and a page of it, as far as they are known."""
    source = article.source
    parts: list[str | None] = [
        close_up(source.publisher or ""),
        enclose(close_up(article.title)),
        format_date(source.published or ""),
    ]
    parts += [f"p. {page}" if page else None, source.url]
    return ", ".join(part for part in parts if part)
