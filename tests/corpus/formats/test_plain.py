import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import UnreadableSource, normalise
from corpus.formats.plain import read_plain

ARTICLE = """Lamp Oil Ledger Found in Attic

Harbour News

Lamp Oil Ledger Found in Attic

A ledger has turned up that lists every barrel of oil since 1840. Ada Finch found it "under the hay".


The lamp burned for eleven years before anyone asked who paid. No one knows to this day.

Leave a Comment:
No comments available so far."""


def test_a_copied_web_page():
    extract = read_plain(ARTICLE.encode(), "000_a1b2c3d4e5f6")
    assert extract.title == "Lamp Oil Ledger Found in Attic"
    assert extract.text == ARTICLE[: ARTICLE.index("\n\nLeave a")]
    assert [extract.text[start:end] for start, end in extract.headings] == [
        "Lamp Oil Ledger Found in Attic",
        "Harbour News",
        "Lamp Oil Ledger Found in Attic",
    ]


@pytest.mark.parametrize(
    ("stem", "title"),
    [
        ("lamp-oil_ledger", "lamp oil ledger"),
        ("004_90657e91604b08ff", "The lamp burned for eleven years before anyone asked who paid. No one knows to…"),
        ("2024-06-19", "The lamp burned for eleven years before anyone asked who paid. No one knows to…"),
        ("лампа", "лампа"),
    ],
)
def test_a_text_without_a_title_is_named_by_its_file_or_first_words(stem, title):
    text = b"The lamp burned for eleven years before anyone asked who paid. No one knows to this day.\nNot even she."
    assert read_plain(text, stem).title == title


@given(st.text(alphabet="aäB. \n,\t港🕯\u0301"))
def test_clean_text_is_kept_letter_for_letter(text):
    text = normalise(text)
    if text.strip():
        assert read_plain(text.encode(), "lamp").text == text


def test_line_ends_and_controls_are_normalised():
    assert read_plain(b"One\x00 lamp.\r\nTwo\x07 lamps.\r", "lamp").text == "One lamp.\nTwo lamps.\n"


@pytest.mark.parametrize("data", [b"", b"\n \n", "\ufeff".encode(), b"\x00 \x00\x00"])
def test_nothing_to_read(data):
    with pytest.raises(UnreadableSource, match=r"empty|not text"):
        read_plain(data, "lamp")


GUTENBERG = """The Project Gutenberg eBook of Lamp Oil

This ebook is for the use of anyone anywhere.

Title: Lamp Oil
       a Ledger

Author: Ada Finch

Language: English

*** START OF THE PROJECT GUTENBERG EBOOK LAMP OIL ***

Produced by Bo Ek and
the team

CHAPTER I

It burned all night.

{}*** END OF THE PROJECT GUTENBERG EBOOK LAMP OIL ***

The licence.
"""


@pytest.mark.parametrize("ending", ["", "End of the Project Gutenberg EBook of Lamp Oil\n\n"])
def test_a_book_of_project_gutenberg_comes_without_the_licence(ending):
    extract = read_plain(GUTENBERG.format(ending).encode(), "pg1")
    assert (extract.title, extract.text) == ("Lamp Oil a Ledger", "CHAPTER I\n\nIt burned all night.")
    assert (extract.source.authors, extract.source.language) == (("Ada Finch",), "en")


def test_a_text_about_project_gutenberg_is_whole():
    text = "A START\n\nThe lines that begin with *** START OF THE PROJECT GUTENBERG EBOOK are cut."
    assert read_plain(text.encode(), "lamp").text == text


def test_an_empty_book_is_a_text_like_any_other():
    text = "A lamp.\n\n*** START OF THE PROJECT GUTENBERG EBOOK X ***\n\n*** END OF THE PROJECT GUTENBERG EBOOK X ***"
    assert read_plain(text.encode(), "x").text == text
