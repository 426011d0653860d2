"""Chunking: passages cover the article, hold whole sentences, and never exceed the budget, whatever is counted."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus import Article, Span, load, normalise
from corpus.chunking import LONGEST_UNIT, chunk
from corpus.sentences import split_sentences


def count_words(texts):
    return [len(text.split()) for text in texts]


def count_characters(texts):
    return [len(text) for text in texts]


def count_more_than_the_parts(texts):
    """A tokenizer to which the whole is far more than its parts."""
    return [len(text.split()) ** 2 // 8 + len(text) // 9 + 1 for text in texts]


def count_unsteadily(texts):
    """A tokenizer whose counts jump without reason; one character is one token at the most."""
    return [1 if len(text) == 1 else 1 + hash(len(text) * 2654435761 % 97) % (len(text) + 3) for text in texts]


def cut_texts(article, passages):
    return [passage.text_in(article) for passage in passages]


def assert_sound(article, passages, count, budget):
    """Check what must hold of any article's passages."""
    covered = set()
    for passage in passages:
        text = passage.text_in(article)
        assert text == text.strip()
        assert count([text])[0] <= budget or len(text) == 1
        for start, end in passage.sentences:
            assert end - start <= LONGEST_UNIT
            covered.update(range(start, end))
        covered.update(i for heading in article.headings for i in range(*heading) if passage.start <= i < passage.end)
    assert {i for i, char in enumerate(article.text) if not char.isspace()} <= covered
    for before, after in pairwise(passages):
        assert before.start <= after.start
        assert before.end <= after.end
        # A passage that was halved, because the whole has more tokens than its parts, may stand in its neighbour.
        assert count is not count_words or (before.start < after.start and before.end < after.end)


WORDS = st.sampled_from(
    ["The", "lamp", "burned", "on.", "Who", "lit", "it?", "D.P.R.K.", "北京是首都。", "👩‍🚀", "1,200", ";"]
)
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=40).map(" ".join)
TEXTS = st.lists(PARAGRAPHS, min_size=1, max_size=6).map("\n\n".join) | st.text(min_size=1).filter(
    lambda text: normalise(text).strip()
)


@pytest.mark.parametrize("count", [count_words, count_characters, count_more_than_the_parts, count_unsteadily])
@given(text=TEXTS, budget=st.integers(1, 60), overlap=st.integers(0, 3))
@example(text="x" * 700, budget=3, overlap=1)
@example(text="One two. Three four.\n\nFive", budget=1, overlap=2)
@example(
    text="The lamp D.P.R.K. D.P.R.K. D.P.R.K. 北京是首都。 on. The The The lamp The The burned burned",
    budget=26,
    overlap=3,
)
def test_any_text(count, text, budget, overlap):
    article = Article("a", "A", normalise(text))
    assert_sound(article, chunk(article, count, budget, overlap), count, budget)


@st.composite
def draw_structured_article(draw):
    """Articles of headings and paragraphs."""
    text, headings = "", []
    for is_heading in draw(st.lists(st.booleans(), min_size=1, max_size=10)):
        if is_heading:
            part = " ".join(draw(st.lists(st.sampled_from(["Alarms", "on", "the", "way", "down"]), min_size=1)))
            headings.append(Span(len(text), len(text) + len(part)))
        else:
            part = draw(PARAGRAPHS)
        text += part + "\n\n"
    return Article("a", "A", normalise(text), headings=tuple(headings))


@given(draw_structured_article(), st.integers(2, 60), st.integers(0, 2))
def test_headings_are_in_passages_but_not_quotable(article, budget, overlap):
    passages = chunk(article, count_words, budget, overlap)
    assert_sound(article, passages, count_words, budget)
    for passage in passages:
        for sentence in passage.sentences:
            assert not any(start < sentence.end and sentence.start < end for start, end in article.headings)


@given(draw_structured_article(), st.integers(2, 60))
def test_a_heading_is_not_parted_from_what_it_entitles(article, budget):
    for before, after in pairwise(chunk(article, count_words, budget)):
        if before.sentences and any(heading.end == before.end for heading in article.headings):
            heading = next(heading for heading in article.headings if heading.end == before.end)
            following = after.sentences[0] if after.sentences else Span(after.start, after.end)
            # More headings may stand between the two.
            assert count_words([article.text[heading.start : following.end]])[0] > budget


@given(TEXTS, st.integers(8, 60))
def test_every_sentence_that_fits_stays_whole(text, budget):
    article = Article("a", "A", normalise(text))
    held = {span for passage in chunk(article, count_words, budget) for span in passage.sentences}
    for start, end in split_sentences(article.text):
        if end - start <= LONGEST_UNIT and count_words([article.text[start:end]])[0] <= budget:
            assert (start, end) in held


def test_a_short_article_is_one_passage(make_article):
    article = make_article("The lamp burned. Nobody knew why.\n\nIt was put out.")
    [passage] = chunk(article, count_words, 50)
    assert (passage.start, passage.end) == (0, len(article.text))
    assert [article.text[start:end] for start, end in passage.sentences] == [
        "The lamp burned.",
        "Nobody knew why.",
        "It was put out.",
    ]


@pytest.mark.parametrize("text", ["Lamp", "燈", "!", "…", "1", "👩‍🚀"])
def test_one_word(make_article, text):
    [passage] = chunk(make_article(text), count_words, 50)
    assert (passage.start, passage.end, passage.sentences) == (0, len(text), (Span(0, len(text)),))


