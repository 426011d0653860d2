import os

import pytest

from corpus import UnreadableSource
from qa.checking.draft import draft_file as files
from qa.checking.draft.draft_file import open_draft, read_draft


def test_a_file_goes_by_the_name_it_was_sent_under(tmp_path):
    path = tmp_path / "blob"
    path.write_text("A lamp.")
    draft = open_draft(path, "Chapter 2.TXT")
    assert (draft.name, draft.suffix, read_draft(draft).text) == ("Chapter 2.TXT", ".txt", "A lamp.")


@pytest.mark.parametrize("name", ["draft.pdf", "draft", ""])
def test_what_is_no_draft_is_refused_by_its_name(tmp_path, name):
    with pytest.raises(UnreadableSource, match=r"none of the drafts that can be read: \.md"):
        open_draft(tmp_path / "blob", name)


def test_what_is_no_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    for name in ("pipe.md", "folder.md"):
        with pytest.raises(UnreadableSource, match="is no file"):
            open_draft(tmp_path / name)
    with pytest.raises(UnreadableSource, match="cannot be read"):
        open_draft(tmp_path / "gone.md")


def test_a_file_that_is_too_large_is_not_read_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LARGEST_DRAFT", 2**20)
    path = tmp_path / "sparse.md"
    with path.open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(UnreadableSource, match=r"sparse\.md: the file is larger than 1 MB"):
        open_draft(path)
