"""Evidence for a sentence: the answer that a network marks in it, its words, its time, and its passage."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from corpus import Article, Span
from index import Hit
from index.words import stem_words
from qa.query.time_asked import TimeAsked
from qa.reading.network import Marks, TitledPassage
from qa.reading.word_share import WordShare
from qa.retrieval.time_fit import score_time_fit

# Tokens of a short answer, at most.
_LONGEST_ANSWER = 24
# The score of a sentence that the network did not read.
_UNREAD = -1e4


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence for a sentence.

    `marked` is the start score and the end score of the best answer in it, less the null score.
    """

    article_id: str
    sentence: Span
    answer: Span | None
    marked: float
    hit: Hit
    sentence_words: float  # the share of the question's words in the sentence and the title
    passage_words: float  # the share of them in the passage and the title
    time_fit: float  # from -1 to 1; 0 if no time is asked about or told
    cosine: float = 0.0  # of the sentence to the question; only taken for the best


def gather(
    hits: Sequence[Hit],
    articles: Sequence[Article],
    places: Sequence[TitledPassage],
    marked: Sequence[Marks],
    share: WordShare,
    when: TimeAsked | None,
) -> Iterator[Evidence]:
    """Yield the evidence for each sentence of each hit; a sentence of two passages comes twice."""
    for hit, article, place, marks in zip(hits, articles, places, marked, strict=True):
        title = stem_words(place.title)
        in_passage = share(title + stem_words(place.text))
        sentences = hit.passage.sentences
        for sentence, fit in zip(sentences, score_time_fit(when, article, sentences), strict=True):
            answer, score = _find_answer_in(sentence, hit.passage.start, marks)
            in_sentence = share(title + stem_words(article.text[slice(*sentence)]))
            mark = score - marks.null_score
            yield Evidence(article.id, sentence, answer, mark, hit, in_sentence, in_passage, fit)


def _find_answer_in(sentence: Span, first: int, marks: Marks) -> tuple[Span | None, float]:
    """Return the best answer in a sentence of a passage that begins at `first`, and its score."""
    inside = np.flatnonzero(
        (marks.offsets[:, 0] >= sentence.start - first) & (marks.offsets[:, 1] <= sentence.end - first)
    )
    if not len(inside):  # the network did not read as far
        return None, _UNREAD
    start, end, score = find_best_span(marks, inside)
    return Span(first + int(marks.offsets[start, 0]), first + int(marks.offsets[end, 1])), score


def find_best_span(marks: Marks, inside: "np.ndarray[tuple[int], np.dtype[np.intp]]") -> tuple[int, int, float]:
    """Return the first and the last token of the best answer among the tokens `inside`, and its score."""
    scores = marks.starts[inside][:, None] + marks.ends[inside][None, :]
    tokens = np.arange(len(inside))
    length = tokens[None, :] - tokens[:, None]
    scores[(length < 0) | (length >= _LONGEST_ANSWER)] = _UNREAD
    start, end = np.unravel_index(scores.argmax(), scores.shape)
    return int(inside[start]), int(inside[end]), float(scores[start, end])
