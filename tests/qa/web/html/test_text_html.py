"""Text as HTML: whatever is shown is shown letter for letter, and nothing in it runs."""

import html as stdlib_html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article, Source, Span
from index import Filters
from qa.rendering.hypertext import escape, isolate, join_fields
from qa.web.html.text_html import (
    describe_source,
    format_count,
    format_dates,
    format_pages,
    is_web_address,
    render_quoted,
    render_stretch,
    render_title,
    render_words,
)


def test_escape_leaves_nothing_that_could_begin_markup(hostile):
    escaped = escape(hostile)
    assert stdlib_html.unescape(escaped) == hostile
    assert not set(stdlib_html.escape(escaped.replace("&#", "").replace(";", ""))) & set("<>{}$`*_[]()\\\"'|~&\n\t")


@given(st.text())
def test_escape_round_trip(text):
    assert stdlib_html.unescape(escape(text.replace("\r", ""))) == text.replace("\r", "")


@given(st.text())
def test_an_attribute_is_what_was_put_into_it(tags, text):
    text = text.replace("\r", "").replace("\0", "")
    assert tags(f'<a title="{escape(text)}"></a>') == [("a", {"title": text})]


def test_what_stands_beside_other_text_does_not_turn_it_round(hostile, texts):
    assert texts(isolate(hostile), "bdi") == [hostile]
    assert texts(join_fields(None, hostile, "", "x"), "bdi") == [hostile, "x"]
    assert join_fields(None, "") == ""
    assert join_fields("a", "b", by=", ") == "<bdi>a</bdi>, <bdi>b</bdi>"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "vbscript:x",
        "//x.example/",
        "https://",
        "http://[",
        "https:x.example",
        " ",
        "",
    ],
)
def test_what_is_no_web_address_is_no_link(url):
    assert not is_web_address(url)
    assert render_title(Article("a", "Title", "Text.", Source(url=url))) == "Title"


def test_a_web_address_is_a_link_that_tells_nothing_of_this_page(tags, texts, hostile):
    linked = render_title(
        Article("a", hostile.replace("\n", " "), "Text.", Source(url=f"https://x.example/?a=1&b={hostile}"))
    )
    [(tag, attributes)] = tags(linked)
    assert tag == "a" and attributes == {
        "href": f"https://x.example/?a=1&b={hostile}",
        "target": "_blank",
        "rel": "noopener noreferrer",
    }
    assert texts(linked, "a") == [hostile.replace("\n", " ")]


def test_a_source_is_told_in_the_order_in_which_it_is_shown():
    source = Source(publisher="P", published="2024-06-19", authors=("A", "B"), url="https://x.example/")
    assert describe_source(source) == ("P", "19 Jun 2024", "A, B")
    assert describe_source(Source()) == (None, None, "")


def test_pages_are_named_once_each(cite):
    article = Article("a", "A", "One. Two. Three.", pages=(0, 5, 10))
    first, second, third = (cite(article, *span) for span in ((0, 4), (5, 9), (10, 16)))
    assert format_pages([third, first, first]) == "pp. 1, 3"
    assert format_pages([second]) == "p. 2"
    assert format_pages([cite(Article("b", "B", "Text."), 0, 5)]) == ""


def test_the_short_answer_is_set_off_inside_the_quote(cite, texts):
    article = Article("a", "A", "Well. It was <in> 1883, they say.")
    shown = render_words(cite(article, 6, 33, highlight=Span(13, 22)))
    assert shown == "It was <strong>&#60;in&#62; 1883</strong>&#44; they say&#46;"
    assert texts(f"<p>{shown}</p>", "p") == [article.text[6:]]
    assert render_words(cite(article, 0, 5)) == "Well&#46;"


@given(st.text("ab<>&'\"{}*_ \n", min_size=1).filter(str.strip), st.data())
def test_a_quote_is_whole_wherever_its_short_answer_is(cite, texts, text, data):
    first = data.draw(st.integers(0, len(text) - 1))
    last = data.draw(st.integers(first + 1, len(text)))
    shown = render_words(cite(Article("a", "A", text), 0, len(text), highlight=Span(first, last)))
    assert texts(f"<p>{shown}</p>", "p") == [text]
    assert texts(shown, "strong") == [text[first:last]]


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        (Filters(), ""),
        (Filters("2019"), "from 2019"),
        (Filters(None, "2020-05"), "to May 2020"),
        (Filters("2019", "2020-05-01"), "2019 to 1 May 2020"),
        (Filters(publishers=("P",)), ""),
    ],
)
def test_dates_in_words(filters, words):
    assert format_dates(filters) == words


def test_a_number_with_its_noun():
    assert [format_count(n, "article") for n in (0, 1, 12_345)] == ["0 articles", "1 article", "12,345 articles"]


def test_marks_around_a_quote_are_single_where_double_ones_stand_inside(make_article, cite):
    spoken = make_article('It was clear," he said.')
    assert render_quoted(cite(spoken, 0, 23)).startswith('<span class="pq-words pq-nested">')
    assert render_quoted(cite(make_article("It was clear."), 0, 13)).startswith('<span class="pq-words">')


def test_of_several_blank_lines_one_is_seen():
    shown = render_stretch("One.\n\n\n \n\tTwo.\nThree.\n\nFour.")
    surplus = '<span class="pq-surplus">&#10; &#10;</span>'
    assert shown == f"One&#46;&#10;&#10;{surplus}&#9;Two&#46;&#10;Three&#46;&#10;&#10;Four&#46;"


@given(st.text("\n\t a<>&"))
def test_a_stretch_is_whole(text):
    shown = render_stretch(text)
    assert stdlib_html.unescape(shown.replace('<span class="pq-surplus">', "").replace("</span>", "")) == text


def test_paragraphs_of_a_quote_stand_apart_and_keep_their_letters(cite, texts):
    article = Article("a", "A", "It burned.\n\nIt went out.\nNobody saw it.")
    shown = render_quoted(cite(article, 0, len(article.text)))
    assert texts(shown, "pq-gap") == ["\n\n"]
    assert texts(shown, "pq-words") == [article.text]
