"""The Assistant: whatever is asked, the answer is short, verbatim, and of one state of the library."""

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Article
from index import Filters, LibraryError
from qa import Assistant, PullquoteError, Settings, Status, Turn
from qa.errors import QuestionError
from qa.reading.similarity import SimilarityReader

LAMP = "The lamp burned for eleven years. Nobody asked who paid for the oil. It went out in March."


@pytest.fixture
def assistant(make_assistant, make_article):
    return make_assistant(make_article(LAMP), make_article("The Eagle landed on the Moon.", "moon", "Moon"))


@pytest.mark.parametrize("question", ["", " ", "\n\t", "\0", "\x1b\x07", "\ud800", "\u2003"])
def test_an_empty_question(assistant, question):
    with pytest.raises(QuestionError, match="the question is empty"):
        assistant.ask(question)


def test_a_question_too_long(assistant):
    with pytest.raises(QuestionError, match="20,000 characters: ask in at most 2,000"):
        assistant.ask("x" * 20_000)
    assert assistant.ask("lamp " * 399 + "lamp?").hits


@pytest.mark.parametrize(
    "question",
    [
        "?",
        "!!!",
        "lamp",
        "lam\0p",
        "Which lamp\ud83d?",
        "👩‍🚀",
        "מי הדליק את המנורה?",
        "燈是什麼？",
        "the",
        '") OR 1=1 --',
        "a\r\nb",
    ],
)
def test_any_question(assistant, question):
    answer = assistant.ask(question)
    assert answer.quotes
    assert "\0" not in answer.question
    assert "\r" not in answer.question
    answer.question.encode()


def test_the_question_is_normalised_and_trimmed(assistant):
    assert assistant.ask("  Which cafe\u0301\r\nlam\0p? ").question == "Which café\nlamp?"


def test_an_id_is_kept_or_made(assistant):
    assert assistant.ask("Which lamp?", id="q1").id == "q1"
    made = assistant.ask("Which lamp?").id
    assert made == assistant.ask("Which lamp?").id != assistant.ask("Which moon?").id


def test_an_empty_library(make_assistant):
    answer = make_assistant().ask("Which lamp?")
    assert (answer.status, answer.quotes, answer.nearest, answer.hits) == (Status.NOT_FOUND, (), (), ())
    assert answer.confidence == 0
    assert "empty" in answer.reason


def test_a_filter_that_nothing_passes(assistant):
    answer = assistant.ask("Which lamp?", filters=Filters(publishers=("Nobody",)))
    assert (answer.status, answer.nearest, answer.hits) == (Status.NOT_FOUND, (), ())
    assert "filters" in answer.reason


def test_an_article_that_cannot_be_quoted(make_assistant, make_article):
    """It has a heading, and nothing under it."""
    from corpus import Span

    answer = make_assistant(make_article("Lamps", headings=(Span(0, 5),))).ask("Which lamps?")
    assert answer.status is Status.NOT_FOUND
    assert answer.hits
    assert answer.nearest == ()


def test_below_the_threshold_the_nearest_are_shown(make_assistant, make_article):
    assistant = make_assistant(make_article(LAMP), settings=Settings(threshold=1.0))
    answer = assistant.ask("Which lamp burned for eleven years?")
    assert answer.status is Status.NOT_FOUND
    assert answer.reason
    assert answer.nearest[0].text == "The lamp burned for eleven years."


def shown(answer):
    return answer.quotes or answer.nearest


def assert_short_and_apart(answer, settings):
    assert len(answer.quotes) <= settings.most_quotes
    spans = [(citation.article.id, citation.quote.start, citation.quote.end) for citation in shown(answer)]
    assert len(set(spans)) == len(spans)
    assert all(end - start <= settings.longest_quote for _, start, end in spans)
    assert [citation.number for citation in shown(answer)] == list(range(1, len(spans) + 1))


SENTENCES = st.sampled_from(
    [
        "The lamp burned.",
        "It was lit by the keeper, who had come from the mainland with a boat full of oil, and who stayed for years.",
        "He lit the lamp.",
        "They say the lamp " + "burned and " * 40 + "went out.",
        "Nobody knew who lit it!",
        "燈亮了。",
        "👩‍🚀",
        "x" * 700,
    ]
)


@settings(max_examples=60)
@given(st.lists(st.lists(SENTENCES, min_size=1, max_size=14).map(" ".join), min_size=1, max_size=4))
def test_few_and_short_quotes(make_assistant, texts):
    assistant = make_assistant(*(Article(f"a{n}", "Lamp", text) for n, text in enumerate(texts)))
    answer = assistant.ask("Who lit the lamp?")
    assert answer.quotes
    assert_short_and_apart(answer, Settings())


