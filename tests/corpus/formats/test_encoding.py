from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import UnreadableSource
from corpus.formats.encoding import decode, mend_references

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x01\x00\x08\x06"


@given(st.text(min_size=1).filter(lambda text: text.strip() and text.isprintable()))
def test_utf8_comes_back_letter_for_letter(text):
    try:
        assert decode(text.encode()) == text
    except UnreadableSource:
        # Private and unassigned characters are not what text is made of.
        assert any(not char.isalnum() for char in text)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks(encoding):
    assert decode("Das Zollhaus schließt früh.".encode(encoding)) == "Das Zollhaus schließt früh."


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["Le café ferme à six heures.", "Порт был тихим, и корабли ждали утра."])
def test_utf16_without_a_mark(encoding, text):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("latin-1", "El niño comió piñas en España."),
        ("latin-1", "Je ne sais pas où il est allé. " * 40),
        ("cp1252", "She said “hello” — it’s only £5, or 6 €."),
        ("cp1252", "Smørrebrød på færgen, ja."),
        ("cp1250", "Příliš žluťoučký kůň úpěl ďábelské ódy."),
        ("cp1251", "Привет, мир. Это порт."),
        ("koi8-r", "Гавань была тихой, и корабли стояли у причала всю ночь до утра."),
        ("cp1253", "Το λιμάνι ήταν ήσυχο και τα πλοία έμειναν όλη τη νύχτα."),
        ("shift_jis", "港は静かだった。船が来た。"),
        ("gb18030", "港口很安静，船只整夜停在码头。"),
        ("big5", "港口很安靜，船隻整夜停在碼頭。"),
        ("euc_kr", "항구는 조용했고 배들은 밤새 부두에 있었다."),
    ],
)
def test_legacy_encodings_are_guessed(encoding, text):
    assert decode(text.encode(encoding)) == text


def test_the_guess_rests_on_the_lines_that_tell():
    text = "Nothing here is beyond ASCII.\n" * 5000 + "Señor Muñoz cerró la fábrica.\n"
    assert decode(text.encode("latin-1")) == text


def test_a_declared_encoding_counts():
    assert decode("Żółw śpi.".encode("iso8859-2"), "ISO-8859-2") == "Żółw śpi."


def test_a_declared_latin1_is_cp1252():
    assert decode("“So?”".encode("cp1252"), "iso-8859-1") == "“So?”"


def test_a_wrong_declaration_does_not_spoil_utf8():
    assert decode("Größe".encode(), "iso-8859-1") == "Größe"


@pytest.mark.parametrize("declared", ["no-such-code", "rot13", "hex", "utf-16", "utf-7"])
def test_a_senseless_declaration_is_passed_over(declared):
    assert decode(b"plain +AGE- words", declared) == "plain +AGE- words"


def test_a_stray_byte_does_not_spoil_the_rest():
    text = decode("It’s déjà vu. ".encode() * 9 + b"\xff" + "It’s déjà vu. ".encode() * 9)
    assert text.count("It’s déjà vu.") == 18
    assert text.count("\ufffd") == 1


def test_a_few_nul_bytes_are_no_reason_to_refuse():
    assert decode("Le café\x00 est fermé.".encode()) == "Le café\x00 est fermé."


@pytest.mark.parametrize(
    "data", [PNG, b"\x00" * 100, bytes(range(256)) * 20, b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01"]
)
def test_binary_is_refused(data):
    with pytest.raises(UnreadableSource, match="not text"):
        decode(data)


@pytest.mark.parametrize("data", [b"", b" \r\n\t "])
def test_nothing_is_refused(data):
    with pytest.raises(UnreadableSource, match="empty"):
        decode(data)


@given(st.binary(max_size=400), st.none() | st.text(max_size=12))
def test_any_bytes_give_text_or_a_refusal(data, declared):
    with suppress(UnreadableSource):
        assert isinstance(decode(data, declared), str)


def test_a_stray_byte_does_not_spoil_a_declared_encoding():
    text = decode("“So?” ".encode("cp1252") * 9 + b"\x81", "iso-8859-1")
    assert text == "“So?” " * 9 + "\ufffd"


def test_references_to_what_is_no_character_are_mended():
    markup = "a&#1;b&#xD800;c&#x110000;d&#65534;e&#0;f&#x41;g&#9;h\uffff&amp;&#x20AC"
    assert mend_references(markup) == "ab\ufffdc\ufffdde\ufffdf&#x41;g&#9;h&amp;&#x20AC"
