"""Comparisons, answered side by side."""

from dataclasses import replace
from itertools import combinations

import pytest

from qa import Settings

TIN = "Tin costs forty pence a pound at Skarn. Nobody needs it."
LEAD = "Lead costs nine pence a pound at Skarn. The roof of the church is made of it."


@pytest.fixture
def assistant(make_assistant, make_article, word_reader):
    articles = (make_article(TIN, "tin", "Tin"), make_article(LEAD, "lead", "Lead"))
    return make_assistant(*articles, settings=Settings(threshold=0.5), reader=word_reader)


def test_each_side_is_quoted_first(assistant):
    answer = assistant.ask("tin vs lead costs")
    first, second = answer.quotes[:2]
    assert (first.text, second.text) == (
        "Tin costs forty pence a pound at Skarn.",
        "Lead costs nine pence a pound at Skarn.",
    )
    assert [citation.number for citation in answer.quotes] == list(range(1, len(answer.quotes) + 1))
    assert answer.heading == "Side by side: tin costs · lead costs."
    assert answer.searched == "tin vs lead costs" and answer.hits
    assert answer.confidence == pytest.approx(1.0)


def test_a_quote_that_answers_for_both_is_shown_once(make_assistant, make_article, word_reader):
    both = make_article("Tin costs more than lead costs.", "both", "Metals")
    quotes = make_assistant(both, reader=word_reader).ask("tin vs lead costs").quotes
    assert [citation.text for citation in quotes] == ["Tin costs more than lead costs."]


def test_no_side_is_answered_by_words_about_the_other_alone(make_assistant, make_article, word_reader):
    mines = make_article(
        "The mines of lead opened in May.\n\nRain fell.\n\nIn June the tin mine followed.", "mines", "Mines"
    )
    quotes = make_assistant(mines, reader=word_reader).ask("compare tin with lead mines").quotes
    assert quotes[0].text == "In June the tin mine followed."


def test_without_an_answer_for_each_side_it_is_a_question_like_others(assistant):
    assert assistant.ask("tin vs zinc ingots").heading is None
    one = replace(assistant.settings, threshold=0.9)
    assert assistant.with_settings(one).ask("gold vs silver").reason


def test_no_letter_is_quoted_for_both_sides(make_assistant, make_article, word_reader):
    """Each side's quote takes in what stands between them."""
    lead, both, tin = f"Lead costs {'ever ' * 50}less.", "Tin and lead are metals.", f"Tin costs {'ever ' * 50}more."
    metals = make_article(f"{lead}\n\n{both}\n\n{tin}", "metals", "Metals")
    quotes = make_assistant(metals, reader=word_reader).ask("tin vs lead costs").quotes
    assert quotes
    assert not any(one.quote.overlaps(other.quote) for one, other in combinations(quotes, 2))
