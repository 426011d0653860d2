"""The corpus: a source becomes an article, whose text everything later points into."""

from corpus.article import Article, Passage, Source, Span
from corpus.errors import CorpusError, InvalidArticle, PullquoteError, UnreadableSource
from corpus.loader import Loader
from corpus.loading import Problem, find_sources, load, load_text, load_upload
from corpus.normal import normalise

__all__ = [
    "Article",
    "CorpusError",
    "InvalidArticle",
    "Loader",
    "Passage",
    "Problem",
    "PullquoteError",
    "Source",
    "Span",
    "UnreadableSource",
    "find_sources",
    "load",
    "load_text",
    "load_upload",
    "normalise",
]
