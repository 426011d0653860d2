"""What PyTorch says of the probes is what the product ships."""

import numpy as np
import pytest

from index import openvino_embedder
from qa.reading import network
from training.reference import write_marks, write_vectors


@pytest.mark.parametrize(
    ("write", "shipped"), [(write_vectors, openvino_embedder.REFERENCE), (write_marks, network.REFERENCE)]
)
def test_the_references_are_those_of_the_networks(tmp_path, write, shipped):
    write(tmp_path / "made.npy")
    made, kept = np.load(tmp_path / "made.npy"), np.load(shipped)
    assert made.shape == kept.shape
    np.testing.assert_allclose(made, kept, atol=1e-3)
