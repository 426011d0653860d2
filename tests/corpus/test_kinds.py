import pytest

from corpus import UnreadableSource
from corpus.kinds import BIBTEX, CAPTIONS, DOCX, FEED, HTML, KINDS, MAIL, MARKDOWN, PDF, PLAIN, RTF, SUFFIXES, find_kind


def test_each_suffix_is_of_one_kind():
    assert sum(len(kind.suffixes) for kind in KINDS) == len(SUFFIXES)
    assert all(find_kind(f"a{suffix.upper()}", b"It burned.") is kind for suffix, kind in SUFFIXES.items())


@pytest.mark.parametrize("name", ["README", "Letter to Dr. Finch", "minutes 2.3", ".txt", "a.txt"])
def test_a_name_without_a_kind_is_of_text(name):
    assert find_kind(name, b"It burned.") is PLAIN


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a", b"%PDF-1.7", PDF),
        ("a.txt", b"{\\rtf1 It burned.}", RTF),
        ("a.doc", b"{\\rtf1 It burned.}", RTF),
        ("a.doc", b"PK\x03\x04" + b"\0" * 26 + b"word/document.xml", DOCX),
        ("a", b"<!DOCTYPE html><p>It burned.", HTML),
        ("a", b"<?xml version='1.0'?><rss><channel/></rss>", FEED),
        ("a", b"WEBVTT\n\n", CAPTIONS),
        ("a", b"From: a\nTo: b\nMIME-Version: 1.0\n", MAIL),
        ("a.md", b"WEBVTTs are captions.", MARKDOWN),
        ("a.bib", b"", BIBTEX),
    ],
)
def test_the_first_bytes_tell_the_kind_where_the_suffix_does_not(name, head, kind):
    assert find_kind(name, head) is kind


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("a.numbers", "export it as PDF or DOCX"),
        ("a.doc", "save it as .docx"),
        ("a.log", "save it as plain text"),
        ("a.MP3", "add a transcript"),
        ("a.tar.gz", "unpack it first"),
    ],
)
def test_a_kind_that_is_not_read_is_refused_by_name(name, remedy):
    with pytest.raises(UnreadableSource, match=f"a .{name.split('.')[-1].lower()} file is not read: {remedy}"):
        find_kind(name, b"It burned.")


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("a.html", b"<!DOCTYPE html><html><head><title>Pocket Export</title>"),
        ("a.html", b"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Raindrop</TITLE>"),
        ("a.csv", b"URL,Title,Selection,Folder,Timestamp\nhttps://a.example/,Lamp,,Unread,1\n"),
        ("a.csv", b"id,title,note,excerpt,url,folder\n"),
        ("a.txt", b"https://a.example/lamp\n\n  https://b.example/oil\n"),
    ],
)
def test_a_list_of_links_is_refused_with_what_to_do(name, head):
    with pytest.raises(UnreadableSource, match=r"list of addresses.*save the pages"):
        find_kind(name, head)


def test_references_without_files_are_refused_with_what_to_do():
    with pytest.raises(UnreadableSource, match="CSL-JSON names no files: export the references as BibTeX, RIS or"):
        find_kind("library.json", b'[\n {"id": "a", "title": "Lamp", "issued": {"date-parts": [[2024]]}}]')


def test_addresses_among_words_are_text():
    assert find_kind("a.txt", b"https://a.example/lamp\nIt burned.\n").name == "plain text"
