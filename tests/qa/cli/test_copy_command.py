"""`pullquote copy`, and a shared library behind every command."""

from qa.folders import find_place

QUESTION = "How long did the lamp burn?"


def test_a_shared_library_answers_as_its_folder_does(pullquote, with_lamp, postgresql, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    url = postgresql.make_url(postgresql.make_database())
    folder = str(find_place(None))
    ran = pullquote("copy", folder, url, status=0).out
    assert ran == f"{find_place(url)} holds a copy: 1 articles, 1 passages.\n"
    asked = [pullquote("ask", QUESTION, "--library", place, "--json", status=0).out for place in (folder, url)]
    assert asked[0] == asked[1] and "eleven years" in asked[0]
    assert "All is well." in pullquote("doctor", "--library", url, status=0).out
    assert "copy to a place that holds none" in pullquote("copy", folder, url, status=1).err
    monkeypatch.setenv("PULLQUOTE_LIBRARY", url)
    assert with_lamp in pullquote("list", status=0).out
    (tmp_path / "draft.md").write_text('It "burned for twelve years".', encoding="utf-8")
    assert "1 altered" in pullquote("check", tmp_path / "draft.md", status=1).out
    pullquote("basket", "add", QUESTION, status=0)
    assert (find_place(url).folder / "baskets.sqlite").exists()
    assert "can be rescued" in pullquote("doctor", "--rescue", tmp_path / "new", status=1).err
    pullquote("doctor", "--rebuild", status=0)
    pullquote("remove", with_lamp, status=0)
    assert "nothing" not in pullquote("copy", url, tmp_path / "back", status=0).out


def test_what_is_named_as_a_library(pullquote, tmp_path):
    (tmp_path / "file").touch()
    assert "is a file" in pullquote("copy", tmp_path / "file", tmp_path / "new", status=2).err
    assert "there is no library in" in pullquote("copy", tmp_path / "none", tmp_path / "new", status=1).err
