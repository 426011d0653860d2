"""Reading passages for an answer: the Reader protocol, and SentenceReader, which needs no training."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Protocol

import numpy as np

from corpus import Span
from index import Hit, Library, Vectors
from index.words import words
from qa.answer import Quote

# Sentence vectors kept for the next question; each takes about 2 kB.
_CACHED = 20_000
# Logistic regression of "the articles answer this question" on the likeness of the best sentence, the likeness of its
# passage, and the share of the question's words in either: squad2_tune, clapnq_dev and timeqa_train, weighing alike.
_INTERCEPT, _SENTENCE_COSINE, _PASSAGE_COSINE, _SENTENCE_WORDS, _PASSAGE_WORDS = -5.14, 3.32, 4.71, 0.35, 0.28


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


class SentenceReader:
    """Scores a sentence by its likeness to the question, the question's words in it, and its passage's score."""

    def __init__(self, library: Library):
        self._library = library
        self._vectors: dict[str, Vectors] = {}

    def read(self, question: str, hits: Sequence[Hit]) -> Reading:
        """See Reader."""
        places = _places(hits)
        if not places:
            return Reading((), 0.0)
        articles = {hit.passage.article_id: self._library.article(hit.passage.article_id) for hit in hits}
        texts = [articles[article_id].text[start:end] for article_id, (start, end) in places]
        cosines = self._embed(texts) @ self._library.embedder.embed_question(question)
        weights = self._library.word_weights(words(question))
        shares = [_share(words(text), weights) for text in texts]
        scores = [
            float(cosine) + share + hit.score
            for cosine, share, hit in zip(cosines, shares, places.values(), strict=True)
        ]
        quotes = [
            Quote(article_id, span.start, span.end, score)
            for (article_id, span), score in zip(places, scores, strict=True)
        ]
        best = int(np.argmax(scores))
        hit = list(places.values())[best]
        article = articles[hit.passage.article_id]
        passage_share = _share(words(f"{article.title}\n{hit.passage.text_in(article)}"), weights)
        confidence = _confidence(float(cosines[best]), hit.cosine, shares[best], passage_share)
        return Reading(tuple(sorted(quotes, key=lambda quote: -quote.score)), confidence)

    def _embed(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of sentences, (n, dimension), embedding only those not met lately."""
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if len(self._vectors) + len(new) > _CACHED:
            self._vectors, new = {}, list(dict.fromkeys(texts))
        self._vectors.update(zip(new, self._library.embedder.embed_passages(new), strict=True))
        return np.stack([self._vectors[text] for text in texts])


def _places(hits: Sequence[Hit]) -> dict[tuple[str, Span], Hit]:
    """Return each sentence once, with the best hit whose passage holds it: passages overlap."""
    places: dict[tuple[str, Span], Hit] = {}
    for hit in hits:
        for span in hit.passage.sentences:
            places.setdefault((hit.passage.article_id, span), hit)
    return places


def _share(held: Sequence[str], weights: Mapping[str, float]) -> float:
    """Return the share of the weight of the question's words that `held` holds."""
    total = sum(weights.values())
    return sum(weights[word] for word in set(held) & weights.keys()) / total if total else 0.0


def _confidence(sentence_cosine: float, passage_cosine: float, sentence_words: float, passage_words: float) -> float:
    evidence = (
        _INTERCEPT
        + _SENTENCE_COSINE * sentence_cosine
        + _PASSAGE_COSINE * passage_cosine
        + _SENTENCE_WORDS * sentence_words
        + _PASSAGE_WORDS * passage_words
    )
    return 1 / (1 + exp(-evidence))
