"""Adding to the library: each file with its progress and its problems, to be cancelled, and nothing half done."""

import json
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import CorpusError, load_text, normalise
from index import LibraryError
from index.doctor import examine
from qa.web.actions.library_additions import LibraryAdditions
from qa.web.actions.library_file import FileAddition
from qa.web.html.library_files_html import FileRow
from qa.web.uploading import Upload
from qa.web.web_settings import WebSettings


@pytest.fixture
def slow(make_embedder):
    """An embedder during whose work something happens: `before` is called with the number of each block, from 1."""

    class Slow(make_embedder):
        blocks = 0

        def embed_passages(self, texts):
            if len(texts):
                self.blocks += 1
                self.before(self.blocks)
            return super().embed_passages(texts)

        def before(self, block):
            pass

    return Slow()


@pytest.fixture
def library(open_library, slow, monkeypatch):
    # Small blocks, so that there is something between two of them.
    monkeypatch.setattr("index.passages._BLOCK", 1)
    return open_library(slow)


@pytest.fixture
def additions(library):
    return LibraryAdditions(library, WebSettings(longest_paste=1000, longest_detail=50))


@pytest.fixture
def upload(tmp_path):
    """Send a file, as it lies for now."""
    folder = tmp_path / "uploads"
    folder.mkdir()

    def send(name, content):
        path = folder / str(len(list(folder.iterdir())))
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return Upload(path, name)

    return send


def jsonl(*numbers):
    return "".join(
        json.dumps({"id": f"a{n}", "title": f"T{n}", "text": f"The lamp {n} burned."}) + "\n" for n in numbers
    )


def ids(library):
    return sorted(entry.id for entry in library.entries())


def rows(texts, markup):
    """Return of each file what is said of it."""
    return texts(markup, "pq-library-file")


# How it goes.


def test_files_are_added_one_after_the_other(additions, library, upload, texts):
    files = [
        upload("../../herring <b>.txt", "The herring came back to the fjord in March."),
        upload("moon.md", "# Moon\n\nThe Eagle landed on the Moon."),
    ]
    *going, last = additions.add(files)
    assert rows(texts, last) == ["../../herring <b>.txt1 article added", "moon.md1 article added"]
    assert texts(last, "pq-library-files-head") == ["2 files read"]
    assert all(len(rows(texts, shown)) == 2 for shown in going)
    assert "waiting" in rows(texts, going[0])[1]
    assert not any(file.path.exists() for file in files)
    assert len(library.entries()) == 2 and not examine(library)


def test_the_share_grows_as_passages_are_embedded(additions, slow, upload, tags):
    """Seen at each step: what is told between two pictures is told by the last."""
    seen = threading.Semaphore(0)
    slow.before = lambda _: seen.acquire(timeout=10)
    shares = []
    for shown in additions.add([upload("many.jsonl", jsonl(*range(4)))]):
        shares += [float(a["value"]) for tag, a in tags(shown) if tag == "progress" and "value" in a]
        seen.release()
    assert shares == sorted(shares) and 0 < shares[0] < shares[-1] < 1


def test_the_share_grows_as_pages_are_read(library, upload):
    class PagedLoader:
        def load_upload(self, path, name, stop, tell):
            for page in (1, 2, 3):
                tell(page, 4)
            yield load_text("The herring came back to the fjord in March.", "Herring")

    rows, sent = [], upload("long.pdf", "%PDF")
    row = FileRow(str(sent.path), sent.name)
    FileAddition(sent, row, threading.Event(), rows.append).add_to(library, PagedLoader())
    shares = [row.share for row in rows]
    assert shares[:4] == [0, 0.125, 0.25, 0.375] and shares == sorted(shares) and rows[-1].state == "done"


def test_the_same_file_again_adds_nothing(additions, upload, texts):
    for said in ("1 article added", "1 article already there"):
        *_, last = additions.add([upload("a.txt", "The herring came back in March.")])
        assert rows(texts, last) == [f"a.txt{said}"]


def test_some_of_a_file_may_be_there_already(additions, upload, texts):
    list(additions.add([upload("many.jsonl", jsonl(1))]))
    *_, last = additions.add([upload("many.jsonl", jsonl(1, 2, 3))])
    assert rows(texts, last) == ["many.jsonl2 articles added, 1 article already there"]


def test_no_files_are_no_error(additions):
    assert list(additions.add([])) == []


# What is wrong.


