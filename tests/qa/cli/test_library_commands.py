"""`pullquote list`, `show`, `tag` and `remove`."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from corpus import Source
from index import Entry
from qa.cli import listing


def test_list(pullquote, with_lamp):
    ran = pullquote("list", status=0)
    heading, row = ran.out.splitlines()
    assert heading.split("\t") == ["id", "title", "publisher", "published", "words"]
    assert row.split("\t") == [with_lamp, "The lamp", "The Moth", "2024-06-19", "19"]


def test_no_more_than_is_wanted_is_listed(pullquote, with_lamp, tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "title": "T", "text": "The lamp."}))
    pullquote("add", tmp_path / "a.jsonl", status=0)
    assert [entry["id"] for entry in pullquote("list", "--json", "-n", "1", status=0).json] == [with_lamp]
    assert len(pullquote("list", "--json", "-n", "9", status=0).json) == 2


def test_list_in_a_terminal(pullquote, with_lamp, monkeypatch):
    monkeypatch.setattr("qa.cli.listing.is_terminal", lambda: True)
    title, known = pullquote("list", status=0).out.splitlines()
    assert title == "The lamp"
    assert known == f"  {with_lamp}  The Moth, 19 Jun 2024, 19 words"


def test_list_for_programs(pullquote, with_lamp):
    [entry] = pullquote("list", "--json", status=0).json
    added = entry.pop("added")
    assert added.endswith("+00:00")
    assert entry == {
        "id": with_lamp, "title": "The lamp", "url": None, "publisher": "The Moth", "authors": [],
        "published": "2024-06-19", "words": 19, "passages": 1,
    }  # fmt: skip


def test_an_empty_list(pullquote, with_lamp):
    pullquote("remove", with_lamp, status=0)
    assert pullquote("list", status=0).out == "The library is empty: add articles with `pullquote add PATH`.\n"
    assert pullquote("list", "--json", status=0).out == ""


def test_titles_are_not_markup(pullquote, tmp_path):
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"id": "[bold]a[/]", "title": "[red]:bomb:[/red]", "text": "The lamp."})
    )
    pullquote("add", tmp_path / "a.jsonl", status=0)
    out = pullquote("list", status=0).out
    assert "[bold]a[/]" in out
    assert "[red]:bomb:[/red]" in out


def test_a_tab_in_a_title_begins_no_column(pullquote, tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "title": "One\ttwo", "text": "The lamp."}))
    pullquote("add", tmp_path / "a.jsonl", status=0)
    assert pullquote("list", status=0).out.splitlines()[1].split("\t") == ["a", "One two", "", "", "2"]


def test_a_long_id_is_not_shortened(pullquote, tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "x" * 300, "title": "T", "text": "The lamp."}))
    pullquote("add", tmp_path / "a.jsonl", status=0)
    assert "x" * 300 in pullquote("list", status=0).out


def test_show(pullquote, with_lamp, lamp):
    ran = pullquote("show", with_lamp, status=0)
    known, _, text = ran.out.partition("\n\n")
    assert known.splitlines() == [
        f"id: {with_lamp}", "title: The lamp", "publisher: The Moth", "published: 2024-06-19", f"file: {lamp}"
    ]  # fmt: skip
    assert text == pullquote("show", with_lamp, "--json").json[0]["text"] + "\n"


TEXT = "One.\tTwo   three. \n\n    indented שלום 👩‍🚀 北京 [bold]x[/bold] :smile:\n" + "long " * 100 + "\u2028end. "


def test_show_is_letter_for_letter(pullquote, tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "title": "T", "text": TEXT}))
    pullquote("add", tmp_path / "a.jsonl", status=0)
    assert pullquote("show", "a", status=0).out.endswith(f"\n\n{TEXT}\n")


def test_what_show_prints_can_be_added(pullquote, tmp_path):
    record = {
        "id": "é/1", "title": "T", "text": TEXT, "url": "https://a.example/x", "publisher": "P", "published": "2024-06",
        "authors": ["Ada Finch", "Bo Ek"],
    }  # fmt: skip
    (tmp_path / "a.jsonl").write_text(json.dumps(record))
    pullquote("add", tmp_path / "a.jsonl", status=0)
    ran = pullquote("show", "é/1", "--json", status=0)
    assert ran.json == [record]
    assert len(ran.out.splitlines()) == 1
    (tmp_path / "b.jsonl").write_text(ran.out, encoding="utf-8")
    assert "unchanged" in pullquote("add", tmp_path / "a.jsonl").out
    pullquote("add", tmp_path / "b.jsonl", "--library", tmp_path / "other", status=0)
    assert pullquote("show", "é/1", "--json", "--library", tmp_path / "other").json == [record]


def test_remove(pullquote, with_lamp, lamp):
    assert pullquote("remove", with_lamp, status=0).out == f"Removed {with_lamp}.\n"
    assert lamp.exists()
    assert pullquote("list", "--json").out == ""


@pytest.mark.parametrize("command", ["show", "remove"])
@pytest.mark.parametrize("unknown", ["nothing", " ", "'; DROP TABLE articles", "\udcff"])
def test_an_unknown_id(pullquote, with_lamp, command, unknown):
    ran = pullquote(command, unknown, status=1)
    assert ran.out == ""
    [line] = ran.err.splitlines()
    assert line.startswith("Error: ")
    assert len(pullquote("list", "--json").json) == 1


def test_several_are_removed_until_one_is_unknown(pullquote, with_lamp):
    ran = pullquote("remove", with_lamp, "nothing", status=1)
    assert ran.out == f"Removed {with_lamp}.\n"
    assert "the library holds no article 'nothing'" in ran.err


def test_the_nearest_id_is_told(pullquote, with_lamp):
    assert f"the nearest is '{with_lamp}'" in pullquote("show", f"{with_lamp}s", status=1).err


@pytest.mark.parametrize("args", [["show"], ["remove"], ["show", "a", "b"]])
def test_wrong_numbers_of_ids(pullquote, args):
    assert "Usage:" in pullquote(*args, status=2).err


@pytest.mark.parametrize(
    "args", [["list"], ["show", "a"], ["remove", "a"], ["ask", "Who?"], ["doctor"], ["doctor", "--rebuild"]]
)
def test_no_library(pullquote, args, tmp_path):
    ran = pullquote(*args, status=1)
    assert ran.err.startswith(f"Error: there is no library in {tmp_path / 'own-library'}")
    assert len(ran.err.splitlines()) == 1
    assert not (tmp_path / "own-library").exists()


def test_tags_are_given_listed_and_asked_by(pullquote, with_lamp, tmp_path):
    (tmp_path / "oil.txt").write_text("The oil of the lamp was dear.")
    pullquote("add", tmp_path / "oil.txt", "--tag", "Light", "--tag", "dear things", status=0)
    pullquote("add", tmp_path / "oil.txt", "--tag", "light", status=0)
    [entry] = pullquote("list", "--json", "--tag", "LIGHT", status=0).json
    assert entry["tags"] == ["Light", "dear things"] and entry["id"] != with_lamp
    assert pullquote("list", status=0).out.count("lamp") >= 1
    [answer] = pullquote("ask", "What of the lamp?", "--json", "--tag", "light", status=0).json
    assert {each["article_id"] for each in answer["quotes"] + answer["nearest"]} <= {entry["id"]}
    for command in (["list"], ["ask", "What of the lamp?"]):
        refused = pullquote(*command, "--tag", "nope", status=1)
        assert refused.err.strip().endswith("no article has the tag 'nope': the tags are dear things, Light")
    assert "a tag needs a name" in pullquote("add", tmp_path / "oil.txt", "--tag", " ", status=1).err


def test_a_tag_is_given_and_taken_off(pullquote, with_lamp, tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "title": "T", "text": "The lamp."}))
    pullquote("add", tmp_path / "a.jsonl", status=0)
    assert pullquote("tag", with_lamp, "A", "Harbours", status=0).out.splitlines() == [
        f"{with_lamp} is tagged 'Harbours'.",
        "a is tagged 'Harbours'.",
    ]
    # The tag is spelt as the library has it, the article is named as it is listed.
    assert pullquote("tag", "--off", "a", "harbours", status=0).out == "a is no longer tagged 'Harbours'.\n"
    assert [entry["id"] for entry in pullquote("list", "--json", "--tag", "Harbours", status=0).json] == [with_lamp]


def test_a_tag_or_an_article_that_is_not_there_is_told(pullquote, with_lamp):
    pullquote("tag", with_lamp, "Harbours", status=0)
    assert "the tags are Harbours" in pullquote("tag", "--off", with_lamp, "Rivers", status=1).err
    assert "holds no article 'nowhere'" in pullquote("tag", with_lamp, "nowhere", "Rivers", status=1).err
    # None of the others has been tagged meanwhile.
    assert pullquote("list", "--tag", "Rivers", status=1).out == ""
    assert "needs a name" in pullquote("tag", with_lamp, " ", status=1).err
    assert "Missing argument" in pullquote("tag", "Harbours", status=2).err


@given(st.text())
def test_a_line_is_measured_as_its_letters_are(text):
    assert listing._measure(text) == cell_len(text)


def test_plain_letters_are_not_looked_up_one_by_one(monkeypatch, capsys):
    """A list of a quarter of a million articles is printed in seconds."""
    looked_up = []
    monkeypatch.setattr(listing, "is_terminal", lambda: True)
    monkeypatch.setattr(listing, "cell_len", lambda text: looked_up.append(text) or cell_len(text))
    titles = ["Plain title", "日本の塔"]
    listing.print_entries(Entry(f"a{n}", title, Source(), 3, 1, "2024") for n, title in enumerate(titles))
    assert [title in capsys.readouterr().out for title in titles[:1]] == [True]
    assert looked_up == ["日本の塔"]
