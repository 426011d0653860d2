"""The font Symbol: which letters it draws for the codes of others, Adobe's encoding of it."""

# Codes from 0x20 to 0x7E, and from 0xA0 to 0xFE; U+FFFD stands for pieces of large signs.
_LOW = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_\ufffdαβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_HIGH = (
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…\ufffd\ufffd↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑"
    "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd⟩∫"
)
_LETTERS = dict(enumerate(_LOW, 0x20)) | dict(enumerate(_HIGH, 0xA0))


def read_symbols(codes: bytes) -> str:
    """Return the letters that Symbol draws for codes."""
    return "".join(_LETTERS.get(code, "\ufffd") for code in codes)
