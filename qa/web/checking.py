"""Checking on the page: a draft that was pasted or opened, its quotations held against the articles."""

import re
from pathlib import Path

from qa.assistant import Assistant
from qa.checking.drafts import Draft, read_file
from qa.errors import DraftError
from qa.web.html.check import report_of

# What a browser may send but no text may hold.
_HALVES = re.compile("[\ud800-\udfff]")


class Proofs:
    """Where drafts are checked; nothing of them is kept."""

    def __init__(self, assistant: Assistant):
        self._assistant = assistant

    def check(self, draft: object) -> str:
        """Return the report on a draft that was pasted, as HTML; raise DraftError."""
        text = _HALVES.sub("\N{REPLACEMENT CHARACTER}", draft) if isinstance(draft, str) else ""
        if not text.strip():
            raise DraftError("there is no draft: paste one first, or open a file")
        return self._checked(text)

    def open(self, path: Path, name: str) -> tuple[str, str]:
        """Return the text of a draft's file, and the report on it; raise PullquoteError."""
        draft = read_file(path, name)
        return draft.text, self._checked(draft)

    def _checked(self, draft: str | Draft) -> str:
        return report_of(self._assistant.check(draft), articles=self._assistant.library.state().articles)
