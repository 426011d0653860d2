"""The errors of a library; each message says what to do."""

from corpus.errors import PullquoteError


class LibraryError(PullquoteError):
    """Raised when a library cannot be opened, read or changed."""


class NoLibrary(LibraryError):
    """Raised when a folder, named as messages show it, holds no library."""

    def __init__(self, folder: str):
        super().__init__(f"there is no library in {folder}: add articles first with `pullquote add PATH`")
        self.folder = folder


class LibraryMismatch(LibraryError):
    """Raised when a library was made by another schema version or embedding model."""


class ModelError(LibraryError):
    """Raised when a model cannot be found, is not what it should be, or cannot run."""


class TextTooLong(LibraryError):
    """Raised when a text is longer than the model can read: it is never truncated."""


class NoSuchArticle(LibraryError):
    """Raised when the library does not hold the article that is asked for."""


class NoSuchPublisher(LibraryError):
    """Raised when no article of the library is by the publisher that is asked for."""


class DamagedArticle(LibraryError):
    """Raised when an article is no longer what was stored."""

    def __init__(self, article_id: str):
        super().__init__(
            f"the article {article_id!r} is damaged: add it again, or remove it with `pullquote remove`; "
            "`pullquote doctor` looks through all of them"
        )
