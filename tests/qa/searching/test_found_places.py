"""Found places: sentences to show, and the words in them, as spans of the text."""

from hypothesis import given
from hypothesis import strategies as st

from corpus import Article, Passage, Span
from corpus.sentences import split_sentences
from index.words import locate_words, stem_words
from qa.searching.found_places import find_place


def place(text, typed, headings=()):
    article = Article("a", "A", text, headings=headings)
    passage = Passage("a", 0, len(text), tuple(Span(*each) for each in split_sentences(text, headings)))
    found = find_place(article, passage, frozenset(stem_words(typed)))
    return found and (text[slice(*found.span)], [text[slice(*word)] for word in found.words])


def test_the_sentence_is_shown_that_holds_the_words():
    text = "The lamps went out. The keeper of the lamp rowed home. Nobody saw him."
    assert place(text, "keeper lamp") == ("The keeper of the lamp rowed home.", ["keeper", "lamp"])
    assert place(text, "lamp") == ("The lamps went out.", ["lamps"])
    assert place(text, "sardine") is None


def test_words_of_two_sentences_are_shown_together():
    text = "It was noon. The lamps went out. The keeper rowed home. Nobody saw him."
    assert place(text, "lamp keeper") == ("The lamps went out. The keeper rowed home.", ["lamps", "keeper"])


def test_a_heading_is_its_line():
    text = "The lamp\n\nNobody saw him."
    assert place(text, "lamp", (Span(0, 8),)) == ("The lamp", ["lamp"])


def test_a_long_sentence_is_cut_where_words_end():
    text = f"{'far away ' * 60}the lamp burned {'and on ' * 90}until May."
    shown, words = place(text, "lamp")
    assert words == ["lamp"] and len(shown) < 340
    assert shown.startswith(("away ", "far "))
    assert shown.endswith(("and", "on"))


@given(
    st.text("lamp keeper.\nA ", min_size=1, max_size=900).filter(str.strip), st.sampled_from(["lamp", "keeper lamp"])
)
def test_every_word_that_is_marked_is_one_that_was_looked_for(text, typed):
    article, wanted = Article("a", "A", text), frozenset(stem_words(typed))
    found = find_place(article, Passage("a", 0, len(text), ()), wanted)
    assert (found is None) == (not locate_words(text, wanted))
    if found:
        assert found.words and len(text[slice(*found.span)]) <= 420
        for start, end in found.words:
            assert found.span.start <= start < end <= found.span.end
            assert set(stem_words(text[start:end])) <= wanted
