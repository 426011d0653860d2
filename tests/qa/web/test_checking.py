"""Checking on the page: drafts that are pasted and opened, and what cannot be read as one."""

import zipfile

import pytest

from corpus import PullquoteError
from qa.errors import DraftError
from qa.settings import Settings
from qa.web.checking import Proofs

DRAFT = "He wrote “The lamp burned whale oil.” and “The lamp burned olive oil.” <b>&amp;</b>"
HOSTILE = "<script>alert(1)</script> ${1+1} {{x}} “The quaxol eats ${window.x=1} and <script>alert(2)</script>.”"


@pytest.fixture(scope="module")
def rooms(open_rooms):
    return open_rooms()


def test_each_quotation_is_marked_and_leads_into_its_article(rooms, tags, texts):
    shown = rooms.proofs.check(DRAFT)
    [draft] = texts(shown, "pq-draft")
    assert draft.replace("1 ✓ ", "").replace("2 ≠ ", "") == DRAFT
    assert texts(shown, "pq-differs") == ["olive", "olive", "whale"]
    places = [found for tag, found in tags(shown) if found.get("data-send") == "read"]
    article = rooms.assistant.library.article("lamp")
    assert [(it["data-id"], article.text[int(it["data-start"]) : int(it["data-end"])]) for it in places] == [
        ("lamp", "The lamp burned whale oil.")
    ] * 2


def test_hostile_text_is_shown_letter_for_letter(rooms, tags, texts):
    shown = rooms.proofs.check(HOSTILE)
    [draft] = texts(shown, "pq-draft")
    assert draft.replace("1 ✓ ", "") == HOSTILE
    assert not {tag for tag, _ in tags(shown)} & {"script", "b", "img", "style"}
    assert not any("javascript" in str(found.get("href")) for _, found in tags(shown))
    assert not set("${}`\\") & set(shown)


def test_a_file_is_opened_under_the_name_it_was_sent_with(rooms, tmp_path):
    path = tmp_path / "blob"
    path.write_text(DRAFT, "utf-8")
    text, shown = rooms.proofs.open(path, "chapter 2.txt")
    assert text == DRAFT and "pq-altered" in shown
    for name in ("chapter.pdf", "chapter", ""):
        with pytest.raises(PullquoteError, match=r"\.docx"):
            rooms.proofs.open(path, name)
    path.write_bytes(b"PK no document")
    with pytest.raises(PullquoteError, match=r"^chapter\.docx: the file is no Word document"):
        rooms.proofs.open(path, "chapter.docx")
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("word/other.xml", "<a/>")
    with pytest.raises(PullquoteError, match=r"^chapter\.docx: "):
        rooms.proofs.open(path, "chapter.docx")


@pytest.mark.parametrize("draft", [None, 7, "", " \n", ["x"], {}])
def test_no_draft_is_told_of(rooms, draft):
    with pytest.raises(DraftError, match="paste one first"):
        rooms.proofs.check(draft)


def test_half_a_character_is_shown_as_one_that_is_lost(rooms, texts):
    assert texts(rooms.proofs.check("“The lamp burned \ud83d whale oil.”"), "pq-draft") == [
        "“1 ≠ The lamp burned \ufffd whale oil.”"
    ]


def test_a_draft_that_is_too_long_is_refused_before_it_is_read(rooms):
    short = Proofs(rooms.assistant.with_settings(Settings(longest_draft=100)))
    with pytest.raises(DraftError, match=r"has 101 characters: check at most 100"):
        short.check("x" * 101)


def test_an_empty_library_is_told_of(open_rooms, make_assistant, word_reader):
    shown = open_rooms(make_assistant(reader=word_reader)).proofs.check(DRAFT)
    assert "no articles yet" in shown and shown.count("pq-checked pq-not_found") == 2
