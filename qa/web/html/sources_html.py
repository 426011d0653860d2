"""The sources panel: every quote of the conversation, marked where it stands in its article."""

from collections.abc import Sequence

from corpus import Article
from qa.answer import Answer, Citation
from qa.cite.anchoring.links import make_link
from qa.conversations.exchange import Exchange
from qa.rendering.hypertext import escape, isolate, join_fields
from qa.settings import CITATION_STYLE
from qa.web.html.ask_html import NEAREST
from qa.web.html.cite_html import render_cite_buttons, render_style_menu
from qa.web.html.sources_excerpts import Excerpt, cut_excerpts, group_by_article
from qa.web.html.text_html import (
    describe_source,
    format_count,
    format_pages,
    is_web_address,
    render_speaker,
    render_stretch,
    render_title,
    render_words,
)


def render_sources(exchanges: Sequence[Exchange], style: str = CITATION_STYLE) -> str:
    """Return the panel, the newest question first; quotes are cited in `style`."""
    answered = [exchange for exchange in reversed(exchanges) if exchange.answer and _list_cited(exchange.answer)]
    shown = "".join(_render_turn(exchange, titled=len(answered) > 1) for exchange in answered)
    hint = '<p class="pq-hint">Each quote of an answer is shown here, marked where it stands in its article.</p>'
    return (
        f'<div class="pq-sources-head"><h2>Sources</h2><p>{_sum_up(answered)}</p>'
        '<button type="button" class="pq-close" aria-label="Close the sources">×</button></div>'
        f"{_render_citing(style) if answered else ''}"
        # What scrolls can be scrolled with the keyboard too.
        f'<div class="pq-sources-body" tabindex="0" role="region" aria-label="Sources">{shown or hint}</div>'
    )


def _render_citing(style: str) -> str:
    copy = '<button type="button" class="pq-do pq-copy-all">Copy all</button>'
    menu = render_style_menu(style, "sources")
    return f'<div class="pq-cite">{menu}{copy}</div>'


def _list_cited(answer: Answer) -> tuple[Citation, ...]:
    return answer.quotes or answer.nearest


def _sum_up(answered: Sequence[Exchange]) -> str:
    if not answered or answered[0].answer is None:
        return "Where the quotes come from"
    cited = _list_cited(answered[0].answer)
    kind = "quote" if answered[0].answer.quotes else "passage"
    articles = {citation.article.id for citation in cited}
    return f"{format_count(len(cited), kind)} from {format_count(len(articles), 'article')}"


def _render_turn(exchange: Exchange, *, titled: bool) -> str:
    answer = exchange.answer
    if answer is None:
        return ""
    # Of a single answer the question need not be seen again, but the headings below it hang on it.
    look = "pq-turn-title" if titled else "pq-unseen"
    heading = f'<h3 class="{look}" dir="auto">{escape(exchange.question)}</h3>'
    label = f'<p class="pq-label">{NEAREST}</p>' if answer.missed else ""
    kind = "pq-turn pq-nearest" if answer.missed else "pq-turn"
    articles = "".join(
        _render_article(article, cited, exchange.number) for article, cited in group_by_article(_list_cited(answer))
    )
    return f'<section class="{kind}">{heading}{label}{articles}</section>'


def _render_article(article: Article, cited: Sequence[Citation], turn: int) -> str:
    # In the order of the answer: what is done first is done with its first quote.
    excerpts = sorted(cut_excerpts(article, cited), key=lambda each: min(one.number for one in each.citations))
    shown = "".join(_render_excerpt(article, excerpt, turn) for excerpt in excerpts)
    known = join_fields(*describe_source(article.source), format_pages(cited))
    meta = f'<p class="pq-meta" dir="auto">{known}</p>' if known else ""
    lost = cited[0].lost
    why = (
        f'<p class="pq-lost">{escape(lost[:1].upper() + lost[1:])}: the quote is shown as it stood.</p>' if lost else ""
    )
    remark = f'<p class="pq-meta" dir="auto">{escape(article.remark)}</p>' if article.remark else ""
    return f'<article class="pq-source"><h4 dir="auto">{render_title(article)}</h4>{meta}{remark}{why}{shown}</article>'


