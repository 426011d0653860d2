"""Every piece of HTML on the page, built and escaped here by pure functions.

Whatever comes from an article, a file or a visitor goes through `escape`, and then survives HTML, Markdown, LaTeX and
JavaScript templates letter for letter.
"""

import string
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from corpus import Article, Problem, Source
from index import Entry, Filters
from qa.answer import Answer, Citation
from qa.dates import shown_date
from qa.web.conversation import Exchange
from qa.web.passages import Place, by_article, places

NEAREST = "Not an answer: the nearest passages"
# As character references none of these can begin anything in any of the languages the text passes through.
_REFERENCES = {ord(mark): f"&#{ord(mark)};" for mark in string.punctuation + "\n\t"}


def escape(text: str) -> str:
    """Return text as HTML that shows it letter for letter, in an element or a quoted attribute."""
    return text.translate(_REFERENCES)


def titled(article: Article | Entry) -> str:
    """Return an article's title, as a link if it has an address that a browser may open."""
    title, url = f"<bdi>{escape(article.title)}</bdi>", article.source.url
    if not url or not _may_open(url):
        return title
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{title}</a>'


def _may_open(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


# --- the chat


def question(exchange: Exchange) -> str:
    """Return what was asked, and of which articles."""
    asked_of = filtered(exchange.filters)
    note = f'<div class="pq-filtered">{asked_of}</div>' if asked_of else ""
    return f'<div class="pq-question" id="turn-{exchange.number}" dir="auto">{escape(exchange.question)}</div>{note}'


def reply(exchange: Exchange) -> str:
    """Return what came of a question: quotes, nothing found, an error, or that it is being searched for."""
    if exchange.error is not None:
        return f'<div class="pq-error"><p dir="auto">{escape(sentence(exchange.error))}</p></div>'
    answer = exchange.answer
    if answer is None:
        return '<div class="pq-searching"><p>Searching your articles…</p></div>'
    searched = _searched(answer)
    if answer.quotes:
        quotes = "".join(_quote(citation, exchange.number) for citation in answer.quotes)
        above = searched + _notice(answer)
        return f'<div class="pq-answer">{above}{quotes}{_to_sources(len(answer.quotes))}</div>'
    nearest = "".join(_quote(citation, exchange.number) for citation in answer.nearest)
    label = f'<p class="pq-label">{NEAREST}</p>'
    shown = f'<div class="pq-nearest">{label}{nearest}</div>{_to_sources(len(answer.nearest))}' if nearest else ""
    reason = escape(sentence(answer.reason or ""))
    return f'<div class="pq-answer">{searched}<p class="pq-reason">{reason}</p>{shown}</div>'


def _searched(answer: Answer) -> str:
    """Return what was searched for, with the link that puts it into the question box; empty if it is the question."""
    if answer.searched == answer.question:
        return ""
    return (
        f'<p class="pq-searched" dir="auto">searching: <span class="pq-whole">{escape(answer.searched)}</span> '
        '<a class="pq-change" href="#question" title="Change it and search again">change</a></p>'
    )


def _notice(answer: Answer) -> str:
    """Return that the sources disagree, empty if they do not."""
    return f'<p class="pq-disagree" dir="auto">{escape(answer.disagreement)}</p>' if answer.disagreement else ""


def _quote(citation: Citation, turn: int) -> str:
    place = f"{turn}-{citation.number}"
    chip = (
        f'<a class="pq-chip" id="chip-{place}" href="#quote-{place}" title="Show it in its article">'
        f'<span class="pq-unseen">Quote </span>{citation.number}</a>'
    )
    words = f'<span class="pq-words">{_words(citation)}</span>'
    return (
        f'<div class="pq-quote"><p class="pq-line" dir="auto">{words} {chip}</p>'
        f'<p class="pq-from" dir="auto">{_attribution(citation)}</p></div>'
    )


def _words(citation: Citation) -> str:
    """Return the quote's text, with the short answer inside it set off where there is one."""
    text, quote = citation.resolve(citation.article), citation.quote
    if quote.highlight is None:
        return escape(text)
    start, end = quote.highlight.start - quote.start, quote.highlight.end - quote.start
    return f"{escape(text[:start])}<strong>{escape(text[start:end])}</strong>{escape(text[end:])}"


def _attribution(citation: Citation) -> str:
    article, source = citation.article, citation.article.source
    page = f"p. {citation.page}" if citation.page else None
    origin = ", ".join(_known(source.publisher, source.published and shown_date(source.published), page))
    title = f'<cite class="pq-title"><bdi>{escape(article.title)}</bdi></cite>'
    return f"{title} · {origin}" if origin else title


def _to_sources(count: int) -> str:
    """Return the link that opens the sources where there is no room to show them beside the chat."""
    return f'<p class="pq-see"><a href="#sources">See {"it" if count == 1 else "them"} in context</a></p>'


def filtered(filters: Filters) -> str:
    """Return the filters of a question in words, empty without any."""
    first, last = (escape(shown_date(day)) if day else "" for day in (filters.published_from, filters.published_to))
    dates = f"{first} to {last}" if first and last else f"from {first}" if first else f"to {last}" if last else ""
    return " · ".join(_known(dates, *(f"<bdi>{escape(name)}</bdi>" for name in filters.publishers), raw=True))


# --- the sources


def sources(exchanges: Sequence[Exchange]) -> str:
    """Return the panel that shows every quote of the conversation in its article, the newest question first."""
    answered = [exchange for exchange in reversed(exchanges) if exchange.answer and _cited(exchange.answer)]
    shown = "".join(_turn(exchange, titled=len(answered) > 1) for exchange in answered)
    hint = '<p class="pq-hint">Each quote of an answer is shown here, marked where it stands in its article.</p>'
    return (
        f'<div class="pq-panel-head"><h2>Sources</h2><p>{_counted(answered)}</p>'
        '<button type="button" class="pq-close" aria-label="Close the sources">×</button></div>'
        f'<div class="pq-panel-body">{shown or hint}</div>'
    )


def _cited(answer: Answer) -> tuple[Citation, ...]:
    return answer.quotes or answer.nearest


def _counted(answered: Sequence[Exchange]) -> str:
    if not answered or answered[0].answer is None:
        return "Where the quotes come from"
    cited = _cited(answered[0].answer)
    quotes, articles = len(cited), len({citation.article.id for citation in cited})
    kind = "quote" if answered[0].answer.quotes else "passage"
    return f"{_number(quotes, kind)} from {_number(articles, 'article')}"


def _turn(exchange: Exchange, *, titled: bool) -> str:
    answer = exchange.answer
    if answer is None:
        return ""
    heading = f'<h3 class="pq-turn-title" dir="auto">{escape(exchange.question)}</h3>' if titled else ""
    label = "" if answer.quotes else f'<p class="pq-label">{NEAREST}</p>'
    kind = "pq-turn" if answer.quotes else "pq-turn pq-nearest"
    articles = "".join(_source(article, cited, exchange.number) for article, cited in by_article(_cited(answer)))
    return f'<section class="{kind}">{heading}{label}{articles}</section>'


def _source(article: Article, cited: Sequence[Citation], turn: int) -> str:
    shown = "".join(_place(article, place, turn) for place in places(article, cited))
    about = " · ".join(_known(*_about(article.source), _pages(cited)))
    meta = f'<p class="pq-meta" dir="auto">{about}</p>' if about else ""
    return f'<article class="pq-source"><h4 dir="auto">{titled(article)}</h4>{meta}{shown}</article>'


def _about(source: Source) -> tuple[str | None, ...]:
    return source.publisher, source.published and shown_date(source.published), ", ".join(source.authors)


def _pages(cited: Iterable[Citation]) -> str:
    pages = sorted({citation.page for citation in cited if citation.page is not None})
    return f"p{'p' * (len(pages) > 1)}. {', '.join(map(str, pages))}" if pages else ""


def _place(article: Article, place: Place, turn: int) -> str:
    parts, reached = [], place.start
    for citation in place.citations:
        number, key = citation.number, f"{turn}-{citation.number}"
        back = f'aria-label="Quote {number}, back to the answer" title="Back to the answer"'
        parts += [
            escape(article.text[reached : citation.quote.start]),
            f'<a class="pq-number" href="#chip-{key}" {back}>{number}</a>',
            f'<mark id="quote-{key}" tabindex="-1">{_words(citation)}</mark>',
        ]
        reached = citation.quote.end
    parts.append(escape(article.text[reached : place.end]))
    before = '<span class="pq-cut">… </span>' if place.start > 0 else ""
    after = '<span class="pq-cut"> …</span>' if place.end < len(article.text.rstrip()) else ""
    return f'<p class="pq-passage" dir="auto">{before}{"".join(parts)}{after}</p>'


# --- the library


def welcome(count: int, starts: Sequence[Entry]) -> str:
    """Return what stands in place of a conversation that has not begun."""
    if not count:
        return (
            '<div class="pq-welcome"><h2>Your library is empty</h2><p>Add articles in the <strong>Library</strong> '
            "tab: drop text, Markdown, HTML or PDF files there. Then ask about them here.</p></div>"
        )
    buttons = "".join(
        f'<li><button type="button" class="pq-start" data-start="{escape(entry.id)}" dir="auto">'
        f"{escape(entry.title)}</button></li>"
        for entry in starts
    )
    return (
        '<div class="pq-welcome"><h2>What do your articles say?</h2>'
        f"<p>Ask your {_number(count, 'article')} a question. The answer comes in their own words, "
        'and each quote leads back to its place.</p><p class="pq-label">Or begin with one of them</p>'
        f'<ul class="pq-starts">{buttons}</ul></div>'
    )


def shelf(entries: Sequence[Entry], total: int, wanted: str) -> str:
    """Return the list of `entries`, out of `total` that pass the filter `wanted`."""
    if not entries:
        hint = f"No article has “<bdi>{escape(wanted)}</bdi>” in it." if wanted else "There are no articles yet."
        return f'<div class="pq-shelf"><h2>{_number(total, "article")}</h2><p class="pq-hint">{hint}</p></div>'
    more = f'<p class="pq-hint">The first {len(entries):,} are shown; filter to find others.</p>'
    rows = "".join(map(_row, entries))
    return (
        f'<div class="pq-shelf"><h2>{_number(total, "article")}</h2>{more if total > len(entries) else ""}'
        '<table><thead><tr><th scope="col">Article</th><th scope="col">Publisher</th><th scope="col">Date</th>'
        '<th scope="col" class="pq-count">Words</th><th scope="col"><span class="pq-unseen">Remove</span></th></tr>'
        f"</thead><tbody>{rows}</tbody></table></div>"
    )


def _row(entry: Entry) -> str:
    source, key, title = entry.source, escape(entry.id), escape(entry.title)
    authors = f'<div class="pq-meta" dir="auto">{escape(", ".join(source.authors))}</div>' if source.authors else ""
    return (
        f'<tr><td class="pq-name"><div class="pq-title" dir="auto">{titled(entry)}</div>{authors}</td>'
        f'<td data-name="Publisher" dir="auto">{escape(source.publisher or "")}</td>'
        f'<td data-name="Date" class="pq-date">{escape(shown_date(source.published or ""))}</td>'
        f'<td data-name="Words" class="pq-count">{entry.word_count:,}</td>'
        f'<td class="pq-act"><button type="button" class="pq-remove" aria-label="Remove {title}">Remove</button>'
        '<span class="pq-sure" hidden><button type="button" class="pq-danger" '
        f'data-remove="{key}">Remove it</button> <button type="button" class="pq-keep">Keep</button></span></td></tr>'
    )


def progress(label: str, done: int, total: int) -> str:
    """Return a progress bar with a line over it; without `done` it moves but tells no amount."""
    value = f' value="{done}" max="{total}"' if done else ""
    return (
        f'<div class="pq-progress"><p dir="auto">{escape(label)}</p>'
        f'<progress aria-label="Adding files"{value}></progress></div>'
    )


def report(line: str, problems: Sequence[Problem] = ()) -> str:
    """Return what became of a change to the library, with each problem beside the name of its file."""
    listed = "".join(
        f'<li dir="auto"><bdi class="pq-file">{escape(problem.where)}</bdi> {escape(sentence(problem.message))}</li>'
        for problem in problems
    )
    done = f'<p dir="auto">{escape(line)}</p>' if line else ""
    return f'<div class="pq-report" role="status">{done}{f"<ul>{listed}</ul>" if listed else ""}</div>'


# --- words


def sentence(message: str) -> str:
    """Return a message as a sentence: it begins with a capital and ends with a full stop."""
    message = message.strip()
    ended = message if message.endswith((".", "!", "?", "…")) else f"{message}."
    return ended[:1].upper() + ended[1:]


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _known(*fields: str | None, raw: bool = False) -> list[str]:
    """Return the fields that are there, escaped unless they are HTML already."""
    return [field if raw else f"<bdi>{escape(field)}</bdi>" for field in fields if field]
