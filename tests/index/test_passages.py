"""What is embedded of an article: its passages, each under the title, each within what the model reads."""

import numpy as np
import pytest

from index import TextTooLong
from index.passages import PASSAGE_TOKENS, cut, embed

TEXT = "\n\n".join(
    f"The lamp number {n} burned on for years, and nobody asked who paid for the oil." for n in range(60)
)


@pytest.fixture(params=["words", "real"])
def any_embedder(request):
    return request.getfixturevalue("word_embedder" if request.param == "words" else "embedder")


def test_a_passage_fits_with_its_title(any_embedder, make_article):
    for title in ("Lamp", "The keeper of the lamp " * 6, "The keeper of the lamp " * 60):
        article = make_article(TEXT, title=title)
        passages = cut(any_embedder, article)
        assert len(passages) > 3
        for heading in ("", f"{title}\n"):
            counts = any_embedder.count_tokens([heading + passage.text_in(article) for passage in passages])
            assert max(counts) <= PASSAGE_TOKENS + (any_embedder.count_tokens([heading])[0] if len(title) > 500 else 0)
        assert embed(any_embedder, [(article, passage) for passage in passages]).shape[0] == len(passages)


def test_the_title_is_embedded_with_each_passage(word_embedder, make_article):
    article = make_article(TEXT, title="The keeper")
    passages = cut(word_embedder, article)
    embed(word_embedder, [(article, passage) for passage in passages])
    assert word_embedder.embedded == [f"The keeper\n{passage.text_in(article)}" for passage in passages]


def test_vectors_stand_in_order_and_are_units(any_embedder, make_article):
    long, short = make_article(TEXT, "one"), make_article("北京。", "other", "北京")
    pairs = [(article, passage) for article in (long, short) for passage in cut(any_embedder, article)]
    vectors = embed(any_embedder, pairs)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-4)
    for pair, vector in zip(pairs, vectors, strict=True):
        assert float(embed(any_embedder, [pair])[0] @ vector) == pytest.approx(1, abs=2e-3)


def test_nothing_to_embed(any_embedder):
    assert embed(any_embedder, []).shape == (0, any_embedder.dimension)


def test_progress_is_told(word_embedder, make_article):
    article, counts = make_article("\n\n".join([TEXT] * 30)), []
    passages = cut(word_embedder, article)
    embed(word_embedder, [(article, passage) for passage in passages], counts.append)
    assert len(counts) > 1
    assert sum(counts) == sum(passage.end - passage.start for passage in passages)


def test_a_text_too_long_is_refused_not_cut(any_embedder):
    with pytest.raises(TextTooLong):
        any_embedder.embed_passages(["The lamp burned.", "word " * 400])


@pytest.mark.parametrize("unit", ["[", "a ", "[[] ", '{"a":[', "7\n"])
def test_what_stands_there_again_and_again_is_embedded_once(word_embedder, make_article, unit):
    """A long text of one sign costs as much as a short one: each passage still has its vector."""
    article = make_article(unit * (60_000 // len(unit)), title="Signs")
    passages = cut(word_embedder, article)
    assert len(passages) > 40
    vectors = embed(word_embedder, [(article, passage) for passage in passages])
    assert len(word_embedder.embedded) == len(set(word_embedder.embedded)) < 16
    assert vectors.shape[0] == len(passages)
    texts = {passage.text_in(article): vector for passage, vector in zip(passages, vectors, strict=True)}
    for passage, vector in zip(passages, vectors, strict=True):
        assert np.array_equal(vector, texts[passage.text_in(article)])
