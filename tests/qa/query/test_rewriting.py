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


FIRE = (
    "tell me about the quorn ferry fire",
    "MARL, Quorn — The ferry Halcyon burned on Nov. 12 near Marl. The captain, Tom Vane, told of a storm.",
)
SPEECH = (
    "whats ada finchs speech about",
    "Senator Ada Finch of Marl spoke about lamps. The mayor, Tom Vane, heard Finch speak in the Old Hall.",
)
PRIZE = ("who won the lamp prize", "Bea Oakes, a keeper from Marl, won the prize before Tom Vane.")
FARTHINGS = ("is it true theyre not minting farthings anymore", "The Mint of Quorn struck its last on Nov. 12.")
CALLED = ("whats finchs new book called", 'The new book of Finch is called "The Lamps of a Keeper." It was out in May.')


@pytest.mark.parametrize(
    ("before", "question", "whole"),
    [
        (FIRE, "did anyone die", "Did anyone die (the Quorn ferry fire)?"),
        (FIRE, "tell me more", "Tell me more (the Quorn ferry fire)?"),
        (FIRE, "whats olo", "what's olo"),
        (FIRE, "ok different question, whats olo", "What's olo"),
        (FIRE, "when did it burn", "When did the Quorn ferry fire burn"),
        (FIRE, "what does vane say", "What does vane say (the Quorn ferry fire)?"),
        (SPEECH, "where did she go to school", "Where did Ada Finch go to school"),
        (SPEECH, "who wouldnt let her?", "Who wouldn't let Ada Finch?"),
        (SPEECH, "is that true", "Is that true (Ada Finch's speech)?"),
        (PRIZE, "how old is she", "How old is Bea Oakes"),
        (PRIZE, "how much was it though", "How much was the lamp prize"),
        (FARTHINGS, "can i still pay with them?", "Can i still pay with farthings?"),
        (FARTHINGS, "and how much does that save", "How much does that save (farthings)?"),
        (CALLED, "which lamps are in it", "Which lamps are in The Lamps of a Keeper"),
        (("is Ada Finch catholic", "She is."), "and vane?", "Is vane catholic?"),
        (("who is ada finch", "Longtime Marl keeper Ada Finch."), "what did she pay", "What did Ada Finch pay"),
        (("Did the ferry burn?", "It did."), "is that true", "Is it true: did the ferry burn?"),
    ],
)
def test_a_question_that_leans_as_it_is_typed(before, question, whole):
    assert rewrite_question(question, [Turn("user", before[0]), Turn("assistant", before[1])]).text == whole


FERRIES = ("what happened in marl with the ferries", "Two ferries collided off Marl on Tuesday, killing 20 people.")
CRASH = ("how many died in the german ferry crash", "Four people died in the crash of a German ferry on Tuesday.")
VOTE = ("what was the vote in the senate", "It was 97 to 1 in the Senate.")
BOAT = ("who was the man in the boat", "The man in the boat was seen on Friday with two others.")
RUNNING = ("is ada finch running for mayor", "Ada Finch announced that Finch is running.")
GOVERNOR = ("is finch resigning", "Marl Gov. Ada Finch said Wednesday that she has no plans to resign.")
PARTED = ("who shot the keepers", "QUORN Four keepers were shot by Tom Vane, the police said.")


@pytest.mark.parametrize(
    ("before", "questions", "whole"),
    [
        (FERRIES, ["how many dead"], "How many dead (Marl, the ferries)?"),
        (FERRIES, ["how many dead", "and when"], "What happened in Marl with the ferries: when?"),
        (FERRIES, ["how many dead", "and when", "why"], "What happened in Marl with the ferries: why?"),
        (CRASH, ["who was driving"], "Who was driving (the German ferry crash)?"),
        (CRASH, ["how many keepers were on board"], "How many keepers were on board (the German ferry crash)?"),
        (CRASH, ["what does the mayor say"], "What does the mayor say (the German ferry crash)?"),
        (VOTE, ["and in the house"], "What was the vote in the house?"),
        (("what does Bea Oakes say", "Bea Oakes says that it is old."), ["and vane"], "What does vane say?"),
        (("can you get olo from water", "From water, yes."), ["and from bread"], "Can you get olo from bread?"),
        (("how many died in the flood", "At least 12."), ["and in quorn"], "How many died in the flood in quorn?"),
        (("how many died in Marl", "At least 12."), ["and in the flood"], "How many died in Marl in the flood?"),
        (BOAT, ["when was he arrested"], "When was the man in the boat arrested"),
        (BOAT, ["when was he arrested", "has he been charged"], "Has the man in the boat been charged"),
        (RUNNING, ["where did she announce it"], "Where did Ada Finch announce it"),
        (GOVERNOR, ["why do people want her to"], "Why do people want Marl Gov. Ada Finch to"),
        (("is the town shutdown over", "It ended."), ["how long did it last"], "How long did the town shutdown last"),
        (("who leads Marl", "Bea May will lead Marl from Monday."), ["when does she start"], "When does Bea May start"),
        (PARTED, ["why did he do it"], "Why did Tom Vane do it"),
    ],
)
def test_questions_that_lean_one_after_another(before, questions, whole):
    history = [Turn("user", before[0]), Turn("assistant", before[1])]
    for question in questions[:-1]:
        history += [Turn("user", question), Turn("assistant", "")]
    assert rewrite_question(questions[-1], history).text == whole


def test_what_another_says_is_asked_of_the_same():
    history = [
        Turn("user", "What does Vane say about the fire?"),
        Turn("assistant", "It was “a storm”, Vane told Finch."),
    ]
    assert rewrite_question("And what does Oakes say?", history).text == "What does Oakes say about the fire?"
    history = [Turn("user", "what does vane say about the fire"), Turn("assistant", "It was “a storm”.")]
    assert rewrite_question("and what does oakes say", history).text == "What does oakes say about the fire?"


def test_a_subject_goes_on_until_another_begins():
    history = [
        *(Turn(role, text) for role, text in zip(("user", "assistant"), FIRE, strict=True)),
        Turn("user", "how does the captain defend himself"),
        Turn("assistant", "“We saved the ferry,” Captain Tom Vane told the Halcyon Board."),
    ]
    assert rewrite_question("did anyone die", history).text == "Did anyone die (the Quorn ferry fire)?"
    history += [Turn("user", "ok new topic, whats olo"), Turn("assistant", "A colour.")]
    assert rewrite_question("who found it", history).text == "Who found olo"


def test_contractions_are_restored_without_a_history():
    assert rewrite_question("whos the keeper", []).text == "who's the keeper"


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


def test_what_no_article_answered_is_no_theme():
    """A question about nothing in the articles was put behind the next ones: "the ferry (the world cup)"."""
    won = [Turn("user", "Who won the world cup?"), Turn("assistant", "")]
    assert rewrite_question("tell me about the ferry", won).text == "tell me about the ferry"
    assert rewrite_question("Who won it first?", won).text == "Who won the world cup first?"
    bird = [Turn("user", "Who saw the white heron?"), Turn("assistant", "Ada Finch saw the white heron in May."), *won]
    assert rewrite_question("tell me about the ferry", bird).text == "tell me about the ferry"
    untold = [Turn("user", "Who won the world cup?")]
    assert "world cup" in rewrite_question("tell me about the ferry", untold).text
