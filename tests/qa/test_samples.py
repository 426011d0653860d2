"""The sample articles: each is whole, and the program answers questions about them."""

import pytest

from corpus import Article
from qa import Filters, Status, Turn


def test_there_are_samples(samples):
    assert len(samples) >= 10


def test_every_sample_loads_whole(samples, sample_articles):
    assert [type(article) for article in sample_articles] == [Article] * len(samples)
    for article in sample_articles:
        source = article.source
        assert article.title
        assert source.authors
        assert source.publisher
        assert len(source.published) == 10
        assert source.language == "en"
        assert 300 <= len(article.text.split()) <= 700
        assert article.headings
    assert len({article.id for article in sample_articles}) == len(samples)


@pytest.mark.parametrize(
    ("question", "article_id", "held"),
    [
        ("When did Putin and Kim sign the pact?", "putin-and-kim-sign-pact-in-pyongyang", "19 June 2024"),
        ("What did Peskov say about the pact?", "kremlin-says-north-korea-pact-needs-no-explaining", "Peskov"),
        ("How much rock did the Apollo 11 astronauts collect?", "apollo-11-the-eagle-lands", "21.5 kilograms"),
        ("What went wrong on Apollo 13?", "apollo-13-the-lifeboat", "gone wrong"),
        ("Where was the sound of Krakatoa heard?", "krakatoa-1883-the-sound-of-an-island", "Rodrigues"),
        ("Which two Nobel Prizes did Marie Curie win?", "marie-curie-two-nobel-prizes", ""),
        ("How did radio save the Eiffel Tower?", "eiffel-tower-saved-by-radio", ""),
        ("When was smallpox declared eradicated?", "smallpox-the-disease-that-was-ended", "8 May 1980"),
        ("What caused the year without a summer?", "tambora-1815-the-year-without-a-summer", ""),
        ("When did the Panama Canal open?", "two-canals-one-promoter", "15 August 1914"),
    ],
)
def test_a_question_is_answered_from_the_right_article(over_samples, question, article_id, held):
    answer = over_samples.ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.quotes[0].article.id == article_id
    assert held in " ".join(citation.text for citation in answer.quotes)


@pytest.mark.parametrize(
    "question",
    [
        "What is the best recipe for sourdough bread?",
        "Who won the 2018 World Cup?",
        "How do I reset my router password?",
        "What is the population of Brazil?",
    ],
)
def test_a_question_about_something_else_is_refused(over_samples, question):
    answer = over_samples.ask(question)
    assert answer.status is Status.NOT_FOUND
    assert answer.reason
    assert answer.quotes == ()
    assert answer.nearest


def test_a_follow_up(over_samples):
    history = [Turn("user", "Who signed a defence pact with Kim Jong Un?"), Turn("assistant", "Vladimir Putin.")]
    answer = over_samples.ask("When did he sign it?", history)
    assert "19 June 2024" in answer.quotes[0].text
    assert answer.question == "When did he sign it?"


def test_within_a_filter(over_samples):
    answer = over_samples.ask("What did Peskov say about the pact?", filters=Filters(published_to="2024-09"))
    assert all(hit.passage.article_id != "kremlin-says-north-korea-pact-needs-no-explaining" for hit in answer.hits)
    answer = over_samples.ask("What about the Moon?", filters=Filters(publishers=("The Paper Lighthouse",)))
    shown = answer.quotes or answer.nearest
    assert {citation.article.source.publisher for citation in shown} == {"The Paper Lighthouse"}


def test_a_sentence_is_quoted_whole(over_samples, sample_articles):
    """Each quote begins and ends where sentences do."""
    from corpus.sentences import split_sentences

    ends = {article.id: split_sentences(article.text, article.headings) for article in sample_articles}
    for question in ("When did Putin and Kim sign the pact?", "Who was the first on the Moon?"):
        for citation in over_samples.ask(question).quotes:
            spans = ends[citation.article.id]
            assert citation.quote.start in {span.start for span in spans}
            assert citation.quote.end in {span.end for span in spans}
            assert not any(
                start < citation.quote.end and citation.quote.start < end for start, end in citation.article.headings
            )
