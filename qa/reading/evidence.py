"""Evidence for a sentence: the answer that a network marks in it, its words, its time, and its passage."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log1p

import numpy as np
from numpy.typing import NDArray

from corpus import Article, Span
from index import Hit
from index.words import stem_words
from qa.english.datelines import measure_dateline
from qa.english.periods import Period
from qa.query.time_asked import TimeAsked
from qa.reading.network import Marks, TitledPassage
from qa.reading.traits import Traits, read_traits
from qa.reading.word_share import WordShare
from qa.retrieval.time_fit import score_time_fit

# Tokens of a short answer, at most.
_LONGEST_ANSWER = 24
# The age of an article without a date: about a month.
_UNDATED = 3.0
# That of an article which is dated after today, and was not known: some decades, more than any other has.
_TO_COME = 9.0
# The score of a sentence that the network did not read.
_UNREAD = -1e4

Tokens = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence for a sentence.

    `marked` is the start score and the end score of the best answer in it, less the null score. `answering` is how far
    the network takes the sentence for an answer, beside those of all passages, and `surely` how far beside none.
    """

    article_id: str
    sentence: Span
    answer: Span | None
    marked: float
    answering: float
    surely: float
    hit: Hit
    traits: Traits
    sentence_words: float  # the share of the question's words in the sentence and the title
    passage_words: float  # the share of them in the passage and the title
    time_fit: float  # from -1 to 1; 0 if no time is asked about or told
    age: float  # the logarithm of the days by which its article is older than the newest; 0 for a time past


def gather(
    question: str,
    hits: Sequence[Hit],
    articles: Sequence[Article],
    places: Sequence[TitledPassage],
    marked: Sequence[Marks],
    share: WordShare,
    when: TimeAsked,
) -> Iterator[Evidence]:
    """Yield the evidence for each sentence of each hit; a sentence of two passages comes twice."""
    ages = _measure_ages(articles, when)
    for hit, article, place, marks, age in zip(hits, articles, places, marked, ages, strict=True):
        title = stem_words(place.title)
        in_passage = share(title + stem_words(place.text))
        sentences = hit.passage.sentences
        traits, fits = read_traits(question, article, sentences), score_time_fit(when, article, sentences)
        for sentence, trait, fit in zip(sentences, traits, fits, strict=True):
            inside = _select_tokens(_skip_dateline(article.text, sentence), hit.passage.start, marks)
            answer, score = _find_answer(inside, hit.passage.start, marks)
            answering = float(marks.answering[inside].mean()) if len(inside) else _UNREAD
            yield Evidence(
                article_id=article.id,
                sentence=sentence,
                answer=answer,
                marked=score - marks.null_score,
                answering=answering,
                surely=answering - marks.null_answering,
                hit=hit,
                traits=trait,
                sentence_words=share(title + stem_words(article.text[slice(*sentence)])),
                passage_words=in_passage,
                time_fit=fit,
                age=age,
            )


def _measure_ages(articles: Sequence[Article], when: TimeAsked) -> list[float]:
    """Return how old each article is beside the newest; a question about a time past wants no new one."""
    periods = [Period.of_iso(article.source.published or "") for article in articles]
    known = [period for period in periods if period and not _is_to_come(period, when)]
    newest = max((period.end for period in known if period.end is not None), default=0)
    ages = []
    for period in periods:
        if period and _is_to_come(period, when):
            ages.append(_TO_COME)
        elif when.is_past:
            ages.append(0.0)
        else:
            ages.append(_UNDATED if period is None or period.end is None else log1p(newest - period.end))
    return ages


def _is_to_come(period: Period, when: TimeAsked) -> bool:
    return period.start is not None and when.is_to_come(period.start)


def _skip_dateline(text: str, sentence: Span) -> Span:
    """Return a sentence without the place of its report, which answers nothing."""
    return Span(sentence.start + measure_dateline(text[slice(*sentence)]), sentence.end)


def _select_tokens(sentence: Span, first: int, marks: Marks) -> Tokens:
    """Return the tokens of a sentence in a passage that begins at `first`; none if the network did not read as far."""
    starts, ends = marks.offsets.T
    return np.flatnonzero((starts >= sentence.start - first) & (ends <= sentence.end - first))


def _find_answer(inside: Tokens, first: int, marks: Marks) -> tuple[Span | None, float]:
    """Return the best answer among the tokens of a sentence, and its score."""
    if not len(inside):
        return None, _UNREAD
    start, end, score = find_best_span(marks, inside)
    return Span(first + int(marks.offsets[start, 0]), first + int(marks.offsets[end, 1])), score


def find_best_span(marks: Marks, inside: Tokens) -> tuple[int, int, float]:
    """Return the first and the last token of the best answer among the tokens `inside`, and its score."""
    scores = marks.starts[inside][:, None] + marks.ends[inside][None, :]
    tokens = np.arange(len(inside))
    length = tokens[None, :] - tokens[:, None]
    scores[(length < 0) | (length >= _LONGEST_ANSWER)] = _UNREAD
    start, end = np.unravel_index(scores.argmax(), scores.shape)
    return int(inside[start]), int(inside[end]), float(scores[start, end])
