"""`pullquote add`: what is added, and what is said of what cannot be."""

import io
import json
import time

import pytest
from rich.console import Console

from qa.cli.add_command import ProgressBar


def test_added_and_again(pullquote, lamp):
    assert pullquote("add", lamp, status=0).out == "1 added (1 passage embedded).\n"
    assert pullquote("add", lamp, status=0).out == "1 unchanged.\n"
    lamp.write_text(lamp.read_text().replace("The Moth", "The Mouth"))
    assert pullquote("add", lamp, status=0).out == "1 updated.\n"
    lamp.write_text(lamp.read_text().replace("eleven", "twelve"))
    assert pullquote("add", lamp, status=0).out == "1 replaced (1 passage embedded).\n"
    assert pullquote("list", "--json").json[0]["publisher"] == "The Mouth"


def test_a_folder_and_files(pullquote, lamp, tmp_path):
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "oil.txt").write_text("Oil was dear in those years, and the keeper had none.")
    assert pullquote("add", tmp_path / "more", lamp, status=0).out == "2 added (2 passages embedded).\n"


def test_the_samples(pullquote, samples):
    assert pullquote("add", "--samples", status=0).out.startswith(f"{len(samples)} added")
    assert len(pullquote("list", "--json").json) == len(samples)


def test_ids_of_a_jsonl_are_kept(pullquote, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(
        "\ufeff"
        + "".join(
            json.dumps({"id": id_, "title": "T", "text": f"The lamp {id_} burned."}) + "\n"
            for id_ in ("x/1", "é 2", "3")
        )
    )
    pullquote("add", path, status=0)
    assert {entry["id"] for entry in pullquote("list", "--json").json} == {"x/1", "é 2", "3"}


def test_nothing_to_add(pullquote):
    ran = pullquote("add", status=2)
    assert "name the files or folders to add, or addresses of web pages, or --samples" in ran.err


GOOD = json.dumps({"id": "a", "title": "T", "text": "The lamp burned."})


@pytest.mark.parametrize(
    ("name", "content", "complaint", "added"),
    [
        ("none.txt", None, "there is no such file or folder", 0),
        ("empty.txt", b"", "empty.txt: ", 0),
        ("blank.md", b" \n\n", "blank.md: ", 0),
        ("binary.txt", bytes(range(256)) * 8, "binary.txt: ", 0),
        ("broken.pdf", b"%PDF-1.4 broken", "broken.pdf: ", 0),
        ("twice.jsonl", f"{GOOD}\n{GOOD}\n".encode(), "twice.jsonl:2: the id 'a' stands in line 1 already", 1),
        ("line.jsonl", f'{GOOD}\n{{"id": \n'.encode(), "line.jsonl:2: the line is not JSON", 1),
        ("text.jsonl", f'{GOOD}\n{{"id": "b"}}\n'.encode(), 'text.jsonl:2: the line has no "text"', 1),
        ("id.jsonl", f'{{"text": "Lamp."}}\n{GOOD}\n'.encode(), 'id.jsonl:1: the line has no "id"', 1),
        ("lines.jsonl", f'{{"id": "a\\nb", "text": "Lamp."}}\n{GOOD}\n'.encode(), "one line of plain text", 1),
    ],
)
def test_what_cannot_be_read(pullquote, tmp_path, name, content, complaint, added):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    ran = pullquote("add", path, status=1)
    [line] = ran.err.splitlines()
    assert complaint in line
    assert name in line
    what = f"{added} added ({added} passage{'s' * (added > 1)} embedded)" if added else "nothing added"
    assert ran.out == f"{what}.\n"


def test_what_can_be_read_is_added_all_the_same(pullquote, lamp, tmp_path):
    ran = pullquote("add", tmp_path / "none.md", lamp, tmp_path / "neither.md", status=1)
    assert len(ran.err.splitlines()) == 2
    assert ran.out.startswith("1 added")


def test_a_folder_without_articles(pullquote, tmp_path):
    (tmp_path / "empty").mkdir()
    assert "holds no file to read" in pullquote("add", tmp_path / "empty", status=1).err


@pytest.mark.parametrize("folder", ["file", "file/within"])
def test_a_library_that_cannot_be_written(pullquote, lamp, tmp_path, folder):
    (tmp_path / "file").write_text("")
    ran = pullquote("add", lamp, "--library", tmp_path / folder)
    assert ran.status in {1, 2}
    assert ran.err.splitlines()[-1].startswith("Error: ")
    assert ran.out == ""


def test_a_full_disk(pullquote, lamp, monkeypatch, with_lamp, tmp_path):
    from index import Connections

    connect = Connections._get_connection

    def full(self, **options):
        connection = connect(self, **options)
        connection.execute("PRAGMA max_page_count = 1")
        return connection

    monkeypatch.setattr(Connections, "_get_connection", full)
    (tmp_path / "long.txt").write_text("\n\n".join(f"The lamp number {n} burned on and on." for n in range(400)))
    ran = pullquote("add", tmp_path / "long.txt", status=1)
    [line] = ran.err.splitlines()
    assert "is full: free some space and run the command again; nothing is lost" in line
    monkeypatch.undo()


def test_control_c(pullquote, tmp_path, monkeypatch, embedder):
    monkeypatch.setattr("index.ingestion._BATCH", 1)
    folder = tmp_path / "articles"
    folder.mkdir()
    for n in range(4):
        (folder / f"{n}.txt").write_text(f"The lamp number {n} burned.")
    embed, calls = type(embedder).embed_passages, []

    def interrupted(self, texts):
        calls.append(texts)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return embed(self, texts)

    monkeypatch.setattr(type(embedder), "embed_passages", interrupted)
    ran = pullquote("add", folder, status=130)
    assert ran.err == "Stopped: 2 added (2 passages embedded). Run the same command again to go on.\n"
    assert pullquote("add", folder, status=0).out == "2 added, 2 unchanged (2 passages embedded).\n"


def test_an_article_that_is_kept_without_its_date_is_no_failure(pullquote, tmp_path):
    path = tmp_path / "one.jsonl"
    path.write_text('{"id": "a", "title": "A", "text": "The lamp burned.", "published": "19/06/24"}\n')
    ran = pullquote("add", path, status=0)
    assert "kept without it" in ran.err
    assert ran.out == "1 added (1 passage embedded).\n"


def test_what_is_not_read_in_a_folder_is_told(pullquote, tmp_path):
    folder = tmp_path / "mixed"
    folder.mkdir()
    for name in ("a.png", "b.PNG", "c.numbers", "Makefile"):
        (folder / name).write_bytes(b"not for reading")
    (folder / "oil.txt").write_text("Oil was dear in those years, and the keeper had none.")
    ran = pullquote("add", folder, status=0)
    assert ran.out == "1 added (1 passage embedded); not read: 2 .png, 1 .numbers, 1 without a suffix.\n"


def test_a_named_file_that_is_not_read_is_a_failure(pullquote, lamp, tmp_path):
    picture = tmp_path / "a.numbers"
    picture.write_bytes(b"The lamp burned.")
    ran = pullquote("add", lamp, picture, status=1)
    assert ran.err == f"{picture}: a .numbers file is not read: export it as PDF or DOCX\n"
    assert ran.out == "1 added (1 passage embedded).\n"


def test_a_file_that_references_name_is_read_with_them_alone(pullquote, tmp_path):
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "a.txt").write_text("The lamp burned for eleven years, and nobody knew why.")
    (tmp_path / "export" / "z.bib").write_text(
        "@article{finch, title = {Lamp Oil}, author = {Finch, Ada}, file = {a.txt}}"
    )
    assert pullquote("add", tmp_path / "export", status=0).out == "1 added (1 passage embedded).\n"
    [entry] = pullquote("list", "--json").json
    assert (entry["title"], entry["authors"]) == ("Lamp Oil", ["Ada Finch"])
    assert pullquote("add", tmp_path / "export", status=0).out == "1 unchanged.\n"


