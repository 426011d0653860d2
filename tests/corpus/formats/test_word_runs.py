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
    "<w:style w:type='character' w:styleId='Pale'><w:rPr><w:color w:val='FFFFFF'/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='Secret'><w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='Night'><w:pPr><w:shd w:val='clear' w:fill='101010'/></w:pPr></w:style>"
    "<w:style w:type='table' w:styleId='Bands'><w:tblStylePr w:type='firstRow'><w:tcPr><w:shd w:val='clear' "
    "w:fill='203040'/></w:tcPr></w:tblStylePr></w:style>"
    "<w:style w:type='character' w:styleId='Circle'><w:basedOn w:val='Circle'/></w:style>"
    "</w:styles>"
)


def run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def read(*runs):
    return read_body(f"<w:p>{''.join(runs)}</w:p>")


def read_body(blocks, styles=STYLES, before=""):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}>{before}<w:body>{blocks}</w:body></w:document>")
        archive.writestr("word/styles.xml", styles)
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


def make_table(blocks, table="", cell=""):
    return (
        f"<w:tbl><w:tblPr>{table}</w:tblPr><w:tr><w:tc><w:tcPr>{cell}</w:tcPr>{blocks}</w:tc>"
        f"<w:tc><w:p>{run('seen')}</w:p></w:tc></w:tr></w:tbl>"
    )


DARK_MARK = "<w:highlight w:val='black'/>"
DARK = "<w:shd w:val='clear' w:fill='203040'/>"
SOLID = "<w:shd w:val='solid' w:color='203040' w:fill='FFFFFF'/>"
AUTOMATIC = "<w:rStyle w:val='Pale'/><w:color w:val='auto'/>"
GONE = "<w:rStyle w:val='Gone'/>"
SHOWN = "<w:vanish w:val='0'/>"
PALE = "<w:color w:val='FFFFFF'/>"


@pytest.mark.parametrize(
    "properties",
    [
        PALE,
        "<w:color w:val='FEFEFE'/>",
        "<w:rStyle w:val='Pale'/>",
        "<w:color w:val='202020'/><w:shd w:val='clear' w:fill='202020'/>",
    ],
)
def test_letters_in_the_colour_of_what_they_stand_on_are_not_read(properties):
    assert read(run("It was "), run("not ", properties), run("so")) == "It was so"
    assert read(run("12"), run(".", properties), run("500")) == "12 500"
    row = make_table(f"<w:p>{run('not', properties)}{run('so')}</w:p>", cell="<w:shd w:val='clear' w:fill='auto'/>")
    assert read_body(row) == "so | seen"


WHITE_LINE = f"<w:p>{run('so', PALE)}</w:p>"


@pytest.mark.parametrize(
    "blocks",
    [
        f"<w:p>{run('so', PALE + DARK_MARK)}</w:p>",
        f"<w:p>{run('so', PALE + DARK)}</w:p>",
        f"<w:p>{run('so', PALE + SOLID)}</w:p>",
        f"<w:p><w:pPr><w:shd w:val='clear' w:fill='203040'/></w:pPr>{run('so', PALE)}</w:p>",
        f"<w:p><w:pPr><w:pStyle w:val='Night'/></w:pPr>{run('so', PALE)}</w:p>",
        f"<w:p>{run('so', AUTOMATIC)}</w:p>",
        make_table(WHITE_LINE, cell="<w:shd w:val='clear' w:fill='203040'/>"),
        make_table(WHITE_LINE, table="<w:tblStyle w:val='Bands'/>"),
        make_table(WHITE_LINE, table="<w:shd w:val='clear' w:fill='203040'/>"),
    ],
)
def test_white_letters_on_what_is_dark_are_read(blocks):
    assert read_body(blocks).startswith("so")


def test_white_letters_on_a_dark_page_are_read():
    assert read_body(WHITE_LINE, before="<w:background w:color='000000'/>") == "so"


def test_what_the_paragraphs_style_or_the_usual_one_hides_is_not_read():
    hidden = f"<w:p><w:pPr><w:pStyle w:val='Secret'/></w:pPr>{run('not')}"
    assert read_body(f"{hidden}</w:p><w:p>{run('so')}</w:p>") == "so"
    # Word shows what both styles of a run hide.
    assert read_body(f"{hidden}{run('so', GONE)}</w:p>") == "so"
    usual = STYLES.replace("w:styleId='Secret'", "w:styleId='Secret' w:default='1'")
    assert read_body(f"<w:p>{run('not')}{run('so', SHOWN)}</w:p>", usual) == "so"
    common = STYLES.replace(
        W + ">", W + "><w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>"
    )
    assert read_body(f"<w:p>{run('not')}{run('so', SHOWN)}</w:p>", common) == "so"


def test_a_row_that_is_hidden_is_not_read():
    hidden = f"<w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p>{run('not')}</w:p></w:tc></w:tr>"
    assert read_body(f"<w:tbl>{hidden}<w:tr><w:tc><w:p>{run('so')}</w:p></w:tc></w:tr></w:tbl>") == "so"


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
