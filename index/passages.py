"""Cutting articles into passages that an embedder can read whole, and embedding them."""

from collections.abc import Callable, Sequence

import numpy as np

from corpus import Article, Passage
from corpus.chunking import chunk
from index.embedder import Embedder, Vectors

# Tokens of a passage with its title and special tokens; benchmarks/ shows what other sizes give.
PASSAGE_TOKENS = 200
# Tokens of a title that may stand before each passage, and the share they may take of what the model reads.
_LONGEST_TITLE, _TITLE_SHARE = 48, 0.25
# Tokens by which a text may be longer than its parts together.
_SLACK = 4
# Passages embedded between two reports of progress.
_BLOCK = 128


def cut(embedder: Embedder, article: Article) -> list[Passage]:
    """Return the article's passages, each short enough for the embedder together with what goes before it."""
    nothing, heading = embedder.count_tokens(["", _make_heading(embedder, article)])
    budget = min(PASSAGE_TOKENS, embedder.max_tokens - _SLACK) - heading

    def count(texts: Sequence[str]) -> list[int]:
        return [tokens - nothing for tokens in embedder.count_tokens(texts)]

    return chunk(article, count, budget)


def embed(
    embedder: Embedder, pairs: Sequence[tuple[Article, Passage]], embedded: Callable[[int], None] = lambda _: None
) -> Vectors:
    """Return the vectors of passages, (n, dimension), each embedded under its article's title.

    `embedded` is told the number of characters after each block.
    """
    headings = {article.id: _make_heading(embedder, article) for article, _ in pairs}
    parts = [np.zeros((0, embedder.dimension), dtype=np.float32)]
    for first in range(0, len(pairs), _BLOCK):
        block = pairs[first : first + _BLOCK]
        parts.append(
            embedder.embed_passages([headings[article.id] + passage.text_in(article) for article, passage in block])
        )
        embedded(sum(passage.end - passage.start for _, passage in block))
    return np.concatenate(parts)


def cut_and_embed(embedder: Embedder, article: Article) -> tuple[list[Passage], Vectors]:
    """Return the passages of one article, and their vectors."""
    passages = cut(embedder, article)
    return passages, embed(embedder, [(article, passage) for passage in passages])


def _make_heading(embedder: Embedder, article: Article) -> str:
    """Return what is embedded before each passage: the article's title, unless it would crowd the passage out."""
    heading = f"{article.title}\n"
    longest = min(_LONGEST_TITLE, int(embedder.max_tokens * _TITLE_SHARE))
    return heading if embedder.count_tokens([heading])[0] <= longest else ""
