"""Leads: the sentence of an article that tells what it is about."""

from collections.abc import Iterator
from itertools import islice

from corpus import Article, Span
from corpus.sentences import split_sentences
from index.words import stem_words
from qa.english.leaning import leans
from qa.reading.sentence_kind import SentenceKind, classify_sentence

# Sentences at the beginning, one of which tells what an article is about: "The wait is over." does not.
_LEADING = 3


def find_lead(article: Article) -> Span | None:
    """Return of the first sentences of prose the one that shares most with the title; None without prose.

    It leans on none before it, if one does not.
    """
    text, titled = article.text, set(stem_words(article.title))
    first = list(islice(list_prose(article), _LEADING))
    alone = [span for span in first if not leans(text, span.start)] or first
    return max(alone, key=lambda span: len(titled & set(stem_words(text[slice(*span)]))), default=None)


def list_prose(article: Article) -> Iterator[Span]:
    """Yield the sentences of an article that are prose, in order."""
    sentences = split_sentences(article.text, article.headings)
    return (span for span in sentences if classify_sentence(article.text, span) is SentenceKind.PROSE)
