"""The error tree of Pullquote: one root, so that an edge can catch everything a user can cause.

PullquoteError
├── CorpusError          a source that cannot become an article
│   ├── InvalidArticle   a value that breaks an invariant of Article or Passage
│   └── UnreadableSource a file or line that cannot be read as an article
├── LibraryError         (index) a library that cannot be opened, read or changed
├── QuestionError        (qa) a question that cannot be asked
├── StaleCitation        (qa) a citation held against a text that it was not made from
└── CannotServe          (qa.web) a page that cannot be served there
"""


class PullquoteError(Exception):
    """Root of every error that Pullquote raises on purpose; its text says what to do."""


class CorpusError(PullquoteError):
    """Raised when a source cannot become an article."""


class InvalidArticle(CorpusError):
    """Raised when a value breaks an invariant of Article or Passage."""


class UnreadableSource(CorpusError):
    """Raised when a file, or a line of it, cannot be read as an article."""
