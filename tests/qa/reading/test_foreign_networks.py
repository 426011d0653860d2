"""Readers that others trained: tiny models with random weights, read as transformers reads them."""

import json
import shutil
import socket
from itertools import pairwise

import numpy as np
import pytest

from index import ModelError, model, runtime
from qa import Assistant, Settings
from qa.reading.calibration import MARKS_ALONE
from qa.reading.cross_encoder_reader import CrossEncoderReader
from qa.reading.extractive_reader import ExtractiveReader
from qa.reading.foreign_networks import CrossEncoder, ForeignMarker, open_foreign
from qa.reading.network import TitledPassage
from qa.reading.opening import open_reader

LAMP = (
    "The lamp burned for eleven years. Nobody asked who paid for the oil. It went out in March 1812. "
    "The keeper was Ada Finch. Ships came by every week. The harbour was small, and the town was smaller. "
)
TEXTS = [
    "The keeper was Ada Finch.",
    LAMP,
    "北京 is far. 👩‍🚀 Ünïcödé — “quoted”",
    "[SEP] and </s> are text, [CLS] and <s> too.",
    LAMP * 20,
    " ",
]
KINDS = ("BertForQuestionAnswering", "BertForSequenceClassification", "RobertaForQuestionAnswering")
POSITIONS = 200
# How near a score comes to transformers' in bfloat16.
ABOUT = 0.08
SIZES = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32}


def save_word_pieces(folder):
    """Save a tokenizer of BERT's kind; return how many tokens it knows."""
    from transformers import BertTokenizerFast

    letters = [chr(code) for code in range(33, 127)]
    words = ["lamp", "keeper", "the", "burned", "years", "ada", "finch"]
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *words, *letters, *(f"##{it}" for it in letters)]
    (folder / "vocab.txt").write_text("\n".join(vocabulary))
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    return len(vocabulary)


