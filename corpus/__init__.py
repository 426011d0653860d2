"""The corpus: a source becomes an article, whose text everything later points into."""

from corpus.article import Article, Passage, Source, Span
from corpus.errors import CorpusError, InvalidArticle, PullquoteError, UnreadableSource
from corpus.loader import Loader
from corpus.loading import Problem, find_sources, load, load_text, load_upload, read_bounded
from corpus.normal import has_endless_accents, normalise
from corpus.records import article_of, article_record
from corpus.worker import End, JobEnded, Limits, Worker

__all__ = [
    "Article",
    "CorpusError",
    "End",
    "InvalidArticle",
    "JobEnded",
    "Limits",
    "Loader",
    "Passage",
    "Problem",
    "PullquoteError",
    "Source",
    "Span",
    "UnreadableSource",
    "Worker",
    "article_of",
    "article_record",
    "find_sources",
    "has_endless_accents",
    "load",
    "load_text",
    "load_upload",
    "normalise",
    "read_bounded",
]
