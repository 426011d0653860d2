import io
import zipfile

import pytest

from corpus import UnreadableSource
from corpus.formats import word
from corpus.formats.word import read_docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
CORE = (
    '<c:coreProperties xmlns:c="x" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title>'
    "<dc:creator>{}</dc:creator></c:coreProperties>"
)
STYLES = (
    f"<w:styles {W}><w:style w:type='paragraph' w:styleId='Heading1'><w:name w:val='heading 1'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='Title'><w:name w:val='Title'/></w:style></w:styles>"
)
NOTES = (
    f"<w:footnotes {W}><w:footnote w:id='2'><w:p><w:r><w:t>The ledger says so.</w:t></w:r></w:p></w:footnote>"
    "</w:footnotes>"
)


def run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def paragraph(*runs, style=""):
    named = f"<w:pPr><w:pStyle w:val='{style}'/></w:pPr>" if style else ""
    return f"<w:p>{named}{''.join(runs)}</w:p>"


def make(*paragraphs, main="word/document.xml", **parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        document = f"<w:document {W} {M}><w:body>{''.join(paragraphs)}</w:body></w:document>"
        named = {name.replace("__", "/").replace("_xml", ".xml"): content for name, content in parts.items()}
        for name, content in {main: document, "word/styles.xml": STYLES, **named}.items():
            archive.writestr(name, content)
    return data.getvalue()


def test_headings_paragraphs_and_facts():
    core = CORE.format("Lamp oil", "Ada Finch;Admin")
    extract = read_docx(
        make(paragraph(run("Who paid"), style="Heading1"), paragraph(run("No one.")), docProps__core_xml=core), "x"
    )
    assert (extract.title, extract.text, extract.source.authors) == ("Lamp oil", "Who paid\n\nNo one.", ("Ada Finch",))
    assert [extract.text[start:end] for start, end in extract.headings] == ["Who paid"]


def test_the_title_that_is_shown_comes_first():
    data = make(
        paragraph(run("Lamps"), style="Title"), paragraph(run("No one.")), docProps__core_xml=CORE.format("Oil", "")
    )
    assert read_docx(data, "x").title == "Lamps"
    assert read_docx(make(paragraph(run("No one."))), "lamp-oil").title == "lamp oil"


def test_what_a_reader_does_not_see_is_not_read():
    runs = [
        run("It was "),
        run("not ", "<w:vanish/>"),
        run("never ", "<w:strike/>"),
        "<w:del><w:r><w:delText>hardly </w:delText></w:r></w:del>",
        run("30"),
        run("2", "<w:vertAlign w:val='superscript'/>"),
        run(" m wide"),
        "<w:r><w:footnoteReference w:id='2'/></w:r>",
        run("."),
    ]
    assert read_docx(make(paragraph(*runs), word__footnotes_xml=NOTES), "x").text == (
        "It was 30² m wide.\n\n- The ledger says so."
    )


def test_how_a_word_is_spoken_is_left_out():
    """The word was left out with it."""
    spoken = f"<w:ruby><w:rt>{run('toh kyoh')}</w:rt><w:rubyBase>{run('東')}{run('京')}</w:rubyBase></w:ruby>"
    data = make(paragraph(run("In "), f"<w:r>{spoken}<w:t>, no one paid.</w:t></w:r>"))
    assert read_docx(data, "x").text == "In 東京, no one paid."


def test_a_word_with_a_dropped_initial_is_whole():
    initial = f"<w:p><w:pPr><w:framePr w:dropCap='drop'/></w:pPr>{run('N')}</w:p>"
    frame = "<w:p><w:pPr><w:framePr w:dropCap='none'/></w:pPr></w:p>"
    data = make(initial, paragraph(run("o one paid."), style="Heading1"), frame, initial)
    assert read_docx(data, "x").text == "No one paid.\n\nN"


def test_a_document_that_would_take_too_long_is_refused_at_once(monkeypatch):
    monkeypatch.setattr(word, "_MOST_PIECES", 5)
    assert read_docx(make(*[paragraph(run("It burned."))] * 2), "x").text
    with pytest.raises(UnreadableSource, match="more than 5 pieces of text: save it in parts"):
        read_docx(make(*[paragraph(run("It burned."))] * 3), "x")


def test_a_formula_is_told_as_left_out():
    formula = "<m:oMath><m:r><m:t>x2</m:t></m:r></m:oMath>"
    assert read_docx(make(paragraph(run("Here "), formula, run(" is the area."))), "x").text == "Here […] is the area."


def test_a_table():
    cells = "".join(f"<w:tc>{paragraph(run(word))}</w:tc>" for word in ("Year", "Oil"))
    assert read_docx(make(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"), "x").text == "Year | Oil"


def test_the_document_may_have_another_name():
    links = (
        "<Relationships xmlns='x'><Relationship Type='x/officeDocument' Target='/word/document2.xml'/></Relationships>"
    )
    data = make(paragraph(run("No one.")), main="word/document2.xml", **{"_rels/.rels": links})
    assert read_docx(data, "x").text == "No one."


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"It burned.", "no sound Word document"),
        (make(paragraph(run(" "))), "no text"),
        (make(main="word/other.xml"), "no Word document"),
        (
            make(paragraph(run("It burned.")), word__styles_xml="<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
            "no sound Word",
        ),
    ],
)
def test_what_is_no_document_is_told(data, why):
    with pytest.raises(UnreadableSource, match=why):
        read_docx(data, "x")


def test_a_long_document_is_converted_in_sections_and_reads_the_same(monkeypatch):
    deleted = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + run("The wick ") + "</w:p>"
    item = "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>" + run("oil") + "</w:p>"
    note = paragraph(run("Paid."), "<w:r><w:footnoteReference w:id='2'/></w:r>")
    numbering = (
        f"<w:numbering {W}><w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/></w:lvl>"
        "</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num></w:numbering>"
    )
    blocks = [paragraph(run("Lamps"), style="Heading1"), note, item, item, deleted, paragraph(run("burned.")), note]
    data = make(*blocks, word__footnotes_xml=NOTES, word__numbering_xml=numbering)
    whole, told = read_docx(data, "x"), []
    monkeypatch.setattr("corpus.formats.word._SECTION", 1)
    assert read_docx(data, "x", lambda *it: told.append(it)) == whole
    assert "- oil\n- oil" in whole.text and "The wick burned." in whole.text
    assert told == [(1, 7), (4, 7), (6, 7), (7, 7)]
