"""The Assistant: whatever is asked, the answer is short, verbatim, and of one state of the library."""

import threading
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Article, Span
from index import Filters, LibraryError
from qa import Assistant, PullquoteError, Settings, Status, Turn
from qa.errors import QuestionError
from qa.reading.similarity_reader import SimilarityReader
from qa.settings import LENGTHS, STANDARD

# All that is found is shown: the embedder of the tests knows words only.
WIDE = Settings(threshold=0.0, share=0.0, compared_share=0.0)
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


def test_a_question_is_checked_without_being_asked(assistant):
    assert assistant.check_question("  Which cafe\u0301\r\nlam\0p? ") == "Which café\nlamp?"
    for wrong in (" ", "\0", "x" * 20_000):
        with pytest.raises(QuestionError):
            assistant.check_question(wrong)


def test_other_settings_are_another_assistant_over_the_same_library(assistant):
    brief = assistant.with_settings(replace(WIDE, most_quotes=1, longest_question=20))
    assert brief.library is assistant.library and brief.settings.most_quotes == 1
    assert len(brief.ask("Which lamp burned?").quotes) == 1
    with pytest.raises(QuestionError, match="at most 20"):
        brief.ask("Which lamp burned, and for how long?")
    assert assistant.settings != brief.settings and assistant.ask("Which lamp burned, and for how long?").quotes


def test_a_longer_answer_begins_with_the_shorter_one(make_assistant, make_article, word_reader):
    texts = [f"A lantern hung by {a} {b}." for a, b in zip("qrstuvwxyzab", "cdefghijklmn", strict=True)]
    assistant = make_assistant(make_article("\n\nRain fell.\n\n".join(texts)), reader=word_reader)
    found = {
        name: [citation.text for citation in assistant.with_settings(chosen).ask("Which lantern?").quotes]
        for name, chosen in LENGTHS.items()
    }
    assert list(found) == ["short", "standard", "long"] and LENGTHS[STANDARD] == Settings()
    assert found["short"] == found["standard"][:1] and found["standard"] == found["long"][: len(found["standard"])]
    assert [len(quotes) for quotes in found.values()] == [1, 5, 10]


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
    assert answer.nearest[0].text.startswith("The lamp burned for eleven years.")


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
    said = "The lamp burned for years."
    assistant = make_assistant(
        make_article(f"{said} A keeper lived there with her goats.", "a"),
        make_article(f"{said} Nobody paid the merchants of Dunmore.", "b"),
    )
    answer = assistant.ask("Which lamp burned for years?")
    assert answer.quotes[0].text.startswith(said)
    assert sum(said in citation.text for citation in answer.quotes) == 1
    assert {hit.passage.article_id for hit in answer.hits} == {"a", "b"}


def test_a_sentence_that_leans_on_another_comes_with_it(make_assistant, make_article):
    assistant = make_assistant(make_article("The keeper was Ada Finch. She lit the lamp in 1801. Ships came by."))
    [first, *_] = (
        assistant.with_settings(Settings(threshold=0.0, beside_share=1.0)).ask("Who lit the lamp in 1801?").quotes
    )
    assert first.text == "The keeper was Ada Finch. She lit the lamp in 1801."


def test_paragraphs_that_may_both_answer_are_one_quote(make_assistant, make_article, word_reader):
    article = make_article("The lamp burned.\n\nIn June the lamp burned on.\n\nRain fell.\n\nShips came by.")
    [quote] = make_assistant(article, reader=word_reader).ask("Which lamp burned?").quotes
    assert quote.text == "The lamp burned.\n\nIn June the lamp burned on."


def test_asked_what_somebody_says_no_words_of_others_are_shown(make_assistant, make_article, word_reader):
    """They were quoted along with them, as neighbours that may answer, too."""
    hers = "“Nobody asked about the trams,” said union leader Nora Vick."
    article = make_article(f"{hers}\n\n“The trams cost too much,” Piet Aldam said.\n\nThe trams stop in March.")
    assistant = make_assistant(article, reader=word_reader)
    shown = [quote.text for quote in assistant.ask("What did Nora Vick say about the trams?").quotes]
    assert shown[0] == hers and "Piet Aldam" not in "".join(shown)
    assert "Piet Aldam" in assistant.ask("What about the trams?").quotes[0].text


def test_a_follow_up_is_read_with_the_question_before_it(assistant):
    history = [Turn("user", "What happened to the lamp?"), Turn("assistant", "The Moon, the Moon, the Moon.")]
    assert assistant.ask("When did it go out?", history).hits[0].passage.article_id == "lamp"
    assert assistant.ask("When did it go out?", history).question == "When did it go out?"


