"""An answer as Markdown for chats: its quotes are read back from it letter for letter, and its links lead there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from corpus import Article, Source, normalise
from qa import Answer, Citation, Quote
from qa.rendering.answer_markdown import list_markdown_parts, read_quotations

HOSTILE = [
    "Nobody asked.",
    "one\n\ntwo  \n  three\t",
    "> quoted\n> — not a source\n>\n> — nor this",
    "— dash\n* star _line_ `code` [a](b) <b> &amp; \\ \\& &#32;",
    "a\u2028b\u0085c",
    "Not an answer, the nearest passages:",
]


def answer(*texts, nearest=(), **source):
    def cite(number, text):
        article = Article(f"a{number}", "A [title](x)", text, Source(**source))
        return Citation(number, Quote(article.id, 0, len(text), 1.0), article)

    quotes = tuple(cite(number, text) for number, text in enumerate(texts, 1))
    reason = None if texts else "Nothing answers it."
    return Answer("a", "Which?", 0.9, quotes, reason, tuple(cite(9, text) for text in nearest), ())


def write(said):
    return "\n\n".join(part.text for part in list_markdown_parts(said))


@pytest.mark.parametrize("text", HOSTILE)
def test_quotes_are_read_back_letter_for_letter(text):
    text = normalise(text)
    assert read_quotations(write(answer(text, "And so on."))) == f"{text}\nAnd so on."


@given(st.text(min_size=1).map(normalise).filter(str.strip))
def test_any_quote_is_read_back(text):
    assert read_quotations(write(answer(text))) == text


def test_what_comes_nearest_is_no_quote_that_answers():
    written = write(answer(nearest=["Nobody asked."]))
    assert "Not an answer" in written and "Nobody asked" in written
    assert read_quotations(written) == "Nothing answers it\\."


def test_other_texts_stay_as_they_are():
    assert read_quotations("> quoted\nand told") == "> quoted\nand told"


def test_a_source_links_to_its_quote():
    written = write(answer("Nobody asked.", url="https://x.example/a_(b)?c=1&copy;=2", publisher="The *Moth*"))
    [link] = [
        child for token in MarkdownIt().parse(written) for child in token.children or () if child.type == "link_open"
    ]
    assert link.attrs["href"].startswith("https://x.example/a_(b)?c=1&copy;=2#:~:text=")
    assert "The \\*Moth\\*, “A \\[title\\]\\(x\\)”" in written
