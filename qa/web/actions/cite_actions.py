"""Citing on the page: the style that quotes are cited in."""

from pathlib import Path

from qa.cite.references import cite_items
from qa.cite.styles import STYLES, Style, find_kept_style
from qa.conversations.conversation_store import Conversations
from qa.errors import StyleError
from qa.settings import CITATION_STYLE

_STYLE = "citation style"


class CiteActions:
    """The choice of a citation style, which is kept with the conversations; `library` is the folder of the library."""

    def __init__(self, conversations: Conversations, library: Path):
        self._conversations = conversations
        self._library = library

    @property
    def style(self) -> Style:
        """The style that quotes are cited in."""
        kept = self._conversations.get_preference(_STYLE, CITATION_STYLE)
        return self._find(kept) or STYLES[CITATION_STYLE]

    def prefer_style(self, name: object) -> None:
        """Keep in which style quotes are cited, if there is one of that name that can be used."""
        if isinstance(name, str) and self._find(name):
            self._conversations.prefer(_STYLE, name)

    def _find(self, name: str) -> Style | None:
        try:
            style = find_kept_style(name, self._library)
            if isinstance(style.csl, Path):
                cite_items([], style)
        except StyleError:
            return None
        return style
