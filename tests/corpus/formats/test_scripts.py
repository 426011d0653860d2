import pytest

from corpus.formats.scripts import Piece, has_notes, write_pieces

NOTED = [
    Piece("of the harbour"),
    Piece("4", 1),
    Piece(" and the lamp"),
    Piece("5,6", 1),
    Piece(" it had."),
    Piece("7", 1),
]


def write(*parts, noted=False):
    """Write a line of which each second part is raised."""
    return write_pieces([Piece(part, at % 2) for at, part in enumerate(parts)], noted=noted)


@pytest.mark.parametrize("noted", [False, True])
@pytest.mark.parametrize(
    ("parts", "written"),
    [
        (("the harbour", "3", " was closed"), "the harbour was closed"),
        (("was closed.", "3,4 ", "He"), "was closed. He"),
        (("the harbour ", "3", ", which"), "the harbour , which"),
        (("in the year 1931", "4", " they"), "in the year 1931 they"),
        (("of 12 barrels and 40", "5,6", " lamps"), "of 12 barrels and 40 lamps"),
        (("by half, or 50%", "7", " of it"), "by half, or 50% of it"),
        (("Ada Finch", "a,b,*", " and"), "Ada Finch and"),
        (("30 m", "2", " of glass"), "30 m² of glass"),
        (("some 10", "5", " wicks"), "some 10⁵ wicks"),
        (("some 10", "−14", " wicks"), "some 10⁻¹⁴ wicks"),
        (("of 30", "2", " is 900"), "of 30² is 900"),
        (("E = mc", "2", ""), "E = mc²"),
        (("(x + 1)", "2", ""), "(x + 1)²"),
        (("Ca", "2+", " ions"), "Ca²⁺ ions"),
        (("of ", "14", "C alone"), "of ¹⁴C alone"),
        (("", "1", "Harbour Office"), "¹ Harbour Office"),
        (("on the 5", "th", " day"), "on the 5th day"),
        (("at 37 ", "o", "C"), "at 37 °C"),
    ],
)
def test_notes_go_and_exponents_stay(parts, written, noted):
    assert write(*parts, noted=noted) == written


def test_a_lone_number_behind_a_number_is_a_note_where_the_text_has_notes():
    assert write("it held 240", "12", " barrels", noted=True) == "it held 240 barrels"
    assert write("it held 240", "12", " barrels") == "it held 240¹² barrels"


def test_lowered_numbers_stay_indices():
    assert write_pieces([Piece("H"), Piece("2", -1), Piece("O and v"), Piece("max", -1)], noted=False) == "H₂O and vmax"


def test_a_text_has_notes_if_some_words_are_marked():
    assert has_notes([NOTED])
    assert not has_notes([NOTED[:2]])
    assert not has_notes([[Piece("m"), Piece("2", 1)]] * 9)
