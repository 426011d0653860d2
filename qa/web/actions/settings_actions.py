"""Settings on the page: how long answers are, and the facts about the library."""

from pathlib import Path

from index import DEFAULT_MODEL
from index.places import show_place
from qa.assistant import Assistant
from qa.conversations.conversation_store import Conversations
from qa.settings import LENGTHS, STANDARD
from qa.web.html.settings_html import LibraryFacts, render_facts

_LENGTH = "answer length"


class SettingsActions:
    """The choice of a length of answers, which is kept with the conversations, and the library's facts."""

    def __init__(self, assistant: Assistant, conversations: Conversations, address: str, person: str):
        """`person` is who has logged in, empty where nobody has to."""
        self._library = assistant.library
        self._conversations = conversations
        self._address = address
        self._person = person

    @property
    def length(self) -> str:
        """How long answers are: a name out of LENGTHS."""
        kept = self._conversations.get_preference(_LENGTH, STANDARD)
        return kept if kept in LENGTHS else STANDARD

    def prefer_length(self, length: object) -> None:
        """Keep how long answers shall be."""
        if isinstance(length, str) and length in LENGTHS:
            self._conversations.prefer(_LENGTH, length)

    def show_facts(self) -> str:
        """Return the facts about the library as HTML."""
        state, model, place = self._library.state(), self._library.embedder.name, self._library.database.place
        return render_facts(
            LibraryFacts(
                folder=show_place(place.resolve() if isinstance(place, Path) else place),
                model=model,
                bundled=model == DEFAULT_MODEL,
                articles=state.articles,
                passages=state.passages,
                bytes=state.bytes,
                conversations=len(self._conversations.list_all()),
                address=self._address,
                rated=self._conversations.count_rated(),
                person=self._person,
            )
        )
