"""The chat: questions, answers, and what can be done with them.

The chat keeps of an element its class, id, title and a link within the page, so every action is such a link: what
stands before its first hyphen says what it does, the rest to which exchange.
"""

from collections.abc import Callable
from urllib.parse import quote

from qa.answer import Answer, Citation
from qa.cite.nesting import enclose
from qa.conversations.exchange import Exchange
from qa.rendering.dates import format_date
from qa.rendering.hypertext import escape, isolate, join_fields, render_sentence
from qa.web.html.cite_html import render_quote_links
from qa.web.html.text_html import format_dates, render_quoted, render_speaker

NEAREST = "Not an answer: the nearest passages"


def render_question(exchange: Exchange, title_of: Callable[[str], str], *, last: bool = False) -> str:
    """Return what was asked, and of which articles; `title_of` gives an article's title by its id."""
    if exchange.own:
        return f'<div class="pq-owned" id="turn-{exchange.number}">You quoted</div>'
    filters = exchange.filters
    titles = map(title_of, filters.article_ids)
    asked_of = join_fields(*titles, format_dates(filters), *filters.publishers, *filters.tags)
    note = f'<div class="pq-filtered">{asked_of}</div>' if asked_of else ""
    hint = "Change it and ask again" if last else "Change it and ask it once more"
    edit = _render_action("edit", exchange.number, "Edit", hint) if exchange.number else ""
    return (
        f'<div class="pq-question" id="turn-{exchange.number}" dir="auto">{escape(exchange.question)}</div>{note}'
        f'<div class="pq-acts pq-of-question">{edit}</div>'
    )


def render_reply(exchange: Exchange, *, searching: bool = False, elsewhere: bool = False, last: bool = False) -> str:
    """Return what came of a question: quotes, nothing found, an error, or that it is being searched for.

    What is searched for `elsewhere`, for another page or one that has left it, page.js looks for again.
    """
    answer, number = exchange.answer, exchange.number
    if searching and answer is None:
        stop = _render_action("stop", number, "Stop", "Stop searching")
        return f'<div class="pq-searching{" pq-elsewhere" * elsewhere}"><p>Searching your articles… {stop}</p></div>'
    retry = _render_action("retry", number, "Retry", "Ask it again") if last and number and not exchange.own else ""
    if answer is None:
        error = exchange.error or "it was stopped before it was answered"
        acts = f'<div class="pq-acts">{retry}</div>' if retry else ""
        return f'<div class="pq-error"><p dir="auto">{render_sentence(error)}</p>{acts}</div>'
    acts = "" if searching or answer.talk else f'<div class="pq-acts">{_render_buttons(exchange, answer)}{retry}</div>'
    body = _render_searched(answer) + _render_body(answer, number)
    return f'<div class="pq-answer" id="answer-{number}">{body}{acts}</div>'


def _render_body(answer: Answer, number: int) -> str:
    shown = answer.quotes or answer.nearest
    quotes = "".join(_render_quote(citation, number) for citation in shown)
    if answer.missed:
        quotes = f'<div class="pq-nearest"><p class="pq-label">{NEAREST}</p>{quotes}</div>'
    way = _render_way_to_sources(len(shown)) if shown else ""
    return f"{_render_heading(answer)}{_render_disagreement(answer)}{quotes}{_render_later(answer)}{way}"


def _render_heading(answer: Answer) -> str:
    """Return what the program says itself: what an overview is of, or why nothing answers; else empty."""
    line = answer.heading if answer.quotes else answer.reason
    look = "pq-reason" if answer.missed or not (answer.quotes or answer.nearest) else "pq-overview"
    return f'<p class="{look}" dir="auto">{render_sentence(line)}</p>' if line else ""


def _render_buttons(exchange: Exchange, answer: Answer) -> str:
    number = exchange.number
    give = ""
    if answer.quotes:
        give = _render_action("copy", number, "Copy", "Copy the answer with its citations")
        give += _render_action("share", number, "Share", "Share the answer")
    if exchange.own:
        return give + _render_action("withdraw", number, "Remove", "Take this quote out of the conversation")
    right, wrong = exchange.rating > 0, exchange.rating < 0
    return give + _render_thumb("up", "right", right, number) + _render_thumb("down", "wrong", wrong, number)


def _render_thumb(name: str, verdict: str, given: bool, number: int) -> str:
    if given:
        return _render_action("unrate", number, f"Rated {verdict}", "Take the verdict back", f" pq-{name} pq-on")
    return _render_action(name, number, verdict.capitalize(), f"This is {verdict}")


def _render_action(name: str, number: int, label: str, title: str, look: str = "") -> str:
    return f'<a class="pq-do pq-{name}{look}" href="#{name}-{number}" title="{title}"><span>{label}</span></a>'


def _render_searched(answer: Answer) -> str:
    """Return what was searched for, with the link that puts it into the question box; empty if it is the question."""
    if answer.searched == answer.question:
        return ""
    return (
        f'<p class="pq-searched" dir="auto">searching: <span class="pq-whole">{escape(answer.searched)}</span> '
        '<a class="pq-change" href="#ask-question" title="Change it and search again">change</a></p>'
    )


def _render_disagreement(answer: Answer) -> str:
    """Return that the sources disagree, empty if they do not."""
    return f'<p class="pq-disagree" dir="auto">{escape(answer.disagreement)}</p>' if answer.disagreement else ""


def _render_later(answer: Answer) -> str:
    """Return that a later article is there, with the link that opens it; empty if none is."""
    later = answer.later
    if later is None:
        return ""
    title = enclose(later.title)
    before, _, after = later.text.partition(title)
    link = f'<a class="pq-read" href="#article-{quote(later.id, safe="")}" title="Open the article">{escape(title)}</a>'
    return f'<p class="pq-later" dir="auto">{escape(before)}{link}{escape(after)}</p>'


def _render_quote(citation: Citation, turn: int) -> str:
    place = f"{turn}-{citation.number}"
    chip = (
        f'<a class="pq-chip" id="chip-{place}" href="#quote-{place}">'
        f'<span class="pq-unseen">Quote </span>{citation.number}</a>'
    )
    acts = render_quote_links(place, citation.number, lost=bool(citation.lost))
    # The number does not go to a line of its own.
    behind = f'<span class="pq-behind">&#160;{chip}</span>'
    return (
        f'<div class="pq-quote"><p class="pq-line" dir="auto">{render_quoted(citation)}{behind}</p>'
        f'<div class="pq-foot"><p class="pq-from" dir="auto">{_render_attribution(citation, place)}</p>'
        f'<p class="pq-quote-acts">{acts}</p></div></div>'
    )


def _render_attribution(citation: Citation, place: str) -> str:
    article, source = citation.article, citation.article.source
    page = f"p. {citation.page}" if citation.page else None
    origin = join_fields(source.publisher, source.published and format_date(source.published), page, by=", ")
    title = isolate(article.title)
    if not citation.lost:
        title = f'<a class="pq-read" href="#read-{place}" title="Open the article at this quote">{title}</a>'
    title = f'{render_speaker(citation)}<cite class="pq-title">{title}</cite>'
    lost = f'<span class="pq-lost">{escape(citation.lost)}</span>' if citation.lost else ""
    return " · ".join(part for part in (title, origin, lost) if part)


def _render_way_to_sources(count: int) -> str:
    """Return the link that opens the sources where there is no room to show them beside the chat."""
    return f'<p class="pq-see"><a href="#sources">See {"it" if count == 1 else "them"} in context</a></p>'
