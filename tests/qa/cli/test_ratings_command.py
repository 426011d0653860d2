"""`pullquote ratings`: what was rated on the page, as a question set that `pullquote eval` reads."""

import json
import os
from pathlib import Path

import pytest

from index import Filters
from qa import Assistant
from qa.conversations.conversation_store import Conversations

QUESTION = "How long did the lamp burn?"


@pytest.fixture
def rate(pullquote, with_lamp):
    """Ask a question as on the page, and rate its answer."""

    def rate_(rating, question=QUESTION):
        assistant = Assistant.open(Path(os.environ["PULLQUOTE_LIBRARY"]))
        kept = Conversations(assistant.library)
        conversation = kept.start(question)
        kept.begin(conversation, question, Filters())
        kept.finish(conversation, 1, assistant.ask(question))
        kept.rate(conversation, 1, rating)

    return rate_


def test_what_was_found_right_is_right_when_it_is_measured(pullquote, rate, tmp_path):
    rate(1)
    rate(-1, "Who paid for the oil?")
    ran = pullquote("ratings", tmp_path / "a" / "set", status=0)
    assert ran.out == f"1 found right, 1 found wrong, written to {tmp_path / 'a' / 'set'}.\n"
    [measured] = pullquote("eval", tmp_path / "a" / "set", "--json", status=0).json
    assert (measured["questions"], measured["quote_at_1"], measured["verbatim"]) == (1, 1.0, 1.0)
    [wrong] = (tmp_path / "a" / "set" / "rejected.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(wrong)["question"] == "Who paid for the oil?"


def test_nothing_rated_writes_nothing(pullquote, rate, tmp_path):
    rate(0)
    ran = pullquote("ratings", tmp_path / "set", status=0)
    assert ran.out.startswith("No answer has been rated yet") and not (tmp_path / "set").exists()


def test_what_is_there_is_not_written_over(pullquote, rate, tmp_path):
    rate(1)
    (tmp_path / "corpus.jsonl").write_text("mine")
    ran = pullquote("ratings", tmp_path, status=1)
    assert ran.err == f"Error: {tmp_path / 'corpus.jsonl'} is there already: choose another folder\n"
    assert (tmp_path / "corpus.jsonl").read_text() == "mine"
    ran = pullquote("ratings", tmp_path / "corpus.jsonl" / "set", status=1)
    assert "choose another folder" in ran.err


def test_without_a_library_there_are_none(pullquote, tmp_path):
    assert "there is no library" in pullquote("ratings", tmp_path / "set", status=1).err
