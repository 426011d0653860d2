"""Telling text from the numbers of glyphs, which a PDF gives for letters where its fonts do not say what they draw."""

import re
from collections import Counter
from math import log

from corpus.formats.encoding import measure_strange_share

# With a larger share of characters that no text has, the fonts do not say which letters they draw.
_MAX_STRANGE = 0.3
# Glyphs are mostly in the order of ASCII, behind so many numbers fewer.
_SHIFTS = range(28, 32)
# So many letters, of the first so many characters, tell shifted text from other.
_FEWEST, _SAMPLE = 40, 20_000
# Text has more kinds of letters than this.
_FEW_KINDS = 10
# Shifted back, text gains this much of its logarithmic likelihood a letter, and this share of it is letters.
_GAIN, _LETTERS = 0.4, 0.85
# Text shifted beyond ASCII has no larger shares of letters, of ASCII and of its commonest character than these.
_MOST_ALPHABETIC, _MOST_ASCII, _MOST_OFTEN = 0.8, 0.3, 0.3
# That is one of these letters. Shifted back, so large a share are letters, which are likelier than this.
_COMMON, _LETTERS_FAR, _LIKELY = "etaion", 0.6, -3.1
# How often letters are in European languages, in per mille, from a to z.
_FREQUENCIES = (80, 15, 30, 40, 130, 15, 17, 25, 75, 3, 8, 45, 27, 72, 65, 24, 5, 65, 70, 75, 38, 12, 10, 3, 11, 6)
# Cyrillic glyphs behind Latin ones come out as phonetic letters.
_PHONETIC = re.compile("[\u0180-\u02af]")


def is_glyph_codes(text: str) -> bool:
    """Say whether a text is not what its page shows, but the numbers of glyphs, or controls."""
    if measure_strange_share(text) > _MAX_STRANGE:
        return True
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if letters < _FEWEST:
        return False
    if len(_PHONETIC.findall(sample)) > letters / 2:
        return True
    if _is_far_shifted(Counter(re.findall(r"[^\s\ufffd]", sample))):
        return True
    counts = Counter(re.findall(r"[!-~]", sample))
    latin = [count for char, count in counts.items() if char.isalpha()]
    if sum(latin) < max(_FEWEST, letters / 2, counts.total() / 2) or len(latin) < _FEW_KINDS:
        return False
    likeliest = max(_measure_likelihood(counts, shift) for shift in _SHIFTS)
    return likeliest > _measure_likelihood(counts, 0) + _GAIN


def _is_far_shifted(counts: Counter[str]) -> bool:
    """Say whether characters are Latin letters some way further down: beyond ASCII, and many of them none of words."""
    total = counts.total()
    alphabetic = sum(count for char, count in counts.items() if char.isalpha())
    ascii_ = sum(count for char, count in counts.items() if char.isascii())
    (commonest, often), *_ = counts.most_common(1)
    if alphabetic > _MOST_ALPHABETIC * total or ascii_ > _MOST_ASCII * total or often > _MOST_OFTEN * total:
        return False
    shifts = [ord(letter) - ord(commonest) for letter in _COMMON]
    return any(_measure_likelihood(counts, shift, _LETTERS_FAR) > _LIKELY for shift in shifts)


def _measure_likelihood(counts: Counter[str], shift: int, least: float = _LETTERS) -> float:
    """Return the mean logarithmic likelihood of the letters, each so many characters later.

    It is -inf if a smaller share than `least` are letters.
    """
    letters = [
        (chr(max(0, ord(char) + shift)).lower(), count) for char, count in counts.items() if shift or char.isalpha()
    ]
    total = sum(count for letter, count in letters if "a" <= letter <= "z")
    if shift and total < least * counts.total():
        return float("-inf")
    likelihood = sum(
        count * log(_FREQUENCIES[ord(letter) - ord("a")] / 1000) for letter, count in letters if "a" <= letter <= "z"
    )
    return likelihood / max(total, 1)
