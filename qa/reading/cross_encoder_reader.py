"""CrossEncoderReader: a network scores each sentence together with the question."""

from collections.abc import Sequence

from corpus import Span
from corpus.folding import fold_letters
from index import Hit, Library
from qa.query.time_asked import NO_TIME, TimeAsked
from qa.quote import Quote
from qa.reading.calibration import logistic
from qa.reading.foreign_networks import CrossEncoder
from qa.reading.reader import Reading, make_reading


class CrossEncoderReader:
    """Scores each sentence, under the title of its article, by a cross-encoder."""

    def __init__(self, library: Library, encoder: CrossEncoder):
        self._library = library
        self._encoder = encoder

    def read(self, question: str, hits: Sequence[Hit], when: TimeAsked = NO_TIME) -> Reading:
        """See Reader; a cross-encoder reads no time, and its confidence is the logistic of the best score."""
        articles = {hit.passage.article_id: self._library.article(hit.passage.article_id) for hit in hits}
        # Passages overlap: a sentence of two is scored once.
        places: dict[tuple[str, Span], str] = {}
        for hit in hits:
            article = articles[hit.passage.article_id]
            for span in hit.passage.sentences:
                places[article.id, span] = f"{article.title}\n{article.text[slice(*span)]}"
        if not places:
            return Reading((), 0.0)
        texts = [fold_letters(text).value for text in places.values()]
        scores = self._encoder.score(fold_letters(question).value, texts).tolist()
        ranked = sorted(zip(scores, places, strict=True), key=lambda scored: -scored[0])
        sentences = [Quote(article_id, *span, score) for score, (article_id, span) in ranked]
        return make_reading(sentences, 1.0, logistic(ranked[0][0]))
