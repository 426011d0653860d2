"""Follow-up questions: which lean on the one before, and what a history must look like."""

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa import Turn
from qa.errors import QuestionError
from qa.query.conversation import read_turns
from qa.query.rewriting import rewrite_question

ASKED = [
    Turn("user", "Who invented the telephone?"),
    Turn("assistant", "Bell."),
    Turn("user", "Who signed the pact in 2024?"),
    Turn("assistant", "Putin and Kim."),
]
GOLDEN = Path(__file__).parents[2] / "golden" / "conversations.jsonl"
CONVERSATIONS = [json.loads(line) for line in GOLDEN.read_text("utf-8").split("\n") if line]
PIECES = (
    "And |Why|What about |Who signed |he |it|their |there |that |the |of |1961 |Kim |Jong Un|, |“Aquarius” |did |is |"
    "in |? |else|签署了它|ihn |É|’s |\n"
)
SPOKEN = st.lists(st.sampled_from(PIECES.split("|"))).map("".join) | st.text()


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("What did they say?", "What did Putin and Kim say?"),
        ("And Kim?", "Who signed the pact in 2024 (Kim)?"),
        ("Why?", "Who signed the pact in 2024: why?"),
        ("who else", "Who else signed the pact in 2024?"),
        ("And in 2000?", "Who signed the pact in 2000?"),
        ("Where was it signed?", "Where was the pact signed?"),
    ],
)
def test_a_question_that_leans(question, whole):
    assert rewrite_question(question, ASKED[2:]).text == whole


@pytest.mark.parametrize(
    "question",
    [
        "When did Vladimir Putin visit Pyongyang?",
        "Who landed on the Moon in 1969?",
        "Name the Nobel winners",
        "What is a lamp?",
        "Wann wurde der Panamakanal eröffnet?",
    ],
)
def test_a_question_that_stands_alone(question):
    assert rewrite_question(question, ASKED).text == question


def conversation(row):
    """Return the turns of a row: what a person said and what was answered, by turns."""
    return [Turn(("user", "assistant")[i % 2], text) for i, text in enumerate(row["history"])]


def is_read(row):
    """Tell whether a row's question is read as a person would: all of `holds` is in it, or what "|" offers instead."""
    found = rewrite_question(row["question"], conversation(row)).text
    if row.get("alone"):
        return found == row["question"]
    held = all(any(word in found.lower() for word in words.lower().split("|")) for words in row["holds"])
    return held and not any(word.lower() in found.lower() for word in row.get("without", ()))


def test_the_conversations_are_many_and_of_all_kinds():
    leaning = [row for row in CONVERSATIONS if not row.get("alone")]
    assert len(leaning) >= 60 and len(CONVERSATIONS) - len(leaning) >= 15
    assert sum(len(row["history"]) >= 4 for row in CONVERSATIONS) >= 10
    asked = " ".join(row["question"].lower() for row in leaning)
    assert all(re.search(rf"\b{word}\b", asked) for word in ("he", "she", "it", "they", "there", "then", "that", "why"))
    assert all(row.keys() <= {"history", "question", "holds", "without", "alone", "article"} for row in CONVERSATIONS)


def test_conversations_are_read_as_a_person_reads_them():
    """A share, for rules cannot know all; a new subject is never touched."""
    leaning = [is_read(row) for row in CONVERSATIONS if not row.get("alone")]
    assert sum(leaning) / len(leaning) >= 0.92
    assert all(is_read(row) for row in CONVERSATIONS if row.get("alone"))


def test_conversations_lead_to_their_article(over_samples):
    ranks = []
    for row in CONVERSATIONS:
        hits = over_samples.library.search(rewrite_question(row["question"], conversation(row)).text, 3)
        found = [hit.passage.article_id for hit in hits]
        ranks.append(found.index(row["article"]) if row["article"] in found else 3)
    assert sum(rank < 3 for rank in ranks) / len(ranks) >= 0.98
    assert sum(rank == 0 for rank in ranks) / len(ranks) >= 0.93


def test_without_a_question_before_it():
    for history in ([], [Turn("assistant", "Ask me anything.")], [Turn("user", " \n"), Turn("assistant", "Kim.")]):
        assert rewrite_question("When did he sign it?", history).text == "When did he sign it?"


@given(st.lists(st.builds(Turn, st.sampled_from(["user", "assistant"]), SPOKEN), max_size=6), SPOKEN)
def test_whatever_was_said_a_question_is_a_question(history, question):
    found = rewrite_question(question, history).text
    assert bool(found) == bool(question)
    if not any(turn.role == "user" and turn.text.strip() for turn in history):
        assert found == question


@pytest.mark.parametrize(
    "said",
    ["Kim " * 25_000, "Who is Kim, " * 8_000, "1961 " * 20_000, "a" * 100_000, "the lamp of " * 8_000, "“A” " * 9_000],
)
def test_a_huge_history_takes_no_time(said):
    history = [Turn(role, said) for _ in range(500) for role in ("user", "assistant")]
    start = time.process_time()
    for question in ("Why?", "And when did he sign it?", "What about Putin?", said[:2_000]):
        assert rewrite_question(question, history).text
    assert time.process_time() - start < 5


def test_another_language_keeps_its_words():
    history = [Turn("user", "谁签署了条约？"), Turn("assistant", "普京和金正恩。")]
    for question in ("为什么？", "他什么时候签的？", "Und warum?", "Et pourquoi l'a-t-il signé ?"):
        assert question.rstrip(" ?？").removeprefix("Und ") in rewrite_question(question, history).text


def test_a_history():
    read = read_turns(
        [
            {"role": "user", "text": "Who?"},
            {"role": "assistant", "text": "Kim.", "more": 1},
            {"role": "tool", "text": ""},
        ]
    )
    assert read == (Turn("user", "Who?"), Turn("assistant", "Kim."), Turn("assistant", ""))
    assert read_turns([]) == ()


@pytest.mark.parametrize(
    "history",
    [None, {}, "Who?", 5, ["Who?"], [{"role": "user"}], [{"text": "Who?"}], [{"role": 1, "text": "Who?"}], [None]],
)
def test_what_is_no_history(history):
    with pytest.raises(QuestionError, match='"role": "user", "text"'):
        read_turns(history)