def test_white_space_around_is_left_out(make_article):
    article = make_article("\n\n  The lamp burned.  \n\n\n Nobody knew why. \n\n")
    assert cut_texts(article, chunk(article, count_words, 3)) == ["The lamp burned.", "Nobody knew why."]


def test_a_paragraph_that_is_cut_repeats_its_last_sentence(make_article):
    article = make_article("One one one one. Two two. Three three. Four four four four. Five five.")
    assert cut_texts(article, chunk(article, count_words, 10)) == [
        "One one one one. Two two. Three three.",
        "Four four four four. Five five.",
    ]
    article = make_article("One one one one. Two two. Three three. Four four. Five five.")
    assert cut_texts(article, chunk(article, count_words, 8)) == [
        "One one one one. Two two. Three three.",
        "Three three. Four four. Five five.",
    ]
    assert cut_texts(article, chunk(article, count_words, 8, overlap=0)) == [
        "One one one one. Two two. Three three.",
        "Four four. Five five.",
    ]


def test_nothing_is_repeated_where_a_paragraph_ends(make_article):
    article = make_article("One one one one. Two two. Three three.\n\nFour four. Five five.")
    assert cut_texts(article, chunk(article, count_words, 8)) == [
        "One one one one. Two two. Three three.",
        "Four four. Five five.",
    ]


def test_a_passage_ends_early_rather_than_cut_a_paragraph(make_article):
    article = make_article("One one one one. Two two.\n\nThree three. Four four four four.")
    assert cut_texts(article, chunk(article, count_words, 10)) == [
        "One one one one. Two two.",
        "Three three. Four four four four.",
    ]


def test_a_full_passage_ends_before_a_heading(make_article):
    text = "One one one one one. Two two.\n\nThree\n\nFour four."
    article = make_article(text, headings=(Span(31, 36),))
    assert text[31:36] == "Three"
    assert cut_texts(article, chunk(article, count_words, 12)) == [
        "One one one one one. Two two.",
        "Three\n\nFour four.",
    ]


def test_a_heading_opens_a_passage_rather_than_end_one(make_article):
    text = "One one.\n\nTwo\n\nThree three three three three three. Four."
    article = make_article(text, headings=(Span(10, 13),))
    assert cut_texts(article, chunk(article, count_words, 8)) == [
        "One one.",
        "Two\n\nThree three three three three three. Four.",
    ]


def test_a_heading_too_long_for_a_sentence_is_still_a_heading(make_article):
    """Its pieces were taken for sentences, and could be quoted."""
    heading = " ".join(["Whereas"] * 100)
    article = make_article(f"{heading}\n\nThe lamp burned.", headings=(Span(0, len(heading)),))
    passages = chunk(article, count_words, 30)
    assert_sound(article, passages, count_words, 30)
    assert [span for passage in passages for span in passage.sentences] == [Span(len(heading) + 2, len(article.text))]


def test_a_heading_with_blanks_around_it_is_still_a_heading(make_article):
    article = make_article("  Alarms  \n\nThe lamp burned.", headings=(Span(0, 10),))
    [passage] = chunk(article, count_words, 30)
    assert passage.sentences == (Span(12, 28),)


def test_a_heading_at_the_end(make_article):
    article = make_article("The lamp burned.\n\nNotes", headings=(Span(18, 23),))
    assert cut_texts(article, chunk(article, count_words, 30)) == ["The lamp burned.\n\nNotes"]


def test_a_huge_sentence_is_cut_at_clauses(make_article):
    article = make_article(", ".join(f"and the lamp number {n} burned on" for n in range(60)) + ".")
    passages = chunk(article, count_words, 40)
    assert_sound(article, passages, count_words, 40)
    quotable = [article.text[start:end] for passage in passages for start, end in passage.sentences]
    assert all(text.endswith(("on,", "on.")) for text in quotable)


def test_a_word_without_end(make_article):
    article = make_article("x" * 5_000)
    assert_sound(article, chunk(article, count_characters, 7), count_characters, 7)


def test_chinese_and_japanese(make_article):
    article = make_article(
        "北京是中国的首都。上海是最大的城市。" * 30 + "\n\n東京は日本の首都です。大阪は商業の町です。" * 30
    )
    passages = chunk(article, count_characters, 50)
    assert_sound(article, passages, count_characters, 50)
    for passage in passages:
        assert all(article.text[end - 1] == "。" for _, end in passage.sentences)


def test_the_count_is_asked_for_few_times(make_article):
    """Tokenizing is done for all sentences at once, not one by one."""
    calls = []

    def count_calls(texts):
        calls.append(len(texts))
        return count_words(texts)

    article = make_article("The lamp burned. Nobody knew why. " * 500)
    chunk(article, count_calls, 100)
    assert len(calls) == 2


@given(text=TEXTS)
def test_any_text_with_the_real_tokenizer(embedder, text):
    article = Article("a", "A", normalise(text))

    def count(texts):
        return [tokens - 2 for tokens in embedder.count_tokens(texts)]

    assert_sound(article, chunk(article, count, 24), count, 24)


def test_the_samples_with_the_real_tokenizer(embedder, samples):
    for path in samples:
        [article] = load(path)
        passages = chunk(article, embedder.count_tokens, 200)
        assert_sound(article, passages, embedder.count_tokens, 200)
        tails = [passage for passage in passages if any(heading.end == passage.end for heading in article.headings)]
        assert not tails
