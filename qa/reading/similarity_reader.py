"""SimilarityReader: ranks sentences by their similarity to the question, in any language of the embedding model."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp

from corpus import Article, Span
from index import Hit, Library
from index.words import stem_words
from qa.query.time_asked import NO_TIME, TimeAsked
from qa.quote import Quote
from qa.reading.reader import Reading, make_reading
from qa.reading.sentence_vectors import SentenceVectors
from qa.reading.word_share import WordShare
from qa.retrieval.time_fit import score_time_fit

# The weights of a sentence's score, in the order of `_Likeness.score`; they add up to 1. They were chosen by quote_at_1
# and quote_at_3 on squad2_tune, clapnq_dev and timeqa_train.
_SCORE = (0.19, 0.27, 0.08, 0.19, 0.27)
# The weight of how well the time of a sentence fits the time asked about, on top of that.
_FIT = 0.1
# The difference of two scores that is worth as much as one in log-odds.
_SPREAD = 0.12
# A logistic regression of "the articles answer this question" on four features of the best sentence, in the order of
# `_Likeness.confidence`. squad2_tune, clapnq_dev and timeqa_train count the same; in each, the questions with an answer
# are as many as near misses and questions of the other sets together. The intercept is higher, as the trained reader's.
_INTERCEPT, _WEIGHTS = -5.51, (2.22, 5.15, 0.75, 2.20)


@dataclass(frozen=True, slots=True)
class _Likeness:
    """The cosines of a sentence and its passage to the question, and the shares of the question's words in both.

    "titled" is with the title of the article, which often names what a sentence calls "it".
    """

    sentence: Span
    article: Article
    sentence_cosine: float
    passage_cosine: float
    sentence_words: float
    titled_sentence_words: float
    titled_passage_words: float
    time_fit: float  # from -1 to 1; 0 if no time is asked about or told

    @property
    def score(self) -> float:
        features = (
            self.sentence_cosine,
            self.passage_cosine,
            self.sentence_words,
            self.titled_sentence_words,
            self.titled_passage_words,
        )
        return sum(weight * feature for weight, feature in zip(_SCORE, features, strict=True)) + _FIT * self.time_fit

    @property
    def confidence(self) -> float:
        features = (self.sentence_cosine, self.passage_cosine, self.sentence_words, self.titled_passage_words)
        return 1 / (1 + exp(-_INTERCEPT - sum(w * x for w, x in zip(_WEIGHTS, features, strict=True))))


class SimilarityReader:
    """Scores sentences by similarity to the question, and by its words in them and in their passage."""

    def __init__(self, library: Library):
        self._library = library
        self._vectors = SentenceVectors(library)

    def read(self, question: str, hits: Sequence[Hit], when: TimeAsked = NO_TIME) -> Reading:
        """See Reader."""
        ranked = sorted(self._gather_evidence(question, hits, when), key=lambda likeness: -likeness.score)
        sentences = [Quote(likeness.article.id, *likeness.sentence, likeness.score) for likeness in ranked]
        return make_reading(sentences, _SPREAD, ranked[0].confidence if ranked else 0.0)

    def _gather_evidence(self, question: str, hits: Sequence[Hit], when: TimeAsked) -> Iterator[_Likeness]:
        """Yield the evidence for each sentence; a sentence of two passages is taken from the better hit."""
        articles = {hit.passage.article_id: self._library.article(hit.passage.article_id) for hit in hits}
        places: dict[tuple[str, Span], Hit] = {}
        time_fits: dict[tuple[str, Span], float] = {}
        for hit in hits:
            article, sentences = articles[hit.passage.article_id], hit.passage.sentences
            for span, fit in zip(sentences, score_time_fit(when, article, sentences), strict=True):
                places.setdefault((article.id, span), hit)
                time_fits.setdefault((article.id, span), fit)
        texts = [articles[article_id].text[slice(*span)] for article_id, span in places]
        cosines = self._vectors(texts) @ self._library.embedder.embed_question(question)
        share = WordShare(self._library.weigh_words(stem_words(question)))
        for (article_id, span), hit, text, cosine in zip(places, places.values(), texts, cosines, strict=True):
            article = articles[article_id]
            title, sentence = stem_words(article.title), stem_words(text)
            yield _Likeness(
                span,
                article,
                sentence_cosine=float(cosine),
                passage_cosine=hit.cosine,
                sentence_words=share(sentence),
                titled_sentence_words=share(title + sentence),
                titled_passage_words=share(title + stem_words(hit.passage.text_in(article))),
                time_fit=time_fits[article_id, span],
            )
