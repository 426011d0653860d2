"""Answers as they are kept: the same again while their articles stand, and what was quoted when they do not."""

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from corpus import Article, Span, normalise
from index import NoSuchArticle
from qa import Answer, Citation, Quote
from qa.answer import Conflict, LaterArticle, make_line_answer
from qa.conversations.saving import CHANGED, GONE, pack_answer, recall_answer

TEXT = "Nobody knew why. The lamp burned for eleven years, they say. Then it went out."
QUOTE = "The lamp burned for eleven years, they say."


@pytest.fixture
def kept(conversations, ask):
    """Keep an answer, and return a function that gives it as it now is."""

    def keep(answer):
        conversation, number = ask(answer)

        def now():
            [exchange] = conversations.list_exchanges(conversation)
            assert exchange.number == number and exchange.error is None
            return exchange.answer

        return now

    return keep


@pytest.fixture
def lamp(make_article):
    return make_article(
        TEXT, publisher="The Moth", published="2024-06", authors=("Ada", "Bo"), url="https://a.example/"
    )


@pytest.fixture
def lamp_kept(library, kept, lamp, cite, answered):
    """An answer that quotes the lamp, whose article is in the library, and how it is recalled."""
    list(library.add([lamp]))
    answer = answered(cite(lamp, QUOTE, marked="eleven years"), searched="Which lamp burned?")
    return answer, kept(answer)


def shown(citation):
    """Return all that a citation shows of the text, and of where it stands."""
    quote, article = citation.quote, citation.article
    marked = quote.highlight and article.text[slice(*quote.highlight)]
    return citation.number, citation.text, marked, citation.before, citation.after, citation.page


def test_an_answer_comes_back_as_it_was(lamp_kept):
    answer, now = lamp_kept
    assert now() == answer


def test_a_refusal_comes_back_with_what_was_nearest(library, kept, lamp, cite, answered):
    list(library.add([lamp]))
    refusal = answered(nearest=[cite(lamp, QUOTE, 1), cite(lamp, "Then it went out.", 2)])
    assert kept(refusal)() == refusal


def test_talk_comes_back_as_talk(kept):
    talk = make_line_answer("1", "thx", "You are welcome.")
    assert kept(talk)() == talk
    assert not recall_answer({k: v for k, v in pack_answer(talk).items() if k != "talk"}, None).talk  # of before


def test_scores_are_kept_to_four_places(library, kept, lamp, cite, answered):
    list(library.add([lamp]))
    [citation] = kept(answered(cite(lamp, QUOTE, score=0.123456)))().quotes
    assert citation.quote.score == 0.1235


def test_a_corrected_title_is_shown_in_what_was_said_before(library, lamp_kept, lamp):
    answer, now = lamp_kept
    library.correct(lamp.id, "The lamp of Zembla", lamp.source)
    [citation] = now().quotes
    assert (citation.article.title, citation.lost) == ("The lamp of Zembla", None)
    assert citation.quote == answer.quotes[0].quote


def test_a_quote_of_a_removed_article_is_shown_as_it_stood(library, lamp_kept, lamp):
    answer, now = lamp_kept
    library.remove(lamp.id)
    [citation] = now().quotes
    assert citation.lost == GONE == "no longer in the library"
    assert shown(citation) == shown(answer.quotes[0])
    assert citation.text == QUOTE and citation.article.id == lamp.id
    source, was = citation.article.source, lamp.source
    assert (citation.article.title, source.url, source.publisher) == (lamp.title, was.url, was.publisher)
    assert (source.authors, source.published) == (was.authors, was.published)


def test_a_restored_article_can_be_opened_again(library, lamp_kept, lamp):
    answer, now = lamp_kept
    removed = library.remove(lamp.id)
    assert now().quotes[0].lost
    library.restore(removed)
    assert now() == answer


@pytest.mark.parametrize("place", ["quotes", "nearest"])
def test_what_was_nearest_is_lost_as_a_quote_is(library, kept, lamp, cite, answered, place):
    list(library.add([lamp]))
    citation = cite(lamp, QUOTE)
    now = kept(answered(citation) if place == "quotes" else answered(nearest=[citation]))
    library.remove(lamp.id)
    [lost] = getattr(now(), place)
    assert lost.lost == GONE and shown(lost) == shown(citation)


def test_a_text_that_changed_elsewhere_still_holds_its_quote(library, lamp_kept, make_article):
    _, now = lamp_kept
    list(library.add([make_article(TEXT.replace("Then it went out.", "It burns still."))]))
    [citation] = now().quotes
    assert (citation.lost, citation.text, citation.after) == (None, QUOTE, " It burns still.")


