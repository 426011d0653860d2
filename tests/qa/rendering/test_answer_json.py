"""The JSON contract: its keys, and that text and span agree in all that leaves the program."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Article, Passage, Source, Span, load, normalise
from index import Hit
from qa import Answer, Citation, Quote, Turn
from qa.answer import Conflict, LaterArticle
from qa.cite.anchoring.anchors import make_anchor, serialise_anchor
from qa.cite.anchoring.links import make_link
from qa.cite.references import cite_quotes
from qa.cite.styles import STYLES
from qa.rendering.answer_json import (
    serialise_answer,
    serialise_article,
    serialise_citation,
    serialise_entry,
    serialise_linked_citation,
)

CONTRACT = json.loads(
    """
{"id": "…", "question": "…", "searched": "…", "status": "answered", "confidence": 0.93, "reason": null,
 "quotes": [{"number": 1, "article_id": "…", "title": "…", "url": null, "publisher": null, "authors": [],
             "published": "2024-06-19", "start": 1204, "end": 1339, "text": "…", "before": "…", "after": "…",
             "highlight": [1221, 1230], "score": 0.9, "speaker": {"name": "…", "start": 1190, "end": 1203},
             "link": null, "also_in": [], "anchor": {"version": 1, "article_id": "…",
             "digest": "…", "start": 1204, "end": 1339, "exact": "…", "prefix": "…", "suffix": "…"}}],
 "disagreement": {"kind": "number", "text": "The sources disagree: …", "numbers": [1, 2]},
 "nearest": [], "hits": [{"article_id": "…", "start": 900, "end": 1800, "score": 0.7}],
 "content": [{"type": "text", "text": "…", "citations": [{"type": "char_location", "cited_text": "…",
   "document_index": 0, "document_title": "…", "start_char_index": 1204, "end_char_index": 1339}]}]}
"""
)


def assert_contract(shown, texts):
    """Check an answer's JSON against the contract, and every text in it against its article."""
    shown = json.loads(json.dumps(shown))
    assert shown.keys() == CONTRACT.keys()
    assert shown["status"] in {"answered", "not_found"}
    assert (shown["status"] == "answered") == bool(shown["quotes"]) == (shown["reason"] is None)
    assert 0 <= shown["confidence"] <= 1
    for listed in (shown["quotes"], shown["nearest"]):
        assert [quote["number"] for quote in listed] == list(range(1, len(listed) + 1))
        for quote in listed:
            assert quote.keys() == CONTRACT["quotes"][0].keys()
            text = texts[quote["article_id"]]
            assert quote["text"] == text[quote["start"] : quote["end"]] != ""
            assert quote["before"] == text[max(0, quote["start"] - len(quote["before"])) : quote["start"]]
            assert quote["after"] == text[quote["end"] : quote["end"] + len(quote["after"])]
            assert quote["anchor"].keys() == CONTRACT["quotes"][0]["anchor"].keys()
            if told := quote["speaker"]:
                assert told.keys() == CONTRACT["quotes"][0]["speaker"].keys()
                assert told["name"] == text[told["start"] : told["end"]] != ""
            assert quote["anchor"]["exact"] == quote["text"]
            assert (quote["anchor"]["start"], quote["anchor"]["end"]) == (quote["start"], quote["end"])
    if shown["disagreement"] is not None:
        assert shown["disagreement"].keys() == CONTRACT["disagreement"].keys()
        assert set(shown["disagreement"]["numbers"]) <= {quote["number"] for quote in shown["quotes"]}
    for hit in shown["hits"]:
        assert hit.keys() == CONTRACT["hits"][0].keys()
        assert 0 <= hit["start"] < hit["end"] <= len(texts[hit["article_id"]])
    assert shown["content"]
    for block in shown["content"]:
        assert block.keys() == CONTRACT["content"][0].keys()
        assert block["type"] == "text"
        for cited in block["citations"]:
            assert cited.keys() == CONTRACT["content"][0]["citations"][0].keys()
    if shown["quotes"]:
        places = [(q["text"], q["title"], q["start"], q["end"]) for q in shown["quotes"]]
        assert places == [
            (c["cited_text"], c["document_title"], c["start_char_index"], c["end_char_index"])
            for block in shown["content"]
            for c in block["citations"]
        ]
        assert [block["text"] for block in shown["content"]] == [quote["text"] for quote in shown["quotes"]]
    else:
        assert shown["content"] == [{"type": "text", "text": shown["reason"], "citations": []}]


LETTERS = st.sampled_from(
    ["The ", "lamp ", "burned. ", "שלום ", "👩‍👩‍👧 ", "É", "\n\n", "\t", "北京。", "D.P.R.K. ", "“", "” ", "?"]
)
TEXTS = st.lists(LETTERS, min_size=1, max_size=60).map("".join) | st.text(min_size=1)