def test_a_renamed_file_stays_one_article(pullquote, tmp_path):
    first = tmp_path / "lamp oil.txt"
    first.write_text("The lamp burned for eleven years, and nobody knew why it did. " * 3)
    pullquote("add", first, status=0)
    [before] = pullquote("list", "--json").json
    second = first.rename(tmp_path / "oil of the lamp.txt")
    assert pullquote("add", second, status=0).out == "1 replaced (1 passage embedded).\n"
    [after] = pullquote("list", "--json").json
    assert (after["id"], after["title"]) == (before["id"], "oil of the lamp")
    third = second.rename(tmp_path / "oil.txt")
    third.write_text(third.read_text().replace("eleven", "twelve", 1))
    pullquote("add", third, status=0)
    assert pullquote("add", third, status=0).out == "1 unchanged.\n"
    assert [entry["id"] for entry in pullquote("list", "--json").json] == [before["id"]]


def test_a_copy_is_another_article(pullquote, tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The lamp burned for eleven years, and nobody knew why it did.")
        pullquote("add", tmp_path / name, status=0)
    assert len(pullquote("list", "--json").json) == 2


@pytest.fixture
def folder(tmp_path):
    """A folder of four articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for n in range(4):
        (folder / f"{n}.txt").write_text(f"The lamp number {n} burned for {n} years, and nobody knew why.")
    return folder


def test_prune_removes_what_is_gone_from_the_folder(pullquote, folder, lamp):
    pullquote("add", folder, lamp, status=0)
    lamp.unlink()
    (folder / "2.txt").unlink()
    (folder / "3.txt").rename(folder / "three.txt")
    ran = pullquote("add", "--prune", folder, status=0)
    assert ran.out == "1 replaced, 2 unchanged, 1 removed (1 passage embedded).\n"
    assert ran.err.startswith("Its file is gone: 2-")
    assert len(pullquote("list", "--json").json) == 4
    for name in ("0.txt", "1.txt"):
        (folder / name).unlink()
    ran = pullquote("add", "--prune", folder, status=1)
    assert "2 of 3 articles are gone, and nothing was removed" in ran.err
    assert ran.out == "1 unchanged.\n"
    assert pullquote("add", "--prune", "--force", folder, status=0).out.startswith("1 unchanged, 2 removed")


@pytest.mark.parametrize("option", ["--prune", "--watch"])
def test_prune_and_watch_need_a_folder(pullquote, lamp, option):
    assert f"{option} needs a folder" in pullquote("add", option, lamp, status=2).err


@pytest.fixture
def watch(pullquote, monkeypatch):
    """Watch a folder while some things happen one after the other; Ctrl-C is pressed after the last."""

    def run(folder, *events, options=()):
        def follow(*_, **__):
            yield set()
            for event in events:
                event()
                yield {"something"}
            raise KeyboardInterrupt

        monkeypatch.setattr("qa.cli.watching.watch", follow)
        monkeypatch.setattr("qa.cli.watching._REST", 0.0)
        return pullquote("add", "--watch", *options, folder, status=130)

    return run


def test_watch_adds_what_is_new_or_changed_and_tells_what_is_gone(watch, folder):
    ran = watch(
        folder,
        lambda: (folder / "4.txt").write_text("The lamp number 4 burned for 4 years, and nobody knew why."),
        lambda: (folder / "4.txt").rename(folder / "four.txt"),
        lambda: (folder / "2.txt").unlink(),
        lambda: None,
    )
    assert ran.out.splitlines() == [
        "4 added (4 passages embedded).",
        "1 added, 4 unchanged (1 passage embedded).",
        "1 replaced, 4 unchanged (1 passage embedded).",
    ]
    first, gone, last = ran.err.splitlines()
    assert first == "Watching for changes (stop with Ctrl-C)."
    assert gone.startswith("Its file is gone: 2-")
    assert gone.endswith("--prune would remove it.")
    assert last == "Stopped watching."


def test_watch_removes_with_prune(watch, folder, pullquote):
    ran = watch(folder, (folder / "2.txt").unlink, options=["--prune"])
    assert ran.out.splitlines()[-1] == "3 unchanged, 1 removed."
    assert len(pullquote("list", "--json").json) == 3


@pytest.fixture
def online(fetcher, monkeypatch):
    """Let the command fetch from the tests' own site."""
    monkeypatch.setattr("corpus.web.fetcher.Fetcher", lambda: fetcher)


def test_pages_by_their_addresses(pullquote, lamp, site, online):
    text = "The toll rose to four crowns, and the ferry stayed at the pier. " * 9
    site.pages["/toll"] = f"<html><head><title>Toll</title></head><body><article><p>{text}</p></article></body></html>"
    address = f"http://herald.example:{site.port}"
    ran = pullquote("add", "-", lamp, stdin=f"\ufeff{address}/toll\r\n\n{address}/none\n", status=1)
    assert ran.out == "2 added (2 passages embedded).\n"
    assert f"{address}/none: there is no such page (404): check the address" in ran.err.replace("\n", " ")
    assert pullquote("add", f"{address}/toll", lamp, status=0).out == "2 unchanged.\n"
    asked = len(site.asked)
    assert pullquote("add", "--again", f"{address}/toll", status=0).out == "1 unchanged.\n"
    assert len(site.asked) == asked
    assert [entry["url"] for entry in pullquote("list", "--json").json if entry["url"]] == [f"{address}/toll"]


@pytest.mark.parametrize("address", ["ftp://herald.example/x", "file:///etc/passwd", "http://127.0.0.1/x", "https://"])
def test_addresses_that_are_refused(pullquote, address):
    ran = pullquote("add", address, status=1)
    assert f"{address}: " in ran.err and ran.out.startswith("nothing added")


def test_what_is_no_list(pullquote):
    assert "is no list" in pullquote("add", "-", stdin=b"\xff\xfe", status=2).err
    assert "name the files" in pullquote("add", "-", stdin="\n", status=2).err


def test_addresses_are_not_watched(pullquote, tmp_path):
    assert "--watch takes files" in pullquote("add", "--watch", tmp_path, "https://herald.example/", status=2).err


def test_the_bar_counts_the_seconds_of_a_file(monkeypatch):
    bar, now = ProgressBar(), time.monotonic()
    bar.begin("ledger.odt", 1000)
    for later, told in ((0.4, ""), (7.2, "7 s"), (8.2, "8 s")):
        shown = Console(file=io.StringIO(), width=200)
        with monkeypatch.context() as patched:
            patched.setattr("qa.cli.add_command.time.monotonic", lambda later=later: now + later)
            shown.print(bar._bar.get_renderable())
        assert shown.file.getvalue().rstrip().partition("ledger.odt")[2].strip() == told
