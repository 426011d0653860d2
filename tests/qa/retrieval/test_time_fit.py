"""How well sentences fit the time asked about."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import split_sentences
from qa.query.time_asked import read_time_asked
from qa.retrieval.time_fit import score_time_fit

TODAY = date(2026, 11, 24)
YEARS = st.integers(1500, 2026)


@pytest.fixture(scope="module")
def fit(make_article):
    """Return the fit of each sentence of a text."""

    def fit_(question, text):
        return score_time_fit(read_time_asked(question, TODAY), make_article(text), list(split_sentences(text, ())))

    return fit_


@pytest.fixture(scope="module")
def ranked(fit):
    """Say whether each sentence, alone, fits better than the next."""

    def ranked_(question, *sentences):
        found = [fit(question, sentence)[0] for sentence in sentences]
        return found == sorted(found, reverse=True) and len(set(found)) == len(found)

    return ranked_


def test_a_range(ranked):
    assert ranked(
        "Which club did he play for from 2003 to 2008?",
        "He played for Lund from 2003 to 2008.",
        "He joined Lund in 2003.",
        "He left Lund in 2008.",
        "He scored for Lund in 2005.",
        "He joined Lund in 2002.",
        "He plays well.",
        "He joined Lund in 1980.",
    )


def test_a_year(ranked):
    assert ranked(
        "Which club did he play for in 2005?",
        "He joined Lund in 2005.",
        "He played for Lund from 2003 to 2008.",
        "He has played for Lund since 2001.",
        "He joined Lund in 2006.",
        "He plays well.",
        "He played for Lund from 1990 to 1993.",
    )


def test_a_decade_holds_its_years(ranked):
    assert ranked(
        "What did he do in the 1980s?", "He rowed in 1984.", "He rowed from 1975 to 1995.", "He rowed in 1995."
    )


def test_the_latest(ranked):
    assert ranked(
        "Who is currently the mayor?",
        "Ada Finch has been mayor since 2014.",
        "Ada Finch was elected in 2020.",
        "Ada Finch was elected in 1990.",
        "Ada Finch was elected.",
    )


def test_a_state_holds_until_the_next(fit):
    text = "Until then it was a barn. In 1998 it became a school. In 2007 it became a museum. In 2012 it burned."
    assert fit("What was it in 2003?", text)[1] > 0 > fit("What was it in 2003?", text)[3]
    assert fit("What was it in 2010?", text)[2] > 0 > fit("What was it in 2010?", text)[1]


def test_a_sentence_has_the_time_of_the_one_before_it_for_less(fit):
    told, same, other = fit("Who led it in 2003?", "In 2003 Ada Finch led it. She came from Lund.\n\nShe liked it.")
    assert told > same > other > 0


def test_a_life_is_no_term(fit):
    [alive] = fit("Who was mayor in 1950?", "Ada Finch (3 May 1924 – 8 June 2009) was a mayor.")
    [born] = fit("Who was mayor in 1950?", "Ada Finch, born in 1924, was a mayor.")
    assert alive == born == 0
    assert fit("Who was born in 1924?", "Ada Finch, born in 1924, was a mayor.")[0] > 0.5


def test_without_sentences_or_times(fit, make_article):
    assert score_time_fit(read_time_asked("in 1990", TODAY), make_article(), []) == []
    assert fit("Who led it in 2003?", "Ada Finch led it. She came from Lund.") == [0.0, 0.0]


@pytest.mark.parametrize(
    ("question", "published", "fits"),
    [
        ("What happened on 7 June 2016?", "2016-06-07", True),
        ("What happened on 7 June 2016?", "2016-06-08", True),
        ("What happened in June 2016?", "2016-06-20", True),
        ("What happened on 7 June 2016?", "2016-06-06", False),
        ("What happened on 7 June 2016?", "2016-06-20", False),
        ("What happened on 7 June 2016?", "2016-06", False),
        ("What happened in 2016?", "2016-06-07", False),
        ("What happened since June 2016?", "2016-06-07", False),
        ("What happened?", "2016-06-07", False),
    ],
)
def test_a_report_without_a_date_tells_of_its_own_days(make_article, question, published, fits):
    article = make_article("The ferry burned. On 2 May 2011 it had sunk.", published=published)
    told, other = score_time_fit(read_time_asked(question, TODAY), article, list(split_sentences(article.text, ())))
    assert (told > 0) == fits
    assert other <= 0


@given(YEARS, st.integers(1, 99))
def test_the_very_range_fits_best(fit, first, years):
    question = f"Who led it from {first} to {first + years}?"
    assert fit(question, f"He led it from {first} to {first + years}.") == [1.0]


@given(YEARS, YEARS, YEARS, st.integers(-300, 300))
def test_only_the_distance_between_years_matters(fit, asked_year, first, last, shift):
    def of(add):
        return fit(f"Who led it in {asked_year + add}?", f"He came from {first + add}. He went in {last + add}.")

    if min(asked_year, first, last) + shift >= 1000 and max(asked_year, first, last) + shift <= 2099:
        assert of(0) == pytest.approx(of(shift), abs=0.01)  # years differ by a day


@given(
    st.one_of(st.text(), st.sampled_from(["before the first century", "after 99 AD", "until 2099", "born in 880 ,"])),
    st.sampled_from(
        ["in 1990", "from 1980 to 1990", "before 1990", "after 2000", "currently", "in the past 99 decades"]
    ),
)
def test_any_text(fit, text, time):
    told = f"In 1990 {text} it was so. Then, since 2001, {text} it was not."
    assert all(-1 <= value <= 1 for value in fit(f"What was it {time}?", told))
