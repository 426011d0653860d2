"""Articles in, hits out: the library, its vector and word indexes, and the embedding model."""

from index.connections import Connections
from index.embedder import Embedder, Vectors
from index.errors import DamagedArticle, LibraryError, LibraryMismatch, ModelError, NoSuchArticle, TextTooLong
from index.filters import Filters
from index.library import Change, Hit, Library, Outcome
from index.model import DEFAULT_MODEL
from index.removal import Removed
from index.store import Entry

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
    "NoSuchArticle",
    "Outcome",
    "Removed",
    "TextTooLong",
    "Vectors",
]
