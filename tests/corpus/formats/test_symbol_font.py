from corpus.formats.symbol_font import read_symbols


def test_codes_are_the_letters_that_are_drawn():
    assert read_symbols(b"-15 \xb15 \xb3 mg \xe5 \xf2") == "−15 ±5 ≥ μγ ∑ ∫"
    assert read_symbols(bytes(range(0x30, 0x3A))) == "0123456789"
    assert read_symbols(b"\x01\xff") == "\ufffd\ufffd"
