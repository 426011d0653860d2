"""The Assistant: a question in, a quoted answer out."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from corpus import normalise
from index import Filters, Hit, Library
from qa.answer import Answer, Citation, Quote
from qa.choosing import choose
from qa.errors import QuestionError
from qa.folders import cache_folder, library_folder
from qa.followup import Turn, standalone
from qa.reading.names import DEFAULT
from qa.reading.opening import open_reader
from qa.reading.reader import Reader, Reading
from qa.settings import Settings

# Places shown when nothing answers.
_NEAREST = 3
# Below this confidence what was found is not even about the question: nearly all questions of another library are.
_UNRELATED = 0.1


class Assistant:
    """Answers questions over one library, in its articles' own words only."""

    def __init__(self, library: Library, reader: Reader, settings: Settings = Settings()):  # noqa: B008
        self.library = library
        self._reader = reader
        self._settings = settings

    @classmethod
    def open(
        cls,
        library: Path | str | None = None,
        *,
        model: str | None = None,
        reader: str = DEFAULT,
        create: bool = False,
        settings: Settings = Settings(),  # noqa: B008
    ) -> "Assistant":
        """Open the library in a folder, by default this person's own; with `create`, make it if there is none.

        `reader` is one of qa.reading.names.READERS: "similarity", or "trained" on English questions.

        Raises LibraryError if there is none, LibraryMismatch if another embedding model made it.
        """
        folder = Path(library) if library is not None else library_folder()
        opened = Library.open(folder, cache_folder(), model, create=create)
        return cls(opened, open_reader(reader, opened, cache_folder()), settings)

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters = Filters(),  # noqa: B008
        id: str | None = None,  # noqa: A002 - the contract's name
    ) -> Answer:
        """Answer a question with verbatim quotes, or say why not; raise QuestionError if it is no question.

        `history` holds the conversation's earlier turns, oldest first. `id` names the answer.
        """
        question = self._checked(question)
        # The question stands at the end: of a long turn before it, what is cut is the beginning.
        wanted = normalise(standalone(question, history))[-self._settings.longest_question :]
        with self.library.steady():
            hits = self.library.search(wanted, self._settings.passages, filters)
            reading = self._reader.read(wanted, hits)
            answered = reading.confidence >= self._settings.threshold and bool(reading.quotes)
            shown = self._cite(reading, self._settings.most_quotes if answered else _NEAREST)
        return Answer(
            id=id or hashlib.sha256(question.encode()).hexdigest()[:12],
            question=question,
            confidence=reading.confidence,
            quotes=shown if answered else (),
            reason=None if answered else _reason(reading, hits, filters),
            nearest=() if answered else shown,
            hits=tuple(hits),
        )

    def _checked(self, question: str) -> str:
        question = normalise(question).strip()
        if not question:
            raise QuestionError("the question is empty: write what you want to know")
        if len(question) > self._settings.longest_question:
            raise QuestionError(
                f"the question has {len(question):,} characters: ask in at most {self._settings.longest_question:,}"
            )
        return question

    def _cite(self, reading: Reading, most: int) -> tuple[Citation, ...]:
        quotes: list[Quote] = choose(reading.quotes, self.library.article, self._settings, most)
        return tuple(
            Citation(number, quote, self.library.article(quote.article_id)) for number, quote in enumerate(quotes, 1)
        )


def _reason(reading: Reading, hits: Sequence[Hit], filters: Filters) -> str:
    if hits and reading.confidence < _UNRELATED:
        return "Nothing in the articles is about this."
    if hits:
        return "The articles touch on this, but no passage in them answers it."
    if filters:
        return "No article passes the filters."
    return "The library is empty: add articles first."