def test_each_problem_stands_beside_its_file(additions, library, upload, texts):
    files = [upload("empty.md", ""), upload("some.jsonl", jsonl(1) + "{nope\n" + jsonl(2)), upload("good.txt", "Good.")]
    *_, last = additions.add(files)
    empty, some, good = texts(last, "li")
    assert empty == "empty.mdnothing could be readThe file is empty."
    assert some.startswith("some.jsonl2 articles addedLine 2: The line is not JSON")
    assert good == "good.txt1 article added"
    assert texts(last, "pq-library-files-head") == ["2 of 3 files read, 1 could not be read"]
    assert len(library.entries()) == 3


def test_a_file_that_is_gone_is_a_problem(additions, upload, texts):
    file = upload("gone.txt", "Text.")
    file.path.unlink()
    *_, last = additions.add([file])
    assert texts(last, "li") == ["gone.txtnothing could be readThere is no such file; check the path."]


def test_what_the_library_refuses_is_told_beside_the_file(additions, library, upload, texts):
    library.embedder  # noqa: B018 - opened before another model embeds the library anew
    with library.database.writing() as connection:
        connection.execute("UPDATE manifest SET value = 'other' WHERE key = 'fingerprint'")
    *_, last = additions.add([upload("a.txt", "The lamp burned."), upload("b.txt", "")])
    assert texts(last, "li")[0].startswith("a.txtnot addedThe weights or the prompts of words are not those that")
    assert texts(last, "li")[1] == "b.txtnothing could be readThe file is empty."


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_unforeseen_fault_is_told_and_does_not_hold_up_the_others(additions, slow, library, upload, texts):
    def fail(block):
        if block == 1:
            raise ZeroDivisionError

    slow.before = fail
    files = [upload("a.txt", "The lamp burned."), upload("b.txt", "The moon rose.")]
    *_, last = additions.add(files)
    assert rows(texts, last) == ["a.txtsomething went wrong", "b.txt1 article added"]
    assert texts(last, "pq-library-files-head") == ["1 of 2 files read, 1 could not be read"]
    assert not any(file.path.exists() for file in files)
    assert len(library.entries()) == 1


# Cancelled.


def test_a_file_is_cancelled_before_its_turn(additions, slow, library, upload, texts):
    files = [upload("a.txt", "The lamp burned."), upload("b.txt", "The moon rose.")]
    slow.before = lambda _: additions.cancel(str(files[1].path))
    *_, last = additions.add(files)
    assert rows(texts, last) == ["a.txt1 article added", "b.txtcancelled, nothing was added"]
    assert texts(last, "pq-library-files-head") == ["1 of 2 files read, 1 cancelled"]
    assert not any(file.path.exists() for file in files)
    assert len(library.entries()) == 1


def test_a_file_is_cancelled_between_two_passages(additions, slow, library, upload, texts):
    file = upload("many.jsonl", jsonl(*range(9)))
    slow.before = lambda block: additions.cancel(str(file.path)) if block == 2 else None
    *_, last = additions.add([file])
    assert rows(texts, last) == ["many.jsonlcancelled, nothing was added"]
    assert (slow.blocks, library.entries(), file.path.exists()) == (2, [], False)
    assert not examine(library)


def test_what_is_stored_when_a_file_is_cancelled_stays(additions, slow, library, upload, texts, monkeypatch):
    monkeypatch.setattr("index.ingestion._BATCH", 2)
    file = upload("many.jsonl", jsonl(*range(9)))
    slow.before = lambda block: additions.cancel(str(file.path)) if block == 5 else None
    *_, last = additions.add([file])
    assert rows(texts, last) == ["many.jsonlcancelled, 4 articles added"]
    assert ids(library) == ["a0", "a1", "a2", "a3"] and not examine(library)


def test_all_files_are_cancelled_at_once(additions, slow, library, upload, texts):
    files = [upload(f"{name}.txt", f"The lamp {name} burned.") for name in "abc"]
    slow.before = lambda _: additions.cancel("")
    *_, last = additions.add(files)
    assert rows(texts, last) == [f"{name}.txtcancelled, nothing was added" for name in "abc"]
    assert not library.entries() and not any(file.path.exists() for file in files)


@pytest.mark.parametrize("key", [None, True, 3.5, "x" * 10_000, "nope", [], {}, -1, 10**30])
def test_what_is_no_file_cancels_nothing(additions, slow, upload, texts, key):
    slow.before = lambda _: additions.cancel(key)
    *_, last = additions.add([upload("a.txt", "The lamp burned.")])
    assert rows(texts, last) == ["a.txt1 article added"]


