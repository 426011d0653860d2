"""Articles, quotes and filters in words, as HTML."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from corpus import Article, Source
from index import Entry, Filters
from qa.answer import Citation
from qa.cite.quotations import holds_doubled
from qa.rendering.dates import format_date
from qa.rendering.hypertext import escape, isolate

# Further lines without a letter behind the first one.
_SURPLUS = re.compile(r"(?<=\n\n)(?:[ \t]*\n)+")
_DOUBLE, _SINGLE = ("“", "”"), ("‘", "’")


def render_title(article: Article | Entry) -> str:
    """Return an article's title, as a link if it has an address that a browser may open.

    It stands alone in its line, whose direction is its own: an isolated one would not give it.
    """
    title, url = escape(article.title), article.source.url
    if not url or not is_web_address(url):
        return title
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{title}</a>'


def is_web_address(url: str) -> bool:
    """Say whether an address is one of the web, which a browser opens without running anything."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def describe_source(source: Source) -> tuple[str | None, ...]:
    """Return what is known about a source, in the order in which it is shown."""
    return source.publisher, source.published and format_date(source.published), ", ".join(source.authors)


def format_pages(cited: Iterable[Citation]) -> str:
    """Return the pages on which quotes begin, empty without pages."""
    numbers = sorted({citation.page for citation in cited if citation.page is not None})
    return f"p{'p' * (len(numbers) > 1)}. {', '.join(map(str, numbers))}" if numbers else ""


def render_stretch(text: str) -> str:
    """Return a stretch of an article's text, all of which stands there; of several blank lines, one is seen."""
    shown, reached = "", 0
    for surplus in _SURPLUS.finditer(text):
        shown += f'{escape(text[reached : surplus.start()])}<span class="pq-surplus">{escape(surplus[0])}</span>'
        reached = surplus.end()
    return shown + escape(text[reached:])


def render_words(citation: Citation) -> str:
    """Return the quote's text, with the short answer inside it set off where there is one."""
    text, quote = citation.resolve(citation.article), citation.quote
    if quote.highlight is None:
        return render_stretch(text)
    start, end = quote.highlight.start - quote.start, quote.highlight.end - quote.start
    before, marked, behind = (render_stretch(part) for part in (text[:start], text[start:end], text[end:]))
    return f"{before}<strong>{marked}</strong>{behind}"


def render_quoted(citation: Citation) -> str:
    """Return the words of a quote between marks, which the style sheet draws: single ones around double ones."""
    return enclose_words(citation.text, render_words(citation))


def enclose_words(text: str, markup: str) -> str:
    """Return the markup of a text of an article between such marks."""
    is_nested = choose_marks(text) == _SINGLE
    # The style sheet draws the space between two paragraphs of one quote smaller than that between two quotes.
    gap = escape("\n\n")
    spaced = markup.replace(gap, f'<span class="pq-gap">{gap}</span>')
    return f'<span class="pq-words{" pq-nested" * is_nested}">{spaced}</span>'


def choose_marks(text: str) -> tuple[str, str]:
    """Return the marks that stand around a text: single ones around double ones."""
    return _SINGLE if holds_doubled(_DOUBLE[0], text) else _DOUBLE


def render_speaker(citation: Citation) -> str:
    """Return who says a quote, to stand before its source: "Dmitry Peskov, quoted in "; empty if that is not sure."""
    return f'<span class="pq-said">{isolate(citation.said_by)}</span> ' if citation.said_by else ""


def format_dates(filters: Filters) -> str:
    """Return the dates of a filter in words, empty without any."""
    first, last = (format_date(day) if day else "" for day in (filters.published_from, filters.published_to))
    return f"{first} to {last}" if first and last else f"from {first}" if first else f"to {last}" if last else ""


def format_count(count: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def format_name(name: str) -> str:
    """Return the name of a basket as it is shown: it begins with a capital."""
    return name[:1].upper() + name[1:]
