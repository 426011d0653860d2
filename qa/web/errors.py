"""The errors of serving."""

from corpus import PullquoteError


class CannotServe(PullquoteError):
    """Raised when the page cannot be served at an address."""
