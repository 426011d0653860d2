"""Article and Passage refuse what could not be true."""

import dataclasses
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article, CorpusError, InvalidArticle, Passage, PullquoteError, Span, normalise

TEXT = "Alpha.\n\nBeta 👩‍🚀 gamma."


@pytest.mark.parametrize("text", ["", " \n\t ", "a\r\nb", "cafe\u0301", "a\x00b", "a\ud800b"])
def test_a_text_that_is_blank_or_not_normalised(text):
    with pytest.raises(InvalidArticle):
        Article("a", "A", text)


@pytest.mark.parametrize("title", ["a\x00b", "cafe\u0301", "a\rb"])
def test_a_title_that_is_not_normalised(title):
    with pytest.raises(InvalidArticle, match="normalise"):
        Article("a", title, TEXT)


@pytest.mark.parametrize("article_id", ["", "  ", "two\nlines", "cafe\u0301", "a\x1b[31m", "\udcff"])
def test_an_id_that_is_not_one_line_of_plain_text(article_id):
    with pytest.raises(InvalidArticle, match="one line"):
        Article(article_id, "A", TEXT)


@pytest.mark.parametrize(
    "headings",
    [[(0, 0)], [(3, 2)], [(-1, 2)], [(0, len(TEXT) + 1)], [(0, 4), (3, 6)], [(8, 10), (0, 4)]],
)
def test_headings_that_overlap_or_lie_outside(headings):
    with pytest.raises(InvalidArticle, match="headings"):
        Article("a", "A", TEXT, headings=tuple(Span(*heading) for heading in headings))


@pytest.mark.parametrize("pages", [(5, 3), (-1,), (0, len(TEXT) + 1)])
def test_pages_out_of_order_or_outside(pages):
    with pytest.raises(InvalidArticle, match="pages"):
        Article("a", "A", TEXT, pages=pages)


def test_page_at():
    article = Article("a", "A", "one two three", pages=(0, 4, 8))
    assert [article.page_at(offset) for offset in (0, 3, 4, 7, 8, 12)] == [1, 1, 2, 2, 3, 3]
    assert Article("a", "A", "one two three").page_at(5) is None


def test_a_page_without_text_keeps_the_numbers_of_the_others():
    assert Article("a", "A", "one two", pages=(0, 4, 4)).page_at(5) == 3


def test_the_digest_is_of_the_text_alone():
    article, other = Article("a", "A", TEXT), Article("b", "B", TEXT)
    assert article.digest == other.digest == hashlib.sha256(TEXT.encode()).hexdigest()
    assert article.digest != Article("a", "A", TEXT + " ").digest


def test_an_article_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Article("a", "A", TEXT).text = "other"


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 2)])
def test_an_impossible_passage(start, end):
    with pytest.raises(InvalidArticle, match="impossible"):
        Passage("a", start, end)


@pytest.mark.parametrize("sentences", [[(0, 11)], [(4, 4)], [(0, 5), (4, 8)], [(5, 8), (0, 4)]])
def test_sentences_outside_their_passage_or_overlapping(sentences):
    with pytest.raises(InvalidArticle, match="sentences"):
        Passage("a", 0, 10, tuple(Span(*span) for span in sentences))


def test_a_passage_of_another_article():
    passage = Passage("a", 0, 6)
    assert passage.text_in(Article("a", "A", TEXT)) == "Alpha."
    for other in (Article("b", "B", TEXT), Article("a", "A", "Al")):
        with pytest.raises(InvalidArticle, match="is not in"):
            passage.text_in(other)


@given(st.text(min_size=1), st.data())
def test_a_span_is_of_code_points(text, data):
    text = normalise(text) + "."
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert Passage("a", start, end).text_in(Article("a", "A", text)) == "".join(list(text)[start:end])


def test_every_error_has_the_one_root():
    assert issubclass(InvalidArticle, CorpusError)
    assert issubclass(CorpusError, PullquoteError)
