"""Competition: the right sentence of all of a question's passages comes first, and nothing else is learned."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from corpus import Span
from training.competition import EncodedGroup, EncodedPlace, GroupTask, encode_groups
from training.fit import Plan, fit
from training.groups import Group, Place
from training.model import ANSWERING, END, LONGEST_PASSAGE, START

# A sentence is right if this token stands in it.
RIGHT = 7


def make_place(rng, right=None, sentences=3, has_span=True):
    """Return a passage of some sentences of a few tokens, one of which may hold the right token."""
    ids, spans, marked = [1, *rng.integers(8, 40, size=2)], [], (0, 0)
    for n in range(sentences):
        start = len(ids)
        ids += rng.integers(8, 40, size=rng.integers(3, 7)).tolist()
        if n == right:
            place = int(rng.integers(start, len(ids)))
            ids[place] = RIGHT
            marked = (place, place) if has_span else (0, 0)
        spans.append(Span(start, len(ids)))
    return EncodedPlace(
        np.array([*ids, 2], dtype=np.int32), tuple(spans), tuple(n == right for n in range(sentences)), marked
    )


def make_group(rng, places=2, *, answered=True, has_span=True):
    right = int(rng.integers(places)) if answered else None
    listed = [make_place(rng, int(rng.integers(3)) if n == right else None, has_span=has_span) for n in range(places)]
    return EncodedGroup(tuple(listed))


@pytest.fixture(scope="module")
def groups():
    """Groups of which a fifth is not answered, and a fifth are claims."""
    rng = np.random.default_rng(2)
    return [make_group(rng, answered=n % 5 != 1, has_span=n % 5 != 2) for n in range(192)]


def compute_gradient(network, batch):
    """Return how each of the head's scores would be changed, (3,)."""
    network.zero_grad()
    GroupTask().compute_loss(network, batch).backward()
    return network.head.weight.grad.norm(dim=1)


@pytest.mark.usefixtures("short_runs")
def test_the_right_sentence_comes_first(make_network, groups, tmp_path, read_log):
    network, task = make_network(), GroupTask()
    before = task.measure(network, groups[:32], 8)
    fit(network, groups, task, Plan(steps=60, batch=8, rate=2e-2), tmp_path)
    *log, last = read_log(tmp_path)
    assert log[-1]["loss"] < log[0]["loss"] / 2
    assert last["loss_aside"] < before["loss_aside"] / 2
    assert last["first"] > 0.8 > 0.5 > before["first"]


def test_a_claims_span_is_not_learned(make_network):
    claim, marked = (
        EncodedGroup((make_place(np.random.default_rng(3), right=1, has_span=has_span),)) for has_span in (False, True)
    )
    of_claim, of_question = (compute_gradient(make_network(), [group]) for group in (claim, marked))
    assert of_claim[[START, END]].tolist() == [0, 0] < of_question[[START, END]].tolist()
    assert of_claim[ANSWERING] > 0


def test_that_a_claims_rivals_hold_no_span_is_learned(make_network):
    group = EncodedGroup((make_place(np.random.default_rng(3)),))
    assert compute_gradient(make_network(), [group]).min() > 0


@pytest.mark.parametrize("size", [3, 7])
def test_a_group_costs_in_a_batch_what_it_costs_alone(make_network, size):
    """Passages are padded to the longest, and computed beside those of other groups."""
    rng, network, task = np.random.default_rng(size), make_network(), GroupTask()
    batch = [make_group(rng) for _ in range(size)]
    assert len({task.measure_length(group) for group in batch}) > 1
    alone = [task.compute_loss(network, [group]).item() for group in batch]
    assert task.compute_loss(network, batch).item() == pytest.approx(np.mean(alone), abs=1e-4)


def test_what_follows_the_end_of_a_passage_costs_nothing(make_network):
    """A long rival pads the others."""
    rng, network, task = np.random.default_rng(5), make_network(), GroupTask()
    short, long = make_place(rng, right=0, sentences=1), make_place(rng, sentences=8)
    groups = [EncodedGroup((place,)) for place in (short, long)]
    together = task.compute_loss(network, groups).item()
    # The long one holds no right sentence, so it does not compete: the mean of the others is of two passages.
    ranked, of_long = (task.compute_loss(network, [group]).item() for group in groups)
    assert together == pytest.approx((ranked + of_long) / 2, abs=1e-4)