def save_byte_pairs(folder):
    """Save a tokenizer of RoBERTa's kind: bytes, spaces among them, and two separators between the parts of a pair."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    vocabulary = {token: n for n, token in enumerate([*special, *sorted(pre_tokenizers.ByteLevel.alphabet())])}
    tokenizer = Tokenizer(models.BPE(vocabulary, [], unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), trim_offsets=False)
    tokenizer.add_special_tokens(special)
    names = {"bos_token": "<s>", "cls_token": "<s>", "eos_token": "</s>", "sep_token": "</s>", "pad_token": "<pad>"}
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, **names).save_pretrained(folder)
    return len(vocabulary)


@pytest.fixture(scope="session")
def make_model(tmp_path_factory):
    """Save a tiny model of a kind, with weights large enough for its scores to differ, and return its folder."""

    def make(kind, **settings):
        with model.silence_libraries():
            import torch
            import transformers

            folder = tmp_path_factory.mktemp(kind)
            torch.manual_seed(3)
            roberta = kind.startswith("Roberta")
            size = (save_byte_pairs if roberta else save_word_pieces)(folder)
            special = {"type_vocab_size": 1, "pad_token_id": 1, "bos_token_id": 0, "eos_token_id": 2} if roberta else {}
            configuration = transformers.RobertaConfig if roberta else transformers.BertConfig
            config = configuration(
                vocab_size=size,
                max_position_embeddings=POSITIONS,
                initializer_range=0.3,
                **SIZES,
                **special,
                **settings,
            )
            getattr(transformers, kind)(config).save_pretrained(folder)
        return folder

    return make


@pytest.fixture(scope="session")
def folders(make_model):
    """A folder of each kind."""
    return {kind: make_model(kind, num_labels=1 if kind.endswith(model.SCORING) else 2) for kind in KINDS}


def refuse(*_, **__):
    """Stand in for every way to another machine."""
    raise AssertionError("the network was used")


def close_network(patch):
    for name in ("connect", "connect_ex"):
        patch.setattr(socket.socket, name, refuse)
    patch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(scope="session")
def cache(folders, tmp_path_factory):
    """A cache that holds the conversion of each, made without the network."""
    cache = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        close_network(patch)
        for folder in folders.values():
            open_foreign(str(folder), cache)
    return cache


def refuse_to_trace(_):
    raise runtime.Unconvertible("OpenVINO cannot convert this model")


@pytest.fixture(params=["OpenVINO", "PyTorch"])
def engine(request, monkeypatch, tmp_path, cache):
    """Return the cache to open with, for each of what a model can run on."""
    if request.param == "PyTorch":
        monkeypatch.setattr(runtime, "trace", refuse_to_trace)
        return tmp_path / "cache"
    return cache


def by_transformers(folder, kind, question, text):
    """Return what transformers says of a question and a text that fit, and the encoding it says it of."""
    with model.silence_libraries():
        import torch
        import transformers

        network = getattr(transformers, kind).from_pretrained(folder).eval()
        tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
        asked = tokenizer(question, text, return_tensors="pt")
        wanted = {name: asked[name] for name in asked if name != "token_type_ids" or kind.startswith("Bert")}
        with torch.no_grad():
            return network(**wanted), asked.encodings[0]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.endswith(model.MARKING)])
def test_marks_are_those_of_transformers(folders, engine, kind):
    marker = open_foreign(str(folders[kind]), engine)
    assert isinstance(marker, ForeignMarker)
    question, text = "Who was the keeper?", "The lamp burned.  Ada Finch, the keeper, left in 1812."
    said, encoding = by_transformers(folders[kind], kind, question, text)
    inside = [
        n for n, part in enumerate(encoding.sequence_ids) if part == 1 and text[slice(*encoding.offsets[n])].strip()
    ]
    longer, marks = marker.mark(question, [TitledPassage("A title", LAMP), TitledPassage("A title", text)])
    assert len(longer.starts) > len(marks.starts)
    starts, ends = said.start_logits[0].numpy(), said.end_logits[0].numpy()
    assert starts.std() > 4 * ABOUT
    assert marks.starts == pytest.approx(starts[inside], abs=ABOUT)
    assert marks.ends == pytest.approx(ends[inside], abs=ABOUT)
    assert marks.null_score == pytest.approx(float(starts[0] + ends[0]), abs=2 * ABOUT)
    for (start, end), n in zip(marks.offsets, inside, strict=True):
        assert text[start:end] == text[slice(*encoding.offsets[n])].strip()


def test_scores_are_those_of_transformers(folders, engine):
    kind = "BertForSequenceClassification"
    scorer = open_foreign(str(folders[kind]), engine)
    assert isinstance(scorer, CrossEncoder)
    texts = LAMP.split(". ")[:-1]
    expected = [float(by_transformers(folders[kind], kind, "Who was it?", text)[0].logits[0, 0]) for text in texts]
    assert np.std(expected) > ABOUT
    assert scorer.score("Who was it?", texts) == pytest.approx(expected, abs=ABOUT)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.endswith(model.MARKING)])
def test_offsets_are_those_of_the_passage(folders, cache, kind):
    marker = open_foreign(str(folders[kind]), cache)
    for question in ("Who was the keeper?", "who " * 3_000, "", "[SEP] </s>"):
        for text, marks in zip(
            TEXTS, marker.mark(question, [TitledPassage("Lamp", text) for text in TEXTS]), strict=True
        ):
            assert len(marks.starts) == len(marks.ends) == len(marks.offsets) < POSITIONS
            assert all(0 <= start < end <= len(text) for start, end in marks.offsets)
            assert all(text[start:end] == text[start:end].strip() for start, end in marks.offsets)
            if text in (TEXTS[0], TEXTS[3]):
                covered = {i for start, end in marks.offsets for i in range(start, end)}
                assert covered == {i for i, letter in enumerate(text) if not letter.isspace()}


@pytest.mark.parametrize("kind", KINDS)
def test_an_assistant_quotes_word_for_word(folders, cache, make_article, embedder, monkeypatch, tmp_path, kind):
    """A long article, cut by what the network reads; and without the network."""
    close_network(monkeypatch)
    monkeypatch.setattr("index.library.open_embedder", lambda *_: embedder)
    monkeypatch.setenv("PULLQUOTE_CACHE", str(cache))
    assistant = Assistant.open(
        tmp_path / "library", reader=str(folders[kind]), create=True, settings=Settings(threshold=0.0)
    )
    texts = {"lamp": LAMP * 6, "moon": "The Eagle landed on the Moon in 1969. Ünïcödé — 北京."}
    list(assistant.library.add([make_article(text, id_, id_.title()) for id_, text in texts.items()]))
    answer = assistant.ask("Who was the keeper?")
    assert answer.quotes
    for citation in answer.quotes:
        quote = citation.quote
        assert citation.text == texts[quote.article_id][quote.start : quote.end]
    assert (answer.quotes[0].quote.highlight is not None) == kind.endswith(model.MARKING)


def test_a_cross_encoders_scores_rank_the_sentences(folders, cache, library, make_article):
    list(library.add([make_article(LAMP * 6), make_article("The Eagle landed in 1969.", "moon", "Moon")]))
    reader = open_reader(str(folders["BertForSequenceClassification"]), library, cache)
    assert isinstance(reader, CrossEncoderReader)
    hits = library.search("Who was the keeper?")
    reading = reader.read("Who was the keeper?", hits)
    places = [(quote.article_id, quote.start, quote.end) for quote in reading.quotes]
    assert len(set(places)) == len(places)
    assert set(places) == {(hit.passage.article_id, *span) for hit in hits for span in hit.passage.sentences}
    articles = [library.article(quote.article_id) for quote in reading.quotes]
    texts = [f"{a.title}\n{a.text[q.start : q.end]}" for a, q in zip(articles, reading.quotes, strict=True)]
    scores = reader._encoder.score("Who was the keeper?", texts)
    assert all(before >= after - 1e-3 for before, after in pairwise(scores))
    shares = np.exp(scores - scores[0]) / (1 + np.exp(-scores[0]))
    assert [q.score for q in reading.quotes] == pytest.approx(shares.tolist(), abs=1e-3)
    assert reading.confidence == reading.quotes[0].score
    assert reader.read("Who?", []).quotes == ()


def test_a_question_answering_models_marks_alone_rank(folders, cache, library, make_article):
    list(library.add([make_article(LAMP), make_article("The Eagle landed in 1969.", "moon", "Moon")]))
    reader = open_reader(str(folders["BertForQuestionAnswering"]), library, cache)
    assert isinstance(reader, ExtractiveReader)
    hits = library.search("Who was the keeper?")
    marked = {(one.article_id, one.sentence): one for one in reader.gather_evidence("Who was the keeper?", hits)}
    assert all(MARKS_ALONE.compute_rank(one) == one.marked for one in marked.values())
    reading = reader.read("Who was the keeper?", hits)
    found = [marked[quote.article_id, (quote.start, quote.end)].marked for quote in reading.quotes]
    assert found == sorted(found, reverse=True)
    assert reading.confidence == pytest.approx(1 / (1 + np.exp(-found[0])))


def test_a_conversion_is_kept_until_the_model_changes(folders, tmp_path, monkeypatch):
    folder = shutil.copytree(folders["BertForSequenceClassification"], tmp_path / "model")
    cache = tmp_path / "cache"
    before = open_foreign(str(folder), cache).score("Who?", TEXTS)
    with monkeypatch.context() as patch:
        patch.setattr(model, "load_reader", None)
        assert open_foreign(str(folder), cache).score("Who?", TEXTS) == pytest.approx(before)
    change_config(folder, hidden_act="relu")
    assert open_foreign(str(folder), cache).score("Who?", TEXTS) != pytest.approx(before)
    assert len(list(cache.iterdir())) == 2


def change_config(folder, **changed):
    file = folder / "config.json"
    config = {**json.loads(file.read_text()), **changed}
    file.write_text(json.dumps({name: value for name, value in config.items() if value is not None}))


def damage(name, content=None):
    def spoil(folder):
        (folder / name).unlink() if content is None else (folder / name).write_bytes(content)

    return spoil


LABELS = {str(n): f"LABEL_{n}" for n in range(3)}


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (damage("config.json"), "no config.json that names its architecture"),
        (damage("config.json", b"\xff"), "no config.json that names its architecture"),
        (damage("config.json", b"[]"), "no config.json that names its architecture"),
        (lambda folder: change_config(folder, architectures=None), "no config.json that names its architecture"),
        (lambda folder: change_config(folder, architectures=["BertForMaskedLM"]), "it is a BertForMaskedLM"),
        (lambda folder: change_config(folder, id2label=LABELS), "with 3 labels, and what can read is"),
        (lambda folder: change_config(folder, id2label=None), "with 2 labels, and what can read is"),
        (lambda folder: change_config(folder, architectures=["BertForQuestionAnswering"]), "lacks weights"),
        (lambda folder: change_config(folder, model_type="lamp"), "not a model that transformers can load"),
        (lambda folder: change_config(folder, hidden_size="x"), "not a model that transformers can load"),
        (damage("model.safetensors"), "holds no model weights"),
        (damage("model.safetensors", b"\xff" * 200), "not a model that transformers can load"),
        (damage("tokenizer.json"), "has no tokenizer.json"),
        (damage("tokenizer.json", b"{"), "tokenizer.json is damaged"),
    ],
)
def test_what_is_no_reader(folders, tmp_path, spoil, message):
    folder = shutil.copytree(folders["BertForSequenceClassification"], tmp_path / "model")
    spoil(folder)
    with pytest.raises(ModelError, match=message) as refused:
        open_foreign(str(folder), tmp_path / "cache")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"pad_token_id": None}, "does not run as an encoder"),
        ({"pad_token_id": 1}, "depends on what is read beside it"),
        ({"pad_token_id": 0, "n_positions": 100}, "does not run as an encoder"),
    ],
    ids=["no padding", "other padding", "positions under another name"],
)
def test_an_architecture_that_reads_otherwise(tmp_path, settings, message):
    """One that takes the last token for the whole text."""
    with model.silence_libraries():
        from transformers import GPT2Config, GPT2ForSequenceClassification

        size = save_byte_pairs(tmp_path)
        config = GPT2Config(vocab_size=size, n_embd=16, n_layer=1, n_head=2, num_labels=1, **settings)
        GPT2ForSequenceClassification(config).save_pretrained(tmp_path)
    with pytest.raises(ModelError, match=message):
        open_foreign(str(tmp_path), tmp_path / "cache")


@pytest.mark.parametrize("name", ["no/such/model", "/no/such/folder", ""])
def test_a_reader_that_is_nowhere(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ModelError, match="cannot be a reader" if name == "" else "nor to be had from the hub"):
        open_foreign(name, tmp_path / "cache")
