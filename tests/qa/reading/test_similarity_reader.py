"""The SimilarityReader: each sentence of the hits once, best first, and a confidence between 0 and 1."""

from itertools import pairwise

import pytest

from corpus import Span
from qa.reading.similarity_reader import SimilarityReader

LAMP = (
    "The lamp burned for eleven years. Nobody asked who paid for the oil. It went out in March 1812. "
    "The keeper was Ada Finch. Ships came by every week. The harbour was small, and the town was smaller. "
)


@pytest.fixture(params=["words", "real"])
def filled(request, open_library, make_article):
    embedder = request.getfixturevalue("word_embedder" if request.param == "words" else "embedder")
    library = open_library(embedder)
    moon = make_article("Alarms\n\nThe Eagle landed on the Moon in 1969.", "moon", "Moon", headings=(Span(0, 6),))
    list(library.add([make_article(LAMP * 6), moon]))
    return library


def read(library, question, k=10):
    hits = library.search(question, k)
    return hits, SimilarityReader(library).read(question, hits)


def test_each_sentence_of_the_hits_once_best_first(filled):
    hits, reading = read(filled, "When did the lamp go out?")
    places = [(quote.article_id, quote.start, quote.end) for quote in reading.quotes]
    assert len(set(places)) == len(places)
    assert set(places) == {(hit.passage.article_id, *span) for hit in hits for span in hit.passage.sentences}
    assert all(before.score >= after.score for before, after in pairwise(reading.quotes))
    assert 0 <= reading.confidence <= 1


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("When did the Eagle land on the Moon?", "The Eagle landed on the Moon in 1969."),
        ("Who was the keeper?", "The keeper was Ada Finch."),
        ("How many years did the lamp burn?", "The lamp burned for eleven years."),
    ],
)
def test_the_sentence_that_answers_comes_first(filled, question, answer):
    _, reading = read(filled, question)
    best = reading.quotes[0]
    assert filled.article(best.article_id).text[best.start : best.end] == answer


def test_what_is_about_something_else_is_less_sure(filled):
    _, about = read(filled, "When did the Eagle land on the Moon?")
    _, unrelated = read(filled, "Which bread recipe uses sourdough?")
    assert about.confidence > unrelated.confidence


def test_without_hits(filled):
    reading = SimilarityReader(filled).read("Who?", [])
    assert (reading.quotes, reading.confidence) == ((), 0.0)


def test_reading_again_changes_nothing(filled):
    reader, question = SimilarityReader(filled), "Who was the keeper?"
    hits = filled.search(question)
    first = reader.read(question, hits)
    assert reader.read("When did it go out?", hits) != first
    assert reader.read(question, hits) == first


def test_sentences_are_embedded_once(open_library, word_embedder, make_article):
    library = open_library(word_embedder)
    list(library.add([make_article(LAMP * 6)]))
    reader, hits = SimilarityReader(library), library.search("Who was the keeper?")
    reader.read("Who was the keeper?", hits)
    embedded = len(word_embedder.embedded)
    reader.read("When did it go out?", hits)
    assert len(word_embedder.embedded) == embedded


def test_few_vectors_are_kept(filled, monkeypatch):
    question = "Who was the keeper?"
    hits, expected = read(filled, question)
    monkeypatch.setattr("qa.reading.sentence_vectors._KEPT", 3)
    reader = SimilarityReader(filled)
    for _ in range(3):
        again = reader.read(question, hits)
        assert [quote.score for quote in again.quotes] == pytest.approx(
            [quote.score for quote in expected.quotes], abs=1e-2
        )
    assert len(reader._vectors._known) <= 12
