import pytest

from corpus.formats.title_page import Part, find_authors

TITLE = Part("The price of lamp oil in a small town", 24.0, False)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Ada Finch, Bo Ek", "Abstract"), ("Ada Finch", "Bo Ek")),
        (("Ada Finch, Bo Ek ,", "Cora Dusk and Ben Hall", "Abstract"), ("Ada Finch", "Bo Ek", "Cora Dusk", "Ben Hall")),
        (("Ada Finch, Bo van", "Dusk"), ("Ada Finch", "Bo van Dusk")),
        # Of four authors two were taken, as the mark of the second stood on a line of its own.
        (
            ("Ada Finch, Bo Ek", "∗", ", Cora Dusk, Ben Hall", "Abstract"),
            ("Ada Finch", "Bo Ek", "Cora Dusk", "Ben Hall"),
        ),
        (("Ada Finch, Bo Ek", "∗", ", Cora Dusk University of Moth", "Abstract"), ()),
    ],
)
def test_a_heading_below_the_authors_is_no_name(lines, expected):
    parts = [TITLE, *(Part(line, 11.0, False) for line in lines), Part("It cost a crown.", 10.0, False)]
    assert find_authors("", TITLE.text, parts) == expected
