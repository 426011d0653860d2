import pytest

from corpus.formats.glyph_codes import is_glyph_codes

TEXT = "The lamp above the harbour burned for eleven years before anyone asked who paid for its oil. "


def shift(text: str, by: int) -> str:
    """Return the numbers of glyphs that are in the order of ASCII, behind so many fewer."""
    return " ".join("".join(chr(ord(letter) - by) for letter in word) for word in text.split())


@pytest.mark.parametrize("by", [28, 29, 30, 31])
def test_shifted_letters_are_known(by):
    assert is_glyph_codes(shift(TEXT, by))


def test_letters_shifted_beyond_ascii_are_known():
    """The first page of a paper was stored as "Æ»Ä»»È»Ì¿»Í"."""
    assert is_glyph_codes(shift(TEXT.lower(), -86) + "ʸʷʷʷ")


def test_phonetic_letters_alone_are_no_text():
    assert is_glyph_codes("ɥɚɬɥɚ " * 20)


@pytest.mark.parametrize(
    "text",
    [
        "",
        TEXT,
        TEXT.upper(),
        "Łódź wciąż była tym samym miastem, choć lampa w porcie dawno zgasła. ",
        "Лампа над гаванью горела одиннадцать лет, и никто не спрашивал, кто платит. ",
        "港の上のランプは十一年の間燃えていた。" * 3,
        "ACGTGGCATTACG" * 20,
        "港のランプと油の樽の数は次の表の通りである。" * 3 + " 334010052 2.18 302000001 x 10.12" * 20,
        "Ο φανός πάνω από το λιμάνι έκαιγε έντεκα χρόνια: 12, 13 και 14. " * 3,
        "Chapter one ····················· 7\n• The lamp, • the oil, • the ledger ············ 11\n" * 3,
        "« Où est la lampe ? » « Où ? » – « À l’été 1912 ! » “É” · ½ ¼ ¾ º ª ¿ ¡ » « ±5 ±6 ±7 " * 3,
        "L L L L K " * 30,
        "12.5 13.6 14.7 " * 30,
        "[ˈlæmp] [ˈhɑːbə] stands for lamp and harbour in the keeper's own notes",
    ],
)
def test_text_is_text(text):
    assert not is_glyph_codes(text)


def test_controls_are_no_text():
    assert is_glyph_codes("\x01\x02\x03a" * 9)
