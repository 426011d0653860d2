"""Questions in other languages over libraries whose models know them, and do not."""

import pytest

from index import Filters
from qa import Assistant, Settings, Status
from qa.languages.notices import explain_english_only, explain_likeness
from qa.reading.similarity_reader import SimilarityReader

LAMP = "Die Lampe brannte elf Jahre lang. Niemand fragte, wer das Öl bezahlte."
EVERYTHING = Filters()
GERMAN, ENGLISH = "Wie lange brannte die Lampe?", "Which lamp burned for eleven years?"


@pytest.fixture
def ask(open_library, make_embedder, make_article, word_reader):
    """Ask an assistant whose reader knows English only."""

    def ask_(question, multilingual=False, threshold=0.0, filters=EVERYTHING, articles=True):
        library = open_library(make_embedder(multilingual=multilingual))
        list(library.add([make_article(LAMP), make_article("The moon is far.", "moon")] if articles else []))
        reader = word_reader(library)
        reader.reads = lambda: calls.append(question)
        calls.clear()
        settings = Settings(threshold=threshold)
        assistant = Assistant(library, reader, foreign_reader=SimilarityReader(library)).with_settings(settings)
        return assistant.ask(question, filters=filters, id="mine")

    calls = ask_.calls = []
    return ask_


def test_a_model_for_several_languages_is_asked_by_likeness(ask):
    answer = ask(GERMAN, multilingual=True)
    assert answer.status is Status.ANSWERED and not ask.calls
    assert answer.quotes[0].text.startswith("Die Lampe brannte") and (answer.id, answer.question) == ("mine", GERMAN)


def test_its_refusal_begins_with_a_notice(ask):
    answer = ask(GERMAN, multilingual=True, threshold=1.0)
    assert answer.reason.startswith(f"{explain_likeness('de')} ") and answer.nearest and not answer.quotes


@pytest.mark.parametrize("threshold", [0.0, 1.0])
def test_with_a_model_for_english_it_is_told(ask, threshold):
    answer = ask(GERMAN, threshold=threshold)
    assert (answer.status, answer.reason) == (Status.NOT_FOUND, explain_english_only("de"))
    assert answer.nearest[0].text.startswith("Die Lampe brannte") and not answer.conflict and not ask.calls
    assert len(answer.nearest) <= 3 and answer.nearest[0].quote.highlight is None


def test_an_english_question_is_read_by_the_reader(ask):
    assert ask(ENGLISH).quotes and ask.calls == [ENGLISH]
    assert ask(ENGLISH, multilingual=True).quotes and ask.calls == [ENGLISH]


def test_an_empty_library_is_told_first(ask):
    assert ask(GERMAN, articles=False).reason == "The library is empty: add articles first."
    assert ask(GERMAN, filters=Filters(publishers=("Nobody",))).reason == "No article passes the filters."


def test_only_the_trained_reader_has_another_beside_it(tmp_path, embedder, monkeypatch):
    monkeypatch.setattr("index.library.open_embedder", lambda name, cache: embedder)
    assert Assistant.open(tmp_path / "a", create=True)._foreign_reader
    assert Assistant.open(tmp_path / "a", reader="similarity")._foreign_reader is None


def test_a_reader_of_any_language_is_given_the_forms_of_its_words(open_library, embedder, make_article):
    """A genitive was looked up as the nominative that the article has."""
    library = open_library(embedder)
    list(library.add([make_article("Το πλοίο έφτασε το πρωί. Καπετάνιος ήταν ο Νίκος Ρήγας.")]))
    question = "Ποιος ήταν ο καπετάνιος του πλοίου;"
    answer = Assistant(library, SimilarityReader(library)).ask(question)
    assert answer.searched == question
