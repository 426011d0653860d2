"""The Assistant: a question in, a quoted answer out."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event

from corpus import normalise
from index import Filters, Hit, Library
from qa.answer import Answer, Citation, Conflict
from qa.answering.choosing import choose, order_for_reading
from qa.answering.refusing import explain_refusal
from qa.checking.checker import DraftChecker, ProgressListener
from qa.checking.draft.draft_file import DraftFile
from qa.checking.report.report import Report
from qa.contradiction.detection import ContradictingQuotes, detect_in_quotes
from qa.english.contractions import restore_apostrophes
from qa.errors import QuestionError
from qa.folders import cache_folder, library_folder
from qa.query.breadth import wants_several
from qa.query.conversation import Turn
from qa.query.correcting import correct_spelling
from qa.query.event_asked import find_event_asked
from qa.query.rewriting import rewrite_question
from qa.query.time_asked import read_time_asked
from qa.reading.opening import open_reader
from qa.reading.reader import Reader, Reading, rank_hits
from qa.reading.reader_names import DEFAULT
from qa.retrieval.retrieving import find_article_spoken_of, retrieve
from qa.settings import Settings

# Places shown when nothing answers.
_NEAREST = 3


class Assistant:
    """Answers questions over one library, in its articles' own words only."""

    def __init__(
        self,
        library: Library,
        reader: Reader,
        settings: Settings = Settings(),  # noqa: B008
        today: Callable[[], date] = date.today,
    ):
        """`today` tells what "last week" is counted from."""
        self.library = library
        self._today = today
        self._reader = reader
        self.settings = settings
        self._checker = DraftChecker(library.folder, settings.longest_draft)

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

        `reader` is "similarity", or "trained" on English questions, or a question-answering model or cross-encoder by
        its folder or its name on the Hugging Face hub.

        Raises LibraryError if there is none, LibraryMismatch if another embedding model made it, ModelError if there is
        no such model or reader.
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
        question = self.check_question(question)
        # The question stands at the end: of a long turn before it, what is cut is the beginning.
        plain = restore_apostrophes(question)
        wanted = normalise(rewrite_question(plain, history).text)[-self.settings.longest_question :]
        with self.library.hold_state():
            leaned = wanted != plain
            wanted, hits, reading = self._search_and_read(
                wanted, filters, find_article_spoken_of(self.library, history, filters)
            )
            answered = self._is_answered(reading)
            # A question put together of two asks for two things.
            contradicting = self._detect_contradiction(wanted, reading) if answered and not leaned else None
            read = reading if answered else _strip_highlights(reading)
            shown = self._cite(wanted, read, self.settings.most_quotes if answered else _NEAREST, contradicting)
            reason = None if answered else self._explain_refusal(wanted, hits, reading, filters)
        return Answer(
            id=id or hashlib.sha256(question.encode()).hexdigest()[:12],
            question=question,
            confidence=reading.confidence,
            quotes=shown if answered else (),
            reason=reason,
            nearest=() if answered else shown,
            hits=tuple(rank_hits(reading, hits)),
            conflict=_make_conflict(contradicting, shown),
            searched=wanted,
        )

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
        return Assistant(self.library, self._reader, settings, self._today)

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

    def _search_and_read(
        self, wanted: str, filters: Filters, article_id: str | None = None
    ) -> tuple[str, list[Hit], Reading]:
        """Return what is wanted without slips, the passages found for it, and what the reader makes of them."""
        today, most = self._today(), self.settings.passages
        when = read_time_asked(wanted, today) or find_event_asked(self.library, wanted, today, filters)
        hits = retrieve(self.library, wanted, when, most, filters, article_id)
        if not hits:  # a phrase that stands nowhere: what is near without it is at least shown
            nearest = self.library.search(wanted, most, filters)
            return wanted, nearest, replace(self._reader.read(wanted, nearest, when), confidence=0.0)
        meant = correct_spelling(self.library, wanted, hits)
        if meant != wanted:
            hits = retrieve(self.library, meant, when, most, filters, article_id)
        return meant, hits, self._reader.read(meant, hits, when)

    def _is_answered(self, reading: Reading) -> bool:
        return reading.confidence >= self.settings.threshold and bool(reading.quotes)

    def _explain_refusal(self, wanted: str, hits: Sequence[Hit], reading: Reading, filters: Filters) -> str:
        elsewhere = bool(filters) and self._is_answered(self._search_and_read(wanted, Filters())[2])
        return explain_refusal(self.library, wanted, hits, next(iter(reading.quotes), None), filters, elsewhere)

    def _detect_contradiction(self, question: str, reading: Reading) -> ContradictingQuotes | None:
        least = reading.quotes[0].score - self.settings.compared_margin
        near = [quote for quote in reading.quotes if quote.score >= least]
        return detect_in_quotes(question, near, self.library.article, self.settings.most_quotes)

    def _cite(
        self, wanted: str, reading: Reading, most: int, contradicting: ContradictingQuotes | None
    ) -> tuple[Citation, ...]:
        """Choose what to show: of a question that wants more than one fact more, in the order in which it reads."""
        first, several = contradicting.quotes if contradicting else (), wants_several(wanted)
        margin = self.settings.wide_margin if several else self.settings.margin
        quotes = choose(reading.quotes, self.library.article, replace(self.settings, margin=margin), most, first)
        quotes = order_for_reading(quotes, max(1, len(first))) if several else quotes
        return tuple(
            Citation(number, quote, self.library.article(quote.article_id)) for number, quote in enumerate(quotes, 1)
        )


def _make_conflict(contradicting: ContradictingQuotes | None, shown: Sequence[Citation]) -> Conflict | None:
    """Return which of the shown quotes contradict each other: they come first."""
    if contradicting is None:
        return None
    return Conflict(contradicting.kind, tuple(zip(shown, contradicting.spans, strict=False)))


def _strip_highlights(reading: Reading) -> Reading:
    """Return what is near a question but no answer: nothing in it is marked as one."""
    return replace(reading, quotes=tuple(replace(quote, highlight=None) for quote in reading.quotes))
