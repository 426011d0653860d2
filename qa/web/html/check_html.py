"""The report on a draft: each of its quotations leads to its source, and from there into the article."""

from qa.answer import Citation
from qa.checking.report.report import Report
from qa.checking.report.report_html import render_report_html
from qa.rendering.hypertext import escape
from qa.web.html.sources_html import render_web_link


def render_progress(done: int, of: int, *, stopped: bool = False) -> str:
    """Return how far a check is, with the way to stop it."""
    counted = f" {done:,} of {of:,}" if of else ""
    if stopped:
        return f'<p class="pq-check-progress" role="status">Stopped{counted and f" at quotation{counted}"}.</p>'
    stop = '<button type="button" class="pq-do" data-send="check_stop">Stop</button>'
    return f'<p class="pq-check-progress"><span role="status">Checking</span>{counted} … {stop}</p>'


def render_report(report: Report, *, articles: int) -> str:
    """Return a report as the Check tab shows it; an empty library is told of, for nothing can stand in it."""
    empty = (
        '<p class="pq-hint">Your library holds no articles yet: add some under Library, then check again.</p>'
        if not articles
        else ""
    )
    return f'<div class="pq-check">{empty}{render_report_html(report, _render_buttons)}</div>'


def _render_buttons(citation: Citation, number: str) -> str:
    """Return what can be done at a place in an article."""
    quote, named = citation.quote, escape(f"quotation {number}")
    place = f'data-id="{escape(citation.article.id)}" data-start="{quote.start}" data-end="{quote.end}"'
    return (
        '<p class="pq-acts">'
        f'<button type="button" class="pq-do pq-open" data-send="reader_open" data-checked="{escape(number)}" {place} '
        f'aria-label="Open in the article: {named}">Open in the article</button>'
        f"{render_web_link(citation, f'On the web: {named}')}"
        f'<button type="button" class="pq-do pq-copy-standing" aria-label="Copy the article’s words: {named}">'
        "Copy the article’s words</button></p>"
    )
