import json
import os
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus
from corpus import Article, Problem, find_sources, load, make_path_id
from corpus.formats.ocr import is_available
from corpus.kinds import SUFFIXES
from corpus.loading import load_upload_in_steps

TEXT = "The lamp burned for eleven years."
MATTER = "---\nid: lamp\n---\n"


@pytest.fixture
def write(tmp_path):
    def write(name, content=TEXT):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def load_only(path):
    [article] = load(path)
    assert isinstance(article, Article), str(article)
    return article


def load_upload(path, name):
    return [item for item in load_upload_in_steps(path, name) if item is not None]


def take_only_problem(problems):
    [problem] = problems
    assert isinstance(problem, Problem)
    return problem


# Finding sources


def test_a_folder_is_read_in_order_and_to_the_bottom(write, tmp_path):
    for name in ("b.txt", "a/z.md", "a/b/c.HTML", "c.pdf", "a.jsonl", "notes.docx", "x.py"):
        write(name)
    found = [source for source in find_sources([tmp_path]) if isinstance(source, Path)]
    names = [path.relative_to(tmp_path).as_posix() for path in found]
    assert names == ["a/b/c.HTML", "a/z.md", "a.jsonl", "b.txt", "c.pdf", "notes.docx"]


def test_hidden_files_and_folders_are_skipped_unless_named(write, tmp_path):
    hidden = write(".hidden.txt")
    write(".git/a.txt")
    shown = write("a.txt")
    assert list(find_sources([tmp_path])) == [shown]
    assert list(find_sources([hidden])) == [hidden]


def test_a_named_file_without_a_suffix_is_taken_for_text(write):
    path = write("README")
    assert list(find_sources([path])) == [path]
    assert load_only(path).text == TEXT


def test_a_file_is_found_once(write, tmp_path):
    path = write("a.txt")
    (tmp_path / "link.txt").symlink_to(path)
    assert list(find_sources([path, tmp_path, path])) == [path]


def test_links_in_a_circle_end(write, tmp_path):
    path = write("a/b/c.txt")
    (tmp_path / "a/b/up").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    assert list(find_sources([tmp_path])) == [path]
    assert "no such file" in take_only_problem(find_sources([tmp_path / "self.txt"])).message
    assert "no such file" in take_only_problem(load(tmp_path / "self.txt")).message


def test_what_is_missing_is_told(tmp_path):
    problem = take_only_problem(find_sources([tmp_path / "nowhere"]))
    assert problem.where == str(tmp_path / "nowhere")
    assert str(problem) == f"{problem.where}: {problem.message}"


@pytest.mark.parametrize("name", [None, "picture.png"])
def test_a_folder_without_sources_is_told(write, tmp_path, name):
    if name:
        write(name)
    told = [source for source in find_sources([tmp_path]) if isinstance(source, Problem)]
    assert "no file to read" in take_only_problem(told).message


def test_a_folder_that_cannot_be_read_is_told(write, tmp_path, monkeypatch):
    write("locked/a.txt")
    readable = write("open/b.txt")
    iterdir = Path.iterdir

    def refuse(path):
        if path.name == "locked":
            raise PermissionError(13, "Permission denied")
        return iterdir(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    problem, source = find_sources([tmp_path])
    assert "Permission denied" in str(problem)
    assert source == readable


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert isinstance(take_only_problem(find_sources([tmp_path / "pipe.txt"])), Problem)
    assert isinstance(take_only_problem(load(tmp_path / "pipe.txt")), Problem)


# Loading


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", TEXT),
        ("a.TEXT", TEXT),
        ("a.md", f"**{TEXT[:8]}**{TEXT[8:]}"),
        ("a.markdown", TEXT),
        ("a.html", f"<html><body><p>{TEXT}</p></body></html>"),
        ("a.htm", f"<p>{TEXT}"),
        ("a.xhtml", f"<html><body><p>{TEXT}</p></body></html>"),
        ("a.jsonl", json.dumps({"id": "a", "text": TEXT})),
        ("a", TEXT.encode("utf-16")),
    ],
)
def test_every_format_gives_the_same_text(write, name, content):
    article = load_only(write(name, content))
    assert article.text == TEXT
    assert article.source.path.endswith(name)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t", "empty"),
        ("a.md", b"---\ntitle: Lamp\n---\n", "empty"),
        ("a.md", b"---\ntitle: [\n---\nIt burned.", "front matter"),
        ("a.html", b"<html><body></body></html>", "no text"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00", "not text"),
        (
            "a.png",
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00",
            "the picture is broken" if is_available() else "the file is a picture",
        ),
        ("a.png", b"The lamp burned.", "the picture is broken" if is_available() else "the file is a picture"),
        ("a.pdf", b"It is no PDF.", "not a sound PDF"),
        ("a.dat", b"%PDF-1.7", "not a sound PDF"),
        ("a.md", b'---\nid: "a\\nb"\n---\nIt burned.', ""),
    ],
)
def test_what_cannot_be_read_is_told(write, name, content, message):
    path = write(name, content)
    item = next(load(path))
    if message:
        assert isinstance(item, Problem)
        assert item.where == str(path)
        assert message in item.message