@settings(max_examples=40)
@given(st.lists(TEXTS.map(normalise).filter(str.strip), min_size=1, max_size=4), TEXTS, st.booleans())
def test_whatever_the_articles_text_and_span_agree(make_assistant, texts, question, answers):
    from qa import Settings

    articles = [Article(f"a{n}", f"Title {n}", text) for n, text in enumerate(texts)]
    assistant = make_assistant(*articles, settings=Settings(threshold=0.0 if answers else 1.0))
    answer = assistant.ask(f"lamp? {question}")
    assert_contract(serialise_answer(answer), {article.id: article.text for article in articles})


def test_every_field(make_article):
    text = "She wrote. “The lamp burned,” he said. Then it went out."
    article = make_article(
        text, "a", "Lamp", url="https://a.example/", publisher="P", authors=("A B", "C"), published="2024-06"
    )
    citation = Citation(1, Quote("a", 11, 38, 0.87654, Span(16, 20)), article)
    other = Citation(2, Quote("a", 39, 56, 0.5), article)
    answer = Answer("7", "What?", 0.123456, (citation, other), None, (), (Hit(Passage("a", 0, 56), 0.77777, 0.5, 1.0),))
    shown = serialise_answer(answer)
    assert_contract(shown, {"a": text})
    assert shown["quotes"][0] == {
        "number": 1, "article_id": "a", "title": "Lamp", "url": "https://a.example/", "publisher": "P",
        "authors": ["A B", "C"], "published": "2024-06", "start": 11, "end": 38, "text": "“The lamp burned,” he said.",
        "before": "She wrote. ", "after": " Then it went out.", "highlight": [16, 20], "score": 0.8765, "speaker": None,
        "link": make_link(citation).url, "also_in": [], "anchor": serialise_anchor(make_anchor(citation)),
    }  # fmt: skip
    assert (shown["id"], shown["question"], shown["status"], shown["confidence"]) == ("7", "What?", "answered", 0.1235)
    assert shown["hits"] == [{"article_id": "a", "start": 0, "end": 56, "score": 0.7778}]
    assert [block["citations"][0]["document_index"] for block in shown["content"]] == [0, 0]


@pytest.mark.parametrize("name", ["apa", "chicago-notes"])
def test_quotes_that_are_cited(make_article, name):
    """A citation and the bibliography come besides; what else an answer tells is the same."""
    article = make_article("It burned. It went out.", "a", "A & B", url="https://a.example/", authors=("Ada Ek",))
    quotes = tuple(Citation(n, Quote("a", *place, 1.0), article) for n, place in enumerate([(0, 10), (11, 23)], 1))
    answer = Answer("7", "What?", 0.9, quotes, None, (), ())
    cited = cite_quotes(quotes, STYLES[name])
    shown = json.loads(json.dumps(serialise_answer(answer, cited, name)))
    for quote, said in zip(shown["quotes"], cited.citations, strict=True):
        assert quote.pop("citation") == {"style": name, "text": said.plain, "html": said.html}
    assert [entry["text"] for entry in shown.pop("references")] == [cited.entries[0].plain]
    assert_contract(shown, {"a": article.text})
    assert shown == json.loads(json.dumps(serialise_answer(answer)))


def test_documents_are_counted_as_they_come(make_article):
    one, two = make_article("One one.", "one"), make_article("Two two.", "two")
    cited = [Citation(n, Quote(it.id, 0, 8, 1.0), it) for n, it in enumerate([two, one, two], 1)]
    shown = serialise_answer(Answer("1", "?", 1.0, tuple(cited), None, (), ()))
    assert [block["citations"][0]["document_index"] for block in shown["content"]] == [0, 1, 0]


def test_a_refusal(make_article):
    article = make_article("The lamp burned.")
    nearest = Citation(1, Quote("lamp", 0, 16, 0.2), article)
    shown = serialise_answer(Answer("1", "Who?", 0.1, (), "No passage answers it.", (nearest,), ()))
    assert_contract(shown, {"lamp": article.text})
    assert (shown["status"], shown["quotes"], len(shown["nearest"])) == ("not_found", [], 1)


def test_offsets_count_code_points(make_article):
    article = make_article("👩‍🚀 שלום. The lamp burned. 🕯️")
    [start] = [article.text.index("The")]
    shown = serialise_answer(
        Answer("1", "?", 1.0, (Citation(1, Quote("lamp", start, start + 16, 1.0), article),), None, (), ())
    )
    assert shown["quotes"][0]["text"] == "The lamp burned."
    assert shown["quotes"][0]["start"] == 10


def test_fields_that_are_not_known_are_null(make_article):
    shown = serialise_answer(
        Answer("1", "?", 1.0, (Citation(1, Quote("lamp", 0, 8, 1.0), make_article()),), None, (), ())
    )
    quote = shown["quotes"][0]
    assert [quote[name] for name in ("url", "publisher", "authors", "published", "highlight")] == [
        None,
        None,
        [],
        None,
        None,
    ]


