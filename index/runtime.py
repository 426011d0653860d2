"""Running a sentence-transformers model on OpenVINO, converted once, in the fastest precision that is exact enough."""

import json
import shutil
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import openvino as ov
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.errors import ModelError
from index.model import quiet

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# (token ids, attention mask), both (n, length) int64 -> (n, dimension) float32
Run = Callable[[NDArray[np.int64], NDArray[np.int64]], NDArray[np.float32]]
# Small batches of texts of like length waste the least on padding.
_BATCH = 8
# OpenVINO's name of a capability, and of the precision it allows; float32 always works.
_PRECISIONS = {"BF16": "bf16", "FP16": "f16", "FP32": "f32"}
# A precision is used only if every probe's vector keeps this cosine to float32 in PyTorch.
LEAST_COSINE = 0.999
_PROBE = (
    "The treaty was signed on 19 June 2024, and neither side has published its annexes. It replaced an agreement of "
    "2000 that had asked for consultation only. Observers read the clause on mutual assistance in two ways: as a "
    "promise, or as a warning meant for others. Prices rose by 3.5% in the same month; few people noticed."
)
PROBES = [" ".join(_PROBE.split()[: 2 + 7 * n]) for n in range(8)] * 4


class Unconvertible(ModelError):
    """Raised when OpenVINO cannot run a model, or does not reproduce its vectors."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """What was measured when a model was converted; kept beside it and valid on the same device only."""

    device: str
    runtime: str
    precision: str
    cosine: float
    texts_per_second: float
    dimension: int
    max_tokens: int
    query_prompt: str
    passage_prompt: str


def read_conversion(folder: Path) -> Conversion | None:
    """Return the conversion kept in `folder`, or None if there is none for this device and runtime."""
    try:
        kept = Conversion(**json.loads((folder / "conversion.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return kept if (kept.device, kept.runtime) == (_device(), _version()) else None


def open_conversion(folder: Path) -> tuple[Conversion, Run] | None:
    """Return what is kept in `folder`, ready to run, or None if it cannot be used here."""
    conversion = read_conversion(folder)
    if conversion is None:
        return None
    try:
        return conversion, compiled(folder, conversion.precision)
    except RuntimeError:  # the files are damaged
        return None


def tokenizer_of(model_folder: Path) -> Tokenizer:
    """Return the model's tokenizer, set to cut nothing and to pad nothing."""
    file = model_folder / "tokenizer.json"
    if not file.is_file():
        raise Unconvertible(f"{model_folder} has no tokenizer.json")
    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def convert(model: "SentenceTransformer", tokenizer: Tokenizer, folder: Path) -> Conversion:
    """Convert `model` into `folder` in one step, so that a crash leaves no half of it.

    Raises Unconvertible if no precision gives the vectors that sentence-transformers gives, ModelError if there is
    no writing to `folder`.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(dir=folder.parent))
    except OSError as error:
        raise _unwritable(folder.parent, error) from error
    try:
        ov.save_model(_trace(model), scratch / "model.xml", compress_to_fp16=True)
        conversion = _fastest(model, tokenizer, scratch)
        (scratch / "conversion.json").write_text(json.dumps(asdict(conversion), indent=1), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        scratch.replace(folder)
    except OSError as error:
        # Another process put its own there first: as good as ours.
        if (kept := read_conversion(folder)) is None:
            raise _unwritable(folder.parent, error) from error
        conversion = kept
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return conversion


def compiled(folder: Path, precision: str) -> Run:
    """Compile the model in `folder` for this processor."""
    settings = {"INFERENCE_PRECISION_HINT": precision, "PERFORMANCE_HINT": "LATENCY", "NUM_STREAMS": "1"}
    request = ov.Core().compile_model(folder / "model.xml", "CPU", settings).create_infer_request()

    def run(ids: NDArray[np.int64], mask: NDArray[np.int64]) -> NDArray[np.float32]:
        return np.array(request.infer([ids, mask])[0], dtype=np.float32)

    return run


def encode(run: Run, tokenizer: Tokenizer, texts: Sequence[str]) -> NDArray[np.float32]:
    """Return the unit vectors of `texts`, (n, dimension), in their order; n is at least 1."""
    encodings = tokenizer.encode_batch_fast(list(texts))
    order = sorted(range(len(texts)), key=lambda i: len(encodings[i].ids))
    parts = []
    for first in range(0, len(order), _BATCH):
        batch = [encodings[i].ids for i in order[first : first + _BATCH]]
        ids = np.zeros((len(batch), len(batch[-1])), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, tokens in enumerate(batch):
            ids[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        parts.append(run(ids, mask))
    vectors = np.concatenate(parts)[np.argsort(order)]
    unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def _unwritable(cache: Path, error: OSError) -> ModelError:
    return ModelError(
        f"the converted model cannot be kept in {cache} ({error.strerror or error}): "
        "make room for it there, or name another folder in PULLQUOTE_CACHE"
    )


def _version() -> str:
    return str(ov.__version__).split("-", maxsplit=1)[0]


def _device() -> str:
    return str(ov.Core().get_property("CPU", "FULL_DEVICE_NAME"))


def _fastest(model: "SentenceTransformer", tokenizer: Tokenizer, folder: Path) -> Conversion:
    """Try each precision the processor has against sentence-transformers; return the fastest exact one."""
    query_prompt, passage_prompt = (model.prompts.get(name) or "" for name in ("query", "document"))
    max_tokens = int(model.max_seq_length or 512)
    # sentence-transformers would cut a probe that is longer than the model reads.
    probes = [text for text in PROBES if len(tokenizer.encode(passage_prompt + text).ids) <= max_tokens]
    reference = model.encode_document(probes, normalize_embeddings=True, show_progress_bar=False)
    capabilities = ov.Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    tried = []
    for precision in (name for capability, name in _PRECISIONS.items() if capability in capabilities):
        run = compiled(folder, precision)
        encode(run, tokenizer, probes)
        began = time.perf_counter()
        vectors = encode(run, tokenizer, [passage_prompt + text for text in probes])
        rate = len(probes) / (time.perf_counter() - began)
        tried.append((rate, float((vectors * reference).sum(axis=1).min()), precision))
    exact = [result for result in tried if result[1] >= LEAST_COSINE]
    if not exact:
        raise Unconvertible(f"OpenVINO does not reproduce this model's vectors: {tried}")
    rate, cosine, precision = max(exact)
    return Conversion(
        device=_device(),
        runtime=_version(),
        precision=precision,
        cosine=round(cosine, 6),
        texts_per_second=round(rate, 1),
        dimension=reference.shape[1],
        max_tokens=max_tokens,
        query_prompt=query_prompt,
        passage_prompt=passage_prompt,
    )


def _trace(model: "SentenceTransformer") -> ov.Model:
    """Turn the model, from token ids to sentence embedding, into an OpenVINO graph.

    `ov.convert_model` would do the same, but it reports its use over the network.
    """
    import torch
    from openvino.frontend import FrontEndManager
    from openvino.frontend.pytorch.ts_decoder import TorchScriptPythonDecoder

    class Whole(torch.nn.Module):
        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            features = model({"input_ids": input_ids, "attention_mask": attention_mask})
            embedding: torch.Tensor = features["sentence_embedding"]
            return embedding

    whole = Whole().eval()
    whole.model = model
    example = torch.ones(2, 16, dtype=torch.long)
    with torch.no_grad(), quiet(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            decoder = TorchScriptPythonDecoder(whole, example_input={"input_ids": example, "attention_mask": example})
            frontend = FrontEndManager().load_by_framework("pytorch")
            return frontend.convert(frontend.load(decoder))
        except (RuntimeError, ValueError, TypeError, KeyError) as error:
            raise Unconvertible(f"OpenVINO cannot convert this model: {error}") from error