class Scorer(torch.nn.Module):
    """Scores a token by its number, and "none here" by a number that is given."""

    def __init__(self, none=0.0):
        super().__init__()
        self.none = none

    def forward(self, ids, mask):
        scores = ids.float()[..., None].repeat(1, 1, 3)
        scores[:, 0] = self.none
        return scores


def make_plain(*sentences, right=()):
    """Return a passage of sentences of one token each, which are marked right by their places."""
    spans = tuple(Span(n, n + 1) for n in range(1, len(sentences) + 1))
    return EncodedPlace(
        np.array([0, *sentences, 0], np.int32), spans, tuple(n in right for n in range(len(spans))), (0, 0)
    )


def test_any_of_several_right_sentences_will_do():
    def cost(*right):
        return GroupTask().compute_loss(Scorer(), [EncodedGroup((make_plain(9, 5, 1, right=right),))]).item()

    assert cost(0) < cost(1) < cost(2)
    assert cost(0, 2) <= cost(0)
    assert cost(0, 1, 2) < cost(0, 1)


def test_sentences_compete_across_passages():
    """The best of another passage costs more, the worse of it do not matter."""

    def cost(*rival):
        own = make_plain(9, 2, right=[0])
        return GroupTask().compute_loss(Scorer(30.0), [EncodedGroup((own, make_plain(*rival)))]).item()

    assert cost(5, 5) < cost(9, 5) < cost(14, 5)
    assert cost(14, 5) == pytest.approx(cost(14, 1), abs=1e-2)


@given(st.lists(st.lists(st.integers(1, 30), min_size=1, max_size=4), min_size=1, max_size=4), st.data())
def test_first_is_how_often_the_best_sentence_is_right(scores, data):
    groups, expected = [], []
    for listed in scores:
        right = data.draw(st.sets(st.integers(0, len(listed) - 1)))
        groups.append(EncodedGroup((make_plain(*listed, right=right),)))
        if right:
            expected.append(listed.index(max(listed)) in right)
    if expected:
        assert GroupTask().measure(Scorer(), groups, 2)["first"] == pytest.approx(np.mean(expected), abs=1e-3)


@pytest.fixture(scope="module")
def tokenizer():
    """A tokenizer of whole words and stops."""
    words = ["[UNK]", "[CLS]", "[SEP]", *"who kept the lamp Ada Finch did It went out early . ?".split()]  # noqa: SIM905
    tokenizer = Tokenizer(WordLevel({word: n for n, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    return tokenizer


PASSAGE = "Ada Finch did. It went out early."
SENTENCES = (Span(0, 14), Span(15, 33))


def decode(tokenizer, place, span):
    return tokenizer.decode(place.ids[slice(*span)].tolist())


def test_tokens_of_sentences_and_answers(tokenizer):
    place = Place("the lamp", PASSAGE, SENTENCES, right=(0,), answer=Span(0, 9))
    rival = Place("", "It went out early.", (Span(0, 18),))
    [group] = encode_groups(tokenizer, [Group("who kept the lamp ?", (place, rival))])
    own, other = group.places
    words = [tokenizer.id_to_token(id_) for id_ in own.ids]
    assert " ".join(words) == "[CLS] who kept the lamp ? [SEP] the lamp [SEP] Ada Finch did . It went out early . [SEP]"
    assert [words[slice(*span)] for span in own.sentences] == [words[10:14], words[14:19]]
    assert own.right == (True, False)
    assert words[own.answer[0] : own.answer[1] + 1] == ["Ada", "Finch"]
    assert (other.right, other.answer) == ((False,), (0, 0))
    assert [decode(tokenizer, other, span) for span in other.sentences] == ["It went out early ."]


def test_sentences_past_what_the_network_reads_are_left_out(tokenizer):
    far = "lamp " * LONGEST_PASSAGE + "did ."
    place = Place("", far, (Span(0, 10), Span(len(far) - 5, len(far))), right=(1,), answer=Span(len(far) - 5, len(far)))
    [group] = encode_groups(tokenizer, [Group("who ?", (place,))])
    [encoded] = group.places
    assert (encoded.right, encoded.answer) == ((False,), (0, 0))
    assert decode(tokenizer, encoded, encoded.sentences[0]) == "lamp lamp"
