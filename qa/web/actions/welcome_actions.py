"""Welcoming on the page: what a conversation that has not begun shows, with questions to begin with."""

from threading import Lock

from qa.assistant import Assistant
from qa.settings import LENGTHS, STANDARD
from qa.suggesting.suggestions import put_own_first, suggest_questions
from qa.web.html.welcome_html import render_welcome


class WelcomeActions:
    """The welcome over a library: questions that its articles answer, once they are found, then articles' titles."""

    def __init__(self, assistant: Assistant, most: int):
        self._assistant = assistant.with_settings(LENGTHS[STANDARD])
        self._library = assistant.library
        self._most = most
        self._searching = Lock()
        # The library's generation, and the questions that were found in it.
        self._suggested: tuple[str, list[str]] = ("", [])

    def show(self) -> str:
        """Return the welcome; questions that were found in the library as it was before are left out."""
        with self._library.hold_state():
            entries, now = self._library.entries(), self._library.state().generation
        generation, questions = self._suggested
        titles = [entry.title for entry in put_own_first(entries)[: self._most]]
        return render_welcome(len(entries), [*(questions if generation == now else []), *titles][: self._most])

    def suggest(self) -> None:
        """Find questions, which takes seconds: once for each state of the library, however many pages ask for them."""
        with self._searching, self._library.hold_state():
            now = self._library.state().generation
            if self._suggested[0] != now:
                self._suggested = now, suggest_questions(self._assistant, self._most)
