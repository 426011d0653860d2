"""Passages under the titles of their articles, as they are indexed."""

from index.library import Hit, Library


def read_titled(library: Library, hit: Hit) -> str:
    """Return the text of a hit's passage under its article's title."""
    article = library.article(hit.passage.article_id)
    return f"{article.title}\n{hit.passage.text_in(article)}"
