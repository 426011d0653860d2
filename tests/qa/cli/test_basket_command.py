"""`pullquote basket`: kept, listed, noted about, put in order, dropped and exported."""

import json

import pytest

from qa.basket import exporting
from qa.cli.basket_export_command import FORMATS

QUESTION = "How long did the lamp burn?"
BURNED = "The lamp burned\tfor eleven years."
NOBODY = "Nobody asked who paid for the oil."
WENT = "It went out in March 1812."


@pytest.fixture(autouse=True)
def filled(with_lamp):
    return with_lamp


@pytest.fixture
def printed(pullquote, filled):
    """An answer as `pullquote ask --json` prints it, of the quotes with these texts."""
    text = pullquote("show", filled, "--json").json[0]["text"]

    def printed_(*texts, **more):
        quotes = [
            {"article_id": filled, "start": text.index(it), "end": text.index(it) + len(it), "text": it, **more}
            for it in texts
        ]
        return json.dumps({"question": "What of the lamp?", "quotes": quotes})

    return printed_


@pytest.fixture
def three(pullquote, printed):
    """A basket of three quotes."""
    ran = pullquote("basket", "add", "--from", "-", stdin=printed(BURNED, NOBODY, WENT), status=0)
    assert ran.out == "Kept 3 quotes; the basket holds 3.\n"


def held(pullquote, *args):
    return [(it["number"], it["text"]) for it in pullquote("basket", "list", "--json", *args, status=0).json]


def test_a_question_is_asked_and_its_quotes_are_kept(pullquote):
    ran = pullquote("basket", "add", QUESTION, "--note", "mine", status=0)
    [answer] = pullquote("ask", QUESTION, "--json").json
    kept = pullquote("basket", "list", "--json", status=0).json
    count = len(answer["quotes"])
    assert ran.out == f"Kept {count} quote{'' if count == 1 else 's'}; the basket holds {count}.\n"
    assert [it["text"] for it in kept] == [it["text"] for it in answer["quotes"]]
    assert {(it["asked"], it["note"], it["lost"]) for it in kept} == {(QUESTION, "mine", None)}
    assert kept[0]["anchor"] == answer["quotes"][0]["anchor"]
    ran = pullquote("basket", "add", QUESTION, "--quote", "1", status=0)
    assert ran.out == f"Kept 0 quotes, 1 was there already; the basket holds {count}.\n"


def test_what_ask_printed_is_kept(pullquote, tmp_path):
    answer = pullquote("ask", QUESTION, "--json", "--cite", "apa").out
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(json.loads(answer), indent=2) + "\n" + answer, encoding="utf-8")
    pullquote("basket", "add", "--from", path, status=0)
    kept = pullquote("basket", "list", "--json").json
    assert [it["text"] for it in kept] == [it["text"] for it in json.loads(answer)["quotes"]]
    assert kept[0]["highlight"] == json.loads(answer)["quotes"][0]["highlight"]


def test_some_quotes_of_an_answer(pullquote, printed):
    answer = printed(BURNED, NOBODY, WENT)
    pullquote("basket", "add", "--from", "-", "--quote", "3", "--quote", "1", stdin=answer, status=0)
    assert held(pullquote) == [(1, WENT), (2, BURNED)]
    ran = pullquote("basket", "add", "--from", "-", "--quote", "2", "--quote", "4", stdin=answer, status=1)
    assert ran.err == "Error: there is no quote 4: the answer has 3 quotes\n"
    assert held(pullquote) == [(1, WENT), (2, BURNED)]


def test_a_refusal_keeps_nothing(pullquote):
    ran = pullquote("basket", "add", "Which bread recipe uses sourdough?", status=1)
    assert ran.err.startswith("Error: nothing was kept: ") and ran.out == ""
    assert held(pullquote) == []


