"""Prompts before queries and passages: those of a model's own configuration, in both engines."""

import json

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


@pytest.mark.parametrize("named", [{"query": "query: ", "document": "passage: "}, E5])
def test_each_engine_embeds_as_sentence_transformers_does_with_them(copy_of_tiny, tmp_path, monkeypatch, named):
    folder = str(configure(copy_of_tiny, prompts=named))
    converted = open_embedder(folder, tmp_path / "cache")
    monkeypatch.setattr(conversion, "LEAST_COSINE", 1.1)
    exact = open_embedder(folder, tmp_path / "other")
    monkeypatch.undo()
    assert converted.engine.startswith("OpenVINO") and exact.engine.startswith("PyTorch")
    loaded = model.load_model(folder, copy_of_tiny)
    text = "The lamp burned for eleven years."
    for engine in (converted, exact):
        for vector, prompted in (
            (engine.embed_passages([text])[0], f"passage: {text}"),
            (engine.embed_question(text), f"query: {text}"),
        ):
            expected = loaded.encode(prompted, prompt="", normalize_embeddings=True)
            assert vector @ expected >= conversion.LEAST_COSINE
            assert np.abs(vector - expected).max() < np.abs(vector - loaded.encode(text, prompt="")).max()


def test_they_count_as_tokens(tiny, copy_of_tiny, tmp_path, monkeypatch):
    plain = open_embedder(str(tiny), tmp_path / "plain")
    folder = str(configure(copy_of_tiny, prompts=E5))
    converted = open_embedder(folder, tmp_path / "cache")
    monkeypatch.setattr(conversion, "LEAST_COSINE", 1.1)
    exact = open_embedder(folder, tmp_path / "other")
    prompt = len("passage:")  # a token is a letter
    longest = "a " * (500 - 2 - prompt)
    for engine in (converted, exact):
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


def test_a_library_that_was_made_without_them_is_refused(copy_of_tiny, tmp_path, make_article):
    folder, cache = tmp_path / "library", tmp_path / "cache"
    list(Library.open(folder, cache, str(copy_of_tiny), create=True).add([make_article()]))
    configure(copy_of_tiny, prompts=E5)
    with pytest.raises(LibraryMismatch, match=r"the weights or the prompts of .* run `pullquote doctor --rebuild`"):
        Library.open(folder, cache).search("Which lamp?")


def test_a_conversion_is_that_of_its_prompts(copy_of_tiny, tmp_path):
    open_embedder(str(copy_of_tiny), tmp_path / "cache")
    open_embedder(str(configure(copy_of_tiny, prompts=E5)), tmp_path / "cache")
    assert len(list((tmp_path / "cache").iterdir())) == 2
