"""The steps of making a question ready grow with its length, whatever it is made of, and with that of what was said."""

from datetime import date

import pytest

from index import Filters
from qa import Turn
from qa.english.contractions import restore_apostrophes
from qa.languages.identifying import identify_language
from qa.query.answer_kind import classify_question
from qa.query.breadth import wants_several
from qa.query.correcting import correct_spelling
from qa.query.event_asked import find_event_asked
from qa.query.quoted_phrases import list_required, stands_in
from qa.query.rewriting import rewrite_question
from qa.query.talk import find_talk_line, strip_lead
from qa.query.time_asked import read_time_asked

TODAY = date(2026, 11, 24)
SAID = (Turn("user", "Who paid for the lamp of Ada Finch?"), Turn("assistant", "The bakers of Marl paid for it."))
UNITS = [
    "a", "7", ".", ",", "[", "'", "’", "-", '"', "“", " ", "(", "?", "\n", "A", "e.g. ", "A. ", "he ", "it? ", "who ",
    "Ada Finch ", "and ", "of the ", "not ", "1912 ", "in May ", "3 May 1912 ", "last week ", "before the ",
    "the lamp ", "“lamp” ", "hi ", "so ",
    "thanks ", "his ", "what about ", "why, ", "whats ", "lammp ", "ünd ", "\u00ad",
]  # fmt: skip


@pytest.fixture(scope="module")
def calls(open_library, make_embedder, make_article):
    library = open_library(make_embedder())
    list(library.add([make_article("The lamp of Marl was lit on 3 May 1912. Ada Finch saw it burn before the flood.")]))
    hits = library.search("lamp", 3)
    return {
        "talk": find_talk_line,
        "lead": strip_lead,
        "apostrophes": restore_apostrophes,
        "language": identify_language,
        "alone": lambda text: rewrite_question(text, ()),
        "leaning": lambda text: rewrite_question(text, SAID),
        "after a long question": lambda text: rewrite_question("Who saw it?", (Turn("user", text), *SAID[1:])),
        "after a long answer": lambda text: rewrite_question("Who saw it?", (*SAID[:1], Turn("assistant", text))),
        "time": lambda text: read_time_asked(text, TODAY),
        "event": lambda text: find_event_asked(library, text, TODAY, Filters()),
        "phrases": lambda text: stands_in(text, list_required(text)),
        "breadth": wants_several,
        "kind": classify_question,
        "slips": lambda text: correct_spelling(library, text, hits),
    }


@pytest.mark.parametrize("unit", UNITS)
def test_steps_grow_with_length(calls, count_steps, unit):
    for name, call in calls.items():
        call(unit * 4)  # what is compiled once is not counted, and no text is met again that is remembered
        short, long = (count_steps(call, f"{name} {unit * (size // len(unit))}") for size in (400, 800))
        assert long < 2.3 * short + 300, name


def test_steps_grow_with_a_conversation(count_steps):
    def rewrite(exchanges):
        rewrite_question("Who saw it?", SAID * exchanges)

    rewrite(4)
    short, long = (count_steps(rewrite, exchanges) for exchanges in (20, 40))
    assert long < 2.3 * short
