"""Traits of a sentence: under which heading it stands, whether it leans, and whether it holds what is asked for."""

from corpus import Span
from qa.reading.traits import read_traits

TEXT = "When did it open?\n\nIt opened in May 1931. The mayor cut a ribbon.\n\nWho paid?\n\nThe town of Northport paid."
SENTENCES = ("It opened in May 1931.", "The mayor cut a ribbon.", "The town of Northport paid.")


def read(make_article, question):
    spans = [Span(TEXT.index(words), TEXT.index(words) + len(words)) for words in SENTENCES]
    return dict(zip(SENTENCES, read_traits(question, make_article(TEXT), spans), strict=True))


def test_what_a_question_asks_for_is_held_or_not(make_article):
    when, who = read(make_article, "when did it open"), read(make_article, "who paid for the bridge")
    assert [when[words].fits for words in SENTENCES] == [1, -1, -1]
    assert [who[words].fits for words in SENTENCES] == [1, -1, 1]
    assert {traits.fits for traits in read(make_article, "tell me about the bridge").values()} == {0}


def test_what_stands_under_a_question_like_the_one_asked_gains(make_article):
    traits = read(make_article, "When did the bridge open?")
    first, second, other = (traits[words].headed for words in SENTENCES)
    assert first > second > other


def test_it_leans(make_article):
    assert [traits.leans for traits in read(make_article, "why").values()] == [True, False, False]
    assert [traits.lead for traits in read(make_article, "why").values()] == sorted(
        (traits.lead for traits in read(make_article, "why").values()), reverse=True
    )
