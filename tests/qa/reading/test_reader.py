"""What a reading makes of the passages that were read."""

from corpus import Passage, Span
from index import Hit
from qa.quote import Quote
from qa.reading.reader import Reading, rank_hits


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