def test_a_follow_up_is_surer_than_what_it_is_put_together_to(over_samples):
    """Its answer was refused for words that nobody had typed."""
    asked = over_samples.ask("And when did he die?", [Turn("user", "Who was John Snow?")])
    alone = over_samples.ask(asked.searched)
    assert asked.searched != "And when did he die?"
    assert [quote.text for quote in asked.quotes] == [quote.text for quote in alone.quotes]
    assert alone.confidence < asked.confidence < 1


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
        def read(self, question, hits, when=None):
            def replace():
                list(
                    writer.add([make_article("Wholly other words stand here now, and they are many more than before.")])
                )

            thread = threading.Thread(target=replace)
            thread.start()
            thread.join()
            return super().read(question, hits, when)

    answer = Assistant(library, Meddling(library), Settings(threshold=0.0)).ask("Which lamp burned?")
    assert {citation.article.text for citation in answer.quotes} == {LAMP}
    assert "Wholly other words" in library.article("lamp").text


def test_an_article_removed_while_it_is_read(make_assistant, make_article, open_library, word_embedder):
    library = make_assistant(make_article(LAMP)).library
    writer = open_library(word_embedder, library.folder)

    class Meddling(SimilarityReader):
        def read(self, question, hits, when=None):
            thread = threading.Thread(target=writer.remove, args=("lamp",))
            thread.start()
            thread.join()
            return super().read(question, hits, when)

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


def paper(make_article, name, text, published):
    return make_article(text, name, f"The {name} on it", publisher=f"The {name}", published=published)


@pytest.mark.parametrize(
    ("question", "older", "newer", "kind", "told"),
    [
        (
            "How many people came to the Brell fair?",
            "In all 70,100 people came to the Brell fair.",
            "The Brell fair drew 69,197 people. The weather was fine.",
            "number",
            "The Star (19 Jun 2024) says 69,197; The Bee (12 Jun 2024) says 70,100.",
        ),
        (
            "When did the Brell library burn down?",
            "The Brell library burned down on 3 May 2024.",
            "Nobody slept. The Brell library burned down on 5 May 2024.",
            "date",
            "The Star (19 Jun 2024) says 5 May 2024; The Bee (12 Jun 2024) says 3 May 2024.",
        ),
        (
            "Did General Sorel attend the Brell summit?",
            "General Sorel attended the Brell summit.",
            "General Sorel did not attend the Brell summit.",
            "yes or no",
            "The Star (19 Jun 2024) says “did not attend”; The Bee (12 Jun 2024) says “attended”.",
        ),
    ],
)
def test_sources_that_disagree_are_shown_side_by_side(make_assistant, make_article, question, older, newer, kind, told):
    bee, star = paper(make_article, "Bee", older, "2024-06-12"), paper(make_article, "Star", newer, "2024-06-19")
    answer = make_assistant(bee, star, settings=WIDE).ask(question)
    assert answer.disagreement == f"The sources disagree: {told}"
    assert answer.conflict.kind == kind
    assert [(citation.number, citation.article.id) for citation, _ in answer.conflict.said] == [(1, "Star"), (2, "Bee")]
    assert [citation.article.id for citation in answer.quotes[:2]] == ["Star", "Bee"]
    assert [citation.text for citation, _ in answer.conflict.said] == [citation.text for citation in answer.quotes[:2]]
    assert_short_and_apart(answer, WIDE)


class Marking(SimilarityReader):
    """Marks the first of some words in every sentence, as a trained reader marks the short answer."""

    def __init__(self, library, *marked):
        super().__init__(library)
        self._marked = marked

    def read(self, question, hits, when=None):
        reading = super().read(question, hits, when)
        return replace(reading, quotes=tuple(map(self._mark, reading.quotes)))

    def _mark(self, quote):
        text = self._library.article(quote.article_id).text[quote.start : quote.end]
        for words in self._marked:
            if words in text:
                start = quote.start + text.index(words)
                return replace(quote, highlight=Span(start, start + len(words)))
        return quote


def test_sources_that_disagree_on_a_name(make_assistant, make_article):
    bee = paper(make_article, "Bee", "The film Low Tide was directed by Ingrid Salo.", "2024-06-12")
    star = paper(make_article, "Star", "Low Tide, a film, was directed by Karin Brandt.", "2024-06-19")
    library = make_assistant(bee, star).library
    assistant = Assistant(library, Marking(library, "Ingrid Salo", "Karin Brandt"), WIDE)
    answer = assistant.ask("Who directed the film Low Tide?")
    assert answer.disagreement == (
        "The sources disagree: The Star (19 Jun 2024) says Karin Brandt; The Bee (12 Jun 2024) says Ingrid Salo."
    )
    assert [citation.article.text[slice(*span)] for citation, span in answer.conflict.said] == [
        "Karin Brandt",
        "Ingrid Salo",
    ]


ATTENDANCE = "How many people came to the Brell fair?"


