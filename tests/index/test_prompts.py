"""Prompts before queries and passages: those of a model's own configuration, in both engines."""

import json
import shutil

import numpy as np
import pytest

from index import Library, LibraryMismatch, ModelError, TextTooLong, conversion, model
from index.embedder import open_embedder
from index.prompts import Prompts, read_prompts

CONFIG = "config_sentence_transformers.json"
E5 = {"query": "query: ", "passage": "passage: "}


def configure(folder, **changed):
    """Change a model's configuration."""
    file = folder / CONFIG
    file.write_text(json.dumps({**json.loads(file.read_text()), **changed}))
    return folder


@pytest.fixture(scope="module")
def prompted(tiny, tmp_path_factory):
    """The tiny model with E5's prompts."""
    return configure(shutil.copytree(tiny, tmp_path_factory.mktemp("prompted") / "model"), prompts=E5)


@pytest.fixture(scope="module")
def cache(tiny_cache, prompted, tmp_path_factory):
    """A cache in which the tiny model was converted first, and then with prompts."""
    copy = shutil.copytree(tiny_cache, tmp_path_factory.mktemp("prompted") / "cache")
    open_embedder(str(prompted), copy)
    return copy


@pytest.fixture(scope="module")
def engines(prompted, cache, tmp_path_factory):
    """The model with prompts in OpenVINO and in PyTorch."""
    converted = open_embedder(str(prompted), cache)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conversion, "LEAST_COSINE", 1.1)
        exact = open_embedder(str(prompted), tmp_path_factory.mktemp("cache"))
    assert converted.engine.startswith("OpenVINO") and exact.engine.startswith("PyTorch")
    return converted, exact


@pytest.mark.parametrize(
    ("named", "default", "expected"),
    [
        ({}, None, ("", "")),
        ({"query": "q: ", "document": "d: "}, None, ("q: ", "d: ")),
        (E5, None, ("query: ", "passage: ")),
        ({"query": "q: ", "corpus": "c: "}, None, ("q: ", "c: ")),
        ({"query": "q: ", "document": None, "passage": "p: "}, None, ("q: ", "p: ")),
        ({"query": "q: ", "document": "", "passage": "p: "}, None, ("q: ", "")),
        ({"query": "Represent this sentence for searching relevant passages: "}, None,
         ("Represent this sentence for searching relevant passages: ", "")),
        ({"query": "q: "}, "query", ("q: ", "")),
        ({"document": "d: "}, "document", ("", "d: ")),
        ({"text": "t: "}, "text", ("t: ", "t: ")),
        ({"query": "q: ", "text": "t: "}, "text", ("q: ", "t: ")),
        ({"text": "t: "}, None, ("", "")),
        (None, None, ("", "")),
    ],
)  # fmt: skip
def test_what_a_configuration_names(tmp_path, named, default, expected):
    (tmp_path / CONFIG).write_text(json.dumps({"prompts": named, "default_prompt_name": default}))
    assert read_prompts(tmp_path) == Prompts(*expected)


def test_a_model_without_a_configuration_wants_none(tmp_path):
    assert read_prompts(tmp_path) == Prompts()


@pytest.mark.parametrize(
    "content",
    [b"\xff", b"[]", b"{", b'{"prompts": []}{', b'{"prompts": ["a"]}', b'{"prompts": {"query": 5}}', b"[" * 100_000,
     b'{"prompts": {}, "default_prompt_name": []}'],
)  # fmt: skip
def test_a_configuration_that_cannot_be_read(tmp_path, content):
    (tmp_path / CONFIG).write_bytes(content)
    with pytest.raises(ModelError, match="cannot be read: get the model's files anew"):
        read_prompts(tmp_path)


def test_each_engine_embeds_as_sentence_transformers_does_with_them(prompted, engines):
    loaded = model.load_model(str(prompted), prompted)
    text = "The lamp burned for eleven years."
    for engine in engines:
        for vector, prompted in (
            (engine.embed_passages([text])[0], f"passage: {text}"),
            (engine.embed_question(text), f"query: {text}"),
        ):
            expected = loaded.encode(prompted, prompt="", normalize_embeddings=True)
            assert vector @ expected >= conversion.LEAST_COSINE
            assert np.abs(vector - expected).max() < np.abs(vector - loaded.encode(text, prompt="")).max()


def test_they_count_as_tokens(tiny, tiny_cache, engines):
    plain = open_embedder(str(tiny), tiny_cache)
    prompt = len("passage:")  # a token is a letter
    longest = "a " * (500 - 2 - prompt)
    for engine in engines:
        assert engine.count_tokens(["lamp", ""]) == [count + prompt for count in plain.count_tokens(["lamp", ""])]
        assert engine.embed_passages([longest]).shape == (1, 16)
        with pytest.raises(TextTooLong, match="501 tokens is longer than the 500"):
            engine.embed_passages([longest + "a"])
        assert engine.embed_question("a " * 2_000) @ engine.embed_question("a " * 3_000) == pytest.approx(1, abs=1e-3)


def test_a_pooling_that_leaves_them_out_runs_in_torch(copy_of_tiny, tmp_path):
    """OpenVINO would have pooled the prompt with the rest."""
    file = copy_of_tiny / "1_Pooling" / "config.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "include_prompt": False}))
    configure(copy_of_tiny, prompts={"query": "Represent this sentence: "})
    assert open_embedder(str(copy_of_tiny), tmp_path / "cache").engine.startswith("PyTorch")


def test_they_are_a_part_of_what_a_model_is(tiny, copy_of_tiny):
    plain = model.compute_fingerprint("a", tiny)
    assert model.compute_fingerprint("a", configure(copy_of_tiny, prompts={"query": "", "other": "x"})) == plain
    marked = {
        model.compute_fingerprint("a", configure(copy_of_tiny, prompts=named))
        for named in ({"query": "q: "}, {"document": "q: "}, E5, {"query": "query: p", "passage": "assage: "})
    }
    assert len(marked) == 4 and plain not in marked
    named = {"query": "query: ", "document": "passage: "}
    assert model.compute_fingerprint("a", configure(copy_of_tiny, prompts=named)) in marked


def test_a_library_that_was_made_without_them_is_refused(copy_of_tiny, cache, tmp_path, make_article):
    folder = tmp_path / "library"
    list(Library.open(folder, cache, str(copy_of_tiny), create=True).add([make_article()]))
    configure(copy_of_tiny, prompts=E5)
    with pytest.raises(LibraryMismatch, match=r"the weights or the prompts of .* run `pullquote doctor --rebuild`"):
        Library.open(folder, cache).search("Which lamp?")


def test_a_conversion_is_that_of_its_prompts(cache):
    assert len(list(cache.iterdir())) == 2
