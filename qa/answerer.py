"""The Answerer: searches for a question, reads what is found, and answers with quotes or says why there are none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from index import Filters, Hit, Library
from index.titled_passage import read_titled
from index.words import stem_words
from qa.answer import Answer, Citation, Conflict, LaterArticle
from qa.answering.choosing import choose, order_for_reading
from qa.answering.first_published import Originals
from qa.answering.marking import complete_mark, unmark, unmark_names
from qa.answering.overtaking import find_later
from qa.answering.own_words import prefer_own_words
from qa.answering.refusing import explain_refusal, find_other_name
from qa.answering.tolls import put_newest_toll_first
from qa.contradiction.detection import ContradictingQuotes, detect_in_quotes
from qa.languages.identifying import identify_language
from qa.query.breadth import wants_several
from qa.query.conversation import Turn
from qa.query.correcting import correct_spelling
from qa.query.event_asked import find_event_asked
from qa.query.state_asked import asks_how_it_stands
from qa.query.time_asked import TimeAsked, read_time_asked
from qa.reading.calibration import PUT_TOGETHER
from qa.reading.reader import Reader, Reading, raise_confidence, rank_hits
from qa.retrieval.retrieving import find_article_spoken_of, retrieve
from qa.settings import Settings

# Places shown when nothing answers.
NEAREST = 3


@dataclass(frozen=True, slots=True)
class ReadyQuestion:
    """A question made ready to be answered.

    `wanted` is what is searched for; `leaned` says whether that was put together with the turns before it. `today` is
    the day from which "last week" is counted.
    """

    id: str
    question: str
    wanted: str
    leaned: bool
    history: Sequence[Turn]
    filters: Filters
    today: date


class Answerer:
    """Answers questions that are ready, over one library, with one reader."""

    def __init__(self, library: Library, reader: Reader, settings: Settings, *, is_english: bool = True):
        """`is_english` says whether the questions are in English."""
        self.library = library
        self.settings = settings
        self._reader = reader
        self._is_english = is_english

    def answer(self, asked: ReadyQuestion) -> Answer:
        """Answer a question with verbatim quotes, or say why not and show what is nearest."""
        filters = asked.filters
        with self.library.hold_state():
            spoken_of = find_article_spoken_of(self.library, asked.history, filters)
            wanted, hits, first_reading = self._search_and_read(asked.wanted, asked.today, filters, spoken_of)
            originals = Originals(self.library, filters)
            when = read_time_asked(wanted, asked.today)
            quotes = originals.quote_first_published(first_reading.quotes)
            least = self.settings.compared_share
            quotes = put_newest_toll_first(wanted, when, quotes, self.library.article, least)
            quotes = prefer_own_words(wanted, quotes, self.library.article, least)
            reading = replace(first_reading, quotes=quotes)
            if asked.leaned:
                reading = raise_confidence(reading, PUT_TOGETHER)
            answered = self._is_answered(reading) and not self._is_of_another(wanted, hits, reading)
            # A question put together of two asks for two things.
            contradicting = self._detect_contradiction(wanted, reading) if answered and not asked.leaned else None
            read = unmark_names(wanted, reading, self.library.article) if answered else unmark(reading)
            # Nothing is near to a question that names nothing.
            nearest = NEAREST if stem_words(wanted) else 0
            most = self.settings.most_quotes if answered else nearest
            shown = self._cite(wanted, read, originals, replace(self.settings, most_quotes=most), contradicting)
            later = self._find_later(asked, wanted, when, hits, shown[0]) if answered else None
            reason = None if answered else self._explain_refusal(wanted, asked.today, hits, reading, filters)
        return Answer(
            id=asked.id,
            question=asked.question,
            confidence=reading.confidence,
            quotes=shown if answered else (),
            reason=reason,
            nearest=() if answered else shown,
            hits=tuple(rank_hits(first_reading, hits)),
            conflict=_make_conflict(contradicting, shown),
            searched=wanted,
            later=later,
        )

    def _find_later(
        self, asked: ReadyQuestion, wanted: str, when: TimeAsked, hits: Sequence[Hit], first: Citation
    ) -> LaterArticle | None:
        """Return the newest article that may tell otherwise than the first quote, if it was asked how things stand."""
        if not asks_how_it_stands(wanted, when):
            return None
        return find_later(self.library, wanted, hits, first, asked.today, asked.filters)

    def _search_and_read(
        self, wanted: str, today: date, filters: Filters, article_id: str | None = None
    ) -> tuple[str, list[Hit], Reading]:
        """Return what is wanted without slips, the passages found for it, and what the reader makes of them."""
        most = self.settings.passages
        when = read_time_asked(wanted, today)
        if not when.asks:
            when = find_event_asked(self.library, wanted, today, filters) or when
        hits = retrieve(self.library, wanted, when, most, filters, article_id)
        if not hits:  # a phrase that stands nowhere: what is near without it is at least shown
            nearest = self.library.search(wanted, most, filters)
            return wanted, nearest, replace(self._reader.read(wanted, nearest, when), confidence=0.0)
        # A reader of any language is given questions in all of them.
        is_english = self._is_english and identify_language(wanted) is None
        meant = correct_spelling(self.library, wanted, hits, is_english=is_english)
        if meant != wanted:
            hits = retrieve(self.library, meant, when, most, filters, article_id)
        return meant, hits, self._reader.read(meant, hits, when)

    def _is_answered(self, reading: Reading) -> bool:
        return reading.confidence >= self.settings.threshold and bool(reading.quotes)

    def _is_of_another(self, wanted: str, hits: Sequence[Hit], reading: Reading) -> bool:
        """Say whether the best quote is of somebody or something with another name that is nearly the one asked for."""
        texts = [read_titled(self.library, hit) for hit in hits]
        return find_other_name(self.library, wanted, texts, reading.quotes[0]) is not None

    def _explain_refusal(
        self, wanted: str, today: date, hits: Sequence[Hit], reading: Reading, filters: Filters
    ) -> str:
        elsewhere = bool(filters) and self._is_answered(self._search_and_read(wanted, today, Filters())[2])
        return explain_refusal(self.library, wanted, hits, next(iter(reading.quotes), None), filters, elsewhere)

    def _detect_contradiction(self, question: str, reading: Reading) -> ContradictingQuotes | None:
        least = reading.quotes[0].score * self.settings.compared_share
        near = [quote for quote in reading.quotes if quote.score >= least]
        return detect_in_quotes(question, near, self.library.article, self.settings.most_quotes)

    def _cite(
        self,
        wanted: str,
        reading: Reading,
        originals: Originals,
        settings: Settings,
        contradicting: ContradictingQuotes | None,
    ) -> tuple[Citation, ...]:
        """Choose what to show: of a question that wants more than one fact more, in the order in which it reads."""
        first, several = contradicting.quotes if contradicting else (), wants_several(wanted)
        share = settings.wide_share if several else settings.share
        quotes = choose(reading.quotes, self.library.article, replace(settings, share=share), first)
        quotes = order_for_reading(quotes, max(1, len(first))) if several else quotes
        return originals.cite([complete_mark(quote, self.library.article(quote.article_id)) for quote in quotes])


def _make_conflict(contradicting: ContradictingQuotes | None, shown: Sequence[Citation]) -> Conflict | None:
    """Return which of the shown quotes contradict each other: they come first."""
    if contradicting is None:
        return None
    return Conflict(contradicting.kind, tuple(zip(shown, contradicting.spans, strict=False)))