def test_a_cancelled_file_can_be_sent_again(additions, slow, upload, texts):
    file = upload("a.txt", "The lamp burned.")
    slow.before = lambda _: additions.cancel("")
    list(additions.add([file]))
    file.path.write_text("The lamp burned.")
    slow.before = lambda _: None
    *_, last = additions.add([file])
    assert rows(texts, last) == ["a.txt1 article added"]


def test_files_of_a_page_that_was_closed_do_not_stay(additions, slow, library, upload):
    """The next files were neither read nor deleted."""
    files = [upload(f"{name}.txt", f"The lamp {name} burned.") for name in "abc"]
    began, going = threading.Event(), threading.Event()
    slow.before = lambda _: (began.set(), going.wait(10))
    adding = additions.add(files)
    next(adding)
    assert began.wait(10)
    adding.close()
    assert [file.path.exists() for file in files] == [True, False, False]
    going.set()
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and thread.daemon and thread.name.startswith("Thread-"):
            thread.join(10)
    assert not files[0].path.exists() and len(library.entries()) <= 1


# Pasted.


def test_a_text_is_pasted(additions, library, texts):
    shown = list(additions.paste("The lamp", "It burned for eleven years.\nThen it went out."))
    assert [done for _, done in shown] == [False, True]
    assert [texts(markup, "p") for markup, _ in shown] == [["Adding the text."], ["“The lamp” is in the library."]]
    [entry] = library.entries()
    assert entry.title == "The lamp" and entry.source.path is None
    assert library.article(entry.id).text == "It burned for eleven years.\nThen it went out."
    *_, (markup, done) = additions.paste("The lamp", "It burned for eleven years.\r\nThen it went out.")
    assert texts(markup, "p") == ["“The lamp” is in the library already."] and done


@pytest.mark.parametrize("title", ["", "  \n", None, 7, ["x"]])
def test_a_text_without_a_title_is_named_by_its_first_words(additions, library, title):
    list(additions.paste(title, "It burned for eleven years, they say. " * 10))
    [entry] = library.entries()
    assert entry.title.startswith("It burned for eleven years") and len(entry.title) < 100


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "There is no text: paste one first."),
        (" \n\t", "There is no text: paste one first."),
        (None, "There is no text: paste one first."),
        (7, "There is no text: paste one first."),
        (["x"], "There is no text: paste one first."),
        ("x" * 1001, "At most 1,000 characters can be pasted: add it as a file."),
    ],
)
def test_what_is_no_text_is_refused_with_a_sentence(additions, library, texts, text, why):
    [(markup, done)] = additions.paste("Title", text)
    assert (texts(markup, "p"), done) == ([why], False) and "pq-wrong" in markup
    assert library.entries() == []


@pytest.mark.parametrize("text", ["\x01\x02", "\0", "\ud800", "\ufeff", "\x1b" * 50])
def test_what_holds_no_letters_is_no_text(additions, texts, text):
    """It was told to be a file that is empty, or not text."""
    [(markup, done)] = additions.paste("Title", text)
    assert (texts(markup, "p"), done) == (["There is no text: paste one first."], False)


def test_a_long_title_is_cut(additions, library):
    list(additions.paste("x" * 10_000, "The lamp burned."))
    assert len(library.entries()[0].title) == 50


@pytest.mark.parametrize(
    "text",
    [
        "Ça coûte 12 €, “zwölf” — 北京 שלום 👩‍🚀.",
        "cafe\u0301 and\u00a0nbsp",
        "Ã© is how a wrong é looks.",
        "<h1>Not</h1> **markdown** &amp;",
        "%PDF-1.4 is how a PDF begins.",
        "line\u2028separator",
        "page\x0cbreak, half a \ud83d pair and a \0 zero" + " in a text" * 9,
        "\0a\0b\0c\0d\0e\0f\0g",
    ],
)
def test_a_pasted_text_is_kept_letter_for_letter(additions, library, text):
    list(additions.paste("T", text))
    [entry] = library.entries()
    assert library.article(entry.id).text == normalise(text)


@given(st.text())
def test_any_text_becomes_an_article_or_an_error_with_a_sentence(text):
    try:
        article = load_text(text, text)
    except CorpusError as error:
        assert str(error)
    else:
        assert normalise(text).removeprefix("\ufeff").startswith(article.text)
        assert article.title.strip() and load_text(text, text) == article


def test_what_the_library_refuses_of_a_text_is_told(additions, slow, library, texts):
    def full(_):
        raise LibraryError("the disk is full: free some space")

    slow.before = full
    shown = list(additions.paste("T", "The lamp burned."))
    assert [done for _, done in shown] == [False, False]
    assert texts(shown[-1][0], "p") == ["The disk is full: free some space."]
