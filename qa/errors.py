"""The errors of asking."""

from corpus.errors import PullquoteError


class QuestionError(PullquoteError):
    """Raised when a question cannot be asked."""


class DraftError(PullquoteError):
    """Raised when a text cannot be checked as a draft."""


class StaleCitation(PullquoteError):
    """Raised when a citation is held against a text that is not the one it was made from."""


class NoSuchConversation(PullquoteError):
    """Raised when a conversation, or an exchange of one, is not kept (any more)."""


class DetailError(PullquoteError):
    """Raised when what is said about an article cannot be right."""


class StyleError(PullquoteError):
    """Raised when a citation style is not known, or the file that should hold one does not."""


class BasketError(PullquoteError):
    """Raised when a basket cannot be changed as asked, or cannot be exported."""


class NoSuchQuote(BasketError):
    """Raised when a quote is not in a basket (any more)."""


class FollowError(PullquoteError):
    """Raised when a feed or a site cannot be followed, or is not."""


class KeyRefused(PullquoteError):
    """Raised when a key for programs cannot be made or revoked."""


class UserRefused(PullquoteError):
    """Raised when a user cannot be made, changed or removed."""


class ServerRefused(PullquoteError):
    """Raised when a server does not answer, or refuses what it is asked."""


class DamagedKeeping(PullquoteError):
    """Raised when an answer or a quote that was kept is not what was written down."""