def test_the_same_sentence_in_two_articles(make_assistant, make_article):
    """One of them is shown; both places stay among the hits."""
    assistant = make_assistant(
        make_article("The lamp burned for years.", "a"), make_article("The lamp burned for years.", "b")
    )
    answer = assistant.ask("Which lamp burned for years?")
    assert [citation.text for citation in answer.quotes] == ["The lamp burned for years."]
    assert {hit.passage.article_id for hit in answer.hits} == {"a", "b"}


def test_a_sentence_that_leans_on_another_comes_with_it(make_assistant, make_article):
    assistant = make_assistant(make_article("The keeper was Ada Finch. She lit the lamp in 1801. Ships came by."))
    [first, *_] = assistant.ask("Who lit the lamp in 1801?").quotes
    assert first.text == "The keeper was Ada Finch. She lit the lamp in 1801."


def test_quotes_do_not_run_over_paragraphs(make_assistant, make_article):
    assistant = make_assistant(make_article("The lamp burned.\n\nIt burned the lamp.\n\nThe lamp burned on."))
    for citation in assistant.ask("Which lamp burned?").quotes:
        assert "\n\n" not in citation.text


def test_a_follow_up_is_read_with_the_question_before_it(assistant):
    history = [Turn("user", "What happened to the lamp?"), Turn("assistant", "The Moon, the Moon, the Moon.")]
    assert assistant.ask("When did it go out?", history).hits[0].passage.article_id == "lamp"
    assert assistant.ask("When did it go out?", history).question == "When did it go out?"


def test_the_question_before_it_may_be_very_long(make_assistant, make_article):
    """What was cut off was the follow-up itself."""
    assistant = make_assistant(make_article(LAMP, "lamp"), make_article("The Eagle landed on the Moon.", "moon"))
    history = [Turn("user", "Which ship? " * 1_000)]
    assert assistant.ask("What about that Eagle on the Moon?", history).hits[0].passage.article_id == "moon"


def test_a_history_that_is_not_unicode_text(over_samples):
    """Half of a surrogate pair in an earlier turn ended in an error of the tokenizer."""
    assert over_samples.ask("And it?", [Turn("user", "Where was the pact \ud83d\0 signed?")]).hits


def test_one_answer_is_of_one_state(make_assistant, make_article, open_library, word_embedder):
    """An article replaced while it was read was quoted at the old places of its new text."""
    first = make_assistant(make_article(LAMP))
    library = first.library
    writer = open_library(word_embedder, library.folder)

    class Meddling(SimilarityReader):
        def read(self, question, hits):
            def replace():
                list(
                    writer.add([make_article("Wholly other words stand here now, and they are many more than before.")])
                )

            thread = threading.Thread(target=replace)
            thread.start()
            thread.join()
            return super().read(question, hits)

    answer = Assistant(library, Meddling(library), Settings(threshold=0.0)).ask("Which lamp burned?")
    assert {citation.article.text for citation in answer.quotes} == {LAMP}
    assert "Wholly other words" in library.article("lamp").text


def test_an_article_removed_while_it_is_read(make_assistant, make_article, open_library, word_embedder):
    library = make_assistant(make_article(LAMP)).library
    writer = open_library(word_embedder, library.folder)

    class Meddling(SimilarityReader):
        def read(self, question, hits):
            thread = threading.Thread(target=writer.remove, args=("lamp",))
            thread.start()
            thread.join()
            return super().read(question, hits)

    meddled = Assistant(library, Meddling(library), Settings(threshold=0.0))
    assert meddled.ask("Which lamp burned?").quotes
    assert library.entries() == []


def test_answers_in_many_threads(assistant):
    expected = {question: assistant.ask(question) for question in ("Which lamp?", "Which Moon?", "Who paid?")}
    errors = []

    def ask():
        try:
            errors.extend(question for question in expected if assistant.ask(question) != expected[question])
        except (PullquoteError, RuntimeError, KeyError) as error:
            errors.append(error)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_opening(tmp_path, make_article, monkeypatch, embedder):
    monkeypatch.setattr("index.library.open_embedder", lambda name, cache: embedder)
    with pytest.raises(LibraryError, match="there is no library"):
        Assistant.open(tmp_path / "none")
    opened = Assistant.open(tmp_path / "new", create=True)
    list(opened.library.add([make_article(LAMP)]))
    assert Assistant.open(str(tmp_path / "new")).ask("How long did the lamp burn?").quotes


def test_opening_ones_own(tmp_path, monkeypatch, embedder):
    monkeypatch.setattr("index.library.open_embedder", lambda name, cache: embedder)
    assert Assistant.open(create=True).library.folder == tmp_path / "own-library"
