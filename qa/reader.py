"""Reading passages for an answer: the Reader protocol, and SentenceReader, which needs no training."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Protocol

import numpy as np

from corpus import Article, Passage, Span
from index import Hit, Library, Vectors, embed
from index.words import words
from qa.answer import Quote

# Sentence vectors kept for the next question; each takes about 2 kB.
_CACHED = 20_000
# Logistic regression of "the articles answer this question" on four features of the best sentence, in the order of
# `_confidence`: over squad2_tune, clapnq_dev and timeqa_train, each set and each outcome weighing alike.
_INTERCEPT, _WEIGHTS = -5.71, (2.57, 4.53, 1.37, 1.83)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of passages: each of their sentences as a quote, best first, and how surely they answer."""

    quotes: tuple[Quote, ...]
    confidence: float  # 0 to 1


class Reader(Protocol):
    """Finds in passages the sentences that answer a question."""

    def read(self, question: str, hits: Sequence[Hit]) -> Reading:
        """Score each sentence of the hits' passages."""
        ...


@dataclass(frozen=True, slots=True)
class _Evidence:
    """How like the question a sentence and its passage are (cosine), and what share of its words they hold.

    All but `bare_words` are read under the article's title, which often names what a sentence calls "it".
    """

    quote: Span
    article: Article
    sentence_cosine: float
    passage_cosine: float
    bare_words: float
    sentence_words: float
    passage_words: float

    @property
    def score(self) -> float:
        return (self.sentence_cosine + self.passage_cosine + self.sentence_words + self.passage_words) / 4

    @property
    def confidence(self) -> float:
        features = (self.sentence_cosine, self.passage_cosine, self.bare_words, self.passage_words)
        return 1 / (1 + exp(-_INTERCEPT - sum(w * x for w, x in zip(_WEIGHTS, features, strict=True))))


class SentenceReader:
    """Scores sentences by likeness to the question and by the question's words in them and in their passage."""

    def __init__(self, library: Library):
        self._library = library
        self._vectors: dict[tuple[str, str], Vectors] = {}

    def read(self, question: str, hits: Sequence[Hit]) -> Reading:
        """See Reader."""
        evidence = sorted(self._evidence(question, hits), key=lambda found: -found.score)
        if not evidence:
            return Reading((), 0.0)
        quotes = (Quote(found.article.id, *found.quote, found.score) for found in evidence)
        return Reading(tuple(quotes), evidence[0].confidence)

    def _evidence(self, question: str, hits: Sequence[Hit]) -> Iterator[_Evidence]:
        """Yield what speaks for each sentence; passages overlap, so each is taken from the best hit that holds it."""
        articles = {hit.passage.article_id: self._library.article(hit.passage.article_id) for hit in hits}
        places: dict[tuple[str, Span], Hit] = {}
        for hit in hits:
            for span in hit.passage.sentences:
                places.setdefault((hit.passage.article_id, span), hit)
        vectors = self._embed([(articles[article_id], span) for article_id, span in places])
        cosines = vectors @ self._library.embedder.embed_question(question)
        share = _Share(self._library.word_weights(words(question)))
        for (article_id, span), hit, cosine in zip(places, places.values(), cosines, strict=True):
            article = articles[article_id]
            title, sentence = words(article.title), words(article.text[slice(*span)])
            yield _Evidence(
                span,
                article,
                sentence_cosine=float(cosine),
                passage_cosine=hit.cosine,
                bare_words=share(sentence),
                sentence_words=share(title + sentence),
                passage_words=share(title + words(hit.passage.text_in(article))),
            )

    def _embed(self, sentences: Sequence[tuple[Article, Span]]) -> Vectors:
        """Return the vectors of sentences under their titles, (n, dimension), embedding only those not met lately."""
        if len(self._vectors) + len(sentences) > _CACHED:
            self._vectors = {}
        keys = [(article.title, article.text[slice(*span)]) for article, span in sentences]
        new = {
            key: (article, Passage(article.id, *span))
            for key, (article, span) in zip(keys, sentences, strict=True)
            if key not in self._vectors
        }
        self._vectors.update(zip(new, embed(self._library.embedder, list(new.values())), strict=True))
        return (
            np.stack([self._vectors[key] for key in keys]) if keys else np.zeros((0, self._library.embedder.dimension))
        )


class _Share:
    """The share of the weight of a question's words that other words hold."""

    def __init__(self, weights: Mapping[str, float]):
        self._weights = weights
        self._total = sum(weights.values())

    def __call__(self, held: Iterable[str]) -> float:
        return sum(self._weights[word] for word in self._weights.keys() & set(held)) / (self._total or 1.0)
