"""Reading with a network that marks answers: the sentence in which an answer is marked, and how surely."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import exp

import numpy as np

from corpus import Article, Span
from index import Hit, Library
from index.words import words
from qa.answer import Quote
from qa.reading.network import Marker, Marks, Place
from qa.reading.reader import Reading
from qa.reading.vectors import SentenceVectors
from qa.reading.words import WordShare
from qa.timing.asked import Asked
from qa.timing.fit import fits

# Tokens of a short answer.
_LONGEST_ANSWER = 24
# What a sentence is ranked by: its mark, its passage's score, and the share of the words in it and its title.
# Chosen by quote_at_1 and quote_at_3 on 300 questions each of squad2_tune and clapnq_dev.
_RANK = (1.0, 8.0, 4.0, 4.0, 6.0)
# Logistic regression of "the first quote is right" on the same questions, both sets weighing alike, on its mark, its
# passage's cosine, and the share of the question's words in that passage and its title.
_INTERCEPT, _WEIGHTS = -3.98, (0.221, 5.32, 0.517)
# What takes a rank to a score between 0 and 1, so flat that Settings.margin lets through what is worth showing.
_MIDDLE, _SLOPE = 12.0, 0.08
# Sentences, out of the best by all else, that are embedded.
_EMBEDDED = 12
# The score of what was not read.
_UNREAD = -1e4
# Beyond this a logistic is 0 in all digits, and exp() too large.
_STEEP = 500.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a sentence: the best answer marked in it, and its passage.

    `marked` is that answer's start and end score together, less those of "nothing here".
    """

    article_id: str
    sentence: Span
    answer: Span | None
    marked: float
    hit: Hit
    sentence_words: float  # the share of the question's words in the sentence and the title
    passage_words: float  # and in the passage and the title
    time_fit: float  # from -1 to 1; 0 if no time is asked about or told
    cosine: float = 0.0  # of the sentence's vector to the question's; only taken for the best

    @property
    def rank(self) -> float:
        """What sentences are ordered by."""
        return _dot(_RANK, (self.marked, self.hit.score, self.sentence_words, self.time_fit, self.cosine))

    @property
    def confidence(self) -> float:
        """The probability that this sentence answers, if it is the first quote."""
        return _logistic(_INTERCEPT + _dot(_WEIGHTS, (self.marked, self.hit.cosine, self.passage_words)))


class SpanReader:
    """Scores sentences by the answers that a network marks in them."""

    def __init__(self, library: Library, marker: Marker):
        self._library = library
        self._marker = marker
        self._vectors = SentenceVectors(library)

    def evidence(self, question: str, hits: Sequence[Hit], when: Asked | None = None) -> list[Evidence]:
        """Return what speaks for each sentence; one that stands in two passages is taken where more speaks for it."""
        articles = [self._library.article(hit.passage.article_id) for hit in hits]
        places = [Place(a.title, hit.passage.text_in(a)) for a, hit in zip(articles, hits, strict=True)]
        share = WordShare(self._library.word_weights(words(question)))
        best: dict[tuple[str, Span], Evidence] = {}
        for article, hit, place, marks in zip(articles, hits, places, self._marker.mark(question, places), strict=True):
            for found in _in_passage(article, hit, place, marks, share, when):
                key = (found.article_id, found.sentence)
                if key not in best or found.rank > best[key].rank:
                    best[key] = found
        ranked = sorted(best.values(), key=lambda found: -found.rank)
        return [*self._with_cosines(question, ranked[:_EMBEDDED]), *ranked[_EMBEDDED:]]

    def _with_cosines(self, question: str, found: Sequence[Evidence]) -> list[Evidence]:
        """Embed the sentences that may come first; all of them would take as long as the marking."""
        if not found:
            return []
        texts = [self._library.article(one.article_id).text[slice(*one.sentence)] for one in found]
        cosines = self._vectors(texts) @ self._library.embedder.embed_question(question)
        return [replace(one, cosine=float(cosine)) for one, cosine in zip(found, cosines, strict=True)]

    def read(self, question: str, hits: Sequence[Hit], when: Asked | None = None) -> Reading:
        """See Reader."""
        ranked = sorted(self.evidence(question, hits, when), key=lambda found: -found.rank)
        if not ranked:
            return Reading((), 0.0)
        quotes = (
            Quote(found.article_id, *found.sentence, _logistic(_SLOPE * (found.rank - _MIDDLE)), found.answer)
            for found in ranked
        )
        return Reading(tuple(quotes), ranked[0].confidence)


def _dot(weights: Sequence[float], features: Sequence[float]) -> float:
    return sum(weight * feature for weight, feature in zip(weights, features, strict=True))


def _logistic(x: float) -> float:
    return 1 / (1 + exp(-x)) if x > -_STEEP else 0.0


def _in_passage(
    article: Article, hit: Hit, place: Place, marks: Marks, share: WordShare, when: Asked | None
) -> Iterator[Evidence]:
    """Yield what speaks for each sentence of one passage."""
    first, title = hit.passage.start, words(place.title)
    held = share(title + words(place.text))
    sentences = hit.passage.sentences
    for sentence, fit in zip(sentences, fits(when, article, sentences), strict=True):
        inside = np.flatnonzero(
            (marks.offsets[:, 0] >= sentence.start - first) & (marks.offsets[:, 1] <= sentence.end - first)
        )
        start, end, score = _best_span(marks, inside)
        # A sentence past what the network reads has no tokens.
        answer = Span(first + int(marks.offsets[start, 0]), first + int(marks.offsets[end, 1])) if len(inside) else None
        in_sentence = share(title + words(article.text[slice(*sentence)]))
        yield Evidence(article.id, sentence, answer, score - marks.nothing, hit, in_sentence, held, fit)


def _best_span(marks: Marks, inside: "np.ndarray[tuple[int], np.dtype[np.intp]]") -> tuple[int, int, float]:
    """Return the first and the last token of the best answer among the tokens `inside`, and its score."""
    if not len(inside):
        return 0, 0, _UNREAD
    scores = marks.starts[inside][:, None] + marks.ends[inside][None, :]
    tokens = np.arange(len(inside))
    length = tokens[None, :] - tokens[:, None]
    scores[(length < 0) | (length >= _LONGEST_ANSWER)] = _UNREAD
    start, end = np.unravel_index(scores.argmax(), scores.shape)
    return int(inside[start]), int(inside[end]), float(scores[start, end])
