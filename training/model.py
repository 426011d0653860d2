"""The network that is trained: the embedder's own encoder, and three scores a token.

An answer begins here, an answer ends here, and this stands in a sentence that answers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer
from transformers import AttentionInterface, AttentionMaskInterface
from transformers.masking_utils import eager_mask

from corpus import Span
from training.examples import Example

# Tokens of each part; product passages are shorter.
LONGEST_QUESTION, LONGEST_TITLE, LONGEST_PASSAGE = 64, 32, 300
START, END, ANSWERING = range(3)
SCORES = 3


@dataclass(frozen=True, slots=True)
class Encoded:
    """Token ids of "[CLS] question [SEP] title [SEP] passage [SEP]", and the first and last token of the answer.

    Both are 0, the [CLS] token, if there is no answer.
    """

    ids: NDArray[np.int32]
    start: int
    end: int


def _attention(
    module: torch.nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    scaling: float,
    **_: object,
) -> tuple[torch.Tensor, None]:
    """Attend as transformers' own "eager" does, in fewer passes over memory and without a detour through float32."""
    batch, heads, length, width = query.shape
    queries, keys, values = (it.reshape(batch * heads, length, width) for it in (query, key, value))
    if attention_mask is None:  # no text of the batch is padded
        hidden = query.new_zeros(())
    else:  # every row of a mask is the same: what pads a text is hidden from all of it
        hidden = attention_mask[:, :, :1].to(query.dtype).expand(batch, heads, 1, length).reshape(-1, 1, length)
    shares = torch.baddbmm(hidden, queries, keys.transpose(1, 2), alpha=scaling).softmax(dim=-1)
    return torch.bmm(shares, values).view(batch, heads, length, width).transpose(1, 2).contiguous(), None


# The name by which transformers finds it. On a processor it trains a tenth faster than any of its own.
ATTENTION = "pullquote"
AttentionInterface.register(ATTENTION, _attention)
AttentionMaskInterface.register(ATTENTION, eager_mask)


class TokenScores(torch.nn.Module):
    """An encoder with a start, an end and an answering score for each token."""

    def __init__(self, encoder: torch.nn.Module, width: int):
        super().__init__()
        self.encoder = encoder
        self.head = torch.nn.Linear(width, SCORES)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return scores, (batch, tokens, 3)."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        scores: torch.Tensor = self.head(hidden)
        return scores


def encode(tokenizer: Tokenizer, examples: Sequence[Example]) -> list[Encoded]:
    """Turn examples into token ids; one whose answer is cut off is left out."""

    def tokens(texts: Sequence[str]) -> list[Encoding]:
        return tokenizer.encode_batch(list(texts), add_special_tokens=False)

    questions = tokens([example.question for example in examples])
    titles = tokens([example.title for example in examples])
    passages = tokens([example.passage for example in examples])
    encoded = []
    for example, question, title, passage in zip(examples, questions, titles, passages, strict=True):
        ids, first = join_tokens(tokenizer, question, title, passage)
        start = end = 0
        if example.answer:
            inside = find_tokens(passage, example.answer)
            if inside is None or passage.offsets[inside.end - 1][1] < example.answer.end:
                continue
            start, end = first + inside.start, first + inside.end - 1
        encoded.append(Encoded(ids, start, end))
    return encoded


def join_tokens(
    tokenizer: Tokenizer, question: Encoding, title: Encoding, passage: Encoding
) -> tuple[NDArray[np.int32], int]:
    """Return the token ids of the three parts, each cut to its length, and where the passage's begin."""
    cls, sep = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    head = [cls, *question.ids[:LONGEST_QUESTION], sep, *title.ids[:LONGEST_TITLE], sep]
    return np.array([*head, *passage.ids[:LONGEST_PASSAGE], sep], dtype=np.int32), len(head)


def find_tokens(passage: Encoding, span: Span) -> Span | None:
    """Return the tokens of a passage inside a span of its characters; None if the network reads none of it."""
    offsets = passage.offsets[:LONGEST_PASSAGE]
    inside = [n for n, (start, end) in enumerate(offsets) if start < span.end and end > span.start]
    return Span(inside[0], inside[-1] + 1) if inside else None
