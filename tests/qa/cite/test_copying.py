"""Copying: what is pasted holds the quote letter for letter, and every citation and reference of the style."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Article, Source, normalise
from qa.answer import Citation
from qa.cite.copying import copy_all, make_copies
from qa.cite.references import cite_quotes
from qa.cite.styles import STYLES
from qa.quote import Quote


def cited(texts, **source):
    """Return a citation of each text, which is an article of its own."""
    return [
        Citation(n, Quote(f"a{n}", 0, len(text), 1.0), Article(f"a{n}", f"Title {n}", text, Source(**source)))
        for n, text in enumerate(texts, 1)
    ]


def bare(html):
    return unescape(re.sub(r"<[^>]+>", "", html))


PAPER = {"publisher": "The Moth", "authors": ("Ada Quill",), "published": "2019-05-04"}


@pytest.mark.parametrize("style", STYLES.values(), ids=lambda it: it.name)
@settings(max_examples=25)
@given(st.lists(st.text(min_size=1).map(normalise).filter(str.strip), min_size=1, max_size=3))
def test_every_letter_of_a_quote_is_pasted(style, texts):
    citations = cited([text.strip() for text in texts], **PAPER)
    for citation, copy in zip(citations, make_copies(citations, style), strict=True):
        words = "".join(citation.text.split())
        for pasted in (copy.quote, copy.both):
            assert words in "".join(pasted.plain.split()) and words in "".join(bare(pasted.html).split())
    pasted = copy_all(citations, style)
    for citation in citations:
        assert "".join(citation.text.split()) in "".join(bare(pasted.html).split())


@pytest.mark.parametrize("style", STYLES.values(), ids=lambda it: it.name)
def test_a_citation_is_the_note_or_the_reference(style):
    citations = cited(["The lamp burned.", "It went out."], **PAPER)
    for copy, citation in zip(make_copies(citations, style), citations, strict=True):
        alone = cite_quotes([citation], style)
        wanted = alone.citations if alone.is_note else alone.entries
        assert copy.citation.plain == wanted[0].plain
        assert copy.citation.plain in copy.both.plain and copy.quote.plain in copy.both.plain
        assert bare(copy.citation.html) == copy.citation.plain


@pytest.mark.parametrize("style", STYLES.values(), ids=lambda it: it.name)
def test_all_of_an_answer_has_each_reference_once(style):
    citations = cited(["The lamp burned.", "It went out."], **PAPER)
    again = Citation(3, Quote("a1", 4, 8, 1.0), citations[0].article)
    together, every = cite_quotes([*citations, again], style), copy_all([*citations, again], style)
    assert every.plain.endswith("\n\n".join(entry.plain for entry in together.entries))
    assert [every.plain.count(citation.plain) > 0 for citation in together.citations] == [True] * 3
    if together.is_note:
        assert [every.plain.count(f"[{n}]") for n in (1, 2, 3)] == [2, 2, 2]


def test_hostile_text_is_text():
    [copy] = make_copies(cited(["<b onclick=x>&amp;</b> said."], publisher="<script>", authors=("<i>",)), STYLES["apa"])
    for pasted in (copy.quote, copy.citation, copy.both):
        assert not re.search(r"<(?!/?(i|b|p|a|sup|sub|blockquote|span)\b)", pasted.html), pasted.html
    assert "onclick" not in re.sub(r"&lt;.*?&gt;", "", copy.quote.html)