def test_all_who_contradict_stand_first_whatever_else_is_quoted(make_assistant, make_article):
    """The newest repeats what an older correction says."""
    answer = make_assistant(
        paper(make_article, "Bee", "In all 70,100 people came to the Brell fair.", "2024-06-12"),
        paper(make_article, "Star", "In all 69,197 people came to the Brell fair.", "2024-06-19"),
        paper(make_article, "Moth", "We were wrong. To the Brell fair came 69,197 people.", "2024-06-14"),
        paper(make_article, "Lamp", "People came to the Brell fair from afar, and how many sang!", "2024-06-20"),
        settings=WIDE,
    ).ask(ATTENDANCE)
    assert [citation.article.id for citation in answer.quotes][:3] == ["Star", "Moth", "Bee"]
    assert answer.disagreement == (
        "The sources disagree: The Star (19 Jun 2024) says 69,197; The Moth (14 Jun 2024) says 69,197; "
        "The Bee (12 Jun 2024) says 70,100."
    )
    assert_short_and_apart(answer, WIDE)


@pytest.mark.parametrize(
    ("bee", "star"),
    [
        ("In all 69,197 people came to the Brell fair.", "The Brell fair drew 69,197 people."),
        ("About 69,000 people came to the Brell fair.", "The Brell fair drew 69,197 people."),
        ("In all 69,197 people came to the Brell fair.", "The Gorm fair drew 70,100 people."),
        ("In all 69,197 people came to the Brell fair in 2022.", "The Brell fair drew 70,100 people in 2023."),
    ],
)
def test_sources_that_do_not_disagree(make_assistant, make_article, bee, star):
    articles = paper(make_article, "Bee", bee, "2024-06-12"), paper(make_article, "Star", star, "2024-06-19")
    answer = make_assistant(*articles, settings=WIDE).ask(ATTENDANCE)
    assert answer.quotes
    assert answer.disagreement is None


def test_an_article_does_not_disagree_with_itself(make_assistant, make_article):
    text = "In all 70,100 people came to the Brell fair. No, the Brell fair drew 69,197 people."
    assert make_assistant(make_article(text), settings=WIDE).ask(ATTENDANCE).disagreement is None


def apart(make_article):
    return (
        paper(make_article, "Bee", "In all 70,100 people came to the Brell fair.", "2024-06-12"),
        paper(make_article, "Star", "In all 69,197 people came to the Brell fair.", "2024-06-19"),
    )


def test_what_is_far_from_the_question_is_not_compared(make_assistant, make_article):
    """Only quotes near the best one's score are."""
    assistant = make_assistant(*apart(make_article), settings=replace(WIDE, compared_share=1.0))
    reading = assistant._reader.read(ATTENDANCE, assistant.library.search(ATTENDANCE, 10))
    assert reading.quotes[0].score > reading.quotes[1].score
    assert assistant.ask(ATTENDANCE).disagreement is None


def test_one_quote_is_not_compared(make_assistant, make_article):
    answer = make_assistant(*apart(make_article), settings=replace(WIDE, most_quotes=1)).ask(ATTENDANCE)
    assert (len(answer.quotes), answer.disagreement) == (1, None)


def test_a_refusal_says_nothing_of_disagreement(make_assistant, make_article):
    answer = make_assistant(*apart(make_article), settings=replace(WIDE, threshold=1.0)).ask(ATTENDANCE)
    assert (answer.quotes, answer.disagreement) == ((), None)


def test_a_question_that_leans_on_another_is_not_compared(make_assistant, make_article):
    assistant = make_assistant(*apart(make_article), settings=WIDE)
    assert assistant.ask(ATTENDANCE).disagreement
    assert assistant.ask("And where was it?", [Turn("user", ATTENDANCE)]).disagreement is None


def test_talk_is_answered_without_a_search(assistant, monkeypatch):
    monkeypatch.setattr(type(assistant.library), "search", None)
    for history in ((), [Turn("user", "Which lamp burned?"), Turn("assistant", LAMP)]):
        answer = assistant.ask("OK, thanks!", history, id="mine")
        assert (answer.status, answer.talk, answer.id) == (Status.NOT_FOUND, True, "mine")
        assert answer.reason and not (answer.quotes or answer.nearest or answer.hits or answer.confidence)


def test_talk_does_not_break_a_conversation(assistant):
    lamp = [Turn("user", "Which lamp burned?"), Turn("assistant", "The lamp burned for eleven years.", "lamp")]
    between = [*lamp, Turn("user", "thx"), Turn("assistant", "You are welcome.")]
    assert assistant.ask("Why?", between).searched == assistant.ask("Why?", lamp).searched != "Why?"


def test_a_question_is_asked_without_the_talk_before_it(assistant):
    led, plain = assistant.ask("Hi, which lamp burned?"), assistant.ask("which lamp burned?")
    assert (led.question, led.searched) == ("Hi, which lamp burned?", "which lamp burned?")
    assert led.quotes == plain.quotes and not led.talk


def test_a_question_that_only_looks_like_talk_is_searched_for(assistant):
    assert assistant.ask("help with the lamp").quotes
