"""Excerpts: every quote once, whole, in context that does not repeat itself."""

from hypothesis import given
from hypothesis import strategies as st

from corpus import Article
from qa.answer import CONTEXT as KEPT
from qa.answer import Citation
from qa.quote import Quote
from qa.web.html.sources_excerpts import CONTEXT, cut_excerpts, group_by_article


def cite(article, start, end, number=1, lost=None):
    return Citation(number, Quote(article.id, start, end, 1.0), article, lost)


def test_context_is_cut_where_words_end():
    article = Article("a", "A", "word " * 200 + "The quote. " + "word " * 200)
    (place,) = cut_excerpts(article, [cite(article, 1000, 1010)])
    shown = article.text[place.start : place.end]
    assert shown.startswith("word ") and shown.endswith(" word")
    assert CONTEXT - 10 < 1000 - place.start <= CONTEXT


def test_text_without_spaces_is_cut_where_it_is():
    article = Article("a", "A", "字" * 1000)
    (place,) = cut_excerpts(article, [cite(article, 500, 510)])
    assert (place.start, place.end) == (500 - CONTEXT, 510 + CONTEXT)


def test_contexts_that_touch_are_shown_once_and_far_ones_apart():
    article = Article("a", "A", "word " * 400)
    near = cut_excerpts(article, [cite(article, 300, 304, 2), cite(article, 600, 604, 1)])
    assert [[c.number for c in place.citations] for place in near] == [[2, 1]]
    far = cut_excerpts(article, [cite(article, 100, 104, 2), cite(article, 1500, 1504, 1)])
    assert [[c.number for c in place.citations] for place in far] == [[2], [1]]


def test_quotes_that_overlap_get_a_place_each():
    article = Article("a", "A", "One. Two. Three.")
    assert len(cut_excerpts(article, [cite(article, 0, 9), cite(article, 5, 16)])) == 2


def test_articles_keep_the_order_of_their_best_quote():
    first, second = Article("1", "One", "One. More."), Article("2", "Two", "Two.")
    groups = group_by_article([cite(second, 0, 4, 1), cite(first, 0, 4, 2), cite(second, 0, 4, 3)])
    assert [(article.id, [c.number for c in cited]) for article, cited in groups] == [("2", [1, 3]), ("1", [2])]


def test_what_is_left_of_an_article_stands_by_itself_for_each_quote():
    whole, *left = (Article("1", "One", text) for text in ("One. More.", "One.", "More."))
    cited = [
        cite(left[0], 0, 4, 1, "gone"),
        cite(whole, 0, 4, 2),
        cite(left[1], 0, 5, 3, "gone"),
        cite(whole, 5, 10, 4),
    ]
    groups = [(article.text, [c.number for c in cited]) for article, cited in group_by_article(cited)]
    assert groups == [("One.", [1]), ("One. More.", [2, 4]), ("More.", [3])]


@given(st.lists(st.tuples(st.integers(0, 2900), st.integers(1, 90)), min_size=1, max_size=8), st.booleans())
def test_every_quote_is_shown_whole_and_once(spans, spaced):
    article = Article("a", "A", ("abcd efgh " if spaced else "abcdefghij") * 300)
    cited = [cite(article, start, start + length, n) for n, (start, length) in enumerate(spans)]
    excerpts = cut_excerpts(article, cited)
    assert sorted(c.number for place in excerpts for c in place.citations) == list(range(len(spans)))
    for place in excerpts:
        reached = place.start
        for citation in place.citations:
            assert reached <= citation.quote.start < citation.quote.end <= place.end
            reached = citation.quote.end


def test_what_is_left_of_an_article_is_cut_where_words_end():
    before, after = "tory of the lamp. " + "word " * 40, " word" * 40 + " and the keep"
    before, after = before[:KEPT], after[-KEPT:]
    remnant = Article("a", "A", f"{before}The quote.{after}")
    (place,) = cut_excerpts(remnant, [cite(remnant, KEPT, KEPT + 10, 1, "gone")])
    assert remnant.text[place.start : place.end].startswith("of the lamp. word")
    assert remnant.text[place.start : place.end].endswith("word and the")
    short = Article("a", "A", "Story. The quote. The end")
    (place,) = cut_excerpts(short, [cite(short, 7, 17, 1, "gone")])
    assert short.text[place.start : place.end] == short.text
