"""What a reading makes of the passages that were read."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Passage, Span
from index import Hit
from qa.quote import Quote
from qa.reading.reader import Reading, raise_confidence, rank_hits


def test_the_passage_of_the_best_sentence_comes_first():
    """Of two passages that share a sentence, both have its score."""
    hits = [
        Hit(Passage("a", 0, 20, (Span(0, 10), Span(11, 20))), 0.9, 0.9, 1.0),
        Hit(Passage("a", 11, 30, (Span(11, 20), Span(21, 30))), 0.8, 0.8, 1.0),
        Hit(Passage("b", 0, 10, (Span(0, 10),)), 0.7, 0.7, 1.0),
    ]
    quotes = [
        Quote("b", 0, 10, 0.6), Quote("a", 11, 20, 0.4), Quote("a", 0, 10, 0.3), Quote("a", 21, 30, 0.2),
    ]  # fmt: skip
    ranked = rank_hits(Reading(tuple(quotes), 0.5), hits)
    assert [(hit.passage.article_id, hit.passage.start, hit.score) for hit in ranked] == [
        ("b", 0, 0.6),
        ("a", 0, 0.4),
        ("a", 11, 0.4),
    ]
    assert {hit.cosine for hit in ranked} == {hit.cosine for hit in hits}


@given(st.lists(st.floats(0.01, 1), min_size=1, max_size=5), st.floats(0.001, 0.999), st.floats(0, 5))
def test_what_raises_a_confidence_keeps_the_order_and_the_ratios(shares, confidence, log_odds):
    scores = sorted((share * confidence for share in shares), reverse=True)
    reading = Reading(tuple(Quote("a", n, n + 1, score) for n, score in enumerate(scores)), confidence)
    raised = raise_confidence(reading, log_odds)
    assert confidence <= raised.confidence + 1e-12 and raised.confidence < 1
    assert [(quote.start, quote.end) for quote in raised.quotes] == [
        (quote.start, quote.end) for quote in reading.quotes
    ]
    assert all(first.score >= second.score for first, second in pairwise(raised.quotes))
    for before, after in zip(reading.quotes, raised.quotes, strict=True):
        assert after.score / raised.confidence == pytest.approx(before.score / confidence)
        assert 0 < after.score <= 1
    assert raise_confidence(raised, -log_odds).confidence == pytest.approx(confidence)


@pytest.mark.parametrize("confidence", [0.0, 1.0])
def test_what_is_certain_stays_certain(confidence):
    reading = Reading((Quote("a", 0, 1, confidence),), confidence)
    assert raise_confidence(reading, 0.5) == reading
