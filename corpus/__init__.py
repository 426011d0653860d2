"""The corpus: a source becomes an article, and everything later points into the article's text."""

from corpus.article import Article, Passage, Source, Span
from corpus.errors import CorpusError, InvalidArticle, PullquoteError, UnreadableSource
from corpus.jobs import End, JobEnded, Limits
from corpus.loader import Loader
from corpus.loading import load, load_text, load_upload, read_bounded
from corpus.normal import has_endless_accents, normalise
from corpus.problem import Problem
from corpus.records import decode_article, encode_article
from corpus.source_files import find_sources
from corpus.worker import Worker

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
    "decode_article",
    "encode_article",
    "find_sources",
    "has_endless_accents",
    "load",
    "load_text",
    "load_upload",
    "normalise",
    "read_bounded",
]
