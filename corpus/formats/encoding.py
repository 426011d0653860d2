"""Decoding bytes: by a byte-order mark, as UTF-8, as the source declares, or by a guess, in this order."""

import codecs
import re
import unicodedata

from corpus.errors import UnreadableSource

# UTF-32 comes first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Bytes that the guess is based on; the guessed encoding then decodes all.
_SAMPLE = 65_536
# At most one character of a text in twenty is a control or unassigned; in compressed data it is one in nine.
_MAX_STRANGE = 0.05
# Encodings of people's files other than UTF-8; a guess among all encodings chooses odd ones.
_LIKELY = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "iso8859_2", "koi8_r"]
_LIKELY += ["cp932", "euc_jp", "gb18030", "big5", "cp949", "tis_620"]
# Central European text has these if it is decoded as Western.
_EASTERN = re.compile(r"[šžŠŽ]|\w[¹³¿]\w")
# So many zeros can stray into a text.
_FEW = 3
_NOT_TEXT = "the file is not text; convert it to plain text first"

# References to characters by their numbers, and what is no character of XML.
_REFERENCE = re.compile(r"&#(?:0{0,20}(\d{1,9})|[xX]0{0,20}([0-9a-fA-F]{1,8}));?")
_NO_CHARACTER = re.compile("[\ufffe\uffff]")


def decode(data: bytes, declared: str | None = None) -> str:
    """Return `data` as text; `declared` is the encoding that the source names.

    Raises UnreadableSource if it is empty or not text.
    """
    if not data.strip():
        raise UnreadableSource("the file is empty")
    text = _try_encodings(data, declared)
    if measure_strange_share(text[:_SAMPLE].replace("\0", "", _FEW)) > _MAX_STRANGE:
        raise UnreadableSource(_NOT_TEXT)
    return text


def _try_encodings(data: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark) and (text := _decode_strictly(data, encoding)) is not None:
            return text
    if (wide := _detect_utf16(data)) and (text := _decode_strictly(data, wide)) is not None:
        return text
    # Bytes beyond ASCII are valid UTF-8 only on purpose, whatever the source declares.
    if not data.isascii() and (text := _decode_strictly(data, "utf-8")) is not None:
        return text
    named = _resolve_declared(declared) if declared else "utf-8"
    if (text := _decode_strictly(data, named)) is not None:
        return text
    return _decode_leniently(data, "utf-8") or _decode_leniently(data, named) or _guess(data)


def _decode_strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (ValueError, LookupError):
        return None


def _detect_utf16(data: bytes) -> str | None:
    """Name the UTF-16 of text without a mark: every other byte of its blanks and Western letters is zero."""
    even, odd = data[:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
    many = max(_FEW, min(len(data), _SAMPLE) // 20)
    if odd > many and not even:
        return "utf-16-le"
    return "utf-16-be" if even > many and not odd else None


def _resolve_declared(declared: str) -> str:
    """Return what a declared name means on the web: Latin-1 is cp1252, and a name read as ASCII is never UTF-16."""
    name = declared.strip().lower().replace("_", "-")
    if name in {"latin-1", "latin1", "iso-8859-1", "iso8859-1", "us-ascii", "ascii"}:
        return "cp1252"
    return "utf-8" if re.match(r"utf|ucs|unicode|raw", name) else name


def _decode_leniently(data: bytes, encoding: str) -> str | None:
    """Decode data with a few bad bytes, each of which becomes U+FFFD; return None if there are many."""
    try:
        text = data.decode(encoding, "replace")
    except (ValueError, LookupError):
        return None
    spoilt = text.count("\ufffd")
    sound = sum(char > "\x7f" for char in text) - spoilt
    return text if spoilt * 10 <= sound or not spoilt else None


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    # Only lines beyond ASCII tell the encoding.
    telling = b"\n".join(line for line in data.split(b"\n") if not line.isascii())[:_SAMPLE]
    guesses = list(from_bytes(telling, cp_isolation=_LIKELY))
    best = [
        name
        for guess in guesses
        if guess.chaos <= guesses[0].chaos and guess.coherence >= guesses[0].coherence
        for name in (guess.encoding, *guess.could_be_from_charset)
    ]
    # Among equal guesses the likeliest comes first, but Western only if the text reads well.
    western = _decode_strictly(data, "cp1252") if "cp1252" in best else None
    if western and not _EASTERN.search(western):
        return western
    for encoding in [*sorted(best, key=lambda name: name != "cp1251"), "cp1252"]:
        if (text := _decode_strictly(data, encoding)) is not None:
            return text
    if not best:
        raise UnreadableSource(_NOT_TEXT)
    return data.decode(best[0], "replace")


def measure_strange_share(text: str) -> float:
    """Return the share of characters that no text has: controls, unassigned ones, lone surrogates."""
    strange = sum(
        char == "\ufffd" or (unicodedata.category(char) in {"Cc", "Cn", "Cs"} and char not in "\t\n\r\f")
        for char in text
    )
    return strange / max(len(text), 1)


def mend_references(markup: str) -> str:
    """Return markup without what no element can hold, or references to it; a half of a character is U+FFFD."""
    return _REFERENCE.sub(_mend_reference, _NO_CHARACTER.sub("", markup))


def _mend_reference(reference: re.Match[str]) -> str:
    code = int(reference[1]) if reference[1] else int(reference[2], 16)
    if code == 0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return "\ufffd"
    is_control = (code < 0x20 and code not in (9, 10, 13)) or code in (0xFFFE, 0xFFFF)
    return "" if is_control else reference[0]
