"""Choosing what to show: few quotes, best first, none twice, each with what may answer beside it."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article, Span
from qa import Quote, Settings
from qa.answering.choosing import choose

# Whatever is ranked is near enough to be shown, and nothing beside another stands in it.
ALL = Settings(share=0.0, beside_share=2.0)
WIDE = replace(ALL, beside_share=0.0)


def choose_from(articles, *places, most=5, settings=ALL):
    """Choose among sentences named by article and text, ranked as they come; return the texts chosen."""
    by_id = {article.id: article for article in articles}
    ranked = []
    for n, (article_id, text) in enumerate(places):
        start = by_id[article_id].text.index(text)
        ranked.append(Quote(article_id, start, start + len(text), 1.0 - n / 100))
    chosen = choose(ranked, by_id.__getitem__, replace(settings, most_quotes=most))
    return [by_id[quote.article_id].text[quote.start : quote.end] for quote in chosen]


@pytest.fixture
def articles(make_article):
    return [
        make_article("Red lamps burn. Blue ships sail. Ada wrote it. She was the keeper.\n\nGreen fields lie.", "a"),
        make_article("Red lamps burn. White birds fly.", "b"),
    ]


def test_nothing_to_choose_from(articles):
    assert choose_from(articles) == []


def test_the_best_comes_first(articles):
    assert choose_from(articles, ("a", "Green fields lie."), ("b", "White birds fly.")) == [
        "Green fields lie.",
        "White birds fly.",
    ]


def test_no_more_than_asked_for(articles):
    places = [("a", "Green fields lie."), ("b", "White birds fly."), ("a", "Red lamps burn.")]
    for most in (1, 2, 3):
        assert len(choose_from(articles, *places, most=most)) == most


def test_what_falls_far_behind_the_best_is_left_out(articles):
    places = [("a", "Green fields lie."), ("b", "White birds fly."), ("a", "Red lamps burn.")]
    assert choose_from(articles, *places, settings=Settings(share=0.985)) == ["Green fields lie.", "White birds fly."]


def test_what_may_answer_beside_a_sentence_is_quoted_with_it(articles):
    places = ("a", "Blue ships sail."), ("a", "Red lamps burn.")
    assert choose_from(articles, *places, settings=WIDE) == ["Red lamps burn. Blue ships sail."]
    assert choose_from(articles, *places) == ["Blue ships sail.", "Red lamps burn."]


def test_what_may_answer_in_the_next_paragraph_is_quoted_with_it(articles):
    places = ("a", "Green fields lie."), ("a", "She was the keeper.")
    assert choose_from(articles, *places, settings=WIDE) == ["She was the keeper.\n\nGreen fields lie."]


def test_what_hardly_answers_is_not_quoted_with_its_neighbour(articles):
    """The last of the three has a share of the scores of 0.33."""
    places = ("a", "Red lamps burn."), ("b", "White birds fly."), ("a", "Blue ships sail.")
    for share, first in ((0.32, "Red lamps burn. Blue ships sail."), (0.34, "Red lamps burn.")):
        assert choose_from(articles, *places, settings=replace(ALL, beside_share=share))[0] == first


def test_of_two_neighbours_the_better_one_comes_in_if_both_are_too_long(make_article):
    article = make_article("Red lamps burn. Blue ships sail. White birds fly.", "a")
    settings = replace(WIDE, longest_quote=35)
    last, first = ("a", "White birds fly."), ("a", "Red lamps burn.")
    middle = ("a", "Blue ships sail.")
    assert choose_from([article], middle, last, first, settings=settings)[0] == "Blue ships sail. White birds fly."
    assert choose_from([article], middle, first, last, settings=settings)[0] == "Red lamps burn. Blue ships sail."


def test_neighbours_too_long_together_stay_two(make_article):
    one, other = "Red " * 80 + "lamps.", "Blue " * 70 + "ships."
    article = make_article(f"{one} {other}", "a")
    assert choose_from([article], ("a", one), ("a", other), settings=WIDE) == [one, other]


@pytest.mark.parametrize(
    ("text", "best", "beside", "whole"),
    [
        ("Ada lit it.\n\nThe harbour\n\nBob sold oil.", "Bob sold oil.", "The harbour", "Bob sold oil."),
        ("Ada lit it.\n\nWhat is next?\n\nBob left.", "Ada lit it.", "What is next?", "Ada lit it."),
        ("Ada lit it. Bob said this:\n\nNo.", "Ada lit it.", "Bob said this:", "Ada lit it."),
        ("Bob said this: No. Ada lit it.", "No.", "Bob said this:", "Bob said this: No."),
    ],
    ids=["heading", "question", "what announces something else", "what announces it"],
)
def test_what_stands_around_prose_is_not_quoted_with_it(make_article, text, best, beside, whole):
    assert choose_from([make_article(text, "a")], ("a", best), ("a", beside), settings=WIDE)[0] == whole


def test_equal_sentences_are_shown_once(articles):
    assert choose_from(articles, ("a", "Red lamps burn."), ("b", "Red lamps burn.")) == ["Red lamps burn."]


def test_a_sentence_that_leans_brings_the_one_before(articles):
    places = [("a", "She was the keeper."), ("a", "Ada wrote it."), ("a", "Red lamps burn.")]
    assert choose_from(articles, *places, most=1) == ["Ada wrote it. She was the keeper."]


SPEECH = 'Ada lit it. "We will stay," Bob said. "We will wait. Nobody leaves." Rain fell.'


@pytest.mark.parametrize(
    ("best", "whole"),
    [
        ('Nobody leaves."', '"We will wait. Nobody leaves."'),
        ('"We will wait.', '"We will wait. Nobody leaves."'),
        ('"We will stay," Bob said.', '"We will stay," Bob said.'),
    ],
    ids=["its end", "its beginning", "all of it"],
)
def test_a_quotation_is_quoted_whole(make_article, best, whole):
    sentences = ["Ada lit it.", '"We will stay," Bob said.', '"We will wait.', 'Nobody leaves."', "Rain fell."]
    sentences.sort(key=best.__ne__)
    assert choose_from([make_article(SPEECH, "a")], *(("a", each) for each in sentences), most=1) == [whole]


def test_no_neighbour_brings_half_a_quotation(make_article):
    article = make_article("“We will wait.\n\n“Nobody leaves,” Bob said.\n\nRain fell in March.\n\nThey stayed.”", "a")
    places = [("a", "Rain fell in March."), ("a", "“Nobody leaves,” Bob said."), ("a", "They stayed.”")]
    assert choose_from([article], *places, ("a", "“We will wait."), settings=WIDE)[0] == (
        "“Nobody leaves,” Bob said.\n\nRain fell in March."
    )


def test_a_sentence_leans_on_the_paragraph_before(make_article):
    article = make_article("Ada wrote it.\n\nShe was the keeper.", "a")
    assert choose_from([article], ("a", "She was the keeper."), ("a", "Ada wrote it."), most=1) == [article.text]


SENTENCES = [
    "Red lamps burn.",
    "Blue ships sail.",
    "Ada wrote it.",
    "She was the keeper.",
    "Green fields " + "lie and " * 50 + "wait.",
]


@given(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8),
    st.randoms(),
    st.integers(1, 5),
    st.sampled_from([ALL, WIDE, Settings()]),
)
def test_whatever_is_ranked(sentences, random, most, settings):
    article, ranked, at = Article("a", "A", " ".join(sentences)), [], 0
    for sentence in sentences:
        ranked.append(Quote("a", at, at + len(sentence), random.random()))
        at += len(sentence) + 1
    ranked.sort(key=lambda quote: -quote.score)
    chosen = choose(ranked, {"a": article}.__getitem__, replace(settings, most_quotes=most))
    assert 1 <= len(chosen) <= most
    starts, ends = {quote.start for quote in ranked}, {quote.end for quote in ranked}
    for quote in chosen:
        assert quote.start in starts
        assert quote.end in ends
        assert quote.end - quote.start <= settings.longest_quote
    assert chosen[0].start <= ranked[0].start < ranked[0].end <= chosen[0].end
    assert len({(quote.start, quote.end) for quote in chosen}) == len(chosen)


PIECES = [
    "Ada did this:",
    "1. She lit it.",
    "2. She left.",
    "Tea with milk",
    "Buns",
    "“We will wait.",
    "Nobody leaves,” Bob said.",
    "He left.",
    "Who came?",
    "The café sells these:",
    "Rain fell in March.",
]


@given(
    st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from([" ", "\n", "\n\n"])), min_size=1, max_size=9),
    st.randoms(),
    st.integers(25, 120),
    st.sampled_from([0.0, 0.05, 2.0]),
)
def test_quotes_of_any_text_are_whole_and_apart(pieces, random, longest, beside):
    """Lists, speech and headings in any order, each sentence with its answer marked."""
    text, ranked = "", []
    for said, gap in pieces:
        span = Span(len(text), len(text) + len(said))
        ranked.append(Quote("a", *span, random.random(), span))
        text += said + gap
    article = Article("a", "A", text)
    ranked.sort(key=lambda quote: -quote.score)
    settings = Settings(share=0.0, beside_share=beside, longest_quote=longest)
    chosen = choose(ranked, lambda _: article, settings)
    assert chosen[0].highlight == ranked[0].highlight
    spans = sorted((quote.start, quote.end) for quote in chosen)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(end - start <= longest for start, end in spans)


def test_what_a_sentence_leans_on_is_not_quoted_twice(make_article):
    """The middle of three long sentences once stood in two quotes."""
    first, second, third = (
        "Ada " + "lit lamps " * 24 + "once.",
        "Bob " + "sold oil " * 22 + "too.",
        "He " + "left " * 30 + "us.",
    )
    article = make_article(f"{first} {second} {third}", "a")
    chosen = choose_from([article], ("a", first), ("a", second), ("a", third))
    assert sum(second in quote for quote in chosen) == 1


def test_sentences_without_indexed_words_are_told_apart(make_article):
    article = make_article("Is it? Not that. \U0001f469\U0001f680", "a")
    places = [("a", "Is it?"), ("a", "\U0001f469\U0001f680")]
    assert len(choose_from([article], *places)) == 2


@given(
    st.lists(st.integers(0, 5), min_size=1, max_size=6, unique=True),
    st.integers(20, 120),
    st.sampled_from([0.0, 0.15, 2.0]),
)
def test_quotes_never_overlap(order, longest, beside):
    texts = [
        "Ada lit it.",
        "He left the old house.",
        "This was in May.",
        "Bob sold oil.",
        "They met twice.",
        "Rain fell.",
    ]
    article = Article("a", "A", " ".join(texts))
    starts = [article.text.index(text) for text in texts]
    ranked = [Quote("a", starts[i], starts[i] + len(texts[i]), 1.0 - n / 100) for n, i in enumerate(order)]
    settings = Settings(share=0.0, beside_share=beside, longest_quote=longest)
    chosen = choose(ranked, lambda _: article, settings)
    spans = sorted((quote.start, quote.end) for quote in chosen)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_what_stands_in_two_articles_is_shown_once_also_where_neighbours_were_joined(make_article):
    """A file that was added twice, once by upload, was quoted twice."""
    text = "The red lamps burned all night. The blue ships sailed at dawn."
    twice = [make_article(text, "a"), make_article(text, "b")]
    first, second = text.split(". ")
    places = [(id_, sentence) for sentence in (f"{first}.", second) for id_ in ("a", "b")]
    assert choose_from(twice, *places, settings=WIDE) == [text]


MENU = "The café sells these:\n\nTea with milk\n\nBuns\n\nA pie that is warm\n\nIt closes at noon."


def test_a_list_is_quoted_with_what_announces_it(make_article):
    article = make_article(MENU, "a")
    whole = MENU.partition("\n\nIt closes")[0]
    assert choose_from([article], ("a", "The café sells these:")) == [whole]
    # One of its items stands in it already, or comes before it.
    assert choose_from([article], ("a", "The café sells these:"), ("a", "Buns")) == [whole]
    assert choose_from([article], ("a", "Buns"), ("a", "The café sells these:")) == [whole]


def test_items_that_are_quoted_already_are_not_lost_to_what_announces_them(make_article):
    """Two sentences of a list, each with its answer marked; then the sentence before the list."""
    article = make_article("Ada did this:\n\n1. She lit it.\n\n2. She left.\n\n3. She slept.\n\nRain fell.", "a")
    ranked = []
    for n, said in enumerate(["3. She slept.", "1. She lit it.", "Ada did this:"]):
        start = article.text.index(said)
        highlight = Span(start, start + len(said)) if n < 2 else None
        ranked.append(Quote("a", start, start + len(said), 1.0 - n / 100, highlight))
    for longest in range(20, 80):
        chosen = choose(ranked, lambda _: article, replace(ALL, longest_quote=longest))
        spans = sorted((quote.start, quote.end) for quote in chosen)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
        for quote in ranked[:2]:
            assert any(quote.lies_in(other) for other in chosen)


def test_of_a_long_list_is_quoted_what_is_short_enough(make_article):
    article = make_article(MENU, "a")
    assert choose_from([article], ("a", "The café sells these:"), settings=replace(ALL, longest_quote=45)) == [
        "The café sells these:\n\nTea with milk\n\nBuns"
    ]


def test_an_item_is_quoted_with_its_list(make_article):
    text = f"The café is open. {MENU}"
    article, whole = make_article(text, "a"), MENU.partition("\n\nIt closes")[0]
    assert choose_from([article], ("a", "Buns")) == [whole]
    assert choose_from([article], ("a", "A pie that is warm"), ("a", "Buns")) == [whole]
    # Of a list that is too long are quoted those that come before it, or it alone.
    short, least = (replace(ALL, longest_quote=longest) for longest in (45, 30))
    assert choose_from([article], ("a", "Buns"), settings=short) == [whole.partition("\n\nA pie")[0]]
    assert choose_from([article], ("a", "Buns"), settings=least) == ["Buns"]


def test_an_item_that_nothing_announces_is_quoted_alone(make_article):
    article = make_article("The keepers met.\n\nOil for the lamp\n\nA new ferry", "a")
    assert choose_from([article], ("a", "A new ferry")) == ["A new ferry"]
