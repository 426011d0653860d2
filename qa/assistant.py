"""The Assistant: a question in, a quoted answer out."""

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from corpus import normalise
from corpus.folding import fold_letters
from index import Library
from qa.answer import Answer, make_line_answer
from qa.answerer import Answerer, ReadyQuestion
from qa.asker import AskedQuestion, Asker
from qa.checking.checker import DraftChecker, ProgressListener
from qa.checking.draft.draft_file import DraftFile
from qa.checking.report.report import Report
from qa.comparer import Comparer
from qa.english.contractions import restore_apostrophes
from qa.errors import QuestionError
from qa.folders import cache_folder, find_place
from qa.languages.foreign_answerer import ForeignAnswerer
from qa.languages.identifying import identify_language
from qa.overviewer import Overviewer
from qa.query.rewriting import rewrite_question
from qa.query.talk import drop_talk, find_talk_line, strip_lead
from qa.reading.opening import open_reader
from qa.reading.reader import Reader
from qa.reading.reader_names import DEFAULT, SIMILARITY, TRAINED
from qa.settings import Settings

if TYPE_CHECKING:
    from qa.programs.remote_assistant import RemoteAssistant


class Assistant(Asker):
    """Answers questions over one library, in its articles' own words only."""

    def __init__(
        self,
        library: Library,
        reader: Reader,
        settings: Settings = Settings(),  # noqa: B008
        today: Callable[[], date] = date.today,
        foreign_reader: Reader | None = None,
    ):
        """`today` tells what "last week" is counted from.

        `foreign_reader` reads questions in other languages, if `reader` knows only English.
        """
        self.library = library
        self._today = today
        self._reader = reader
        self._foreign_reader = foreign_reader
        self._answerer = Answerer(library, reader, settings)
        self._comparer = Comparer(self._answerer)
        self._overviewer = Overviewer(library, settings)
        self._foreign = ForeignAnswerer(library, foreign_reader, settings) if foreign_reader else None
        self.settings = settings
        self._checker = DraftChecker(library.database.place, settings.longest_draft)

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
        """Open the library in a folder or at an address, by default this person's own; `create` makes a new one.

        `reader` is "similarity", or "trained" on English questions, or a question-answering model or cross-encoder by
        its folder or its name on the Hugging Face hub.

        Raises LibraryError if there is none, LibraryMismatch if another embedding model made it, ModelError if there is
        no such model or reader.
        """
        opened = Library.open(find_place(library), cache_folder(), model, create=create)
        foreign = open_reader(SIMILARITY, opened, cache_folder()) if reader == TRAINED else None
        return cls(opened, open_reader(reader, opened, cache_folder()), settings, foreign_reader=foreign)

    @classmethod
    def connect(cls, url: str, key: str) -> "RemoteAssistant":
        """Return the assistant of the server at an address; `key` is one of `pullquote keys`, or the page's token."""
        from qa.programs.remote_assistant import RemoteAssistant

        return RemoteAssistant(url, key)

    def _answer(self, asked: AskedQuestion) -> Answer:
        question, history, filters = self.check_question(asked.question), drop_talk(asked.history), asked.filters
        id = asked.id or hashlib.sha256(question.encode()).hexdigest()[:12]  # noqa: A001
        today = asked.asked or self._today()
        if line := find_talk_line(question, history):
            newest = self._overviewer.cite_newest(filters, today) if line.shows_newest else ()
            return make_line_answer(id, question, line.text, newest)
        plain = restore_apostrophes(strip_lead(fold_letters(question).value))
        alone = ReadyQuestion(id, question, plain, False, history, filters, today)
        if self._foreign and (code := identify_language(plain)):
            return self._foreign.answer(alone, code)
        # The question stands at the end: of a long turn before it, what is cut is the beginning.
        wanted = normalise(rewrite_question(plain, history).text)[-self.settings.longest_question :]
        ready = ReadyQuestion(id, question, wanted, wanted != plain, history, filters, today)
        whole = self._overviewer.answer(ready, plain) or self._comparer.answer(ready)
        return whole or self._answerer.answer(ready)

    def check(
        self, draft: str | DraftFile, follow: ProgressListener = lambda done, of: None, stop: Event | None = None
    ) -> Report:
        """Return what becomes of each quotation in a draft, held against the articles; a text is read as Markdown.

        `follow` is told, before each quotation, how many are done and how many there are; what it raises ends the
        check, and so does `stop`, at once. Raises DraftError, and UnreadableSource for a file.
        """
        return self._checker.check(draft, follow, stop)

    def read_draft(self, draft: DraftFile) -> str:
        """Return the text of a draft; raise as `check` does."""
        return self._checker.read(draft)

    def with_settings(self, settings: Settings) -> "Assistant":
        """Return an assistant over the same library, with the same reader, that answers by other settings."""
        return Assistant(self.library, self._reader, settings, self._today, self._foreign_reader)

    def with_library(self, library: Library) -> "Assistant":
        """Return an assistant over another view of the same library, with the same reader and settings."""
        return Assistant(library, self._reader, self.settings, self._today, self._foreign_reader)

    def check_question(self, question: str) -> str:
        """Return a question as it will be asked; raise QuestionError if it is none."""
        question = normalise(question).strip()
        if not question:
            raise QuestionError("the question is empty: write what you want to know")
        if len(question) > self.settings.longest_question:
            raise QuestionError(
                f"the question has {len(question):,} characters: ask in at most {self.settings.longest_question:,}"
            )
        return question
