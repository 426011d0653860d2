"""Overviews: what the newest articles or those about a subject tell first, and the sentences of one that carry most."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

import numpy as np

from corpus import Article
from corpus.sentences import split_sentences
from index import Filters, Hit, Library
from index.words import stem_words
from qa.answering.leads import find_lead, list_prose
from qa.english.leaning import leans
from qa.quote import Quote
from qa.retrieval.repeated_passages import fold_copies

# Articles that are listed, and passages that are looked through for them.
_MOST_ARTICLES, _PASSAGES = 8, 60
# Articles that tell of a subject; the characters with which each begins, and the share of the subject's words
# that has to stand in them.
_MOST_TOLD, _BEGINNING, _SHARED = 3, 400, 0.5
# Sentences of a summary, and how many of an article are compared: of a longer one, its beginning.
_MOST_SENTENCES, _COMPARED = 5, 400
# Articles dated after today that are passed over.
_MOST_TO_COME = 50
# Two sentences of at least this cosine say the same.
_SAME = 0.8


def quote_newest(library: Library, filters: Filters, most: int, today: date) -> list[Quote]:
    """Return what the newest articles are about, newest first; what is dated after today is no news of it."""
    entries = library.newest(most + _MOST_TO_COME, filters)
    known = [entry for entry in entries if (entry.source.published or "") <= today.isoformat()]
    return [_quote_lead(library.article(entry.id)) for entry in known[:most]]


def quote_articles_about(library: Library, subject: str, filters: Filters) -> tuple[list[Quote], list[Hit]]:
    """Return what the articles are about that hold all words of a subject, nearest first, and the passages found."""
    hits = fold_copies(library, library.search(subject, _PASSAGES, filters), filters)
    articles = list(_find_articles(library, subject, hits))[:_MOST_ARTICLES]
    return [_quote_lead(article) for article in articles], hits


def quote_news(library: Library, subject: str, filters: Filters, today: date) -> tuple[list[Quote], list[Hit]]:
    """Return what the newest articles about a subject tell of it first, newest first, and the passages found."""
    telling, hits = _find_telling(library, subject, filters, today)
    newest = sorted(telling, key=lambda each: _read_published(each[0]), reverse=True)
    return [quote for _, quote in newest[:_MOST_TOLD]], hits


def quote_subject(library: Library, subject: str, filters: Filters, today: date) -> tuple[list[Quote], list[Hit]]:
    """Return what the articles nearest to a subject tell of it first, in order of time, and the passages found.

    One article alone gives no overview: there are no quotes then.
    """
    telling, hits = _find_telling(library, subject, filters, today)
    nearest = sorted(telling[:_MOST_TOLD], key=lambda each: _read_published(each[0]))
    return [quote for _, quote in nearest] if len(nearest) > 1 else [], hits


def find_article_about(library: Library, subject: str, filters: Filters) -> str | None:
    """Return the id of the article that is nearest to a subject, and holds all its words; None without one."""
    hits = library.search(subject, _PASSAGES, filters)
    return next((article.id for article in _find_articles(library, subject, hits)), None)


def summarise(library: Library, article: Article, longest: int) -> list[Quote]:
    """Return the first sentence of an article and those that are nearest to all it says, in their order.

    None says what another says, leans on one before it, or has more than `longest` characters.
    """
    sentences = [span for span in list_prose(article) if span.end - span.start <= longest][:_COMPARED]
    if not sentences:
        return [_quote_lead(article)]
    vectors = library.embedder.embed_passages([article.text[slice(*span)] for span in sentences])
    middle = vectors.mean(axis=0)
    nearness = vectors @ (middle / (np.linalg.norm(middle) or 1.0))
    chosen = [0]
    for i in map(int, np.argsort(-nearness, kind="stable")):
        is_new = all(float(vectors[i] @ vectors[other]) < _SAME for other in chosen)
        if len(chosen) < _MOST_SENTENCES and is_new and not leans(article.text, sentences[i].start):
            chosen.append(i)
    return [Quote(article.id, *sentences[i], score=float(nearness[i])) for i in sorted(chosen)]


def _find_articles(library: Library, subject: str, hits: Sequence[Hit]) -> Iterator[Article]:
    """Yield the articles of hits that hold all words of a subject, each once."""
    wanted = set(stem_words(subject))
    for article_id in dict.fromkeys(hit.passage.article_id for hit in hits):
        article = library.article(article_id)
        if wanted and wanted <= set(stem_words(f"{article.title}\n{article.text}")):
            yield article


def _find_telling(
    library: Library, subject: str, filters: Filters, today: date
) -> tuple[list[tuple[Article, Quote]], list[Hit]]:
    """Return the articles about a subject with what each tells of it first, nearest first, and the passages found.

    What is dated after today is not told: it was not known.
    """
    hits = fold_copies(library, library.search(subject, _PASSAGES, filters), filters)
    wanted = set(stem_words(subject))
    articles = (a for a in _find_articles(library, subject, hits) if _read_published(a) <= today.isoformat())
    return [(article, quote) for article in articles if (quote := _quote_first_of(article, wanted))], hits


def _read_published(article: Article) -> str:
    return article.source.published or ""


def _quote_first_of(article: Article, wanted: set[str]) -> Quote | None:
    """Return the lead of an article or else its first sentence that has all words; None if it only names them.

    An article is about them if it begins with them, but for some.
    """
    beginning = wanted & set(stem_words(f"{article.title}\n{article.text[:_BEGINNING]}"))
    if len(beginning) < _SHARED * len(wanted):
        return None
    lead = find_lead(article)
    first = chain([lead] if lead else [], list_prose(article))
    telling = next((span for span in first if wanted <= set(stem_words(article.text[slice(*span)]))), None)
    if telling:
        return Quote(article.id, *telling, score=1.0)
    return _quote_lead(article) if beginning == wanted else None


def _quote_lead(article: Article) -> Quote:
    """Return the lead of an article, or its first sentence if it has no prose."""
    lead = find_lead(article) or (split_sentences(article.text, article.headings) or split_sentences(article.text))[0]
    return Quote(article.id, *lead, score=1.0)
