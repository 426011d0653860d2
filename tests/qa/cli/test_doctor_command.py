"""`pullquote doctor`, and what it is recommended for."""

import sqlite3

import pytest

from index.folder import LIBRARY


@pytest.fixture
def sql(tmp_path, with_lamp):
    """Change the library behind its back."""

    def run(statement):
        with sqlite3.connect(tmp_path / "own-library" / LIBRARY) as connection:
            connection.execute(statement)
        connection.close()

    return run


def test_all_is_well(pullquote, with_lamp, tmp_path):
    lines = pullquote("doctor", status=0).out.splitlines()
    assert lines[0].startswith(f"{tmp_path / 'own-library'}: 1 articles, 1 passages, ")
    assert lines[1].startswith("Model all-MiniLM-L6-v2 (OpenVINO")
    assert lines[2:] == ["All is well."]


def test_how_a_large_library_is_searched_is_told(pullquote, with_lamp, monkeypatch):
    monkeypatch.setattr("index.segments._MOST_EXACT", 0)
    assert "\nVectors are searched as codes of a byte a number" in pullquote("doctor", status=0).out


def test_what_is_mended(pullquote, sql):
    sql("UPDATE passages SET vector = x'00'")
    ran = pullquote("doctor", status=0)
    assert "Mended: lamp" in ran.out
    assert pullquote("doctor", status=0).out.endswith("All is well.\n")


def test_what_is_not_mended(pullquote, sql):
    sql("UPDATE articles SET text = 'The lamp burned.'")
    ran = pullquote("doctor", status=1)
    assert "NOT MENDED: lamp" in ran.out
    assert "add it again" in ran.out


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE manifest SET value = '0' WHERE key = 'schema'",
        "UPDATE manifest SET value = 'aa' WHERE key = 'fingerprint'",
    ],
)
def test_the_command_that_is_recommended_mends_it(pullquote, sql, statement):
    """For another schema, and for other weights."""
    sql(statement)
    ran = pullquote("ask", "How long did the lamp burn?", status=1)
    assert len(ran.err.splitlines()) == 1
    assert "run `pullquote doctor --rebuild`" in ran.err
    ran = pullquote("doctor", "--rebuild", status=0)
    assert ran.out.startswith("Rebuilt 1 articles.\n")
    assert "All is well." in ran.out
    assert "eleven years" in pullquote("ask", "How long did the lamp burn?", status=0).out


def test_another_model_is_refused_with_the_command_that_embeds_anew(pullquote, with_lamp, tmp_path):
    ran = pullquote("ask", "How long?", "--model", tmp_path, status=1)
    assert f"run `pullquote doctor --rebuild --model {tmp_path}`" in ran.err
    assert "or choose all-MiniLM-L6-v2" in ran.err
    # There is no model in that folder, which is said too, and nothing is lost.
    assert "holds no model weights" in pullquote("doctor", "--rebuild", "--model", tmp_path, status=1).err
    assert pullquote("doctor", status=0).out.endswith("All is well.\n")


def test_a_library_made_with_another_model_opens_with_it(pullquote, sql, tmp_path):
    sql(f"UPDATE manifest SET value = '{tmp_path}' WHERE key = 'model'")
    assert pullquote("list", status=0).out
    assert "holds no model weights" in pullquote("ask", "How long?", status=1).err
    assert "doctor --rebuild --model all-MiniLM-L6-v2" in pullquote("list", "--model", "all-MiniLM-L6-v2", status=1).err
    pullquote("doctor", "--rebuild", "--model", "all-MiniLM-L6-v2", status=0)
    assert "eleven years" in pullquote("ask", "How long did the lamp burn?", status=0).out


@pytest.mark.parametrize("content", [b"garbage" * 999, b"SQLite format 3\0" + b"\xff" * 5000])
@pytest.mark.parametrize("args", [["doctor"], ["doctor", "--rebuild"], ["list"], ["ask", "Who?"], ["add", "--samples"]])
def test_a_file_that_is_no_library(pullquote, tmp_path, args, content):
    (tmp_path / "own-library").mkdir()
    path = tmp_path / "own-library" / LIBRARY
    path.write_bytes(content)
    ran = pullquote(*args, status=1)
    [line] = ran.err.splitlines()
    assert str(path) in line
    assert path.read_bytes() == content


@pytest.fixture
def damaged(sql, tmp_path):
    """Return the library's file with its log worked in, and change its bytes."""

    def change(of):
        sql("PRAGMA wal_checkpoint(TRUNCATE)")
        path = tmp_path / "own-library" / LIBRARY
        data = of(path.read_bytes())
        path.write_bytes(data)
        return path, data

    return change


