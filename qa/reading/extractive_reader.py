"""ExtractiveReader: a network marks the answer in each sentence, which ranks the sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus import Span
from index import Hit, Library
from index.words import stem_words
from qa.query.time_asked import TimeAsked
from qa.quote import Quote
from qa.reading.calibration import BUILT_IN, Calibration
from qa.reading.evidence import Evidence, gather
from qa.reading.network import Marker, TitledPassage
from qa.reading.reader import Reading
from qa.reading.sentence_vectors import SentenceVectors
from qa.reading.word_share import WordShare

# Sentences that are embedded: the best by all other evidence.
_EMBEDDED = 12


class ExtractiveReader:
    """Scores sentences by the answers that a network marks in them, and by their other evidence."""

    def __init__(self, library: Library, marker: Marker, calibration: Calibration = BUILT_IN):
        self._library = library
        self._marker = marker
        self._calibration = calibration
        self._vectors = SentenceVectors(library)

    def read(self, question: str, hits: Sequence[Hit], when: TimeAsked | None = None) -> Reading:
        """See Reader."""
        ranked = self._rank(self.gather_evidence(question, hits, when))
        if not ranked:
            return Reading((), 0.0)
        quotes = (
            Quote(evidence.article_id, *evidence.sentence, self._calibration.compute_score(evidence), evidence.answer)
            for evidence in ranked
        )
        return Reading(tuple(quotes), self._calibration.compute_confidence(ranked[0]))

    def gather_evidence(self, question: str, hits: Sequence[Hit], when: TimeAsked | None = None) -> list[Evidence]:
        """Return the evidence for each sentence, best first; of a sentence in two passages, that which ranks higher."""
        articles = [self._library.article(hit.passage.article_id) for hit in hits]
        places = [TitledPassage(a.title, hit.passage.text_in(a)) for a, hit in zip(articles, hits, strict=True)]
        share = WordShare(self._library.weigh_words(stem_words(question)))
        marked = self._marker.mark(question, places)
        best: dict[tuple[str, Span], Evidence] = {}
        for evidence in self._rank(gather(question, hits, articles, places, marked, share, when)):
            best.setdefault((evidence.article_id, evidence.sentence), evidence)
        each = list(best.values())
        return [*self._add_cosines(question, each[:_EMBEDDED]), *each[_EMBEDDED:]]

    def _rank(self, evidence: Iterable[Evidence]) -> list[Evidence]:
        return sorted(evidence, key=self._calibration.compute_rank, reverse=True)

    def _add_cosines(self, question: str, best: Sequence[Evidence]) -> list[Evidence]:
        """Add their cosines to the best sentences; to embed all would take as long as to mark them."""
        if not best or not self._calibration.rank_weights.get("cosine"):
            return list(best)
        texts = [self._library.article(evidence.article_id).text[slice(*evidence.sentence)] for evidence in best]
        cosines = self._vectors(texts) @ self._library.embedder.embed_question(question)
        return [replace(evidence, cosine=float(cosine)) for evidence, cosine in zip(best, cosines, strict=True)]
