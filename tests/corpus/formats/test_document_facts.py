import pytest

from corpus.formats.document_facts import read_people, read_title


@pytest.mark.parametrize("stated", ["", "Document1", "Microsoft Word - oil.doc", "lamp.docx", "Untitled 2", "…"])
def test_a_programs_title_is_none(stated):
    assert read_title(stated) == ""


def test_a_title_is_one_line():
    assert read_title(" Lamp\noil ") == "Lamp oil"


def test_an_account_is_no_person():
    stated = ["admin", "Windows User", "Ada Finch", "python-docx", "user7 x", "Bo Ek; Cy Dee", "a@b.example"]
    assert read_people(stated) == ("Ada Finch", "Bo Ek", "Cy Dee")
