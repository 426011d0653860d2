"""Making groups: what answers is among the sentences kept, and no rival holds the answer."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Passage, Span
from training.asked import Asked
from training.groups import Group, Place, _find_rivals, _make_group, load
from training.lines import write_rows

SENTENCES = (
    "The lamp burned for eleven years.",
    "It went out in March 1812.",
    "The keeper was Ada Finch.",
    "Ships came by every week.",
)
TEXT = " ".join(SENTENCES * 4)


def find(words):
    start = TEXT.index(words)
    return Span(start, start + len(words))


def cut(article_id, text):
    spans, start = [], 0
    for sentence in text.split(". "):
        spans.append(Span(start, min(len(text), start + len(sentence) + 1)))
        start += len(sentence) + 2
    return Passage(article_id, 0, len(text), tuple(spans))


@pytest.fixture
def articles(make_article):
    return {id_: make_article(text, id_, id_) for id_, text in (("lamp", TEXT), ("ship", "The ship was red. It sank."))}


@given(st.integers(0, 10_000), st.sampled_from(["March 1812", "Ada Finch", "eleven years"]))
def test_what_answers_is_kept_and_marked(seed, words):
    from corpus import Article, Source

    articles = {
        "lamp": Article("lamp", "Lamp", TEXT, Source()),
        "ship": Article("ship", "Ship", "It sank. Then.", Source()),
    }
    asked = Asked("When?", "lamp", Span(0, len(TEXT)), find(words), (), False)
    passages = [cut("lamp", TEXT), cut("ship", "It sank. Then.")]
    group = _make_group(asked, articles, passages, random.Random(seed))
    own, other = group.places
    assert own.passage[slice(*own.answer)] == words
    assert any(words in own.passage[slice(*own.sentences[n])] for n in own.right)
    assert (other.right, other.answer) == ((), None)
    for place in group.places:
        assert place.passage in articles["lamp"].text or place.passage in articles["ship"].text
        assert all(place.passage[slice(*sentence)].strip() for sentence in place.sentences)


def test_no_rival_holds_the_answer(articles):
    asked = Asked("Who?", "ship", Span(0, 17), None, (), False)
    named = Asked("Who?", "ship", Span(0, 17), Span(4, 8), (), False)
    found = [cut("lamp", TEXT), cut("ship", "The ship was red. It sank.")]
    assert [p.article_id for p in _find_rivals(asked, articles, lambda _: found)] == ["lamp"]
    # "ship" stands in the lamp's article, too: "Ships came by".
    assert _find_rivals(named, articles, lambda _: found) == []


def test_groups_come_back_from_their_file(tmp_path):
    place = Place("Lamp", "It burned. It went out.", (Span(0, 10), Span(11, 23)), (1,), Span(11, 13))
    groups = [Group("When?", (place, Place("", "No.", (Span(0, 3),))), True), Group("Né?", (place,), False)]
    write_rows(groups, tmp_path / "groups.jsonl")
    assert load(tmp_path / "groups.jsonl") == groups
