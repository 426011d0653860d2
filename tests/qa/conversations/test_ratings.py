"""Rated answers as a question set: what was found right is what the same answers are right by."""

import io
import json
import zipfile

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from corpus import normalise
from index import Filters
from qa import Assistant
from qa.cli.main import main
from qa.conversations.ratings import make_question_set, write_lines, zip_ratings
from qa.evaluate import measure
from qa.folders import cache_folder
from qa.reading.opening import open_reader
from qa.reading.reader_names import DEFAULT
from qa.rendering.answer_json import serialise_answer

LAMP = "The lamp burned for eleven years. Nobody asked who paid for the oil. It went out in March 1812."
MOON = "The Eagle landed on the Moon in July 1969."


@pytest.fixture
def articles(library, make_article):
    found = (
        make_article(LAMP, publisher="The Moth", authors=("Ada",), published="2024", url="https://a.example/"),
        make_article(MOON, "moon", "Moon"),
        make_article("Nothing is quoted out of this.", "unused", "Unused"),
    )
    list(library.add(found))
    return found


@pytest.fixture
def rated(articles, ask, cite, answered):
    """A conversation with an answer of each kind, rated: right, a right refusal, and wrong."""
    lamp, moon, _ = articles
    one, two = cite(lamp, LAMP[:33], 1, "eleven years"), cite(lamp, "It went out in March 1812.", 2, "March 1812")
    conversation, _ = ask(answered(one, two, question="How long did it burn?"), rating=1)
    ask(answered(question="Who paid?"), conversation, 1)
    ask(answered(cite(moon, MOON), question="And the Moon?"), conversation, -1)
    ask(answered(cite(moon, MOON), question="Not rated"), conversation)
    return conversation


def test_what_was_found_right_is_what_counts_as_right(conversations, rated):
    assert make_question_set(conversations)["questions.jsonl"] == [
        {
            "id": f"{rated}-1",
            "question": "How long did it burn?",
            "answerable": True,
            "answers": ["eleven years", "March 1812"],
            "gold": [{"article_id": "lamp", "start": 0, "end": 33}, {"article_id": "lamp", "start": 69, "end": 95}],
        },
        {
            "id": f"{rated}-2",
            "question": "Who paid?",
            "history": [
                {"role": "user", "text": "How long did it burn?"},
                {"role": "assistant", "text": f"{LAMP[:33]}\n\n{LAMP[69:]}"},
            ],
            "answerable": False,
            "answers": [],
            "gold": [],
        },
    ]


def test_what_was_found_wrong_stands_apart(conversations, rated, ask, answered):
    ask(answered(question="A wrong refusal"), rating=-1)
    wrong = make_question_set(conversations)["rejected.jsonl"]
    assert [(row["question"], row["answerable"], row["gold"], row["rejected"]) for row in wrong] == [
        ("A wrong refusal", True, [], []),
        ("And the Moon?", False, [], [{"article_id": "moon", "start": 0, "end": len(MOON)}]),
    ]
    assert [turn["role"] for turn in wrong[1]["history"]] == ["user", "assistant"] * 2


def test_the_corpus_holds_what_is_quoted_whole(conversations, rated, articles):
    corpus = make_question_set(conversations)["corpus.jsonl"]
    assert {row["id"]: row["text"] for row in corpus} == {"lamp": LAMP, "moon": MOON}
    assert next(row for row in corpus if row["id"] == "lamp") == {
        "id": "lamp",
        "title": "Lamp",
        "text": LAMP,
        "url": "https://a.example/",
        "publisher": "The Moth",
        "authors": ["Ada"],
        "published": "2024",
    }


def test_a_quote_without_a_short_answer_leaves_the_places_alone(conversations, articles, ask, cite, answered):
    lamp, *_ = articles
    ask(answered(cite(lamp, LAMP[:33], 1, "eleven years"), cite(lamp, LAMP[69:], 2)), rating=1)
    [row] = make_question_set(conversations)["questions.jsonl"]
    assert row["answers"] == [] and len(row["gold"]) == 2