def _render_excerpt(article: Article, excerpt: Excerpt, turn: int) -> str:
    parts, reached, several = [], excerpt.start, len(excerpt.citations) > 1
    for citation in excerpt.citations:
        number, key = citation.number, f"{turn}-{citation.number}"
        back = f'aria-label="Quote {number}, back to the answer" title="Back to the answer"'
        parts += [
            render_stretch(article.text[reached : citation.quote.start]),
            f'<a class="pq-number" href="#chip-{key}" {back}>{number}</a>',
            f'<mark id="quote-{key}" tabindex="-1">{render_words(citation)}</mark>',
        ]
        reached = citation.quote.end
    parts.append(render_stretch(article.text[reached : excerpt.end]))
    lost = excerpt.citations[0].lost
    said = "".join(_render_said(citation, several=several) for citation in excerpt.citations)
    also = "".join(_render_also(citation, several=several) for citation in excerpt.citations)
    before = '<span class="pq-cut">… </span>' if excerpt.start > 0 or lost else ""
    after = '<span class="pq-cut"> …</span>' if excerpt.end < len(article.text.rstrip()) or lost else ""
    in_order = sorted(excerpt.citations, key=lambda each: each.number)
    acts = "".join(_render_acts(citation, turn, several=several) for citation in in_order)
    passage = f'<p class="pq-passage" dir="auto">{before}{"".join(parts)}{after}</p>'
    return f'<div class="pq-excerpt">{said}{passage}{also}{acts}</div>'


def _render_said(citation: Citation, *, several: bool) -> str:
    """Return who says a quote, and in what it is quoted, by publisher or title; empty if that is not sure."""
    if not (speaker := render_speaker(citation)):
        return ""
    which = f"{citation.number}: " if several else ""
    source = isolate(citation.article.source.publisher or citation.article.title)
    return f'<p class="pq-meta pq-told" dir="auto">{which}{speaker}{source}</p>'


def _render_also(citation: Citation, *, several: bool) -> str:
    """Return in which copies of its article a quote stands, too; empty without any."""
    if not citation.copies:
        return ""
    which = f"{citation.number}: " if several else ""
    shown = ", ".join(_render_copy(article) for article in dict.fromkeys(copy.article for copy in citation.copies))
    return f'<p class="pq-meta pq-also" dir="auto">{which}also in {shown}</p>'


def _render_copy(article: Article) -> str:
    """Return a copy's publisher or title, as a link if it has an address that a browser may open."""
    name, url = isolate(article.source.publisher or article.title), article.source.url
    if not url or not is_web_address(url):
        return name
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{name}</a>'


def _render_acts(citation: Citation, turn: int, *, several: bool) -> str:
    """Return one line of what can be done with a quote; it says with which one where a passage holds several."""
    number, quote = citation.number, citation.quote
    which = f'<span class="pq-which" aria-hidden="true">{number}</span>' if several else ""
    acts = render_cite_buttons(f"{turn}-{number}", number)
    if not citation.lost:
        key = f'data-quote="{turn}-{number}" data-id="{escape(citation.article.id)}"'
        place = f'{key} data-start="{quote.start}" data-end="{quote.end}"'
        acts += (
            f'<button type="button" class="pq-icon pq-quote-open pq-open" data-send="reader_open" {place} '
            f'title="Open at quote" aria-label="Open the article at quote {number}"></button>'
            f"{render_web_link(citation, f'Quote {number} on the web', drawn=True)}"
        )
    return f'<p class="pq-quote-acts" role="group" aria-label="Quote {number}">{which}{acts}</p>'


def render_web_link(citation: Citation, named: str, *, drawn: bool = False) -> str:
    """Return the link that opens the article's own page at a quote, if it has an address of the web."""
    leads = make_link(citation)
    if leads is None or not is_web_address(leads.url):
        return ""
    look, text = ("pq-icon pq-quote-web", "") if drawn else ("pq-do", "On the web")
    return (
        f'<a class="{look} pq-web" href="{escape(leads.url)}" target="_blank" rel="noopener noreferrer" '
        f'title="Open its own page at the quote" aria-label="{named}">{text}</a>'
    )
