"""Checking on the page: drafts that are pasted and opened, and what cannot be read as one."""

import threading
import zipfile

import pytest

from corpus import End, JobEnded, Limits, PullquoteError
from qa.errors import DraftError
from qa.settings import Settings
from qa.web.actions.check_actions import CheckActions

DRAFT = "He wrote “The lamp burned whale oil.” and “The lamp burned olive oil.” <b>&amp;</b>"
HOSTILE = "<script>alert(1)</script> ${1+1} {{x}} “The quaxol eats ${window.x=1} and <script>alert(2)</script>.”"


@pytest.fixture(scope="module")
def actions(open_actions):
    return open_actions()


@pytest.fixture
def checked(actions):
    """Return a function that gives the last view of a check."""
    return lambda draft: list(actions.check.check(draft))[-1]


def test_each_quotation_is_marked_and_leads_into_its_article(actions, checked, tags, texts):
    shown = checked(DRAFT)
    [draft] = texts(shown, "pq-draft")
    assert draft.replace("1 ✓", "").replace("2 ≠", "") == DRAFT
    assert texts(shown, "pq-differs") == ["olive", "olive", "whale"]
    places = [attributes for tag, attributes in tags(shown) if attributes.get("data-send") == "reader_open"]
    article = actions.assistant.library.article("lamp")
    assert [(each["data-id"], article.text[int(each["data-start"]) : int(each["data-end"])]) for each in places] == [
        ("lamp", "The lamp burned whale oil.")
    ] * 2


def test_hostile_text_is_shown_letter_for_letter(checked, tags, texts):
    shown = checked(HOSTILE)
    [draft] = texts(shown, "pq-draft")
    assert draft.replace("1 ✓", "") == HOSTILE
    assert not {tag for tag, _ in tags(shown)} & {"script", "b", "img", "style"}
    assert not any("javascript" in str(attributes.get("href")) for _, attributes in tags(shown))
    assert not set("${}`\\") & set(shown)


def test_a_file_is_opened_under_the_name_it_was_sent_with(actions, tmp_path):
    path = tmp_path / "blob"
    path.write_text(DRAFT, "utf-8")
    text, views = actions.check.open_file(path, "chapter 2.txt")
    assert text == DRAFT and "pq-altered" in list(views)[-1]
    for name in ("chapter.pdf", "chapter", ""):
        with pytest.raises(PullquoteError, match=r"\.docx"):
            actions.check.open_file(path, name)
    path.write_bytes(b"PK no document")
    with pytest.raises(PullquoteError, match=r"^chapter\.docx: the file is no Word document"):
        actions.check.open_file(path, "chapter.docx")
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("word/other.xml", "<a/>")
    with pytest.raises(PullquoteError, match=r"^chapter\.docx: "):
        actions.check.open_file(path, "chapter.docx")


@pytest.mark.parametrize("draft", [None, 7, "", " \n", ["x"], {}])
def test_no_draft_is_told_of(actions, draft):
    with pytest.raises(DraftError, match="paste one first"):
        actions.check.check(draft)


def test_half_a_character_is_shown_as_one_that_is_lost(checked, texts):
    assert texts(checked("“The lamp burned \ud83d whale oil.”"), "pq-draft") == [
        "“1 ≠The lamp burned \ufffd whale oil.”"
    ]


def test_a_draft_that_is_too_long_is_refused_before_it_is_read(actions):
    short = CheckActions(actions.assistant.with_settings(Settings(longest_draft=100)), 1)
    with pytest.raises(DraftError, match=r"has 101 characters: check at most 100"):
        list(short.check("x" * 101))


def test_an_empty_library_is_told_of(open_actions, make_assistant, word_reader):
    *_, shown = open_actions(make_assistant(reader=word_reader)).check.check(DRAFT)
    assert "no articles yet" in shown and shown.count("pq-checked pq-not_found") == 2


def test_a_check_tells_how_far_it_is_and_is_stopped_by_its_own_page_only(actions, monkeypatch):
    checking = CheckActions(actions.assistant, 1)
    reached = threading.Event()

    def check(draft, follow, stop):
        for done in range(5):
            follow(done, 9)
        reached.set()
        assert stop.wait(20)
        raise JobEnded(End.STOPPED, Limits())

    monkeypatch.setattr(actions.assistant, "check", check)
    views = checking.check(DRAFT, "page")
    assert "Stop" in next(views)
    while not reached.is_set():
        next(views)
    assert "4 of 9" in next(views)
    checking.stop("another")
    assert "4 of 9" in next(views)
    checking.stop("page")
    assert "Stopped at quotation 4 of 9." in list(views)[-1]
    checking.stop("page")


def test_a_page_that_is_closed_stops_its_check(actions, monkeypatch):
    checking, ended = CheckActions(actions.assistant, 1), threading.Event()

    def check(draft, follow, stop):
        assert stop.wait(20)
        ended.set()
        raise JobEnded(End.STOPPED, Limits())

    monkeypatch.setattr(actions.assistant, "check", check)
    views = checking.check(DRAFT, "page")
    next(views), next(views)
    views.close()
    assert ended.wait(20)
