"""Citing on the page: the style that quotes are cited in."""

from qa.cite.styles import STYLES
from qa.conversations.conversation_store import Conversations
from qa.settings import CITATION_STYLE

_STYLE = "citation style"


class CiteActions:
    """The choice of a citation style, which is kept with the conversations."""

    def __init__(self, conversations: Conversations):
        self._conversations = conversations

    @property
    def style(self) -> str:
        """The style that quotes are cited in: a name out of STYLES."""
        kept = self._conversations.get_preference(_STYLE, CITATION_STYLE)
        return kept if kept in STYLES else CITATION_STYLE

    def prefer_style(self, name: object) -> None:
        """Keep in which style quotes are cited."""
        if isinstance(name, str) and name in STYLES:
            self._conversations.prefer(_STYLE, name)
