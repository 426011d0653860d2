"""Glance: the lead letter for letter, those who speak with how often, and dates in the order of time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article, Source, Span, normalise
from qa.glance import make_glance

TEXT = (
    "The quay\n\nBy Ada Finch\n\nThe quay of Halden fell in. It happened on 3 May 2021, before the eyes of a fisher.\n"
    "\n“Nobody was hurt,” said Kari Nordmann, the mayor. Nordmann said the quay had been built in 1911.\n\n"
    "The builder, Olav Lie, said it was old. It was mended in the summer of 1954, and again on Monday."
)


def read(text, **fields):
    """Return what a glance shows: the lead, each speaker with the reports, and the dates."""
    article = Article("a", "The quay", normalise(text), **fields)
    glance = make_glance(article)
    lead = glance.lead and article.text[slice(*glance.lead)]
    speakers = [(article.text[slice(*each.name)], each.reports) for each in glance.speakers]
    return lead, speakers, [date.shown for date in glance.dates]


def test_an_article_at_a_glance():
    lead, speakers, dates = read(TEXT, headings=(Span(0, 8),), source=Source(published="2021-05-11"))
    assert lead == "The quay of Halden fell in."
    assert speakers == [("Kari Nordmann", 2), ("Olav Lie", 1)]
    assert dates == ["1911", "summer of 1954", "3 May 2021", "10 May 2021"]


def test_the_lead_tells_what_the_title_names():
    assert read("The wait is over. The quay of Halden fell in. It was old.")[0] == "The quay of Halden fell in."


@pytest.mark.parametrize("text", ["Halden", "- nets\n- oars", "Who fell in?"])
def test_what_tells_nothing_has_no_lead(text):
    assert read(text) == (None, [], [])


@given(st.text(min_size=1).map(normalise).filter(str.strip))
def test_any_text_can_be_glanced_at(text):
    glance = make_glance(Article("a", "A", text))
    spans = [glance.lead or Span(0, 1), *(date.place for date in glance.dates)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