def test_the_same_answers_are_right_by_the_set(conversations, rated):
    files = make_question_set(conversations)
    asked = [(id_, upto[-1]) for id_, upto in conversations.list_rated()]
    answers = [{**serialise_answer(it.answer), "id": f"{id_}-{it.number}"} for id_, it in asked if it.rating > 0]
    texts = {row["id"]: row["text"] for row in files["corpus.jsonl"]}
    measured = measure(texts, files["questions.jsonl"], answers)
    assert measured["quote_at_1"] == measured["quote_at_3"] == measured["refused_when_not"] == 1.0
    assert measured["verbatim"] == measured["served_right"] == 1.0
    assert (measured["questions"], measured["missing"]) == (2, 0)


def test_a_lost_quote_is_measured_by_nothing(conversations, rated, library):
    library.remove("lamp")
    assert [row["question"] for row in make_question_set(conversations)["questions.jsonl"]] == ["Who paid?"]
    library.remove("moon")
    files = make_question_set(conversations)
    assert files["rejected.jsonl"] == files["corpus.jsonl"] == []


def test_quotes_of_ones_own_are_no_questions(conversations, articles, ask, cite, answered):
    lamp, *_ = articles
    conversation = conversations.start("Quoted from “Lamp”")
    conversations.keep(conversation, "Quoted from “Lamp”", answered(cite(lamp, LAMP[:33])))
    ask(answered(question="Who paid?"), conversation, 1)
    [row] = make_question_set(conversations)["questions.jsonl"]
    assert (row["question"], "history" in row) == ("Who paid?", False)


def test_nothing_rated_is_an_empty_set(conversations, ask, answered):
    ask(answered())
    assert make_question_set(conversations) == {"corpus.jsonl": [], "questions.jsonl": [], "rejected.jsonl": []}


def test_the_file_holds_the_set(conversations, rated):
    with zipfile.ZipFile(io.BytesIO(zip_ratings(conversations))) as archive:
        assert archive.testzip() is None
        held = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    assert held == {name: write_lines(rows) for name, rows in make_question_set(conversations).items()}


@given(st.lists(st.text().map(normalise)))
def test_a_row_is_one_line(texts):
    written = write_lines([{"text": text} for text in texts]).encode()
    assert [json.loads(line)["text"] for line in written.split(b"\n")[:-1]] == texts


def test_pullquote_eval_measures_the_set(conversations, embedder, open_library, monkeypatch, tmp_path, articles):
    """Asked again of the set's own corpus, the assistant that was found right is right throughout."""
    library = open_library(embedder)
    list(library.add(articles))
    assistant, kept = Assistant(library, open_reader(DEFAULT, library, cache_folder())), type(conversations)(library)
    conversation = kept.start("How long did the lamp burn?")
    for question in ("How long did the lamp burn?", "When did the Eagle land on the Moon?"):
        number = kept.begin(conversation, question, Filters()).number
        kept.finish(conversation, number, assistant.ask(question))
        kept.rate(conversation, number, 1)
    with zipfile.ZipFile(io.BytesIO(zip_ratings(kept))) as archive:
        archive.extractall(tmp_path / "set")
    monkeypatch.setattr("index.library.open_embedder", lambda *_: embedder)
    ran = CliRunner().invoke(main, ["eval", str(tmp_path / "set"), "--json"])
    assert ran.exit_code == 0, ran.output
    measured = json.loads(ran.stdout)
    assert (measured["questions"], measured["missing"]) == (2, 0)
    assert measured["quote_at_1"] == measured["hit_at_1"] == measured["verbatim"] == 1.0


def test_a_set_of_refusals_alone_is_measured_too(conversations, ask, answered, embedder, monkeypatch, tmp_path):
    ask(answered(question="Who paid?"), rating=1)
    with zipfile.ZipFile(io.BytesIO(zip_ratings(conversations))) as archive:
        archive.extractall(tmp_path / "set")
    monkeypatch.setattr("index.library.open_embedder", lambda *_: embedder)
    ran = CliRunner().invoke(main, ["eval", str(tmp_path / "set"), "--json"])
    assert ran.exit_code == 0, ran.output
    assert json.loads(ran.stdout)["refused_when_not"] == 1.0
