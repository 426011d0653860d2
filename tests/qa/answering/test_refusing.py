"""Why nothing is quoted: what is said is true of the library."""

import pytest

from index import Filters
from qa import Settings, Status

NEVER = Settings(threshold=1.1)
TOUCHED = "The articles touch on this, but no passage answers it surely."
SOME_WORDS = "No passage answers this: the nearest hold only some of its words."


@pytest.fixture
def refused(make_assistant, make_article):
    assistant = make_assistant(
        make_article("Ada Finch kept the lamp in 1812. It burned whale oil.", publisher="The Herald"),
        make_article("The harbour of Northport was small.", "port", "Northport", publisher="The Courier"),
        settings=NEVER,
    )
    return lambda *asked: assistant.ask(*asked).reason


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("When did Ada Finch keep the lamp?", TOUCHED),
        ("Did Tom Reed keep the lamp in 1812 and burn whale oil?", "The nearest passages say nothing of “Tom Reed”."),
        ("Who kept the lamp in 1815?", "The question says “1815”, the nearest passage “1812”."),
        ("Who sold the barn and the mill in 1815?", "Nothing in the articles seems to be about this."),
        (
            "Did Tom Reed or Bob keep the lamp that burned whale oil for Ada Finch in 1815?",
            "The nearest passages say nothing of “Tom Reed”, “Bob” or “1815”.",
        ),
        ("WHO KEPT THE OLD LAMP?", TOUCHED),
        ("Kept who the lamp?", TOUCHED),
        ("How are quasars redshifted?", "Nothing in the articles seems to be about this."),
        # Of a question that no passage is surely about, some hold a word.
        ("Who married the harbour master's daughter?", SOME_WORDS),
        ("Did Tom Reed marry the harbour master's daughter?", "The nearest passages say nothing of “Tom Reed”."),
        # What names a date may stand there in other words: it is not told as missing.
        *(
            (f"Did Ada Finch keep the lamp {when} and burn whale oil?", TOUCHED)
            for when in (
                "in June",
                "in September",
                "in Sept",
                "in September's fog",
                "on Monday",
                "on a Monday in June",
                "from June-July",
                "in Spring",
                "in the 1810s",
                "in the 19th century",
            )
        ),
        ("Did April Reed keep the lamp that burned whale oil?", "The nearest passages say nothing of “April Reed”."),
        ("Did Ada Finch keep the lamp near Deep Spring?", "The nearest passages say nothing of “Deep Spring”."),
        ('Who kept "the red lamp"?', "No article that was searched holds the words “the red lamp”."),
    ],
)  # fmt: skip
def test_the_reason(refused, question, reason):
    assert refused(question) == reason


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("How strong is the engine KR-47?", "The question says “KR-47”, the nearest passage “KR-46”."),
        ("When did the cook Mila bake the loaf?", "The question says “Mila”, the nearest passage “Mira”."),
        ("how strong is the engine kr-47", "The question says “kr-47”, the nearest passage “KR-46”."),
        ("How strong is the engine KR-46?", None),
        ("how strong is the engine kr-46", None),
        ("When did the cook Mira bake the loaf?", None),
        ("When did the cook Otto bake the loaf?", None),
    ],
)
def test_a_name_that_is_nearly_another_is_another(make_assistant, make_article, question, reason):
    """Somebody of whom no passage speaks gets no answer that is about a person with a like name."""
    assistant = make_assistant(
        make_article("The engine KR-46 has 40 horsepower.", "engine", "Engines"),
        make_article("The cook Mira baked the loaf in 1903.", "cook", "Cooks"),
    )
    answer = assistant.ask(question)
    assert (answer.status is Status.ANSWERED, answer.reason) == (reason is None, reason)


@pytest.mark.parametrize("day", ["june 7", "7 june", "the 7th of June", "June 7"])
def test_the_number_of_a_day_is_no_number_that_is_missing(make_assistant, make_article, day):
    assistant = make_assistant(make_article("Ada Finch kept the lamp of Marl."), settings=Settings(threshold=1.0))
    assert "7" not in assistant.ask(f"who kept the lamp of Marl on {day}").reason
    assert "“77”" in assistant.ask("who kept the 77 lamps of Marl").reason


def test_filters_that_leave_nothing(refused):
    assert refused("Who kept the lamp?", (), Filters(publishers=("Nobody",))) == "No article passes the filters."


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("How are quasars redshifted?", "Nothing in the articles that pass the filters seems to be about this."),
        ("Who kept the lamp?", "The articles that pass the filters touch on this, but no passage answers it surely."),
        (
            "Which whale swam under the bridge while the baker slept?",
            "No passage of these articles answers this: the nearest hold only some of its words.",
        ),
    ],
)
def test_filters_narrow_what_is_said(refused, question, reason):
    """Of the articles that do not pass them, nothing is said."""
    assert refused(question, (), Filters(publishers=("The Herald",))) == reason


def test_an_answer_outside_the_filters(make_assistant, make_article):
    """A passage elsewhere answers; it is not shown, but said to be there."""
    assistant = make_assistant(
        make_article("Ada Finch kept the lamp in 1812.", publisher="The Herald"),
        make_article("Zebras graze.", "port", "Northport", publisher="The Courier"),
        settings=Settings(threshold=0.3),
    )
    asked = "Who kept the lamp in 1812?"
    assert assistant.ask(asked).status is Status.ANSWERED
    answer = assistant.ask(asked, filters=Filters(publishers=("The Courier",)))
    assert answer.status is Status.NOT_FOUND
    assert answer.reason == "The articles that pass the filters do not answer this, but others in the library do."
    assert {citation.article.id for citation in answer.nearest} == {"port"}


@pytest.mark.parametrize("question", ["What is it?", "😀😀", "?!"])
def test_nothing_is_near_to_a_question_that_names_nothing(make_assistant, make_article, question):
    answer = make_assistant(make_article("Ada Finch kept the lamp in 1812."), settings=NEVER).ask(question)
    assert answer.reason == "The question names nothing to look for: say what it is about."
    assert (answer.quotes, answer.nearest) == ((), ())
