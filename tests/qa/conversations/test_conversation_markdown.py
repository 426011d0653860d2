"""A conversation as Markdown: whoever reads it as Markdown reads every quote letter for letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from corpus import Article, Source, Span, normalise
from qa import Answer, Citation, Quote
from qa.answer import Conflict, LaterArticle
from qa.conversations.conversation_markdown import render_conversation
from qa.conversations.exchange import Exchange

HOSTILE = [
    "# heading",
    "1. one\n2) two\n- three\n+ four\n* five",
    "    four spaces\n\ttab\n  two  spaces  ",
    "> quoted\n>> twice",
    "```\nfence\n```\n~~~",
    "*it* _it_ **b** __b__ ~~gone~~ `code` [link](javascript:x) ![i](x) <b>x</b> <!-- x --> <https://x.example/>",
    "&amp; &#60; &copy",
    "a\\\nb\\*c",
    "title\n===\ntitle\n---",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "para one\n\npara two\n\n\npara three",
    "[ref]: https://x.example/ 'x'\n[ref]",
    "https://x.example/ www.x.example a@x.example",
    "\u3000ideographic\n\u3000\u3000spaces\u3000\n\n\u3000\u3000and a paragraph\u00a0",
    "a\u2028b\u2029c\u00a0\nd\u200be",
    "$x$ $$y$$ ==marked== :smile: ^up^ H~2~O {.class} [^1]",
]


def read(text):
    """Return what a reader of Markdown shows: the headings, the block quotations and the other paragraphs, as text."""
    headings, quotes, others, depth, heading = [], [], [], 0, False
    for token in MarkdownIt("gfm-like", {"linkify": False}).parse(text):
        if token.type == "blockquote_open":
            depth += 1
            quotes.append([])
        elif token.type == "blockquote_close":
            depth -= 1
        elif token.type == "heading_open":
            heading = True
        elif token.type == "inline":
            kinds = {child.type for child in token.children}
            assert kinds <= {"text", "text_special", "hardbreak", "softbreak"}, token
            shown = "".join("\n" if "break" in child.type else child.content for child in token.children)
            (headings if heading else quotes[-1] if depth else others).append(shown)
            heading = False
        else:
            assert token.type in ("paragraph_open", "paragraph_close", "heading_close"), token
    assert depth == 0
    return headings, quotes, others


def letters(text):
    """Return the text with one newline for several: blank lines part paragraphs, however many there are."""
    return [line for line in text.split("\n") if line]


def cited(text, number=1, title="Title", lost=None, **source):
    article = Article("a", title, text, Source(**source))
    return Citation(number, Quote("a", 0, len(text), 1.0), article, lost)


def answered(*quotes, **more):
    return Answer("a", "Which lamp?", 0.9, quotes, None if quotes else "Nothing answers it.", (), (), **more)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_quote_is_shown_letter_for_letter(text):
    title = text.replace("\n", " ")
    shown = render_conversation(text, [Exchange(1, text, answer=answered(cited(text, title=title)))])
    headings, [[*quote, source]], others = read(shown)
    assert letters("\n".join(quote)) == letters(text)
    assert headings == [" ".join(text.split())] * 2 and others == []
    assert source == "— " + " ".join(f"“{title}”".split())


@given(st.text(min_size=1).map(normalise).filter(str.strip))
def test_any_quote_is_shown_letter_for_letter(text):
    _, [[*quote, source]], _ = read(render_conversation("Name", [Exchange(1, "q", answer=answered(cited(text)))]))
    assert letters("\n".join(quote)) == letters(text)
    assert source == "— “Title”"


LINES = st.text(st.sampled_from(" \t-#>*_`~0123456789.)a\\|=[]:<&;+!\u00a0\u3000")).map(normalise)


@given(st.lists(LINES, min_size=1, max_size=5).map("\n".join).filter(str.strip))
def test_any_marks_are_shown_letter_for_letter(text):
    _, [[*quote, _]], _ = read(render_conversation("Name", [Exchange(1, "q", answer=answered(cited(text)))]))
    assert letters("\n".join(quote)) == letters(text)


@given(st.text().map(normalise), st.text(min_size=1).map(normalise).filter(str.strip))
def test_any_name_and_question_are_one_line_each(name, question):
    headings, _, others = read(render_conversation(name, [Exchange(1, question, error="No.")]))
    assert headings[-1] == " ".join(question.split())
    assert headings[:-1] == [" ".join(name.split())] and others == ["No."]


def test_a_conversation_reads_as_it_was(make_article, cite):
    one = make_article("The lamp burned. It went out.", title="Lamp", publisher="The Moth", published="2024-06-19",
                       authors=("Ada", "Bo"), url="https://a.example/lamp", pages=(0, 17))  # fmt: skip
    found = answered(cite(one, "The lamp burned.", 1), cite(one, "It went out.", 2), searched="Which lamp burned?")
    refusal = Answer("b", "Why?", 0.1, (), "Nothing answers it.", (cite(one, "It went out."),), ())
    exchanges = [
        Exchange(1, "Which lamp?", answer=found),
        Exchange(2, "Why?", answer=refusal),
        Exchange(3, "When?", error="the library is damaged"),
        Exchange(4, "Where?"),
        Exchange(5, "Quoted from “Lamp”", answer=answered(cite(one, "It went out.")), own=True),
    ]
    headings, quotes, others = read(render_conversation("About lamps", exchanges))
    assert headings == ["About lamps", "Which lamp?", "Why?", "When?", "Where?", "Quoted from “Lamp”"]
    source = "— “Lamp”, Ada, Bo, The Moth, 19 Jun 2024, p. {}, https://a.example/lamp"
    last = ["It went out.", source.format(2)]
    assert quotes == [["The lamp burned.", source.format(1)], last, last, last]
    assert others == [
        "Searched: Which lamp burned?",
        "Nothing answers it.",
        "Not an answer, the nearest passages:",
        "the library is damaged",
        "Not answered.",
    ]


def test_a_disagreement_and_a_lost_quote_say_so():
    articles = [Article(f"a{n}", "T", f"It cost {n} euros.", Source(publisher=f"P{n}")) for n in (12, 34)]
    quotes = [Citation(n, Quote(it.id, 0, 17, 1.0), it, "no longer in the library") for n, it in enumerate(articles, 1)]
    conflict = Conflict("number", tuple((it, Span(8, 16)) for it in quotes))
    _, [[_, source], _], [said] = read(
        render_conversation("N", [Exchange(1, "q", answer=answered(*quotes, conflict=conflict))])
    )
    assert said == conflict.text
    assert source == "— “T”, P12, no longer in the library"


def test_a_later_article_stands_below_the_quotes():
    later = LaterArticle("c", "Lamp *out*", "The Moth", "2024-07-01")
    answer = answered(cited("The lamp burned."), later=later)
    *_, [said] = read(render_conversation("N", [Exchange(1, "q", answer=answer)]))
    assert said == later.text == "A later article may tell more: “Lamp *out*”, The Moth, 1 Jul 2024."