def test_a_missing_file_is_told(tmp_path):
    assert "no such file" in take_only_problem(load(tmp_path / "a.txt")).message


def test_a_file_that_may_not_be_read_is_told(write, monkeypatch):
    def refuse(path, mode):
        raise PermissionError(13, "Permission denied")

    path = write("a.txt")
    monkeypatch.setattr(Path, "open", refuse)
    assert "Permission denied" in take_only_problem(load(path)).message


def test_a_broken_line_is_told_with_its_number_and_the_rest_goes_on(write):
    lines = [json.dumps({"id": str(number), "text": TEXT}) for number in range(3)]
    path = write("a.jsonl", "\n".join([lines[0], "{broken", lines[1], lines[0], lines[2]]))
    items = list(load(path))
    assert [item.id for item in items if isinstance(item, Article)] == ["0", "1", "2"]
    assert [item.where for item in items if isinstance(item, Problem)] == [f"{path}:2", f"{path}:4"]


def test_an_article_is_kept_without_a_field_that_cannot_be_trusted(write):
    problem, article = load(write("a.md", "---\ndate: soon\n---\nIt burned."))
    assert "kept without it" in problem.message
    assert article.source.published is None


def test_an_id_that_is_no_line_is_told(write):
    line = json.dumps({"id": "a\nb", "text": TEXT})
    assert "one line" in take_only_problem(load(write("a.jsonl", line))).message


def test_a_file_with_a_problem_in_every_line_is_told_in_few(write):
    items = list(load(write("a.jsonl", "{broken\n" * 1_000 + json.dumps({"id": "a", "text": TEXT}))))
    assert [item.id for item in items if isinstance(item, Article)] == ["a"]
    problems = [item for item in items if isinstance(item, Problem)]
    assert len(problems) == 6
    assert problems[-1].message.startswith("995 more problems")


def test_a_title_is_cut_to_what_a_title_can_be(write):
    [article] = load(write("a.md", f"---\ntitle: {'lamp ' * 1_000}\n---\n{TEXT}"))
    assert article.title.endswith("lamp…")
    assert len(article.title) <= 1_000


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ({"id": "a", "text": "oil " * 2_500_001}, "10,000,004 characters"),
        ({"id": "a" * 1_001, "text": TEXT}, "its id has 1,001"),
    ],
)
def test_what_is_too_long_is_told(write, line, why):
    assert why in take_only_problem(load(write("a.jsonl", json.dumps(line)))).message


def test_no_invisible_control_makes_a_name_read_as_another_and_the_text_keeps_them(write):
    matter = "---\ntitle: Not\u202eguilty\npublisher: \u2066Post\nauthors: [\u202dAda]\n---\nIt said \u202aa\u202c.\n"
    [article] = load(write("a.md", matter))
    assert (article.title, article.source.publisher, article.source.authors) == ("Notguilty", "Post", ("Ada",))
    assert article.text == "It said \u202aa\u202c."


def test_a_file_that_is_too_large_is_not_read(write, monkeypatch):
    monkeypatch.setattr("corpus.reading.LARGEST_FILE", len(TEXT) - 1)
    assert "larger than" in take_only_problem(load(write("a.txt", TEXT))).message


def test_long_files_stream(write):
    path = write("a.jsonl", "".join(json.dumps({"id": number, "text": TEXT}) + "\n" for number in range(10_000)))
    reader = load(path)
    assert [article.id for article in islice(reader, 2)] == ["0", "1"]
    assert sum(1 for _ in reader) == 9_998


# Ids


def test_an_id_is_stable_and_readable(write):
    path = write("Lamp & Oil, a Ledger.txt")
    assert load_only(path).id == load_only(path).id
    assert load_only(path).id.startswith("lamp-oil-a-ledger-")


