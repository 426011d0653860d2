"""Authors' names taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.cite.author_names import parse_name, parse_names


@pytest.mark.parametrize(
    ("text", "family", "given_", "particle", "suffix"),
    [
        ("Benedict Carey", "Carey", "Benedict", "", ""),
        ("Carey, Benedict", "Carey", "Benedict", "", ""),
        ("Jan van der Berg", "Berg", "Jan", "van der", ""),
        ("van der Berg, Jan", "Berg", "Jan", "van der", ""),
        ("Berg, Jan van der", "Berg", "Jan", "van der", ""),
        ("Oscar de la Renta", "Renta", "Oscar", "de la", ""),
        ("Ursula von der Leyen", "Leyen", "Ursula", "von der", ""),
        ("Robert De Niro", "De Niro", "Robert", "", ""),
        ("Van Morrison", "Morrison", "Van", "", ""),
        ("Jeanne d’Arc", "d’Arc", "Jeanne", "", ""),
        ("José Ortega y Gasset", "Ortega y Gasset", "José", "", ""),
        ("Martin Luther King Jr.", "King", "Martin Luther", "", "Jr."),
        ("Martin Luther King, Jr.", "King", "Martin Luther", "", "Jr."),
        ("King, Martin Luther, Jr.", "King", "Martin Luther", "", "Jr."),
        ("Joe Public III", "Public", "Joe", "", "III"),
        ("Jane Smith, PhD", "Smith", "Jane", "", ""),
        ("Dr. Jane Smith", "Smith", "Jane", "", ""),
        ("Sir Ian Holt", "Holt", "Ian", "", ""),
        ("Holt, Dame Ann", "Holt", "Ann", "", ""),
        ("Sir Gawain", "Gawain", "Sir", "", ""),
        ("ada quill", "quill", "ada", "", ""),
        ("Jean DUPONT", "DUPONT", "Jean", "", ""),
        ("Лев Толстой", "Толстой", "Лев", "", ""),
        ("محمد العلي", "العلي", "محمد", "", ""),
        ("山田 太郎", "山田", "太郎", "", ""),
        ("김 민수", "김", "민수", "", ""),
    ],
)
def test_a_person(text, family, given_, particle, suffix):
    known = {"family": family, "given": given_, "non-dropping-particle": particle, "suffix": suffix}
    assert parse_name(text) == {part: value for part, value in known.items() if value}


@pytest.mark.parametrize(
    "text",
    ["World Health Organization", "Reuters", "BBC News", "NASA Earth Observatory", "Johnson and Johnson", "王小明",
     "Acme Widgets, Inc.", "Department of Health and Human Services", "The Editors", "Agence France-Presse"],
)  # fmt: skip
def test_a_body_keeps_its_name_whole(text):
    assert parse_names((text,)) == [{"literal": text}]


def test_what_is_the_publisher_is_a_body():
    assert parse_name("Brookings Center East", publisher="Brookings Center East") == {
        "literal": "Brookings Center East"
    }
    assert parse_name("Atlantic Monthly", publisher="Atlantic Monthly") == {"literal": "Atlantic Monthly"}


def test_braces_say_that_a_name_is_a_bodys():
    assert parse_name("{Google}") == {"literal": "Google"}


def test_persons_in_one_string_are_taken_apart():
    assert [name["family"] for name in parse_names(("Jane Smith and John Doe", "By Mary Ann Evans"))] == [
        "Smith", "Doe", "Evans"
    ]  # fmt: skip
    assert [name["family"] for name in parse_names(("Smith, Jane; Doe, John",))] == ["Smith", "Doe"]


@given(st.text())
def test_any_text_is_a_name_and_none_of_its_parts_is_invented(text):
    for name in parse_names((text,)):
        for part in name.values():
            assert part
            assert all(word in " ".join(text.split()) for word in part.split())


@pytest.mark.parametrize(
    "author",
    ["ann@holm.example (Ann Holt)", "Ann Holt <ann.holt@post.holm.example>", "Ann Holt, ann@holm.example", "Ann Holt",
     "Ann Holt (Holm Post)", "Ann Holt | Holm Post", "Ann Holt, Holm Post", "Ann Holt - holm post"],
)  # fmt: skip
def test_a_mail_address_and_the_publisher_are_no_part_of_a_name(author):
    assert parse_names((author,), publisher="Holm Post") == [{"family": "Holt", "given": "Ann"}]


def test_an_address_or_a_publisher_alone_stays():
    assert parse_names(("desk@holm.example", "Holm Post"), "Holm Post") == [
        {"literal": "desk@holm.example"},
        {"literal": "Holm Post"},
    ]