BROKEN = {
    "not JSON": ("{nope", "the file is not JSON"),
    "not UTF-8": (b"\xff\xfe", "the file is not UTF-8"),
    "a list": ("[1]", "the file does not hold JSON objects"),
    "no answer": ('{"question": "Who?"}', "the file is not an answer"),
    "no quotes": ('{"question": "Who?", "quotes": []}', "nothing was kept: the file holds no quotes"),
    "empty": ("", "nothing was kept: the file holds no quotes"),
    "a quote of another kind": ('{"quotes": [5]}', "quote 1 of the file is not as"),
    "a place that is none": ('{"quotes": [{"article_id": "a", "start": 5, "end": 5, "text": ""}]}', "quote 1 of"),
    "an article that is none": ('{"quotes": [{"article_id": "\\ud83d", "start": 0, "end": 5, "text": "x"}]}', ""),
    "nested without end": ("[" * 100_000, "the file is not JSON"),
}  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN)
def test_a_file_that_is_no_answer(pullquote, broken):
    content, complaint = BROKEN[broken]
    ran = pullquote("basket", "add", "--from", "-", stdin=content, status=1)
    assert ran.err.startswith(f"Error: {complaint}") and len(ran.err.splitlines()) == 1
    assert held(pullquote) == []


@pytest.mark.parametrize(
    "changed",
    [{"text": NOBODY.upper()}, {"start": 3}, {"end": 10**30}, {"start": 10**30, "end": 10**31, "text": ""},
     {"highlight": [0]}, {"highlight": ["x", "y"]}, {"score": 10**400}, {"score": {}}, {"score": float("nan")}],
)  # fmt: skip
def test_a_quote_is_checked_letter_for_letter(pullquote, printed, changed):
    answer = json.loads(printed(BURNED, NOBODY))
    answer["quotes"][1].update(changed)
    ran = pullquote("basket", "add", "--from", "-", stdin=json.dumps(answer), status=1)
    assert ran.err.startswith("Error: quote 2 ") and len(ran.err.splitlines()) == 1
    assert held(pullquote) == []


def test_list_for_people(pullquote, three):
    pullquote("basket", "note", "2", "who indeed?", status=0)
    out = pullquote("basket", "list", status=0).out
    assert out.splitlines()[:3] == [
        f"1. “{BURNED}”", "  The Moth, “The lamp”, 19 Jun 2024", "  Asked: What of the lamp?",
    ]  # fmt: skip
    assert "  Note: who indeed?\n" in out
    out = pullquote("basket", "list", "--cite", "apa", status=0).out
    assert out.splitlines()[1] == "  (“The lamp,” 2024, para. 1)"
    assert out.endswith("\nReferences\nThe lamp. (2024, June 19). The Moth.\n")
    cited = pullquote("basket", "list", "--json", "--cite", "apa").json
    assert cited[2]["citation"]["text"] == "(“The lamp,” 2024, para. 2)"


def test_a_lost_quote_is_listed_as_such(pullquote, three, filled):
    pullquote("remove", filled, status=0)
    assert "  Article no longer in the library.\n" in pullquote("basket", "list", status=0).out
    assert "Article no longer in the library" in pullquote("basket", "export", "--format", "html", status=0).out


def test_noting_moving_and_dropping(pullquote, three):
    assert pullquote("basket", "move", 3, 1, status=0).out == "Quote 3 is quote 1 now.\n"
    assert held(pullquote) == [(1, WENT), (2, BURNED), (3, NOBODY)]
    assert pullquote("basket", "note", 1, "end", status=0).out == "Noted about quote 1.\n"
    assert [it["note"] for it in pullquote("basket", "list", "--json").json] == ["end", "", ""]
    assert pullquote("basket", "note", 1, "", status=0).out == "Quote 1 has no note now.\n"
    assert pullquote("basket", "drop", 1, 3, 1, status=0).out == "Dropped 2 quotes; the basket holds 1.\n"
    assert held(pullquote) == [(1, BURNED)]


