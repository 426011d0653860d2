"""The steps of reading grow with the length of what is read, whatever it is made of: twice as long, twice as many."""

import io
import json
import zipfile

import pytest

from corpus.formats.captions import read_captions
from corpus.formats.feed import read_feed
from corpus.formats.html import read_html
from corpus.formats.jsonl import read_jsonl, read_lines
from corpus.formats.mail import read_mail
from corpus.formats.markdown import read_markdown
from corpus.formats.plain import read_plain
from corpus.formats.rtf import read_rtf
from corpus.formats.word import read_docx
from corpus.sentences import split_sentences

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MAIL = "From: Ada <ada@example.org>\nSubject: Oil\nContent-Type: text/{}; charset=utf-8\n\n"
# What a text is made of, over and over.
PROSE = {
    "letters": "a", "digits": "7", "stops": ".", "commas": ",", "brackets": "[", "double brackets": "[[",
    "apostrophes": "'", "hyphens": "-", "quotation marks": '"', "blanks": " ", "lines": "a\n", "paragraphs": "a\n\n",
    "abbreviations": "e.g. ", "initials": "A. ", "JSON": '{"a":[',
}  # fmt: skip
MARKDOWN = {
    "labels": "[a [", "closed labels": "[a] ", "pictures": "![a ", "links": "[a](b) ", "open links": "[a](b",
    "links in links": "[[a](b)", "notes": "[^1]", "notes in lines": "^[a", "stars": "*a ", "lines of code": "`a ",
    "items": "- ", "quotes": "> ", "table": "|a|\n", "letters struck out": "~~a ",
}  # fmt: skip
PAGE = {
    "links": '<a href="#1">1</a>', "raised": "<sup>1</sup>", "quotations": "<q>a",
    "lists in a list": "<ul><li>a</li></ul>", "hidden": "<p hidden>a</p>b",
    "doubles": '<span aria-hidden="true">a</span>', "lines": "a<br>",
    "rules": '<style>.a{display:none}</style><p class="a">b</p>c',
    "formulas": "<math><msup>x</msup></math>",
}  # fmt: skip


def make_docx(text):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        paragraphs = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{paragraphs}</w:body></w:document>")
    return data.getvalue()


READERS = {
    "plain": lambda text: read_plain(text.encode(), "x"),
    "markdown": lambda text: read_markdown(text.encode(), "x"),
    "html": lambda text: read_html(f"<article><p>{text}</p></article>".encode(), "x"),
    "mail": lambda text: read_mail((MAIL.format("plain") + text).encode(), "x"),
    "letter": lambda text: read_mail((MAIL.format("html") + text).encode(), "x"),
    "rtf": lambda text: read_rtf(f"{{\\rtf1 {text}}}".encode(), "x"),
    "docx": lambda text: read_docx(make_docx(text), "x"),
    "feed": lambda text: list(read_feed(f"<rss><item><encoded>{text}</encoded></item></rss>".encode(), "x")),
    "captions": lambda text: read_captions(f"00:01.000 --> 00:02.000\n{text}".encode(), "x"),
    "jsonl": lambda text: list(read_jsonl([json.dumps({"id": "a", "title": "x", "text": text}).encode()])),
    "json without an end": lambda text: list(read_jsonl(read_lines(io.BytesIO(f'{{"text":"{text}'.encode())))),
    "sentences": split_sentences,
}
CASES = [(reader, unit) for reader in READERS for unit in PROSE.values()]
CASES += [("markdown", unit) for unit in MARKDOWN.values()] + [("letter", unit) for unit in PAGE.values()]


@pytest.mark.parametrize(("reader", "unit"), CASES, ids=[f"{reader}: {unit!r}" for reader, unit in CASES])
def test_steps_grow_with_length(count_steps, reader, unit):
    call = READERS[reader]
    call("warm ")  # what is imported or compiled once is not counted
    short, long = (count_steps(call, unit * (size // len(unit))) for size in (600, 1200))
    assert long < 2.3 * short + 300


@pytest.mark.parametrize("unit", ["<sup>1", "<table><tr><td>a"])
def test_steps_grow_with_length_beyond_the_depth_at_which_markup_ends(count_steps, unit):
    short, long = (count_steps(READERS["letter"], unit * count) for count in (400, 800))
    assert long < 2.3 * short


def test_entries_of_a_feed_are_read_once_each(count_steps):
    call = READERS["feed"]
    entry = "</encoded></item><item><title>a</title><encoded>b"
    call(entry)
    short, long = (count_steps(call, entry * count) for count in (10, 20))
    assert long < 2.3 * short


@pytest.mark.parametrize("unit", ["<tr><td>a", "<li>a", "<span>a</span> ", "<a href=x>a</a> ", "a<br>", "<p>a"])
def test_steps_of_a_page_grow_with_what_stands_in_one_element(count_steps, unit):
    """Each element that holds some of the article was measured against all that was found."""
    prose = "<p>The committee met in the old hall, and after three long hours it had agreed to nothing at all.</p>" * 9
    short, long = (count_steps(READERS["html"], f"{prose}<table>{unit * count}</table>") for count in (800, 1600))
    assert long < 2.3 * short
