"""Talk: what asks nothing of the articles, and what only leads to a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.english.talk_words import (
    APPROVALS,
    FAREWELLS,
    GREETINGS,
    HELP,
    HELP_AT_FIRST,
    THANKS,
    WHO_ARE_YOU,
)
from qa.query.conversation import Turn
from qa.query.talk import drop_talk, find_talk_line, strip_lead

HELLO, WELCOME, BYE, GOOD = (find_talk_line(said) for said in ("hello", "thanks", "bye", "ok"))
WHO, CAN, NEW = (find_talk_line(said) for said in ("who are you", "help", "whats new?"))
ASKED = [Turn("user", "How does a canal lock work?"), Turn("assistant", "By its gates.")]


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("hello", HELLO), ("Hi!", HELLO), ("hey there", HELLO), ("Good morning, everyone", HELLO),
        ("How are you?", HELLO),
        ("thx", WELCOME), ("ok thanks", WELCOME), ("cool thanks", WELCOME), ("Cheers mate!", WELCOME),
        ("Thank you so much for your help!!", WELCOME), ("no thanks", WELCOME), ("hi, thanks", WELCOME),
        ("bye", BYE), ("ok great, thanks a lot, bye", BYE), ("That’s all for now", BYE),
        ("great", GOOD), ("OK", GOOD), ("oh ok, got it", GOOD),
        ("who are you??", WHO), ("What are you?", WHO), ("hi, who are you", WHO),
        ("what can you do", CAN), ("How does this work?", CAN), ("help", CAN), ("Hello! Can you help me, please?", CAN),
    ],
)  # fmt: skip
def test_talk(said, line):
    assert find_talk_line(said) == line
    assert find_talk_line(said, ASKED) == line


def test_each_kind_has_its_own_line():
    assert len({HELLO, WELCOME, BYE, GOOD, WHO, CAN, NEW}) == 7
    for line in (HELLO, WELCOME, BYE, GOOD, WHO, CAN, NEW):
        assert line.text[0].isupper() and line.text.endswith(".")
        assert line.shows_newest == (line is NEW)


@pytest.mark.parametrize(
    "said", ["What’s the latest news?", "hi, any news", "so what's new", "show me the latest articles"]
)
def test_the_newest_are_asked_for_where_nothing_else_was_spoken_of(said):
    assert find_talk_line(said) == NEW
    assert find_talk_line(said, ASKED) is None


@pytest.mark.parametrize(
    "said", sorted(GREETINGS | THANKS | APPROVALS | FAREWELLS | HELP | HELP_AT_FIRST | WHO_ARE_YOU)
)
def test_each_phrase_is_talk(said):
    assert find_talk_line(said) and find_talk_line(f"{said.upper()} !")


@pytest.mark.parametrize(
    "said",
    [
        "hello kitty", "help to buy scheme", "Hey Jude", "good friday", "Great Britain", "good morning america",
        "thanksgiving", "cool guys", "OK Computer", "great man theory", "what can you do about inflation", "nice",
        "who are you the who", "Cheers cast", "help wanted", "thank you for smoking", "hi-fi", "who is she", "why", "?",
        "", "and", "no", "all", "there", "What does it cost?", "bye bye birdie", "The Good Place", "ok " * 1_000,
    ],
)  # fmt: skip
def test_no_talk(said):
    assert find_talk_line(said) is None


@pytest.mark.parametrize("said", sorted(HELP_AT_FIRST))
def test_what_may_ask_about_something_is_talk_at_first_only(said):
    assert find_talk_line(said) == CAN
    assert find_talk_line(said, ASKED) is None


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("hi, when did it open?", "when did it open?"),
        ("Hello when did it open", "when did it open"),
        ("Hey there — what’s a conclave?", "what’s a conclave?"),
        ("Thanks! And Suez?", "And Suez?"),
        ("ok so what about Suez?", "what about Suez?"),
        ("OK. So, who signed it?", "who signed it?"),
        ("hey can you tell me who won", "can you tell me who won"),
        ("good morning, please tell me when it opened", "tell me when it opened"),
        ("ok then who won", "who won"),
        ("Thanks a lot; now tell me who won", "tell me who won"),
    ],
)
def test_a_lead_is_taken_off(question, plain):
    assert strip_lead(question) == plain


@pytest.mark.parametrize(
    "question",
    [
        "Hello, Dolly! opening date", "hello is a song by whom", "cool, calm and collected", "Hey Jude",
        "hello kitty price",
        "So when did it open?", "ok and China?", "great expectations author", "help, who wrote it", "When? Thanks.",
        "Good Morning Britain presenters", "hi", "thanks", "", "OK Computer release date", "who says hi, who says bye",
    ],
)  # fmt: skip
def test_no_lead(question):
    assert strip_lead(question) == question


def test_a_conversation_without_its_talk():
    history = [
        Turn("user", "hi"), Turn("assistant", HELLO), Turn("assistant", "More."),
        Turn("user", "hi, when did it open?"), Turn("assistant", "In 1914.", "canal"),
        Turn("user", "how does it work"), Turn("assistant", "By its gates."),
        Turn("user", "thx"), Turn("assistant", WELCOME),
    ]  # fmt: skip
    assert drop_talk(history) == [
        Turn("user", "when did it open?"), Turn("assistant", "In 1914.", "canal"),
        Turn("user", "how does it work"), Turn("assistant", "By its gates."),
    ]  # fmt: skip
    assert drop_talk([]) == []
    assert drop_talk([Turn("assistant", "thanks"), Turn("user", "")]) == [Turn("assistant", "thanks"), Turn("user", "")]


@given(
    st.lists(st.sampled_from(["hi", "ok", "so", "thanks", "when", "bye", ",", " ", "\n", "what can you do", "lamp"]))
)
def test_any_mixture(parts):
    said = " ".join(parts)
    plain = strip_lead(said)
    assert said.endswith(plain) and (plain or not said)
    assert find_talk_line(said) is None or "lamp" not in parts