@pytest.mark.parametrize(
    ("args", "status"),
    [
        (["drop", "4"], 1), (["drop", "1", "9"], 1), (["drop", "0"], 2), (["drop"], 2), (["move", "1", "4"], 1),
        (["move", "4", "1"], 1), (["move", "1", "0"], 2), (["note", "4", "x"], 1), (["note", "x", "x"], 2),
        (["note", "1", "x" * 10_001], 1), (["export", "--style", "nope"], 1), (["export", "--format", "pdf"], 2),
        (["export", "--format", "docx"], 2), (["export", "--output", "a.pdf"], 1), (["list", "--basket", " "], 1),
        (["add"], 2), (["add", "Who?", "--from", "-"], 2), (["add", "Who?", "--quote", "0"], 2), (["add", " "], 1),
        (["add", "--from", "none.json"], 2), (["list", "--cite", "nope"], 1),
        (["add", "Who?", "--basket", "x" * 81], 1),
    ],
)  # fmt: skip
def test_what_cannot_be_done_changes_nothing(pullquote, three, args, status):
    ran = pullquote("basket", *args, status=status)
    assert ran.out == "" and ran.err.splitlines()[-1].startswith("Error: ")
    assert status == 2 or len(ran.err.splitlines()) == 1
    assert held(pullquote) == [(1, BURNED), (2, NOBODY), (3, WENT)]


def test_an_empty_basket_tells_of_the_others(pullquote, printed):
    assert "put quotes into it with `pullquote basket add`" in pullquote("basket", "list", status=0).out
    pullquote("basket", "add", "--from", "-", "--basket", "thesis", stdin=printed(BURNED), status=0)
    said = "the basket is empty: there is something in thesis: name one with --basket\n"
    assert pullquote("basket", "list", status=0).out == said
    for args in (["export"], ["drop", "1"], ["move", "1", "1"], ["note", "1", "x"]):
        assert pullquote("basket", *args, status=1).err == f"Error: {said}"
    assert held(pullquote, "--basket", "thesis") == [(1, BURNED)]


def test_export_to_standard_output(pullquote, three):
    out = pullquote("basket", "export", status=0).out
    assert out.startswith("# Quotes\n\n“The lamp burned&#9;for eleven years\\.” \\(“The lamp,” 2024")
    assert "@" in pullquote("basket", "export", "--format", "bibtex", status=0).out
    assert pullquote("basket", "export", "--format", "csl-json", status=0).out.count('"title"') == 1


@pytest.mark.parametrize("name", ["q.md", "q.html", "q.docx", "q.odt", "q.bib", "q.ris", "q.json"])
def test_export_into_a_file(pullquote, three, tmp_path, name):
    path = tmp_path / name
    path.write_text("old")
    ran = pullquote("basket", "export", "--output", path, "--style", "chicago-notes", status=0)
    assert ran.out == f"3 quotes written to {path}.\n"
    assert path.read_bytes() != b"old"


def test_a_named_basket_is_the_exports_title(pullquote, printed):
    pullquote("basket", "add", "--from", "-", "--basket", "My thesis", stdin=printed(BURNED), status=0)
    assert pullquote("basket", "export", "--basket", "My thesis").out.startswith("# My thesis\n")


def test_without_pandoc_nothing_is_written(pullquote, three, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pypandoc", None)
    path = tmp_path / "q.docx"
    ran = pullquote("basket", "export", "--output", path, status=1)
    assert ran.err == (
        "Error: a word processor's documents are written by Pandoc: "
        'install it with pip install "pullquote[documents]"\n'
    )
    assert not path.exists()


def test_no_library(pullquote, tmp_path):
    for args in (["list"], ["export"], ["drop", "1"], ["add", QUESTION]):
        ran = pullquote("basket", *args, "--library", tmp_path / "none", status=1)
        assert "there is no library" in ran.err
    assert not (tmp_path / "none").exists()


def test_the_formats_named_are_those_there_are():
    assert [*exporting.FORMATS] == [*FORMATS]
