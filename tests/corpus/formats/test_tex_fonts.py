import pytest

from corpus.formats.pdf import read_pdf
from corpus.formats.tex_encodings import find_table, find_words_table
from corpus.formats.tex_fonts import Numbered, name_letters


def show(*parts, top=770):
    """Draw parts of a line, each in a font."""
    return b"".join(
        b"BT /%s 10 Tf %d %d Td (%s) Tj ET\n" % (font.encode(), 70 + 5 * at, top, letters)
        for at, font, letters in parts
    )


WORDS = b'the \\\\of\\014ce" of the di\\013erent \\014ndings \\173 the o\\016er and the re\\015ection'


def test_ligatures_quotation_marks_and_dashes_of_the_old_encoding(make_numbered_pdf):
    text = read_pdf(make_numbered_pdf(show((0, "F1", WORDS))), "x").text
    assert text == "the “office” of the different findings – the offier and the reflection"


def test_those_of_the_newer_encoding(make_numbered_pdf):
    words = b"the \\020of\\034ce\\021 of the di\\033erent \\034ndings \\025 the su\\036cient \\351t\\351s"
    text = read_pdf(make_numbered_pdf(show((0, "F1", words))), "x").text
    assert text == "the “office” of the different findings – the sufficient étés"


def test_an_encoding_in_doubt_is_not_guessed_and_told(make_numbered_pdf):
    words = b"the of\\001ce of the di\\001erent \\001ndings and the re\\001ection of all the others"
    extract = read_pdf(make_numbered_pdf(show((0, "F1", words))), "x")
    assert extract.text.count("\ufffd") >= 3
    assert extract.remark and "do not tell some letters" in extract.remark


@pytest.mark.parametrize(
    ("second", "parts", "text"),
    [
        ("CMSY10", ((0, "F1", b"x "), (2, "F2", b"\\066"), (2, "F1", b"= 10")), "x ≠ 10"),
        ("ABCDEF+CMSY8", ((0, "F1", b"x "), (2, "F2", b"\\067"), (2, "F2", b"\\041"), (4, "F1", b"y")), "x ↦ y"),
        ("CMSY10", ((0, "F1", b"fell by "), (8, "F2", b"\\003"), (9, "F1", b"15")), "fell by ∗15"),
        ("CMSY10", ((0, "F2", b"k"), (1, "F1", b"15"), (3, "F2", b"k")), "∥15∥"),
        ("CMSY10", ((0, "F1", b"Copyright "), (10, "F2", b"\\015"), (10, "F1", b"c 1904")), "Copyright © 1904"),
        ("CMSY10", ((0, "F1", b"a "), (2, "F2", b"\\015"), (3, "F1", b"b")), "a ○b"),
        ("CMMI10", ((0, "F1", b"3"), (1, "F2", b":"), (2, "F1", b"14")), "3.14"),
        ("CMMI10", ((0, "F1", b"3"), (1, "F2", b";"), (2, "F1", b"14")), "3,14"),
        ("cmr10", ((0, "F2", b"di\\013erent"),), "different"),
        ("SFRM1000", ((0, "F2", b"di\\033erent"),), "different"),
        ("MSBM10", ((0, "F1", b"15"), (2, "F2", b"5"), (3, "F1", b"15")), "15\ufffd15"),
    ],
)
def test_a_font_of_tex_draws_what_tex_numbers_so(make_numbered_pdf, second, parts, text):
    """An unequal sign was read as a six before an equal sign, and a decimal point as a colon."""
    assert read_pdf(make_numbered_pdf(show(*parts), second=second), "x").text == text


WHOLE = b"the of\\014ce of the di\\013erent \\014ndings and the re\\015ection"


@pytest.mark.parametrize(
    ("letters", "box", "text"),
    [
        (b"3:14", (0.0, 0.1), "3.14"),
        (b"3:14", (0.0, 0.45), "3:14"),
        (b"3;14", (-0.2, 0.1), "3,14"),
        (b"3;14", (-0.2, 0.45), "3;14"),
    ],
)
def test_a_point_of_a_font_without_a_name_is_known_by_its_height(make_numbered_pdf, letters, box, text):
    heights = {letters[1]: box}
    pdf = make_numbered_pdf(show((0, "F1", WHOLE)) + show((0, "F3", letters), top=700), heights)
    assert read_pdf(pdf, "x").text.endswith(text)


def test_what_is_no_figure_by_its_height_is_none(make_numbered_pdf):
    pdf = make_numbered_pdf(show((0, "F1", WHOLE)) + show((0, "F3", b"12 3"), top=700), {ord("3"): (0.0, 0.4)})
    assert read_pdf(pdf, "x").text.endswith("12 \ufffd")


def test_the_numbers_of_letters():
    assert find_table("ABCDEF+CMSY10") == find_table("cmsy7")
    assert find_table("MSBM10") == {}
    assert find_table("Helvetica") is None
    assert find_words_table(["di\x0berent o\x0ece"]) is not find_words_table(["di\x1berent o\x1ece"])
    assert find_words_table(["di\x0berent di\x1berent"]) is None


@pytest.mark.parametrize(
    ("letters", "stroke", "text"),
    [(["x", "6", "y"], 1, ["x", "\ufffd", "y"]), (["∈", "6"], 1, ["∉", ""]), (["6"], 0, ["\ufffd"])],
)
def test_a_stroke_that_stands_alone_is_told(letters, stroke, text):
    numbered = {stroke: Numbered("6", 1, "CMSY10", 0, 1)}
    assert name_letters(letters, numbered, lambda: None) == text