def test_source_fields_are_the_articles_own():
    assert {"url", "publisher", "authors", "published"} <= set(Source.__slots__)


def test_what_was_searched_is_told(make_assistant, make_article):
    assistant = make_assistant(make_article())
    alone = serialise_answer(assistant.ask("Which lamp burned?"))
    leaning = serialise_answer(assistant.ask("Why?", [Turn("user", "How long did the lamp burn?")]))
    assert (alone["question"], alone["searched"]) == ("Which lamp burned?", "Which lamp burned?")
    assert (leaning["question"], leaning["searched"]) == ("Why?", "Why did the lamp burn?")


@pytest.mark.parametrize("field", ["id", "question"])
def test_what_was_asked_comes_back(make_assistant, make_article, field):
    answer = make_assistant(make_article()).ask("Which lamp?", id="q-7")
    assert serialise_answer(answer)[field] == {"id": "q-7", "question": "Which lamp?"}[field]


def test_a_disagreement(make_article):
    """It is null where there is none, as in all the other tests."""
    one, two = (make_article(f"It cost {n} euros.", str(n), publisher=f"P{n}", published="2024-06") for n in (12, 34))
    cited = tuple(Citation(n, Quote(it.id, 0, 17, 1.0), it) for n, it in enumerate((one, two), 1))
    conflict = Conflict("number", tuple((citation, Span(8, 16)) for citation in cited))
    shown = serialise_answer(Answer("1", "How much?", 1.0, cited, None, (), (), conflict))
    assert_contract(shown, {it.id: it.text for it in (one, two)})
    assert shown["disagreement"] == {
        "kind": "number",
        "text": "The sources disagree: P12 (Jun 2024) says 12 euros; P34 (Jun 2024) says 34 euros.",
        "numbers": [1, 2],
    }
    assert serialise_answer(Answer("1", "How much?", 1.0, cited, None, (), ()))["disagreement"] is None


@settings(max_examples=40)
@given(TEXTS.map(normalise).filter(str.strip), st.booleans())
def test_an_article_is_a_line_that_is_read_back_letter_for_letter(tmp_path_factory, text, known):
    source = Source("https://a.example/", None, "P & Q", ("Ada", "Bo Ek"), "2024-06") if known else Source()
    path = tmp_path_factory.mktemp("lines") / "one.jsonl"
    path.write_text(json.dumps(serialise_article(Article("a-1", "The “lamp”", text, source))), encoding="utf-8")
    [read] = load(path)
    assert (read.id, read.title, read.text) == ("a-1", "The “lamp”", text)
    assert replace(read.source, path=None) == source


def test_what_is_not_known_of_an_article_is_left_out(make_article):
    assert serialise_article(make_article()).keys() == {"id", "title", "text"}


def test_an_entry_says_nothing_of_where_a_file_lies(library, make_article):
    list(library.add([make_article(path="/home/ada/lamp.md", publisher="P")]))
    [entry] = library.entries()
    assert serialise_entry(entry) == {
        "id": "lamp", "title": "Lamp", "url": None, "publisher": "P", "authors": [], "published": None,
        "words": 6, "passages": 1, "added": entry.added,
    }  # fmt: skip


SPEECH = 'The pact was signed in June. "It is quite clear," said Dmitry Peskov, the spokesman. "We shall see."'


@pytest.mark.parametrize(("words", "name"), [('"It is', "Dmitry Peskov"), ('"We', "Dmitry Peskov"), ("The pact", None)])
def test_a_quote_tells_its_speaker_and_all_else_as_before(words, name):
    article = Article("speech", "A pact", SPEECH)
    start = SPEECH.index(words)
    cited = Citation(1, Quote("speech", start, SPEECH.index(".", start) + 1, 0.9), article)
    shown = serialise_linked_citation(cited)
    told = shown.pop("speaker")
    assert (told and told["name"]) == name
    assert told is None or SPEECH[told["start"] : told["end"]] == name
    assert shown.keys() == CONTRACT["quotes"][0].keys() - {"speaker"}
    assert {key: shown[key] for key in serialise_citation(cited)} == serialise_citation(cited)


def test_what_is_left_of_a_lost_article_tells_no_speaker():
    article = Article("speech", "A pact", SPEECH)
    cited = Citation(1, Quote("speech", SPEECH.index('"It is'), len(SPEECH), 0.9), article)
    assert serialise_linked_citation(cited)["speaker"] is not None
    assert serialise_linked_citation(replace(cited, lost="no longer in the library"))["speaker"] is None


def test_a_later_article(make_article):
    article = make_article("The lamp burned.")
    quotes = (Citation(1, Quote(article.id, 0, 16, 1.0), article),)
    later = LaterArticle("c", "Lamp out", None, "2024-07-01")
    shown = serialise_answer(Answer("1", "Is it lit?", 1.0, quotes, None, (), (), later=later))
    assert shown["later"] == {"id": "c", "title": "Lamp out", "publisher": None, "published": "2024-07-01"}
