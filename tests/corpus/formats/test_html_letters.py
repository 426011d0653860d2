import pytest
from lxml.html import document_fromstring

from corpus.article import Span
from corpus.formats.html_letters import take_seams, write_letters
from corpus.formats.html_visible import SEAM


def write(inner, language="en"):
    page = document_fromstring(f"<html lang='{language}'><body><p>{inner}</p></body></html>")
    write_letters(page)
    return "".join(page.itertext()).replace(SEAM, "")


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("dug in 1903<sup><a href='#n4'>4</a></sup> by hand", "dug in 1903 by hand"),
        ("dug in 1903<a href='#fn2'><sup>2</sup></a>, by hand", "dug in 1903, by hand"),
        ("a mole of 1,350<sup class='fn'>4</sup> feet", "a mole of 1,350 feet"),
        ("in 1903<sup id='cite_ref-1'><a href='#cite_note-1'><i>[</i>1<i>]</i></a></sup> too", "in 1903 too"),
        ("in 1903 <a href='#note-3'>[3]</a>. Then", "in 1903. Then"),
        ("in 1903<a class='footnote' href='#fn:1'>1</a> then", "in 1903 then"),
        ("as in [<a href='#ref12'>12</a>], it", "as in, it"),
        ("1903<sup><a href='#a'>1</a>,<a href='#b'>2</a></sup> it", "1903 it"),
        ("1903<sup><a href='#a'>1</a></sup>,<sup><a href='#b'>2</a></sup> it", "1903 it"),
        ("word<a href='#st'>†</a> and area<sup>[a]</sup> it", "word and area it"),
        ("an end <a href='#x' title='Permalink'>¶</a>", "an end"),
    ],
)
def test_a_mark_that_points_to_a_note_is_left_out(inner, text):
    assert write(inner) == text


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("see <a href='#sec3'>3</a> or <a href='#fig2'>Figure 2</a>", "see 3 or Figure 2"),
        ("<a href='/field'>30 km<sup>2</sup></a> wide", "30 km² wide"),
        ("mc<sup><a href='https://power.example/'>2</a></sup>", "mc²"),
        ("in 1903<sup>1</sup> it", "in 1903¹ it"),
    ],
)
def test_a_link_or_a_raised_number_that_points_to_no_note_stays(inner, text):
    assert write(inner) == text


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("30<sup>2</sup>, 10<sup>14</sup>, 10<sup>-3</sup>", "30², 10¹⁴, 10⁻³"),
        ("H<sub>2</sub>O, U<sup>238</sup>, log<sub>10</sub> 5", "H₂O, U²³⁸, log₁₀ 5"),
        ("2<sup>n</sup>, x<sup>n+1</sup>, x<sub>i</sub>, V<sub>max</sub>", "2ⁿ, xⁿ⁺¹, xᵢ, Vmax"),
        ("1<sup>st</sup>, 21<sup>e</sup>, M<sup>me</sup>, N<sup>o</sup> 5", "1st, 21e, Mme, No 5"),
        ("5 <sup>o</sup>C, Acme<sup>TM</sup>, $19<sup>99</sup>", "5 °C, Acme™, $19⁹⁹"),
        ("<sup>1</sup>/<sub>2</sub>, 3<sup>1</sup>&frasl;<sub>4</sub>, <sup>13</sup>/<sub>16</sub>", "½, 3¼, ¹³⁄₁₆"),
        ("a<span style='vertical-align: super'>2</span>", "a²"),
        ("9<sup>й7</sup>", "9^(й7)"),
        (f"a<sup>{' ' * 80}2{' ' * 80}</sup>", "a²"),
        (
            "<span style='vertical-align: super'>It is b<sup>2</sup> in small letters.</span>",
            "It is b² in small letters.",
        ),
        ("<math><msqrt><mn>16</mn></msqrt><mo>=</mo><mn>4</mn></math>", "√16=4"),
        ("<math><mroot><mn>8</mn><mn>3</mn></mroot><mo>=</mo><mn>2</mn></math>", "³√8=2"),
        ("<math><msqrt><mn>9</mn><mo>+</mo><mn>7</mn></msqrt></math>", "√(9+7)"),
        ("<math><munderover><mo>∑</mo><mn>1</mn><mn>9</mn></munderover><mi>x</mi></math>", "∑₁⁹x"),
        (
            "<math><mmultiscripts><mi>C</mi><none/><mn>2</mn><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts></math>",
            "₆¹⁴C²",
        ),
        ("<math><msup><mi>x</mi><mn>2</mn></msup><mo>=</mo><mfrac><mn>1</mn><mn>7</mn></mfrac></math>", "x²=1/7"),
    ],
)
def test_what_is_raised_or_lowered_never_joins_the_number_before_it(inner, text):
    assert write(inner) == text


@pytest.mark.parametrize(
    ("language", "inner", "text"),
    [
        ("en", "She said <q>he wrote <q>no</q> twice</q> today", "She said “he wrote ‘no’ twice” today"),
        ("de", "Sie sagte <q>nein</q>", "Sie sagte „nein“"),
        ("fr-CA", "Elle dit <q>non</q>", "Elle dit «non»"),
        ("en", "typed “<q>no</q>” and <q>“no”</q>", "typed “no” and “no”"),
    ],
)
def test_a_quotation_has_the_marks_of_its_language_and_level(language, inner, text):
    assert write(inner, language) == text


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<span class='dropcap'>T</span>\nhe barge", "The barge"),
        ("<span style='float:left'>I</span> n the end, in the barge", "In the end, in the barge"),
        ("<img class='cap' alt='T'>he barge", "The barge"),
        ("<span class='dropcap'>A</span> man in a barge", "A man in a barge"),
        ("<b>B</b> vitamins and <i>C</i> major", "B vitamins and C major"),
    ],
)
def test_an_initial_is_a_part_of_its_word(inner, text):
    assert write(inner) == text


def test_an_initial_in_a_block_of_its_own():
    page = document_fromstring("<body><div class='drop-cap'>T</div><p>he barge</p></body>")
    write_letters(page)
    assert "".join(page.itertext()).replace(SEAM, "") == "The barge"


def test_seams_are_taken_out_and_their_places_told():
    text, headings, seams = take_seams(f"a{SEAM} b\n\nc{SEAM}d", (Span(6, 9),))
    assert (text, [text[start:end] for start, end in headings], seams) == ("a b\n\ncd", ["cd"], (1, 6))


def test_a_power_stands_in_a_power():
    assert write("<math><msup><mi>e</mi><msup><mi>x</mi><mn>2</mn></msup></msup></math> grows") == "eˣ² grows"
