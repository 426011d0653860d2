"""The errors of asking."""

from corpus.errors import PullquoteError


class QuestionError(PullquoteError):
    """Raised when a question cannot be asked."""


class StaleCitation(PullquoteError):
    """Raised when a citation is held against a text that is not the one it was made from."""