@pytest.mark.parametrize(
    "changed",
    [
        TEXT.replace("eleven", "twelve"),
        TEXT[:20],
        "Nothing.",
    ],
)
def test_a_text_whose_quote_was_changed_no_longer_holds_it(library, lamp_kept, make_article, changed):
    answer, now = lamp_kept
    list(library.add([make_article(changed, title="Another title")]))
    [citation] = now().quotes
    assert citation.lost == CHANGED == "changed since it was quoted"
    assert shown(citation) == shown(answer.quotes[0])
    assert citation.article.title == "Lamp"


@pytest.mark.parametrize(("before", "after"), [("Now. ", ""), ("Once upon a time, far off. ", " The end.")])
def test_a_quote_that_has_moved_is_followed(library, lamp_kept, make_article, before, after):
    answer, now = lamp_kept
    list(library.add([make_article(f"{before}{TEXT}{after}", title="Another title")]))
    [citation] = now().quotes
    [was] = answer.quotes
    assert (citation.lost, citation.text, citation.article.title) == (None, QUOTE, "Another title")
    assert citation.quote.start == was.quote.start + len(before)
    short, moved = was.quote.highlight, citation.quote.highlight
    assert was.article.text[slice(*short)] == citation.article.text[slice(*moved)]


def test_a_page_outlasts_its_article(library, kept, make_article, cite, answered):
    article = make_article("One. Two. Three.", pages=(0, 0, 5, 10))
    list(library.add([article]))
    now = kept(answered(cite(article, "One.", 1), cite(article, "Three.", 2)))
    library.remove(article.id)
    assert [citation.page for citation in now().quotes] == [2, 4]


@pytest.fixture
def conflicting(library, make_article, cite, answered):
    """An answer out of two articles that contradict each other, which are in the library."""
    articles = [make_article(f"Well. It cost {n} euros.", f"a{n}", publisher=f"P{n}") for n in (12, 34)]
    list(library.add(articles))
    cited = [cite(it, it.text[6:], n) for n, it in enumerate(articles, 1)]
    said = tuple((it, Span(14, 22)) for it in cited)
    return answered(*cited, conflict=Conflict("number", said))


def test_a_disagreement_comes_back(kept, conflicting):
    now = kept(conflicting)
    assert now() == conflicting
    assert now().disagreement == "The sources disagree: P12 says 12 euros; P34 says 34 euros."


@pytest.mark.parametrize("removed", [["a12"], ["a12", "a34"]])
def test_a_disagreement_outlasts_its_articles(library, kept, conflicting, removed):
    now = kept(conflicting)
    for article_id in removed:
        library.remove(article_id)
    assert now().disagreement == conflicting.disagreement
    assert [citation.lost for citation in now().quotes].count(GONE) == len(removed)


def gone(article_id):
    raise NoSuchArticle("there is no such article")


@st.composite
def citations(draw):
    """Draw a citation with its short answer out of any text."""
    text = draw(st.text(min_size=1, max_size=500).map(normalise).filter(str.strip))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    if not text[start:end].strip():
        start, end = 0, len(text)
    first = draw(st.integers(start, end - 1))
    last = draw(st.integers(first + 1, end))
    pages = tuple(sorted(draw(st.lists(st.integers(0, len(text)), max_size=3))))
    article = Article("any", "Any", text, pages=pages)
    return Citation(1, Quote("any", start, end, 0.5, draw(st.sampled_from([None, Span(first, last)]))), article)


@given(citations())
def test_whatever_is_quoted_outlasts_its_article_letter_for_letter(citation):
    kept = json.loads(json.dumps(pack_answer(Answer("a", "q", 0.5, (citation,), None, (), ()))))
    assert recall_answer(kept, lambda _: citation.article).quotes == (citation,)
    otherwise = "".join("b" if letter == "a" else "a" for letter in citation.article.text)
    assume(citation.text not in otherwise)
    for article_of in (gone, lambda _: Article("any", "Any", otherwise)):
        [lost] = recall_answer(kept, article_of).quotes
        assert lost.lost and shown(lost) == shown(citation)
        # What is kept once more is the same.
        again = json.loads(json.dumps(pack_answer(recall_answer(kept, article_of))))
        assert shown(recall_answer(again, gone).quotes[0]) == shown(citation)


def test_a_later_article_comes_back(library, kept, lamp, cite, answered):
    list(library.add([lamp]))
    answer = answered(cite(lamp, QUOTE), later=LaterArticle("c", "Lamp out", None, "2024-07-01"))
    assert kept(answer)() == answer
