import io
import zipfile

import pytest

from corpus import UnreadableSource
from corpus.formats.odt import read_odt

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "meta")
)
NAMES += ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
NAMES += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
NAMES += ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
STYLES = (
    '<style:style style:name="up"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="gone"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="pale"><style:text-properties fo:color="#ffffff"/></style:style>'
    '<style:style style:name="tiny"><style:text-properties fo:font-size="1pt"/></style:style>'
    '<style:style style:name="P1" style:parent-style-name="pale"/>'
    '<style:style style:name="auto"><style:text-properties style:use-window-font-color="true"/></style:style>'
    '<style:style style:name="night"><style:paragraph-properties fo:background-color="#101010"/></style:style>'
    '<style:style style:name="cell"><style:table-cell-properties fo:background-color="#101010"/></style:style>'
    '<style:style style:name="T1" style:parent-style-name="up"/>'
    '<style:style style:name="head" style:parent-style-name="Title"/>'
)
META = (
    f'<office:document-meta {NAMES} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>{{}}</dc:title>'
    "<meta:initial-creator>Ada Finch</meta:initial-creator><dc:creator>Bo Ek</dc:creator></office:meta>"
    "</office:document-meta>"
)


def read(body, title="", stem="lamp-oil", page=""):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(
            "content.xml",
            f"<office:document-content {NAMES}><office:automatic-styles>{STYLES}{page}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        archive.writestr("meta.xml", META.format(title))
    return read_odt(data.getvalue(), stem)


def test_headings_paragraphs_lists_and_facts():
    extract = read(
        '<text:h text:outline-level="2">Who paid</text:h>'
        '<text:p>No<text:s text:c="1"/>one.<text:line-break/>Ever.</text:p>'
        "<text:list><text:list-item><text:p>oil</text:p></text:list-item></text:list>",
        "Lamps",
    )
    assert (extract.title, extract.text) == ("Lamps", "Who paid\n\nNo one.\nEver.\n\n- oil")
    assert extract.source.authors == ("Ada Finch",)
    assert [extract.text[start:end] for start, end in extract.headings] == ["Who paid"]


def test_notes_stand_at_the_end_and_what_is_hidden_nowhere():
    told = "<text:note-body><text:p>So it says.</text:p></text:note-body>"
    note = f"<text:note><text:note-citation>1</text:note-citation>{told}</text:note>"
    spans = '30<text:span text:style-name="up">2</text:span> m<text:span text:style-name="gone"> not</text:span>'
    deleted = "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>"
    comment = "<office:annotation><text:p>a comment</text:p></office:annotation>"
    body = f'{deleted}<text:p>In 1904{note}{comment}, {spans}.</text:p><text:p text:style-name="gone">Gone.</text:p>'
    assert read(body).text == "In 1904, 30² m.\n\n- So it says."


def test_the_title_that_is_shown_comes_first():
    assert read('<text:p text:style-name="head">Lamps</text:p><text:p>No one.</text:p>', "Oil").title == "Lamps"
    assert read("<text:p>No one.</text:p>").title == "lamp oil"


def test_a_table():
    cells = "".join(f"<table:table-cell><text:p>{word}</text:p></table:table-cell>" for word in ("Year", "Oil"))
    assert read(f"<table:table><table:table-row>{cells}</table:table-row></table:table>").text == "Year | Oil"


def test_a_blank_that_stands_for_millions_is_few():
    assert len(read('<text:p>a<text:s text:c="99999999"/>b</text:p>').text) < 200


@pytest.mark.parametrize("data", [b"", b"It burned."])
def test_what_is_no_document_is_told(data):
    with pytest.raises(UnreadableSource, match="no sound OpenDocument"):
        read_odt(data, "x")


def test_a_document_without_text_is_told():
    with pytest.raises(UnreadableSource, match="no text"):
        read("<text:p/>")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        # A raised figure became the last of the number before it.
        ('10<text:span text:style-name="T1">2</text:span> m', "10² m"),
        ("Oil 12<text:tab/>345", "Oil 12\u2003345"),
        ('Oil 12<text:s text:c="9"/>345', "Oil 12\u2003345"),
        ("a<text:bibliography><text:bibliography-source>, : ,</text:bibliography-source>b</text:bibliography>", "ab"),
        ("The <svg:title>not shown</svg:title><svg:desc>nor this</svg:desc>lamp", "The lamp"),
        ("<text:ruby><text:ruby-base>東京</text:ruby-base><text:ruby-text>とう</text:ruby-text></text:ruby>", "東京"),
    ],
)
def test_what_a_reader_sees(body, text):
    assert read(f"<text:p>{body}</text:p>").text == text


@pytest.mark.parametrize(
    "hidden",
    [
        '<text:span text:style-name="pale">not </text:span>',
        '<text:span text:style-name="P1">not </text:span>',
        '<text:span text:style-name="tiny">not </text:span>',
        '<text:hidden-text text:string-value="not " text:is-hidden="true">not </text:hidden-text>',
    ],
)
def test_what_cannot_be_made_out_is_not_read(hidden):
    assert read(f"<text:p>It was {hidden}so</text:p>").text == "It was so"


@pytest.mark.parametrize(
    "hidden",
    [
        '<text:p text:style-name="P1">Not so.</text:p>',
        '<text:h text:style-name="P1">Not so.</text:h>',
        '<text:p><text:hidden-paragraph text:is-hidden="true"/>Not so.</text:p>',
        '<text:section text:display="none"><text:p>Not so.</text:p></text:section>',
        '<text:section text:display="condition" text:is-hidden="true"><text:p>Not so.</text:p></text:section>',
        (
            '<table:table><table:table-row table:visibility="collapse"><table:table-cell><text:p>No.</text:p>'
            "</table:table-cell></table:table-row></table:table>"
        ),
    ],
)
def test_parts_that_are_hidden_are_not_read(hidden):
    assert read(f"{hidden}<text:p>So.</text:p>").text == "So."


PALE = '<text:p text:style-name="P1">So.</text:p>'


@pytest.mark.parametrize(
    "shown",
    [
        (
            f'<table:table><table:table-row><table:table-cell table:style-name="cell">{PALE}</table:table-cell>'
            "</table:table-row></table:table>"
        ),
        '<text:p text:style-name="night"><text:span text:style-name="pale">So.</text:span></text:p>',
        '<text:p text:style-name="P1"><text:span text:style-name="auto">So.</text:span></text:p>',
        f"<text:p><draw:frame><draw:text-box>{PALE}</draw:text-box></draw:frame></text:p>",
        '<text:section text:display="condition" text:is-hidden="false"><text:p>So.</text:p></text:section>',
        "<text:p><text:hidden-paragraph/>So.</text:p>",
        '<text:p><text:hidden-text text:is-hidden="false">So.</text:hidden-text></text:p>',
        "<text:p>S<draw:frame><draw:image/></draw:frame>o.</text:p>",
    ],
)
def test_what_can_be_made_out_is_read(shown):
    assert read(shown).text == "So."


def test_white_letters_on_a_dark_page_are_read():
    dark = '<style:page-layout><style:page-layout-properties fo:background-color="#000000"/></style:page-layout>'
    assert read(PALE, page=dark).text == "So."
