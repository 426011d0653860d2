"""Copies of one article in several papers: quoted once, in the first published, and the others are named."""

import pytest

from index import Filters
from qa.answer import Citation, Copy
from qa.answering.first_published import Originals
from qa.conversations.saving import pack_citation, recall_citation
from qa.query.time_asked import NO_TIME
from qa.quote import Quote
from qa.rendering.answer_json import serialise_citation
from qa.retrieval.retrieving import retrieve

REPORT = (
    "The dam near Askby broke on Monday. Two mills were carried away by the flood. Ada Finch, the mayor, asked all "
    "people to leave the valley. The road to the coast is closed. Nobody knows when the water will fall. "
    "Ada Finch said on Tuesday that Askby would build another dam. The Guard of Northport sent nine boats. "
)
SENTENCE = "Two mills were carried away by the flood."


@pytest.fixture
def papers(library, make_article):
    """A report in three papers, of which one has changed a number."""
    articles = [
        make_article("\n" + REPORT, "post", publisher="Post", published="2024-05-04"),
        make_article(REPORT, "agency", publisher="Agency", published="2024-05-03"),
        make_article(REPORT.replace("Two mills", "Three mills"), "herald", publisher="Herald", published="2024-05-02"),
    ]
    list(library.add(articles))
    return library


def quote_in(library, article_id, text, highlight=None):
    start = library.article(article_id).text.index(text)
    return Quote(article_id, start, start + len(text), 0.9, highlight)


def test_the_first_published_with_the_same_letters_is_quoted(papers):
    originals = Originals(papers, Filters())
    [moved] = originals.quote_first_published(
        [quote_in(papers, "post", SENTENCE), quote_in(papers, "agency", SENTENCE)]
    )
    assert moved == quote_in(papers, "agency", SENTENCE)
    assert [
        (copy.article.id, copy.article.text[copy.start :][: len(SENTENCE)]) for copy in originals.find_copies(moved)
    ] == [("post", SENTENCE)]
    other = quote_in(papers, "post", "Nobody knows when the water will fall.")
    [moved] = originals.quote_first_published([other])
    assert moved.article_id == "herald"
    assert [copy.article.id for copy in originals.find_copies(moved)] == ["agency", "post"]


def test_what_the_filters_leave_out_is_not_quoted(papers):
    originals = Originals(papers, Filters(publishers=("Post",)))
    quote = quote_in(papers, "post", SENTENCE)
    assert originals.quote_first_published([quote]) == (quote,)
    assert originals.find_copies(quote) == ()


def test_what_stands_twice_or_within_a_sentence_stays_where_it_is(library, make_article):
    list(
        library.add(
            [
                make_article(
                    REPORT + "It is said that " + SENTENCE.lower() + " " + SENTENCE + " " + SENTENCE,
                    "a",
                    published="2023",
                ),
                make_article(REPORT, "b", published="2024"),
            ]
        )
    )
    quote = quote_in(library, "b", SENTENCE)
    assert len(library.find_copies("b")) == 2
    assert Originals(library, Filters()).quote_first_published([quote]) == (quote,)


def test_copies_leave_room_for_others(papers, make_article):
    list(papers.add([make_article("The mills near Askby were old. The flood of the valley was high.", "other")]))
    hits = retrieve(papers, "mills and the flood near Askby", NO_TIME, 3, Filters())
    assert {"herald", "other"} < {hit.passage.article_id for hit in hits}
    assert sum(hit.passage.article_id in ("post", "agency") for hit in hits) == 1


def cite(papers):
    originals = Originals(papers, Filters())
    quote = quote_in(papers, "agency", SENTENCE)
    return Citation(1, quote, papers.article("agency"), copies=originals.find_copies(quote))


def test_the_json_names_the_place_in_each_copy(papers):
    citation = cite(papers)
    [copy] = serialise_citation(citation)["also_in"]
    assert (copy["article_id"], copy["publisher"], copy["published"]) == ("post", "Post", "2024-05-04")
    assert papers.article("post").text[copy["start"] : copy["end"]] == SENTENCE
    assert citation.also_in == "also in Post"


def test_a_kept_quote_names_the_copies_that_still_have_it(papers, make_article):
    kept = pack_citation(cite(papers))
    assert [copy.article.id for copy in recall_citation(kept, papers.article).copies] == ["post"]
    list(papers.add([make_article(REPORT.replace("Two", "Nine"), "post", publisher="Post", published="2024-05-04")]))
    assert recall_citation(kept, papers.article).copies == ()


def test_no_citation_names_a_copy_without_the_quote(papers, make_article):
    quote, article = quote_in(papers, "agency", SENTENCE), papers.article("agency")
    with pytest.raises(ValueError, match="the quote is not at"):
        Citation(1, quote, article, copies=(Copy(papers.article("herald"), quote.start),))
