"""The weights of a model: their files and their digest."""

import hashlib
from pathlib import Path

from index.errors import ModelError

PATTERNS = ("*.safetensors", "pytorch_model*.bin")


def find_weights(folder: Path) -> list[Path]:
    """Return the files in a model's folder that hold weights, in order."""
    return sorted(path for pattern in PATTERNS for path in folder.rglob(pattern))


def digest_weights(folder: Path) -> str:
    """Return the SHA-256 of a model's weights; raise ModelError if there are none."""
    digest = hashlib.sha256()
    files = find_weights(folder)
    if not files:
        raise ModelError(f"{folder} holds no model weights: they stand in *.safetensors or pytorch_model*.bin")
    for path in files:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()
