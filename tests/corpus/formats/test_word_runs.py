import io
import zipfile

import pytest

from corpus.formats.word import read_docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = (
    f"<w:styles {W}>"
    "<w:style w:type='character' w:styleId='Up'><w:rPr><w:vertAlign w:val='superscript'/></w:rPr></w:style>"
    "<w:style w:type='character' w:styleId='Power'><w:basedOn w:val='Up'/></w:style>"
    "<w:style w:type='character' w:styleId='Gone'><w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:type='character' w:styleId='Circle'><w:basedOn w:val='Circle'/></w:style>"
    "</w:styles>"
)


def run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def read(*runs):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        body = f"<w:body><w:p>{''.join(runs)}</w:p></w:body>"
        archive.writestr("word/document.xml", f"<w:document {W}>{body}</w:document>")
        archive.writestr("word/styles.xml", STYLES)
    return read_docx(data.getvalue(), "x").text


@pytest.mark.parametrize(
    ("properties", "text"),
    [
        ("<w:rStyle w:val='Up'/>", "10² m"),
        ("<w:rStyle w:val='Power'/>", "10² m"),
        ("<w:position w:val='8'/>", "10² m"),
        ("<w:position w:val='-8'/>", "10₂ m"),
        ("<w:rStyle w:val='Up'/><w:vertAlign w:val='baseline'/>", "102 m"),
        ("<w:rStyle w:val='Circle'/>", "102 m"),
    ],
)
def test_what_a_style_or_a_place_raises_is_raised(properties, text):
    """A power became the last figure of the number before it."""
    assert read(run("10"), run("2", properties), run(" m")) == text


@pytest.mark.parametrize(
    "properties",
    ["<w:rStyle w:val='Gone'/>", "<w:dstrike/>", "<w:strike/>", "<w:sz w:val='2'/>", "<w:vanish w:val='true'/>"],
)
def test_what_is_hidden_or_struck_out_is_not_read(properties):
    assert read(run("It was "), run("not ", properties), run("so")) == "It was so"


def test_what_is_shown_again_is_read():
    assert read(run("It was "), run("not ", "<w:rStyle w:val='Gone'/><w:vanish w:val='0'/>"), run("so")) == (
        "It was not so"
    )


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:fldSimple w:instr='REF'><w:r><w:t>3.2</w:t></w:r></w:fldSimple>", "See 3.2 below"),
        ("<w:moveFrom><w:r><w:t>4</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>5</w:t></w:r></w:moveTo>", "See 5 below"),
        ("<w:bdo w:val='ltr'><w:r><w:t>6</w:t></w:r></w:bdo>", "See 6 below"),
    ],
)
def test_what_stands_in_a_field_or_was_moved_is_read_where_it_is_shown(inner, text):
    assert read(run("See "), inner, run(" below")) == text


@pytest.mark.parametrize(
    ("sign", "text"),
    [
        ("<w:r><w:sym w:font='Symbol' w:char='F02D'/></w:r>", "It fell by −15"),
        ("<w:r><w:sym w:font='Arial' w:char='2212'/></w:r>", "It fell by −15"),
        ("<w:r><w:sym w:font='House Signs' w:char='F02D'/></w:r>", "It fell by \ufffd15"),
        (run("\uf02d", "<w:rFonts w:ascii='Symbol'/>"), "It fell by −15"),
        ("<w:r><w:sym w:font='Symbol' w:char='00B1'/></w:r>", "It fell by ±15"),
        (run("-", "<w:rFonts w:ascii='Symbol'/>"), "It fell by −15"),
    ],
)
def test_a_sign_of_another_font_is_not_lost(sign, text):
    """A minus vanished."""
    assert read(run("It fell by "), sign, run("15")) == text


@pytest.mark.parametrize(
    ("between", "text"),
    [
        ("<w:r><w:tab/></w:r>", "12\u2003345"),
        ("<w:r><w:ptab/></w:r>", "12\u2003345"),
        ("<w:r><w:cr/></w:r>", "12\n345"),
        (run("       "), "12\u2003345"),
        (run(" "), "12 345"),
    ],
)
def test_numbers_that_stand_apart_do_not_become_one(between, text):
    assert read(run("12"), between, run("345")) == text
