"""The corpus: a source becomes an article, and everything later points into the article's text."""

from corpus.article import Article, Passage, Source, Span
from corpus.errors import (
    AddressRefused,
    CorpusError,
    FetchFailed,
    InvalidArticle,
    PullquoteError,
    UnreadableSource,
    ZoteroFailed,
)
from corpus.fingerprints import Fingerprint, Stamp, identify_readers, read_stamp, take_fingerprint
from corpus.jobs import End, JobEnded, Limits
from corpus.loader import Loader
from corpus.loading import AttachedFile, load, load_text, make_path_id
from corpus.normal import has_endless_accents, normalise, strip_turning
from corpus.problem import Problem, show_path
from corpus.progress import Tell
from corpus.reading import read_bounded
from corpus.records import decode_article, encode_article
from corpus.source_files import Unread, find_sources
from corpus.web.named_links import Link, LinkList, ListKind
from corpus.web.page import Page, Unchanged, Validators
from corpus.worker import Worker

__all__ = [
    "AddressRefused",
    "Article",
    "AttachedFile",
    "CorpusError",
    "End",
    "FetchFailed",
    "Fingerprint",
    "InvalidArticle",
    "JobEnded",
    "Limits",
    "Link",
    "LinkList",
    "ListKind",
    "Loader",
    "Page",
    "Passage",
    "Problem",
    "PullquoteError",
    "Source",
    "Span",
    "Stamp",
    "Tell",
    "Unchanged",
    "Unread",
    "UnreadableSource",
    "Validators",
    "Worker",
    "ZoteroFailed",
    "decode_article",
    "encode_article",
    "find_sources",
    "has_endless_accents",
    "identify_readers",
    "load",
    "load_text",
    "make_path_id",
    "normalise",
    "read_bounded",
    "read_stamp",
    "show_path",
    "strip_turning",
    "take_fingerprint",
]
