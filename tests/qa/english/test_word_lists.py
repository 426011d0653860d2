"""Tables of words: what each noun, title and verb is known for."""

import pytest

from qa.english import bodies, people, works
from qa.english.bodies import NAMES_BODY, NAMES_NO_PERSON, NAMES_THING
from qa.english.people import Person, can_speak, is_he_or_she, is_office, read_person
from qa.english.saying_verbs import MENTIONING, REPORTING, SAYING, SAYING_PARTICIPLES, list_finite_forms
from qa.english.verb_forms import FINITE, form_gerund, form_participle, form_past, form_present
from qa.english.word_lists import form_plural, list_singulars, read_table
from qa.english.works import SILENT


def test_a_word_stands_in_one_row():
    with pytest.raises(ValueError, match="king"):
        read_table(((Person.MAN, "king"), (Person.STYLE, "pope king")))


def test_a_noun_stands_in_one_table():
    tables = [people.PEOPLE, frozenset(bodies._TABLE), frozenset(works._TABLE)]
    shared = {word for at, table in enumerate(tables) for other in tables[at + 1 :] for word in table & other}
    assert shared == {"post"}  # a writer's text, and a newspaper's name


@pytest.mark.parametrize(
    ("noun", "plural"),
    [("footballer", "footballers"), ("spokesman", "spokesmen"), ("secretary", "secretaries"), ("boss", "bosses"),
     ("wife", "wives"), ("person", "people"), ("boy", "boys"), ("church", "churches"), ("human", "humans")],
)  # fmt: skip
def test_plurals(noun, plural):
    assert form_plural(noun) == plural
    assert noun in list_singulars(plural)


@pytest.mark.parametrize(
    ("base", "forms"),
    [("say", ("said", "said", "says", "saying")), ("admit", ("admitted", "admitted", "admits", "admitting")),
     ("write", ("wrote", "written", "writes", "writing")), ("deny", ("denied", "denied", "denies", "denying")),
     ("agree", ("agreed", "agreed", "agrees", "agreeing")), ("press", ("pressed", "pressed", "presses", "pressing"))],
)  # fmt: skip
def test_forms_of_verbs(base, forms):
    assert (form_past(base), form_participle(base), form_present(base), form_gerund(base)) == forms


@pytest.mark.parametrize("word", ["was", "won't", "taught", "walked", "needs"])
def test_finite_verbs(word):
    assert FINITE.fullmatch(word)


def test_forms_that_are_nouns_report_nothing():
    assert not {"claims", "reports", "notes", "comments", "say it"} & SAYING
    assert list_finite_forms("say") == ("said", "says", "say")
    assert list_finite_forms("claim") == ("claimed",)
    assert "written" in SAYING_PARTICIPLES
    assert "concluded" in SAYING - REPORTING
    assert {"thinks", "called", "adding"} <= MENTIONING


@pytest.mark.parametrize(
    "word", ["footballer", "king", "astronauts", "spokespeople", "women", "midwives", "ministry", "unions", "man"]
)
def test_who_can_speak(word):
    assert can_speak(word)


@pytest.mark.parametrize("word", ["report", "poster", "weather", "river", "sir", "mr", "german", "human", "capt"])
def test_what_cannot_speak(word):
    assert not can_speak(word)


def test_he_and_she():
    assert is_he_or_she("footballer")
    assert not any(map(is_he_or_she, ("crew", "people", "general", "ministry", "source", "footballers")))
    assert Person.WOMAN in read_person("policewomen")
    assert Person.MAN in read_person("policeman")


def test_offices():
    assert is_office("governor-elect")
    assert not is_office("footballer")


@pytest.mark.parametrize("word", ["university", "records", "festival"])
def test_words_that_no_person_is_called(word):
    assert word in NAMES_NO_PERSON


@pytest.mark.parametrize("word", ["park", "west", "hill", "southern"])
def test_words_that_persons_are_called_too(word):
    assert word in NAMES_BODY - NAMES_NO_PERSON


def test_words_of_names():
    assert "hall" in NAMES_THING - NAMES_BODY
    assert "hill" not in NAMES_THING
    assert {"report", "studies", "water"} <= SILENT
    assert "waters" not in SILENT
