"""The index: the library of articles, its vector and word indexes, and the embedding model."""

from index.arrays import Vectors
from index.connections import Connections
from index.embedder import Embedder
from index.errors import (
    DamagedArticle,
    LibraryError,
    LibraryMismatch,
    ModelError,
    NoLibrary,
    NoSuchArticle,
    NoSuchPublisher,
    TextTooLong,
)
from index.filters import Filters
from index.ingestion import Change, Outcome
from index.library import Hit, Library
from index.model import DEFAULT_MODEL
from index.naming import find_article_id, settle_filters
from index.removal import Removed
from index.store import Entry
from index.word_query import WordQuery

__all__ = [
    "DEFAULT_MODEL",
    "Change",
    "Connections",
    "DamagedArticle",
    "Embedder",
    "Entry",
    "Filters",
    "Hit",
    "Library",
    "LibraryError",
    "LibraryMismatch",
    "ModelError",
    "NoLibrary",
    "NoSuchArticle",
    "NoSuchPublisher",
    "Outcome",
    "Removed",
    "TextTooLong",
    "Vectors",
    "WordQuery",
    "find_article_id",
    "settle_filters",
]
