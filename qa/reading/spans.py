"""Reading with a network that marks answers: the sentence in which an answer is marked, and how surely."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus import Span
from index import Hit, Library
from index.words import words
from qa.query.time_asked import TimeAsked
from qa.quote import Quote
from qa.reading.evidence import Evidence, gather
from qa.reading.network import Marker, Place
from qa.reading.reader import Reading
from qa.reading.sentence_vectors import SentenceVectors
from qa.reading.weighing import BUILT_IN, Weighing
from qa.reading.word_share import WordShare

# Sentences, out of the best by all else, that are embedded.
_EMBEDDED = 12


class SpanReader:
    """Scores sentences by the answers that a network marks in them."""

    def __init__(self, library: Library, marker: Marker, weighing: Weighing = BUILT_IN):
        self._library = library
        self._marker = marker
        self._weighing = weighing
        self._vectors = SentenceVectors(library)

    def read(self, question: str, hits: Sequence[Hit], when: TimeAsked | None = None) -> Reading:
        """See Reader."""
        ranked = self._ranked(self.evidence(question, hits, when))
        if not ranked:
            return Reading((), 0.0)
        quotes = (
            Quote(found.article_id, *found.sentence, self._weighing.score_of(found), found.answer) for found in ranked
        )
        return Reading(tuple(quotes), self._weighing.confidence_of(ranked[0]))

    def evidence(self, question: str, hits: Sequence[Hit], when: TimeAsked | None = None) -> list[Evidence]:
        """Return what speaks for each sentence; one that stands in two passages is taken where more speaks for it."""
        articles = [self._library.article(hit.passage.article_id) for hit in hits]
        places = [Place(a.title, hit.passage.text_in(a)) for a, hit in zip(articles, hits, strict=True)]
        share = WordShare(self._library.word_weights(words(question)))
        marked = self._marker.mark(question, places)
        best: dict[tuple[str, Span], Evidence] = {}
        for found in self._ranked(gather(hits, articles, places, marked, share, when)):
            best.setdefault((found.article_id, found.sentence), found)
        each = list(best.values())
        return [*self._with_cosines(question, each[:_EMBEDDED]), *each[_EMBEDDED:]]

    def _ranked(self, evidence: Iterable[Evidence]) -> list[Evidence]:
        return sorted(evidence, key=self._weighing.rank_of, reverse=True)

    def _with_cosines(self, question: str, found: Sequence[Evidence]) -> list[Evidence]:
        """Embed the sentences that may come first; all of them would take as long as the marking."""
        if not found or not self._weighing.rank[-1]:
            return list(found)
        texts = [self._library.article(one.article_id).text[slice(*one.sentence)] for one in found]
        cosines = self._vectors(texts) @ self._library.embedder.embed_question(question)
        return [replace(one, cosine=float(cosine)) for one, cosine in zip(found, cosines, strict=True)]
