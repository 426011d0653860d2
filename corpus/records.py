"""Articles as JSON values, and back: this is how they pass from one process to another."""

from dataclasses import asdict
from typing import Any

from corpus.article import Article, Source, Span


def encode_article(article: Article) -> dict[str, Any]:
    """Return all of an article as a JSON object."""
    return asdict(article)


def decode_article(record: dict[str, Any]) -> Article:
    """Return the article of a JSON object; raise InvalidArticle if it cannot be one."""
    source = record["source"]
    return Article(
        id=record["id"],
        title=record["title"],
        text=record["text"],
        source=Source(**{**source, "authors": tuple(source["authors"])}),
        headings=tuple(Span(*span) for span in record["headings"]),
        pages=tuple(record["pages"]),
        seams=tuple(record.get("seams", ())),
        remark=record.get("remark"),
    )