def test_an_id_does_not_hang_on_the_text_or_on_how_the_path_is_written(write, tmp_path, monkeypatch):
    path = write("a.txt")
    first = load_only(path).id
    path.write_text("It went out.")
    monkeypatch.chdir(tmp_path)
    assert load_only(Path("a.txt")).id == first


def test_equal_files_in_two_folders_are_two_articles(write):
    assert load_only(write("a/x.txt")).id != load_only(write("b/x.txt")).id


@pytest.mark.parametrize("name", ["лампа.txt", "港.txt", "---.txt"])
def test_a_name_beyond_ascii_still_gives_an_id(write, name):
    assert load_only(write(name)).id.startswith("article-")


def test_a_long_name_gives_a_short_id(write):
    assert len(load_only(write("lamp" * 50 + ".txt")).id) <= 49


def test_a_name_that_is_no_utf8(tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    try:
        path.write_text(TEXT)
    except OSError:
        pytest.skip("this file system takes no such names")
    article = load_only(path)
    json.dumps(article.source.path).encode()
    assert article.source.path.endswith("caf\ufffd.txt")


def test_an_id_of_its_own_is_kept(write):
    assert load_only(write("a.md", f"{MATTER}{TEXT}")).id == "lamp"


def test_a_url_makes_the_id_wherever_the_file_lies(write):
    matter = "---\nurl: https://a.example/2024/lamp-oil.html?page=1\n---\n"
    first, second = load_only(write("a/x.md", matter + TEXT)), load_only(write("b/y.md", matter + TEXT))
    assert first.id == second.id
    assert first.id.startswith("lamp-oil-")


def test_a_home_page_makes_no_id(write):
    matter = "---\nurl: https://a.example/\n---\n"
    assert load_only(write("x.md", matter + TEXT)).id != load_only(write("y.md", matter + TEXT)).id


def test_a_doi_makes_no_id(write):
    """A paper and its supplement have one."""
    matter = "---\nurl: https://doi.org/10.1234/lamp\n---\n"
    paper, supplement = load_only(write("x.md", matter + TEXT)), load_only(write("y.md", matter + TEXT))
    assert paper.id != supplement.id and paper.source.url == supplement.source.url


def test_an_address_with_only_a_query_makes_an_id(write):
    matter = "---\nurl: https://a.example/?p=12\n---\n"
    assert load_only(write("x.md", matter + TEXT)).id == load_only(write("y.md", matter + TEXT)).id


def test_a_path_whose_accents_are_spelled_otherwise_is_the_same():
    assert make_path_id("/a/caf\u00e9.txt") == make_path_id("/a/cafe\u0301.txt")


# References and the files that they name


RECORD = "@article{finch, title = {Lamp Oil}, author = {Finch, Ada and Ek, Bo}, date = {2024-06-19}, file = {%s}}\n"


def test_a_record_tells_of_the_file_it_names(write):
    path = write("oil/a.txt")
    [article] = load(write("refs.bib", RECORD % ":oil/a.txt:text/plain"))
    assert (article.text, article.title) == (TEXT, "Lamp Oil")
    assert (article.source.authors, article.source.published) == (("Ada Finch", "Bo Ek"), "2024-06-19")
    assert (article.id, article.source.path) == (load_only(path).id, str(path))


def test_a_file_that_is_not_there_is_told_under_its_record(write):
    problem = take_only_problem(load(path := write("refs.bib", RECORD % "oil/none.pdf")))
    assert problem.where == f"{path}:finch"
    assert "'oil/none.pdf' is not there" in problem.message


def test_records_without_files_are_told_once(write):
    write("a.txt")
    bare = "@misc{a, title = {A}}\n@misc{b, title = {B}}\n"
    assert "none of the references names a file" in take_only_problem(load(write("bare.bib", bare))).message
    article, problem = load(write("refs.bib", bare + RECORD % "a.txt"))
    assert article.text == TEXT
    assert problem.kept
    assert "2 of 3 references name no file" in problem.message


def test_references_that_name_themselves_end(write):
    assert "is not there" in take_only_problem(load(write("refs.bib", RECORD % "refs.bib"))).message


def test_references_that_are_uploaded_read_no_other_file(write):
    write("a.txt")
    assert "pullquote add" in take_only_problem(load_upload(write("refs.bib", RECORD % "a.txt"), "refs.bib")).message


def test_the_entries_of_a_feed_are_articles_of_their_own(write):
    entry = "<entry><title>{0}</title><content>{1} {0}</content></entry>"
    feed = f"<feed><title>Lamps</title>{entry.format('One', TEXT)}{entry.format('Two', TEXT)}</feed>"
    first, second = load(write("a.atom", feed))
    assert (first.title, second.title) == ("One", "Two")
    assert first.id != second.id


# Saved pages and notes


def test_a_saved_page_keeps_the_address_it_had(write):
    body = f"<body><p>{TEXT}</p></body></html>"
    page = f"<!DOCTYPE html>\n<!-- saved from url=(0024)https://a.example/lamp -->\n<html>{body}"
    assert load_only(write("a.html", page)).source.url == "https://a.example/lamp"
    page = f"<html><!--\n Page saved with SingleFile \n url: https://a.example/oil \n-->{body}"
    assert load_only(write("b.html", page)).source.url == "https://a.example/oil"


def test_a_note_in_a_vault_goes_by_its_name(write, tmp_path):
    (tmp_path / "vault/.obsidian").mkdir(parents=True)
    assert load_only(write("vault/lamps/Lamp oil.md", f"## Wick\n\n{TEXT}")).title == "Lamp oil"
    assert load_only(write("Lamp oil.md", f"## Wick\n\n{TEXT}")).title == "Wick"


# Uploads


def test_an_upload_goes_by_its_own_name(write):
    path = write("tmp4a1b2c")
    [article] = load_upload(path, "lamp oil.txt")
    assert (article.title, article.source.path) == ("lamp oil", "lamp oil.txt")
    assert article.id.startswith("lamp-oil-")


@pytest.mark.parametrize("name", ["../../lamp.txt", "C:\\fakepath\\lamp.txt", "/etc/lamp.txt"])
def test_an_upload_keeps_no_folder(write, name):
    [article] = load_upload(write("tmp4a1b2c"), name)
    assert article.source.path == "lamp.txt"


def test_two_uploads_of_one_name_do_not_replace_one_another(write):
    [first] = load_upload(write("one", f"# Lamp\n\n{TEXT}"), "notes.md")
    [second] = load_upload(write("two", f"# Oil\n\n{TEXT}"), "notes.md")
    [again] = load_upload(write("three", f"# Oil\n\n{TEXT} It went out."), "notes.md")
    assert first.id != second.id == again.id


def test_an_uploads_problem_names_the_upload(write):
    assert take_only_problem(load_upload(write("tmp4a1b2c", b""), "lamp.txt")).where == "lamp.txt"


@pytest.mark.parametrize("name", ["", "/", "..", ".txt"])
def test_an_upload_may_have_any_name(write, name):
    [article] = load_upload(write("tmp4a1b2c"), name)
    assert article.text == TEXT


# Properties


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("any")


_BEGINNINGS = st.sampled_from(
    [b"", b"%PDF-1.7\n", b"---\n", b"<html><p>", b'{"id": "a", "text": "', b"\xff\xfe", b"# "]
)


@pytest.mark.parametrize("suffix", [*SUFFIXES, ".dat", ""])
@settings(max_examples=20, deadline=None)
@given(
    beginning=_BEGINNINGS,
    rest=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
)
def test_any_bytes_give_articles_or_problems(folder, suffix, beginning, rest):
    path = folder / f"any{suffix}"
    path.write_bytes(beginning + rest)
    items = list(load(path))
    assert all(isinstance(item, Article | Problem) for item in items)
    for article in (item for item in items if isinstance(item, Article)):
        assert article.title.strip()
        assert "\n" not in article.title
        assert all(article.text[start:end].strip() for start, end in article.headings)


# The package


def test_all_imports_are_exported():
    public = {
        name for name in vars(corpus) if not name.startswith("_") and not hasattr(getattr(corpus, name), "__path__")
    }
    modules = {name for name in public if type(getattr(corpus, name)) is type(corpus)}
    assert sorted(public - modules) == sorted(corpus.__all__)


def test_importing_loads_no_heavy_library():
    heavy = {"trafilatura", "lxml", "pypdfium2", "charset_normalizer", "markdown_it", "yaml"}
    code = f"import corpus, sys; sys.exit(sorted({heavy!r} & set(sys.modules)) != [])"
    assert (
        subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(corpus.__file__).parents[1]).returncode == 0
    )
