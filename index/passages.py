"""Cutting articles into passages that an embedder reads whole, and embedding them."""

from collections.abc import Callable, Sequence

import numpy as np

from corpus import Article, Passage
from corpus.chunking import chunk
from index.arrays import Vectors
from index.embedder import Embedder

# Tokens of a passage, its title and special tokens included; benchmarks/ measures other sizes.
PASSAGE_TOKENS = 200
# The most tokens of a title before each passage, and the largest share of the model's length that it may take.
_LONGEST_TITLE, _TITLE_SHARE = 48, 0.25
# A text may have so many tokens more than its parts together.
_SLACK = 4
# Passages embedded between two reports of progress.
_BLOCK = 128


def cut(embedder: Embedder, article: Article) -> list[Passage]:
    """Return the article's passages; each fits into the embedder's length together with the title before it."""
    nothing, heading = embedder.count_tokens(["", _make_heading(embedder, article)])
    budget = min(PASSAGE_TOKENS, embedder.max_tokens - _SLACK) - heading

    def count(texts: Sequence[str]) -> list[int]:
        return [tokens - nothing for tokens in embedder.count_tokens(texts)]

    return chunk(article, count, budget)


def embed(
    embedder: Embedder, pairs: Sequence[tuple[Article, Passage]], embedded: Callable[[int], None] = lambda _: None
) -> Vectors:
    """Return the vectors of passages, (n, dimension), each embedded under its article's title.

    What stands there again and again is embedded once. `embedded` is told the number of characters after each block.
    """
    headings = {article.id: _make_heading(embedder, article) for article, _ in pairs}
    parts = [np.zeros((0, embedder.dimension), dtype=np.float32)]
    numbers: dict[str, int] = {}
    order: list[int] = []
    for first in range(0, len(pairs), _BLOCK):
        block = pairs[first : first + _BLOCK]
        texts = [headings[article.id] + passage.text_in(article) for article, passage in block]
        new = [text for text in dict.fromkeys(texts) if text not in numbers]
        numbers.update({text: number for number, text in enumerate(new, len(numbers))})
        order += [numbers[text] for text in texts]
        if new:
            parts.append(embedder.embed_passages(new))
        embedded(sum(passage.end - passage.start for _, passage in block))
    return np.concatenate(parts)[order]


def cut_and_embed(embedder: Embedder, article: Article) -> tuple[list[Passage], Vectors]:
    """Return the passages of one article, and their vectors."""
    passages = cut(embedder, article)
    return passages, embed(embedder, [(article, passage) for passage in passages])


def _make_heading(embedder: Embedder, article: Article) -> str:
    """Return the text that is embedded before each passage: the article's title, unless that is too long."""
    heading = f"{article.title}\n"
    longest = min(_LONGEST_TITLE, int(embedder.max_tokens * _TITLE_SHARE))
    return heading if embedder.count_tokens([heading])[0] <= longest else ""
