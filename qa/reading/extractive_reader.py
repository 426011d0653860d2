"""ExtractiveReader: a network marks the answer in each sentence, which ranks the sentences."""

from collections.abc import Iterable, Sequence

from corpus import Span
from index import Hit, Library
from index.words import stem_words
from qa.query.time_asked import NO_TIME, TimeAsked
from qa.quote import Quote
from qa.reading.calibration import BUILT_IN, Calibration
from qa.reading.evidence import Evidence, gather
from qa.reading.network import Marker, TitledPassage, mark_folded
from qa.reading.reader import Reading, make_reading
from qa.reading.word_share import WordShare


class ExtractiveReader:
    """Scores sentences by the answers that a network marks in them, and by their other evidence."""

    def __init__(self, library: Library, marker: Marker, calibration: Calibration = BUILT_IN):
        self._library = library
        self._marker = marker
        self._calibration = calibration

    def read(self, question: str, hits: Sequence[Hit], when: TimeAsked = NO_TIME) -> Reading:
        """See Reader."""
        ranked = self.gather_evidence(question, hits, when)
        sentences = [
            Quote(evidence.article_id, *evidence.sentence, self._calibration.compute_rank(evidence), evidence.answer)
            for evidence in ranked
        ]
        return make_reading(sentences, 1.0, self._calibration.compute_confidence(ranked[0]) if ranked else 0.0)

    def gather_evidence(self, question: str, hits: Sequence[Hit], when: TimeAsked = NO_TIME) -> list[Evidence]:
        """Return the evidence for each sentence, best first; of a sentence in two passages, that which ranks higher."""
        articles = [self._library.article(hit.passage.article_id) for hit in hits]
        places = [TitledPassage(a.title, hit.passage.text_in(a)) for a, hit in zip(articles, hits, strict=True)]
        share = WordShare(self._library.weigh_words(stem_words(question)))
        marked = mark_folded(self._marker, question, places)
        best: dict[tuple[str, Span], Evidence] = {}
        for evidence in self._rank(gather(question, hits, articles, places, marked, share, when)):
            best.setdefault((evidence.article_id, evidence.sentence), evidence)
        return list(best.values())

    def _rank(self, evidence: Iterable[Evidence]) -> list[Evidence]:
        return sorted(evidence, key=self._calibration.compute_rank, reverse=True)