def test_a_damaged_library_is_rescued(pullquote, damaged, tmp_path):
    """A rebuild saved nothing of it."""
    path, data = damaged(lambda data: bytes(4096) + data[4096:])
    new = tmp_path / "new"
    ran = pullquote("ask", "How long did the lamp burn?", status=1)
    assert "run `pullquote doctor --rescue NEW_FOLDER` to save what can be read" in ran.err
    ran = pullquote("doctor", "--rescue", new, status=0)
    assert ran.out == f"Saved 1 article into {new} (0 embedded anew). {path.parent} is as it was.\n"
    assert path.read_bytes() == data
    assert "eleven years" in pullquote("ask", "How long did the lamp burn?", "--library", new, status=0).out
    assert "is not empty: name a new folder" in pullquote("doctor", "--rescue", new, status=1).err
    assert "choose one" in pullquote("doctor", "--rescue", tmp_path / "newer", "--rebuild", status=2).err


def test_what_cannot_be_rescued_is_told(pullquote, with_lamp, damaged, tmp_path):
    damaged(lambda data: data.replace(b"eleven years", b"twelve years"))
    ran = pullquote("doctor", "--rescue", tmp_path / "new", status=1)
    line = f"NOT WHOLE: “The lamp” ({with_lamp}) could not be saved: its text is not the one it was."
    assert ran.out.startswith(f"{line}\nSaved 0 articles ")


def test_articles_whose_files_are_gone_and_copies_are_told(pullquote, with_lamp, tmp_path):
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("Oil was dear in those years, and the keeper had none.")
        pullquote("add", tmp_path / name, status=0)
    (tmp_path / "a.txt").unlink()
    lines = pullquote("doctor", status=0).out.splitlines()
    [gone] = [line for line in lines if line.startswith("Its file is gone: a-")]
    assert gone.endswith(f"from {tmp_path / 'a.txt'}.")
    [same] = [line for line in lines if line.startswith("The same text: ")]
    assert same.count(", ") == 2
    ran = pullquote("doctor", "--prune", status=0)
    assert ran.out.startswith("Removed a-")
    assert len(pullquote("list", "--json").json) == 3
    assert pullquote("doctor", "--prune", status=0).out == "No article's file is gone.\n"


def test_articles_of_nearly_the_same_text_are_listed_with_their_differences(pullquote, tmp_path):
    report = " ".join(
        f"On day {day} the harbour took {day * 7} barrels of oil from Port Veldt." for day in range(1, 20)
    )
    for name, text in (("a", report), ("b", report.replace("took 21", "lost 21")), ("c", f"{report} Nobody paid.")):
        (tmp_path / f"{name}.txt").write_text(text)
    pullquote("add", tmp_path, status=0)
    near = [line for line in pullquote("doctor", status=0).out.splitlines() if line.startswith("Nearly")]
    assert [line.partition("-")[0] for line in near] == ["Nearly the same text: c"] * 2
    assert near[0].endswith(": 2 of 249 words differ (“Nobody paid.” / nothing).")
    assert near[1].endswith(": 3 of 249 words differ (“took” / “lost”, “Nobody paid.” / nothing).")
    assert len(pullquote("list", "--json").json) == 3


def test_more_than_a_third_is_pruned_by_force_only(pullquote, tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"The oil of {name} was dear in those years, and the keeper had none.")
        pullquote("add", tmp_path / name, status=0)
    (tmp_path / "a.txt").unlink()
    ran = pullquote("doctor", "--prune", status=1)
    assert "1 of 2 articles are gone, and nothing was removed" in ran.err
    assert len(pullquote("list", "--json").json) == 2
    assert pullquote("doctor", "--prune", "--force", status=0).out.startswith("Removed a-")
    assert len(pullquote("list", "--json").json) == 1
    assert pullquote("doctor", "--force", status=2).out == ""


def test_articles_with_the_same_text_are_merged(pullquote, with_lamp, tmp_path):
    files = [tmp_path / name for name in ("a.txt", "b.txt")]
    for file in files:
        file.write_text("Oil was dear in those years, and the keeper had none.")
    pullquote("add", *files, status=0)
    pullquote("add", files[1], "--tag", "oil", status=0)
    assert "would become one with" in pullquote("doctor", "--merge", status=1).out
    assert len(pullquote("list", "--json").json) == 3
    ran = pullquote("doctor", "--merge", "--yes", status=0)
    assert ran.out.endswith("Merged 1 articles into 1.\n")
    listed = pullquote("list", "--json").json
    assert [article["tags"] for article in listed if article["id"] != with_lamp] == [["oil"]]
    assert "added" not in pullquote("add", *files, status=0).out
    assert pullquote("list", "--json").json == listed
    assert pullquote("doctor", "--merge", status=0).out == "There is nothing to merge.\n"
    [kept] = [article["id"] for article in listed if article["id"] != with_lamp]
    next(file for file in files if kept.startswith(f"{file.stem}-")).unlink()
    assert pullquote("doctor", "--prune", status=0).out == "No article's file is gone.\n"
    assert len(pullquote("list", "--json").json) == 2
    assert "--yes goes with --merge" in pullquote("doctor", "--yes", status=2).err
