"""From bytes to text: byte-order marks first, then UTF-8, then what the source declares, then a guess."""

import codecs
import re
import unicodedata

from corpus.errors import UnreadableSource

# UTF-32 stands first, because its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Enough for a guess; the guess then decodes the whole.
_SAMPLE = 65_536
# In text, one character in twenty at most is a control or unassigned; in compressed data, one in nine.
_MAX_STRANGE = 0.05
# What people's files are in if not in UTF-8; a guess among all encodings finds odd ones.
_LIKELY = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "iso8859_2", "koi8_r"]
_LIKELY += ["cp932", "euc_jp", "gb18030", "big5", "cp949", "tis_620"]
# Central European text that is read as Western has these.
_EASTERN = re.compile(r"[šžŠŽ]|\w[¹³¿]\w")
# Stray zeros that no one put there on purpose.
_FEW = 3
_NOT_TEXT = "the file is not text; convert it to plain text first"


def decode(data: bytes, declared: str | None = None) -> str:
    """Return `data` as text; `declared` is the encoding that the source itself names.

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
    # Valid UTF-8 beyond ASCII is no accident, whatever the source declares.
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
    """Name UTF-16 without a mark: its blanks and Western letters have a zero in every other byte, and only there."""
    even, odd = data[:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
    many = max(_FEW, min(len(data), _SAMPLE) // 20)
    if odd > many and not even:
        return "utf-16-le"
    return "utf-16-be" if even > many and not odd else None


def _resolve_declared(declared: str) -> str:
    """Return what a declared name means on the web: Latin-1 is cp1252, and a readable UTF-16 is not UTF-16."""
    name = declared.strip().lower().replace("_", "-")
    if name in {"latin-1", "latin1", "iso-8859-1", "iso8859-1", "us-ascii", "ascii"}:
        return "cp1252"
    return "utf-8" if re.match(r"utf|ucs|unicode|raw", name) else name


def _decode_leniently(data: bytes, encoding: str) -> str | None:
    """Decode what a few stray bytes spoil, each of them shown as U+FFFD."""
    try:
        text = data.decode(encoding, "replace")
    except (ValueError, LookupError):
        return None
    spoilt = text.count("\ufffd")
    sound = sum(char > "\x7f" for char in text) - spoilt
    return text if spoilt * 10 <= sound or not spoilt else None


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    # Only lines beyond ASCII say anything about the encoding.
    telling = b"\n".join(line for line in data.split(b"\n") if not line.isascii())[:_SAMPLE]
    guesses = list(from_bytes(telling, cp_isolation=_LIKELY))
    best = [
        name
        for guess in guesses
        if guess.chaos <= guesses[0].chaos and guess.coherence >= guesses[0].coherence
        for name in (guess.encoding, *guess.could_be_from_charset)
    ]
    # Among equals the likeliest goes first, but Western only where that reads well.
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
    """Return the share of characters that text does not have: controls, unassigned ones, lone surrogates."""
    strange = sum(
        char == "\ufffd" or (unicodedata.category(char) in {"Cc", "Cn", "Cs"} and char not in "\t\n\r\f")
        for char in text
    )
    return strange / max(len(text), 1)
