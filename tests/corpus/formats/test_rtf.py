import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import UnreadableSource
from corpus.formats.rtf import read_rtf

COLOURS = rb"{\colortbl;\red16\green16\blue32;\red255\green255\blue255;}"


WORD_FONTS = (
    rb"{\fonttbl{\f0\fbidi \froman\fcharset0\fprq2{\*\panose 02020603050405020304}Times New Roman;}"
    rb"{\f1\fbidi \froman\fcharset238\fprq2 Times New Roman CE;}"
    rb"{\f2\fbidi \froman\fcharset2\fprq2{\*\panose 05050102010706020507}Symbol;}"
    rb"{\f3\fnil\fprq0\fcharset128 OpenSymbol{\*\falt Arial Unicode MS};}}"
)


def read(body, stem="lamp-oil"):
    return read_rtf(b"{\\rtf1\\ansi\\ansicpg1252 " + body + b"}", stem)


def test_paragraphs_headings_and_facts():
    styles = rb"{\stylesheet{\s1\outlinelevel0 heading 1;}{\s2 Normal;}}"
    extract = read(
        styles + rb"{\info{\title Lamp oil}{\author Ada Finch}}\pard\s1 Who paid\par\pard No one.\par\pard Ever."
    )
    assert (extract.title, extract.text) == ("Lamp oil", "Who paid\n\nNo one.\n\nEver.")
    assert extract.source.authors == ("Ada Finch",)
    assert [extract.text[start:end] for start, end in extract.headings] == ["Who paid"]
    assert read(b"No one.").title == "lamp oil"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (rb"\'e9t\'e9", "été"),
        (rb"{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\f1 \'cf\'f0\f0  x", "Пр x"),
        (rb"\uc1\u8364? 11, \u-10179?\u-8704?", "€ 11, 😀"),
        (rb"\uc0\u233 t\u233 ", "été"),
        (rb"30{\super 2} m, H{\sub 2}O", "30² m, H₂O"),
        (rb"It was {\v not }{\strike never }{\deleted hardly }so.", "It was so."),
        (
            rb"It was{\footnote A note.}{\*\atnid x} so{\field{\*\fldinst HYPERLINK x}{\fldrslt , she said}}.",
            "It was so, she said.",
        ),
        (rb"\ldblquote So\rdblquote  \emdash  no\-body\~knew.", "“So” — nobody\xa0knew."),
        (rb"\trowd Year\cell Oil\cell\row", "Year | Oil"),
        (rb"a{\pict\bin4 }}}}}b", "ab"),
        (rb"{\i0\*\cs7\cf0 The lamp} {\*\unknown oil }burned.", "The lamp burned."),
        (rb"a\{b\}c\\d", "a{b}c\\d"),
        # A raised figure became the last of the number before it.
        (rb"10{\up6 2} m, 10\up6 3\up0  m, H{\dn4 2}O", "10² m, 10³ m, H₂O"),
        (rb"Oil 12\tab 345, lamps\tab oil", "Oil 12\u2003345, lamps oil"),
        (rb"It was {\fs2 not }so.", "It was so."),
        (rb"It was {\v\super not }so.", "It was so."),
        # Word writes a blank within what it says of a font: its letters were those of the West.
        (WORD_FONTS + rb"\f1 \'c8l\'e1nek {\f2 \'2d}15", "Článek −15"),
        (WORD_FONTS + rb"\f3 \'96 oil", "– oil"),
        (rb"{\list{\listlevel{\leveltext \'02\'00.}{\levelnumbers \'01}}{\listname List1;}}It burned.", "It burned."),
        (rb"It was {\v\strike\v0 not\strike0  }so.", "It was so."),
        # What its encoding lacks stands in the second of two forms.
        (rb"{\upr{The ?stor}{\*\ud{The {\b\u256?}stor}}} burned.", "The Āstor burned."),
        (COLOURS + rb"It was \cf2 not \cf0 so.", "It was so."),
        (COLOURS + rb"12{\cf2 .}500", "12 500"),
        (COLOURS + rb"It was {\cf1\cb1 not }so.", "It was so."),
        (COLOURS + rb"It was {\chcbpat1\cf2 very }so.", "It was very so."),
        (COLOURS + rb"\pard\cbpat1\cf2 It was so.\par\pard Not.\par \plain So.", "It was so.\n\nSo."),
        (COLOURS + rb"\trowd\clcbpat1\cellx9\pard\intbl\cf2 Year\cell\cf0 Oil\cell\row", "Year | Oil"),
        (COLOURS + rb"{\*\background x}\cf2 It was so.", "It was so."),
        # A font of a family kept the letters of the West.
        (rb"{\fonttbl{\f0\froman\fprq2\fcharset0 A;}{\f6\fmodern\fprq1\fcharset128 B;}}\f6 \'82\'57\'8c\'8e", "８月"),
        (
            rb"{\fonttbl{\f0 A;}{\f3\froman\fcharset2 Symbol;}}{\f3 \'2d}15, {\f3\u-4051 ?}9, 5 {\f3 m}g",
            "−15, −9, 5 μg",
        ),
        (rb"\deff1{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\'cf \f0\'e9\plain\'f0", "П éр"),
    ],
)
def test_what_a_reader_sees(body, text):
    assert read(body).text == text


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"It burned.", "no Rich Text"), (b"{\\rtf1 }", "no text"), (b"{\\rtf1" + b"{" * 2_000, "too deep")],
)
def test_what_cannot_be_read_is_told(data, why):
    with pytest.raises(UnreadableSource, match=why):
        read_rtf(data, "x")


@given(
    st.lists(
        st.sampled_from([b"{", b"}", b"\\par", b"\\u8364", b"\\u-3", b"\\'e9", b"\\bin9", b"\\*", b"x", b" ", b"\\"])
    )
)
def test_any_groups_give_text_or_a_refusal(parts):
    try:
        assert read(b"".join(parts)).text.strip()
    except UnreadableSource as error:
        assert "no text" in str(error)


def test_what_is_no_character_is_left_out():
    assert read_rtf(b"{\\rtf1 A lamp\\u-1? burned.\\u-2?}", "x").text == "A lamp burned."


def test_what_stands_behind_the_end_is_not_read():
    assert read_rtf(b"{\\rtf1 It burned.}\xef\xbf\xbd8$DM", "x").text == "It burned."


def test_a_fact_in_two_forms():
    info = rb"{\info{\upr{\author Axel D?fler}{\*\ud\uc0{\author Axel D{\uc1\u246 ?fler}}}}}"
    assert read(info + b"It burned.").source.authors == ("Axel Döfler",)
