"""Mining: each sentence that the network reads has its score, and the better network scores what it was taught."""

import pytest
import torch
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from corpus import Span
from training.groups import Group, Place
from training.mining import open_scorer

TEXTS = ("The mill burned in May. Nobody was hurt.", "A bridge was built. It stood for long. Ships went under it.")


def place(text):
    ends = [n + 1 for n, letter in enumerate(text) if letter == "."]
    starts = [0, *(end + 1 for end in ends[:-1])]
    return Place("A title", text, tuple(map(Span, starts, ends)))


@pytest.fixture(scope="module")
def tokenizer():
    words = dict.fromkeys(" ".join(TEXTS).replace(".", " . ").split())
    made = Tokenizer(
        WordLevel({word: n for n, word in enumerate(("[UNK]", "[CLS]", "[SEP]", *words))}, unk_token="[UNK]")
    )
    made.pre_tokenizer = Whitespace()
    return made


@pytest.fixture(scope="module")
def score(make_network, tokenizer):
    return open_scorer(make_network(), tokenizer)


def test_each_sentence_has_a_score(score):
    scores = score(Group("When did the mill burn?", tuple(map(place, TEXTS))))
    assert [len(listed) for listed in scores] == [2, 3]
    assert len({worth for listed in scores for worth in listed}) == 5


def test_a_passage_scores_the_same_beside_others(score):
    together = score(Group("When?", tuple(map(place, TEXTS))))
    for text, scores in zip(TEXTS, together, strict=True):
        assert score(Group("When?", (place(text),)))[0] == pytest.approx(scores, abs=1e-3)


def test_nothing_is_learned_from_it(make_network, tokenizer):
    network = make_network()
    before = {name: tensor.clone() for name, tensor in network.state_dict().items()}
    open_scorer(network, tokenizer)(Group("When?", (place(TEXTS[0]),)))
    assert all(torch.equal(before[name], tensor) for name, tensor in network.state_dict().items())
