"""Suggestions: questions that were asked before anybody sees them."""

from dataclasses import replace

import pytest

from corpus import Source
from index import Entry
from qa import Settings, Status
from qa.suggesting import suggestions as walk
from qa.suggesting.drafting import draft_questions
from qa.suggesting.suggestions import put_own_first, suggest_questions


@pytest.fixture(scope="module")
def of_samples(over_samples):
    return suggest_questions(over_samples, 30)


def test_all_that_is_suggested_is_surely_answered_with_the_sentence_it_was_made_of(
    of_samples, over_samples, sample_articles
):
    assert len(of_samples) == len(set(of_samples)) >= len(sample_articles)
    drafts = ((article, draft) for article in sample_articles for draft in draft_questions(article))
    made_of = {draft.text: (article.id, draft.span) for article, draft in drafts}
    for question in of_samples:
        answer = over_samples.ask(question)
        assert answer.status is Status.ANSWERED
        assert answer.confidence > over_samples.settings.threshold + 0.2
        quote, (article_id, span) = answer.quotes[0].quote, made_of[question]
        assert quote.article_id == article_id
        assert quote.start < span.end
        assert span.start < quote.end


def test_the_newest_articles_come_first_each_with_one_question(of_samples, over_samples):
    found = suggest_questions(over_samples, 4)
    assert found == of_samples[:4]
    quoted = [over_samples.ask(question).quotes[0].article for question in found]
    assert len({article.id for article in quoted}) == 4
    published = [article.source.published for article in quoted]
    assert published == sorted(published, reverse=True)
    assert published[0] == max(entry.source.published for entry in over_samples.library.entries())


def test_only_some_articles(over_samples):
    one = ["smallpox-the-disease-that-was-ended"]
    found = suggest_questions(over_samples, 4, one)
    assert "Why was smallpox an easier target than most diseases?" in found
    assert len(found) == 2
    assert suggest_questions(over_samples, 1, one) == found[:1]
    assert suggest_questions(over_samples, 4, []) == []
    assert suggest_questions(over_samples, 4, ["no-such"]) == []


def test_a_question_that_is_not_surely_answered_is_not_suggested(over_samples):
    careful = over_samples.with_settings(Settings(threshold=1.0))
    assert suggest_questions(careful, 4, ["two-canals-one-promoter"]) == []


def test_a_question_that_another_article_answers_is_not_suggested(make_assistant, make_article):
    text = "The Suez Canal opened in 1869."
    twice = make_assistant(make_article(text, "one", "One"), make_article(text, "other", "Other"))
    assert suggest_questions(twice, 4) == ["When did the Suez Canal open?"]


def test_an_empty_library(make_assistant):
    assert suggest_questions(make_assistant(), 4) == []


def test_no_more_is_asked_than_somebody_waits_for(over_samples, monkeypatch):
    asked, refused = [], over_samples.ask("What is the best recipe for sourdough bread?")
    monkeypatch.setattr(over_samples, "ask", lambda question, **_: asked.append(question) or refused)
    assert suggest_questions(over_samples, 4) == []
    assert 0 < len(asked) <= walk._MOST_ASKED
    monkeypatch.setattr(walk, "_MOST_ASKED", 5)
    asked.clear()
    assert suggest_questions(over_samples, 4) == []
    assert len(asked) == 5


def entry(number, passages=10, language=None):
    return Entry(f"a{number}", "Title", Source(language=language), 100, passages, "2024-01-01T00:00:00+00:00")


def test_a_bounded_number_of_articles_is_read():
    entries = [entry(number) for number in range(10_000)]
    looked_at = [it.id for it in walk._select_entries(entries, None)]
    assert looked_at[: walk._NEWEST] == [f"a{number}" for number in range(walk._NEWEST)]
    assert walk._NEWEST < len(looked_at) <= walk._NEWEST + walk._SPREAD
    assert int(looked_at[-1][1:]) > 8_000
    assert [it.id for it in walk._select_entries(entries[:3], None)] == ["a0", "a1", "a2"]


def test_large_articles_are_left_out_unless_there_is_nothing_else():
    entries = [entry(0, passages=50_000), entry(1), entry(2, passages=50_000), entry(3)]
    assert [it.id for it in walk._select_entries(entries, None)] == ["a1", "a3"]
    assert [it.id for it in walk._select_entries(entries, ["a0", "a2"])] == ["a0"]


def test_articles_in_other_languages_are_left_out():
    entries = [entry(0, language="de"), entry(1, language="en-GB"), entry(2)]
    assert [it.id for it in walk._select_entries(entries, None)] == ["a1", "a2"]


def test_a_persons_own_articles_come_before_the_samples():
    paths = ["/lib/corpus/samples/lamp.md", "/home/ada/lamp.md", None, "C:\\pullquote\\corpus\\samples\\quay.md"]
    entries = [Entry(f"a{n}", "T", Source(path=path), 1, 1, "2024") for n, path in enumerate(paths)]
    assert [entry.id for entry in put_own_first(entries)] == ["a1", "a2", "a0", "a3"]


@pytest.mark.parametrize(("wide", "narrow"), [(0, 1), (1, 0)])
def test_what_two_articles_tell_is_asked_once(of_samples, over_samples, monkeypatch, wide, narrow):
    """Where the answer to one question quotes what another was made from, they ask the same."""
    ask, both = over_samples.ask, [over_samples.ask(question) for question in of_samples[:2]]
    assert both[0].quotes[0].article.id != both[1].quotes[0].article.id
    widened = replace(both[wide], quotes=(both[wide].quotes[0], both[narrow].quotes[0]))

    def answer(question, **asked):
        return widened if question == of_samples[wide] else ask(question, **asked)

    monkeypatch.setattr(over_samples, "ask", answer)
    found = suggest_questions(over_samples, 4)
    assert (of_samples[0] in found, of_samples[1] in found) == (True, False)
