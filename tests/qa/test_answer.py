"""Quote, Citation, Conflict and Answer refuse what could not be true."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import PullquoteError, Span
from qa import Answer, Citation, Quote, Status
from qa.answer import CONTEXT, Conflict
from qa.errors import StaleCitation

TEXT = "The lamp 👩‍🚀 burned. Nobody knew why. שלום."


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 2)])
def test_an_impossible_span(start, end):
    with pytest.raises(ValueError, match="impossible"):
        Quote("a", start, end, 0.5)


@pytest.mark.parametrize("highlight", [Span(3, 6), Span(5, 11), Span(7, 7), Span(8, 6), Span(20, 30)])
def test_a_highlight_outside_its_quote(highlight):
    with pytest.raises(ValueError, match="highlight"):
        Quote("a", 5, 10, 0.5, highlight)


def test_a_highlight_inside_its_quote():
    assert Quote("a", 5, 10, 0.5, Span(5, 10)).highlight == (5, 10)


def test_a_quote_has_no_text_of_its_own():
    assert {field.name for field in dataclasses.fields(Quote)} == {"article_id", "start", "end", "score", "highlight"}
    with pytest.raises(dataclasses.FrozenInstanceError):
        Quote("a", 0, 1, 0.5).start = 3


def test_a_citation_of_another_article(make_article):
    article = make_article(TEXT, "a")
    for quote in (Quote("b", 0, 5, 1.0), Quote("a", 0, len(TEXT) + 1, 1.0)):
        with pytest.raises(ValueError, match="is not in a"):
            Citation(1, quote, article)


@given(st.data())
def test_a_citation_reads_its_text_from_the_article(make_article, data):
    start = data.draw(st.integers(0, len(TEXT) - 1))
    end = data.draw(st.integers(start + 1, len(TEXT)))
    article = make_article(TEXT)
    citation = Citation(1, Quote("lamp", start, end, 1.0), article)
    assert citation.text == citation.resolve(article) == TEXT[start:end]
    assert citation.before + citation.text + citation.after == TEXT


def test_context_is_short(make_article):
    article = make_article("x" * 1000)
    citation = Citation(1, Quote("lamp", 500, 510, 1.0), article)
    assert len(citation.before) == len(citation.after) == CONTEXT


def test_the_page_of_a_quote(make_article):
    article = make_article("one two three", pages=(0, 4, 8))
    assert Citation(1, Quote("lamp", 4, 7, 1.0), article).page == 2
    assert Citation(1, Quote("lamp", 4, 7, 1.0), make_article("one two three")).page is None


@pytest.mark.parametrize(
    "changed", [{"text": TEXT.replace("lamp", "Lamp")}, {"text": TEXT + " More."}, {"article_id": "other"}]
)
def test_a_citation_is_not_resolved_in_a_changed_article(make_article, changed):
    citation = Citation(1, Quote("lamp", 0, 8, 1.0), make_article(TEXT))
    with pytest.raises(StaleCitation, match="has changed since it was quoted: ask the question again"):
        citation.resolve(make_article(**{"text": TEXT} | changed))


def test_a_new_title_or_source_does_not_make_a_citation_stale(make_article):
    citation = Citation(1, Quote("lamp", 0, 8, 1.0), make_article(TEXT))
    assert citation.resolve(make_article(TEXT, title="Other", publisher="P")) == "The lamp"


def test_a_stale_citation_is_an_error_a_user_can_cause():
    assert issubclass(StaleCitation, PullquoteError)


def test_an_answer_has_quotes_or_a_reason(make_article):
    citation = Citation(1, Quote("lamp", 0, 8, 1.0), make_article(TEXT))
    answered = Answer("1", "Who?", 0.9, (citation,), None, (), ())
    refused = Answer("1", "Who?", 0.1, (), "No passage answers it.", (citation,), ())
    assert (answered.status, refused.status) == (Status.ANSWERED, Status.NOT_FOUND)
    assert (str(answered.status), str(refused.status)) == ("answered", "not_found")
    for quotes, reason in [((citation,), "No."), ((), None), ((), "")]:
        with pytest.raises(ValueError, match="either quotes or a reason"):
            Answer("1", "Who?", 0.5, quotes, reason, (), ())


def costs(make_article, *sources):
    """Return citations of articles that each tell another price."""
    articles = [make_article(f"It cost {n}.", f"a{n}", f"Prices {n}", **it) for n, it in enumerate(sources, 1)]
    return tuple(Citation(n, Quote(it.id, 0, 10, 1.0), it) for n, it in enumerate(articles, 1))


PRICE = Span(8, 9)


@pytest.mark.parametrize(
    ("sources", "told"),
    [
        (
            [{"publisher": "The Moth", "published": "2024-06-19"}, {"publisher": "The Bee", "published": "2023"}],
            "The Moth (19 Jun 2024) says 1; The Bee (2023) says 2.",
        ),
        # Without a publisher the title names a source, as it does where two are of one publisher.
        ([{"publisher": "The Moth"}, {}], "The Moth says 1; “Prices 2” says 2."),
        ([{"publisher": "The Moth"}, {"publisher": "The Moth"}], "“Prices 1” says 1; “Prices 2” says 2."),
    ],
)
def test_who_says_what(make_article, sources, told):
    cited = costs(make_article, *sources)
    conflict = Conflict("number", tuple((citation, PRICE) for citation in cited))
    assert Answer("1", "?", 1.0, cited, None, (), (), conflict).disagreement == f"The sources disagree: {told}"


def test_what_cannot_be_a_conflict(make_article):
    one, other = costs(make_article, {}, {})
    with pytest.raises(ValueError, match="two articles"):
        Conflict("number", ((one, PRICE), (one, PRICE)))
    with pytest.raises(ValueError, match="stand in it"):
        Conflict("number", ((one, PRICE), (other, Span(8, 11))))
    with pytest.raises(ValueError, match="that are shown"):
        Answer("1", "?", 1.0, (one,), None, (), (), Conflict("number", ((one, PRICE), (other, PRICE))))


def test_what_was_searched_is_the_question_unless_told_otherwise(make_article):
    citation = Citation(1, Quote("lamp", 0, 8, 1.0), make_article(TEXT))
    assert Answer("1", "Who?", 0.9, (citation,), None, (), ()).searched == "Who?"
    assert Answer("1", "Who?", 0.9, (citation,), None, (), (), searched="Who lit it?").searched == "Who lit it?"
