"""The SpanReader: the sentence in which a network marks an answer, the answer inside it, and how surely."""

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.query.time_asked import read_time_asked
from qa.reading.calibration import MARKS_ALONE
from qa.reading.evidence import find_best_span
from qa.reading.extractive_reader import ExtractiveReader
from qa.reading.network import Marks, TitledPassage, mark_folded

LAMP = (
    "The lamp burned for eleven years. Nobody asked who paid for the oil. It went out in March 1812. "
    "The keeper was Ada Finch. Ships came by every week. The harbour was small, and the town was smaller. "
)


class WordMarker:
    """Marks the words of a text that the question does not hold: a network that runs in no time."""

    def mark(self, question, places):
        return [self._marks(question.lower(), place.text) for place in places]

    def _marks(self, question, text):
        starts = [i for i in range(len(text)) if text[i].isalnum() and (i == 0 or not text[i - 1].isalnum())]
        ends = [next((j for j in range(i, len(text)) if not text[j].isalnum()), len(text)) for i in starts]
        scores = np.array([float(text[i:j].isdigit()) for i, j in zip(starts, ends, strict=True)], dtype=np.float32)
        offsets = np.array([starts, ends]).T.reshape(len(starts), 2)
        return Marks(scores, scores, offsets, 1.0, np.zeros_like(scores))


@pytest.fixture
def filled(library, make_article):
    list(library.add([make_article(LAMP * 6), make_article("The Eagle landed in 1969.", "moon", "Moon")]))
    return library


def test_each_sentence_of_the_hits_once_best_first(filled):
    hits = filled.search("When did the lamp go out?")
    reading = ExtractiveReader(filled, WordMarker()).read("When did the lamp go out?", hits)
    places = [(quote.article_id, quote.start, quote.end) for quote in reading.quotes]
    assert len(set(places)) == len(places)
    assert set(places) == {(hit.passage.article_id, *span) for hit in hits for span in hit.passage.sentences}
    assert all(before.score >= after.score for before, after in pairwise(reading.quotes))
    assert 0 <= reading.confidence <= 1


def test_the_answer_is_marked_inside_its_sentence(filled):
    hits = filled.search("When did the lamp go out?")
    best = ExtractiveReader(filled, WordMarker(), MARKS_ALONE).read("When did the lamp go out?", hits).quotes[0]
    assert filled.article(best.article_id).text[slice(*best.highlight)] in ("1812", "1969")


def test_the_place_of_a_report_is_no_answer(library, make_article):
    class FirstWord(WordMarker):
        def _marks(self, question, text):
            marks = super()._marks(question, text)
            scores = np.zeros_like(marks.starts)
            scores[0] = 1.0
            return Marks(scores, scores, marks.offsets, 1.0, marks.answering)

    list(library.add([make_article("QUORNLEY Keepers put the lamp out in May.", "lamp", "Lamp")]))
    reading = ExtractiveReader(library, FirstWord(), MARKS_ALONE).read("Who?", library.search("Who put it out?"))
    best = reading.quotes[0]
    assert library.article("lamp").text[slice(*best.highlight)].startswith("Keepers")


def test_the_network_reads_folded_letters_and_marks_the_articles_own():
    seen = []

    class Recorder(WordMarker):
        def mark(self, question, places):
            seen.append((question, *places))
            return super().mark(question, places)

    text = "The oﬃce of the light\u00adhouse closed in １８１２⁴."
    [marks] = mark_folded(Recorder(), "When did the oﬃce close?", [TitledPassage("Oﬃces", text)])
    folded = "The office of the lighthouse closed in 1812⁴."
    assert seen == [("When did the office close?", TitledPassage("Offices", folded))]
    words = [text[start:end] for start, end in marks.offsets.tolist()]
    assert words == ["The", "oﬃce", "of", "the", "light\u00adhouse", "closed", "in", "１８１２⁴"]


def test_without_hits(filled):
    reading = ExtractiveReader(filled, WordMarker()).read("Who?", [])
    assert (reading.quotes, reading.confidence) == ((), 0.0)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("When did the Eagle land on the Moon?", "1969"),
        ("Who was the keeper?", "Ada Finch"),
        ("How many years did the lamp burn?", "eleven"),
    ],
)
def test_the_built_in_network_marks_the_answer(embedder, marker, open_library, make_article, question, answer):
    library = open_library(embedder)
    moon = make_article("The Eagle landed on the Moon in 1969.", "moon", "Moon")
    list(library.add([make_article(LAMP), moon]))
    reading = ExtractiveReader(library, marker).read(question, library.search(question))
    best = reading.quotes[0]
    assert answer in library.article(best.article_id).text[slice(*best.highlight)]
    assert (
        reading.confidence
        > ExtractiveReader(library, marker).read("Who won the cup?", library.search(question)).confidence
    )


def test_a_passage_longer_than_the_network_reads(marker):
    [marks] = marker.mark("Who was the keeper?", [TitledPassage("Lamp", LAMP * 30)])
    assert 400 < len(marks.starts) == len(marks.ends) == len(marks.offsets) < 512


def test_long_questions_and_titles_and_empty_texts(marker):
    for question, place in (
        ("who " * 3_000, TitledPassage("title " * 3_000, "A text.")),
        ("", TitledPassage("", "A text.")),
        ("Who?", TitledPassage("", "")),
        ("[SEP] [CLS]", TitledPassage("[SEP]", "北京 [SEP] 👩‍🚀")),
    ):
        [marks] = marker.mark(question, [place])
        assert len(marks.starts) == len(marks.ends) == len(marks.offsets)
        assert all(0 <= start <= end <= len(place.text) for start, end in marks.offsets)


@given(st.lists(st.tuples(st.floats(-9, 9, width=32), st.floats(-9, 9, width=32)), min_size=1, max_size=40))
def test_the_best_span_is_that_of_a_slow_search(scores):
    starts, ends = np.array(scores, dtype=np.float32).T
    marks = Marks(starts, ends, np.zeros((len(scores), 2), dtype=np.int64), 0.0, np.zeros_like(starts))
    start, end, score = find_best_span(marks, np.arange(len(scores)))
    slow = max(starts[i] + ends[j] for i in range(len(scores)) for j in range(i, min(len(scores), i + 24)))
    assert start <= end < start + 24
    assert score == starts[start] + ends[end] == slow


def test_what_is_dated_after_the_day_of_the_question_is_older_than_all(library, make_article):
    """It was not known on that day: an article of next week answered what was asked today."""
    days = {"old": "2004-01-01", "new": "2024-05-02", "year": "2024", "next": "2024-06-20", "undated": None}
    told = "The ferry was found."
    list(library.add([make_article(told, name, name, published=day) for name, day in days.items()]))
    reader, hits = ExtractiveReader(library, WordMarker()), library.search("Was the ferry found?")
    evidence = reader.gather_evidence("Was the ferry found?", hits, read_time_asked("", date(2024, 6, 1)))
    ages = {each.article_id: each.age for each in evidence}
    assert ages["year"] == 0 < ages["new"] < ages["old"] < ages["next"]
    past = read_time_asked("in May 2020", date(2024, 6, 1))
    ages = {each.article_id: each.age for each in reader.gather_evidence("Was it found?", hits, past)}
    assert ages["next"] > ages["old"] == ages["new"] == ages["undated"] == 0
