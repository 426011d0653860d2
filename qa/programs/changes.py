"""What programs can change in a library: articles are added, corrected and removed, and quotes kept in baskets.

The answers are JSON. What cannot be done is raised as a PullquoteError.
"""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpus import Article, Loader, Problem, Source, UnreadableSource
from index import Change, Filters, Library
from index.corrections import Correction
from qa.assistant import Assistant
from qa.basket.basket_store import Baskets
from qa.errors import BasketError
from qa.programs.operations import locate
from qa.programs.requests import DetailsIn, KeepIn, KeptChangeIn, TextIn
from qa.rendering.answer_json import serialise_entry

Json = dict[str, Any]


def add_text(assistant: Assistant, sent: TextIn) -> Json:
    """Add a text as an article; the same text again is the same article, and changes nothing."""
    with Loader() as loader:
        article = loader.load_text(sent.text, sent.title or "")
    return _add(assistant.library, [_describe(article, sent)], sent.tags)


def add_file(assistant: Assistant, path: Path, name: str, stop: threading.Event) -> Json:
    """Add what a file holds that was sent under a name; the same file again changes nothing.

    `problems` tell what in it cannot be read; raises UnreadableSource if that is all of it, JobEnded at `stop`.
    """
    problems: list[Problem] = []

    def load() -> Iterator[Article]:
        with Loader() as loader:
            for loaded in loader.load_upload(path, name, stop):
                if isinstance(loaded, Problem):
                    problems.append(loaded)
                else:
                    yield loaded

    added = _add(assistant.library, load())
    if not added["articles"]:
        raise UnreadableSource(problems[0].message if problems else "the file holds no article")
    return {**added, "problems": [problem.message for problem in problems]}


def correct(assistant: Assistant, article_id: str, sent: DetailsIn) -> Json:
    """Correct what is sent of an article's details, until it is removed; what is null or empty is taken off."""
    article = assistant.library.article(article_id)
    corrected = _describe(article, sent)
    outcome = assistant.library.correct(article_id, corrected.title, corrected.source)
    [entry] = assistant.library.walk(1, Filters(article_ids=(article_id,)))
    return {"change": str(outcome.change), **serialise_entry(entry)}


def remove(assistant: Assistant, article_id: str) -> None:
    """Remove an article for good; raise NoSuchArticle."""
    assistant.library.discard(article_id)


def keep_quote(assistant: Assistant, baskets: Baskets, sent: KeepIn) -> Json:
    """Put a place of an article into a basket, at its end; a quote that is in it already stays as it is."""
    citation = locate(assistant, sent.article_id, sent.start, sent.end)
    quote_id, is_new = baskets.put(citation, sent.basket, sent.asked, sent.note)
    return {"id": quote_id, "new": is_new}


def change_quote(baskets: Baskets, quote_id: int, sent: KeptChangeIn) -> Json:
    """Change the note on a quote in a basket, or its place; raise NoSuchQuote."""
    if sent.note is None and sent.number is None:
        raise BasketError("there is nothing to change: send a note, or a number from 1")
    if sent.note is not None:
        baskets.note(quote_id, sent.note)
    if sent.number is not None:
        baskets.move(quote_id, sent.number)
    return {"id": quote_id}


def drop_quote(baskets: Baskets, quote_id: int) -> None:
    """Take a quote out of its basket; raise NoSuchQuote."""
    baskets.drop(quote_id)


def _describe(article: Article, sent: DetailsIn) -> Article:
    """Return an article with those details that were sent; raise InvalidArticle for what none can have."""
    named = sent.model_fields_set & Source.__dataclass_fields__.keys()
    source = replace(article.source, **{name: getattr(sent, name) for name in named})
    title = article.title if sent.title is None else sent.title
    return Correction.normalise(title, source).apply_to(article)


def _add(library: Library, articles: Iterable[Article], tags: tuple[str, ...] = ()) -> Json:
    outcomes = list(library.add(articles))
    ids = [outcome.article.id for outcome in outcomes]
    for tag in tags:
        library.tag(ids, tag)
    return {
        "articles": [
            {"id": outcome.article.id, "title": outcome.article.title, "change": str(outcome.change)}
            for outcome in outcomes
        ],
        "new": any(outcome.change is Change.ADDED for outcome in outcomes),
    }
