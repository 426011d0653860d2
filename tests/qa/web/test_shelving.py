"""Shelving on the page: uploads become articles, with each problem beside its file."""

import pytest

from index import Library
from qa.folders import cache_folder
from qa.web.settings import WebSettings
from qa.web.shelving import Shelf, Upload


@pytest.fixture
def shelf(tmp_path):
    return Shelf(Library.open(tmp_path / "library", cache_folder(), create=True), WebSettings(most_rows=2))


def upload(folder, name, text):
    path = folder / "upload"
    path.mkdir(exist_ok=True)
    path = path / str(len(list(path.iterdir())))
    path.write_bytes(text.encode())
    return Upload(path, name)


def test_files_are_added_listed_and_removed(shelf, tmp_path):
    files = [
        upload(tmp_path, "../../herring <b>.txt", "The herring came back to the fjord in March."),
        upload(tmp_path, "empty.md", ""),
    ]
    *going, report = shelf.add(files)
    assert all("<progress" in line for line in going) and len(going) == 3
    assert "Added “" in report and '<bdi class="pq-file">empty&#46;md</bdi> The file is empty' in report
    assert not any(file.path.exists() for file in files)
    assert "<b>" not in report + "".join(going) + shelf.listed("")
    assert "1 article<" in shelf.listed("HERRING") and "0 articles" in shelf.listed("sardine")

    (entry,) = shelf._library.entries()
    assert "Removed “" in shelf.remove(entry.id)
    assert "no longer" in shelf.remove(entry.id)
    assert not shelf._library.entries()


def test_the_same_file_again_adds_nothing(shelf, tmp_path):
    for expected in ("Added “", "Nothing new was added"):
        *_, report = shelf.add([upload(tmp_path, "a.txt", "The herring came back in March.")])
        assert expected in report


@pytest.mark.parametrize("unknown", [None, 3, "", "x" * 10_000, {"id": "x"}])
def test_what_is_no_article_cannot_be_removed(shelf, unknown):
    assert "no longer" in shelf.remove(unknown)


@pytest.mark.parametrize("wanted", [None, 3, "x" * 10_000, "<script>"])
def test_any_filter_is_survived(shelf, wanted):
    assert "0 articles" in shelf.listed(wanted)


def test_no_files_are_no_error(shelf):
    assert "Nothing new" in list(shelf.add([]))[-1]


def test_the_list_shows_its_first_rows_only(shelf, tmp_path):
    lines = "\n".join(
        f'{{"id": "{n}", "title": "T{n}", "text": "Text {n}.", "publisher": "P{n % 2}"}}' for n in range(5)
    )
    list(shelf.add([upload(tmp_path, "many.jsonl", lines)]))
    assert shelf.listed("").count("data-remove") == 2
    assert "5 articles" in shelf.listed("")
    assert shelf.publishers() == ["P0", "P1"]
