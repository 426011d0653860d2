import io
import zipfile

import pytest

from corpus import UnreadableSource
from corpus.formats.epub import read_epub

CONTAINER = '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
FACTS = (
    "<dc:title>Lamps</dc:title><dc:creator id='a'>Ada Finch</dc:creator><dc:creator id='b'>Bo Ek</dc:creator>"
    "<meta refines='#b' property='role'>ill</meta><dc:publisher>The Moth</dc:publisher><dc:language>en-GB</dc:language>"
    "<dc:date>1904-05-06</dc:date>"
)
NAV = "<html><body><nav><ol><li><a href='two.xhtml#x'>The second part</a></li></ol></nav></body></html>"


def chapter(body, head=""):
    return f"<html><head>{head}</head><body>{body}</body></html>"


def make(chapters, guide="", **parts):
    """Make a book of chapters by their names, in the order of its spine, which is not that of the archive."""
    items = "".join(f"<item id='{name}' href='{name}.xhtml' media-type='application/xhtml+xml'/>" for name in chapters)
    items += "<item id='css' href='book.css' media-type='text/css'/>"
    spine = "".join(f"<itemref idref='{name}'/>" for name in chapters)
    opf = (
        "<package xmlns='http://www.idpf.org/2007/opf'><metadata xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        f"{FACTS}</metadata><manifest>{items}<item id='nav' href='nav.xhtml' properties='nav' media-type="
        f"'application/xhtml+xml'/></manifest><spine>{spine}<itemref idref='nav'/></spine>{guide}</package>"
    )
    data = io.BytesIO()
    named = {name.replace("__", "/").replace("_css", ".css"): content for name, content in parts.items()}
    with zipfile.ZipFile(data, "w") as archive:
        for name in sorted(chapters):
            archive.writestr(f"OPS/{name}.xhtml", chapters[name])
        for name, content in {
            "META-INF/container.xml": CONTAINER, "OPS/book.opf": opf, "OPS/nav.xhtml": NAV, **named
        }.items():  # fmt: skip
            archive.writestr(name, content)
    return data.getvalue()


def test_how_many_chapters_are_read_is_told_and_each_is_read_once():
    told, book = [], make({"zero": chapter("<p>It burned.</p>"), "two": chapter("<p>It went out.</p>")})
    assert read_epub(book, "x", lambda *it: told.append(it)).text == "It burned.\n\nThe second part\n\nIt went out."
    assert told == [(1, 2), (2, 2)]


def test_chapters_stand_in_the_order_of_the_spine_under_their_names():
    book = {"zero": chapter("<h1>Oil</h1><p>It burned.</p>"), "two": chapter("<p>It went out.</p>")}
    extract = read_epub(make(book), "x")
    assert (extract.title, extract.text) == ("Lamps", "Oil\n\nIt burned.\n\nThe second part\n\nIt went out.")
    assert [extract.text[start:end] for start, end in extract.headings] == ["Oil", "The second part"]
    source = extract.source
    assert (source.authors, source.publisher, source.language, source.published) == (
        ("Ada Finch",), "The Moth", "en-GB", "1904",
    )  # fmt: skip


def test_notes_and_tables_of_contents_are_left_out():
    body = (
        "<p>It burned in 1904<sup><a href='#n'>1</a></sup>.</p>"
        "<section epub:type='footnotes' xmlns:epub='http://www.idpf.org/2007/ops'><p>So it says.</p></section>"
    )
    guide = "<guide><reference type='toc' href='toc.xhtml'/></guide>"
    assert (
        read_epub(make({"toc": chapter("<p>Oil 1</p>"), "one": chapter(body)}, guide), "x").text == "It burned in 1904."
    )


def test_a_chapter_in_another_encoding():
    held = '<?xml version="1.0" encoding="iso-8859-1"?><html><body><p>été</p></body></html>'
    assert read_epub(make({"one": held.encode("latin-1")}), "x").text == "été"


def test_a_locked_book_is_told_and_locked_fonts_are_not():
    locked = "<e><CipherReference xmlns='x' URI='{}'/></e>"
    with pytest.raises(UnreadableSource, match="locked for its shop"):
        read_epub(make({"one": chapter("?")}, **{"META-INF/encryption.xml": locked.format("OPS/one.xhtml")}), "x")
    parts = {"META-INF/encryption.xml": locked.format("OPS/a.otf")}
    assert read_epub(make({"one": chapter("<p>It burned.</p>")}, **parts), "x").text == "It burned."


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"It burned.", "no sound EPUB"),
        (make({"one": chapter("")}), "no text"),
        (make({}), "no text"),
        (make({}, **{"META-INF/container.xml": "<container/>"}), "no EPUB"),
        (make({}, **{"META-INF/container.xml": CONTAINER.replace("OPS", "../..")}), "list of chapters is missing"),
    ],
)
def test_what_is_no_book_is_told(data, why):
    with pytest.raises(UnreadableSource, match=why):
        read_epub(data, "x")


def test_what_the_books_style_sheet_raises_or_hides_is_so():
    """A power became the last figure of the number before it."""
    body = (
        "<p>10<span class='up'>2</span> m, 5<span class='x dn'>7</span>, x<small class='lift'>3</small>, "
        "and 1914<span class='up'><a href='#n1'>3</a></span> was <span class='gone'>not </span>so.</p>"
    )
    css = (
        ".up {vertical-align: super; font-size: 70%} span.dn {vertical-align: sub} .gone {display: none}"
        "p .lift {position: relative; top: -0.4em; font-size: .7em} .x {vertical-align: baseline}"
    )
    assert read_epub(make({"zero": chapter(body)}, OPS__book_css=css), "x").text == "10² m, 5₇, x³, and 1914 was so."
