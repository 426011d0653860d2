"""Names and noun phrases: what is mentioned, and what has a capital for another reason."""

import pytest

from qa.english.noun_phrases import Kind, find_names, find_phrases


@pytest.mark.parametrize("text", ["Do they have kids?", "Does it?", "May it be so?", "Was it he?", "Why?"])
def test_a_word_that_opens_a_sentence_is_no_name_for_its_capital(text):
    assert find_names(text) == ()


@pytest.mark.parametrize(
    "name", ["Gus Van Sant", "Ludwig van Beethoven", "Charles de Gaulle", "Di Stéfano", "La Comedia"]
)
def test_a_particle_is_a_part_of_a_name(name):
    assert [mention.text for mention in find_names(f"Who met {name} there?")] == [name]


def test_anybody_is_nobody():
    kinds = {phrase.text: phrase.kind for phrase in find_phrases("Was the pilot a brave person?")}
    assert kinds["the pilot"] is Kind.PERSON
    assert Kind.PERSON not in [kind for text, kind in kinds.items() if text.endswith("person")]
