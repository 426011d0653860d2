import pytest
from lxml.html import document_fromstring

from corpus.formats.html_phrases import join_phrases

COUNT = 1_100


def make(inner):
    return document_fromstring(f"<html><body><article>{inner}</article></body></html>")


@pytest.mark.parametrize(
    ("part", "tag"),
    [
        ("<span>a</span> ", "span"),
        ("<b>a <i>b</i></b>c<br>", "span"),
        ("<a href='x'>a</a> ", "a"),
        ("<q>a</q>b", "span"),
    ],
)
def test_thousands_of_phrases_are_one(part, tag):
    """What looks for texts in a paragraph compares the place of each with that of each other."""
    page = make(f"<p>First {part * COUNT}</p><p>Second <b>b</b></p>")
    joined = join_phrases(page)
    assert "".join(joined.itertext()) == "".join(page.itertext())
    assert [child.tag for child in joined.find(".//p")] == [tag]
    assert len(page.find(".//p")) >= COUNT
    assert joined.findall(".//p")[1].find("b") is not None


def test_blocks_between_phrases_stay():
    page = make("<b>a</b> " * COUNT + "<p>Second</p>" + "<b>c</b> " * 3)
    joined = join_phrases(page).find(".//article")
    assert [child.tag for child in joined] == ["span", "p", "span"]
    assert "".join(joined.itertext()) == "".join(page.itertext())


def test_other_pages_are_the_same():
    page = make("<p>First <b>b</b></p>")
    assert join_phrases(page) is page
