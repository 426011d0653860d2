"""The network that is trained: it attends as transformers' own does."""

import copy

import pytest
import torch
from transformers import BertModel

from training.model import ATTENTION


@pytest.mark.parametrize("padded", [0, 5])
def test_attention_is_that_of_transformers(make_network, padded):
    """A batch without padding has no mask: that ended a run after an hour."""
    own = make_network().encoder
    ours = BertModel._from_config(copy.deepcopy(own.config), add_pooling_layer=False, attn_implementation=ATTENTION)
    ours.load_state_dict(own.state_dict())
    ids, mask = torch.randint(8, 40, (3, 20)), torch.ones(3, 20, dtype=torch.long)
    mask[1, 20 - padded :] = 0
    with torch.no_grad():
        expected, found = (
            network.eval()(input_ids=ids, attention_mask=mask).last_hidden_state[mask > 0] for network in (own, ours)
        )
    assert own.config._attn_implementation != ours.config._attn_implementation == ATTENTION
    assert found.allclose(expected, atol=1e-5)
