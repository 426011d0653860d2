"""Names and noun phrases: what is mentioned, and what has a capital for another reason."""

import pytest

from qa.english.noun_phrases import Kind, find_mentions, find_names, find_phrases


@pytest.mark.parametrize("text", ["Do they have kids?", "Does it?", "May it be so?", "Was it he?", "Why?"])
def test_a_word_that_opens_a_sentence_is_no_name_for_its_capital(text):
    assert find_names(text) == ()


@pytest.mark.parametrize(
    "name", ["Gus Van Sant", "Ludwig van Beethoven", "Charles de Gaulle", "Di Stéfano", "La Comedia"]
)
def test_a_particle_is_a_part_of_a_name(name):
    assert [mention.text for mention in find_names(f"Who met {name} there?")] == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Will Ada May be the next mayor?", "Ada May"),
        ("Marl Gov. Ada Finch (R) said so.", "Marl Gov. Ada Finch"),
        ("Rep. Ada Finch said so.", "Rep. Ada Finch"),
        ("House Speaker Ada Finch said so.", "House Speaker Ada Finch"),
    ],
)
def test_a_person_is_named_whole(text, name):
    assert [(mention.text, mention.kind) for mention in find_names(text)][:1] == [(name, Kind.PERSON)]


def test_a_plural_that_opens_a_sentence_may_be_a_family():
    assert find_names("Bakers met.")[0].text == "Bakers"
    assert find_names("We met the Pilots.")[0].text == "the Pilots"


def test_may_is_a_month_before_its_number():
    assert "Ada May" not in [mention.text for mention in find_names("Who met Ada May 3, 2021?")]


def test_anybody_is_nobody():
    kinds = {phrase.text: phrase.kind for phrase in find_phrases("Was the pilot a brave person?")}
    assert kinds["the pilot"] is Kind.PERSON
    assert Kind.PERSON not in [kind for text, kind in kinds.items() if text.endswith("person")]


@pytest.mark.parametrize(
    ("question", "phrases"),
    [
        ("what's quorn", ["quorn"]),
        ("can i bring food", ["food"]),
        ("is it true they're not minting farthings anymore", ["farthings"]),
        ("what's going on with cholera", ["cholera"]),
        ("did Ada Finch found museums", ["museums"]),
        ("when do Finch's lamp fees start", ["Finch's lamp fees"]),
        ("tell me about Ada Finch's speech", ["Ada Finch's speech"]),
        ("what is ring vaccination", ["ring vaccination"]),
        ("is the town shutdown over", ["the town shutdown"]),
        ("does the seed bank open", ["the seed bank"]),
        ("is Ada Finch resigning", []),
        ("what did the lamp keeper get", ["the lamp keeper"]),
        ("who was driving", []),
        ("what is boxing", ["boxing"]),
        ("how many keepers were on board", []),
        ("is he still in jail", []),
        ("which lamps are in the jail", ["the jail"]),
        ("did she live long", []),
        ("who wouldn’t let her", []),
    ],
)
def test_verbs_are_no_part_of_a_noun_phrase(question, phrases):
    assert [phrase.text for phrase in find_phrases(question)] == phrases


@pytest.mark.parametrize(
    "text",
    [
        "It closed on Nov. 12.",
        "He wrote on X.",
        "Starting in Marl, it went on.",
        "Five went home.",
        "Prosecutors charged Finch.",
        "It rained. Firefighters came.",
        'She said, "I share what others wish to know."',
    ],
)
def test_what_has_a_capital_and_names_nobody(text):
    assert not {"Nov", "X", "Starting", "Five", "Prosecutors", "Firefighters", "I share what others wish to know"} & {
        name.text for name in find_names(text)
    }


def test_a_name_within_a_phrase_is_mentioned_with_it():
    assert [mention.text for mention in find_mentions("Why did Finch call the Marl ferry fire a crime?")] == [
        "Finch",
        "the Marl ferry fire",
        "a crime",
    ]
