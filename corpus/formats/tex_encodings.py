"""The encodings of TeX's fonts: what each draws under the numbers of letters, for PDFs that do not say so."""

import re
from collections.abc import Mapping, Sequence

# Stands for a stroke through the sign behind it or before it, and for the foot of an arrow.
STROKE, FOOT = "\u0338", "\u21a6"
# The sign © is this around a letter.
CIRCLE = "○"
# What a font draws under the numbers of letters.
Table = Mapping[int, str]
_GREEK = "ΓΔΘΛΞΠΣΥΦΨΩ"
_ASCII = {code: chr(code) for code in range(32, 127)}


def _number(first: int, letters: str) -> dict[int, str]:
    """Number letters one after the other; those that draw nothing a text has are blanks here."""
    return {first + at: letter.strip() for at, letter in enumerate(letters)}


_ROMAN: Table = {
    **_ASCII,
    **_number(0, _GREEK + "ﬀﬁﬂﬃﬄıȷ`´ˇ˘¯˚¸ßæœøÆŒØ"),
    **_number(34, "”"),
    **_number(39, "’"),
    **_number(60, "¡"),
    **_number(62, "¿"),
    **_number(92, "“"),
    **_number(94, "ˆ˙‘"),
    **_number(123, "–—˝˜¨"),
}
_TYPEWRITER: Table = {
    **_ROMAN,
    **_number(11, "↑↓'¡¿"),
    **{code: chr(code) for code in (34, 60, 62, 92, 94, 95, 123, 124, 125, 126)},
}
_SMALL_CAPITALS: Table = {**_ROMAN, **_number(11, "↑↓'¡¿")}
_CORK: Table = {
    **_ASCII,
    **_number(0, "`´ˆ˜¨˝˚ˇ˘¯˙¸˛‚‹›“”„«»–— ‰ıȷﬀﬁﬂﬃﬄ"),
    **_number(39, "’"),
    **_number(96, "‘"),
    **_number(127, "-"),
    **_number(128, "ĂĄĆČĎĚĘĞĹĽŁŃŇŊŐŔŘŚŠŞŤŢŰŮŸŹŽŻĲİđ§ăąćčďěęğĺľłńňŋőŕřśšşťţűůÿźžżĳ¡¿£"),
    **{code: chr(code) for code in range(192, 256)},
    215: "Œ",
    223: "ẞ",
    247: "œ",
    255: "ß",
}
_ITALIC: Table = {
    **_ASCII,
    **_number(0, _GREEK + "αβγδϵζηθικλμνξπρστυϕχψωεϑϖϱςφ↼↽⇀⇁  ▷◁"),
    **_number(58, ".,</>⋆∂"),
    **_number(91, "♭♮♯⌣⌢ℓ"),
    **_number(123, "ıȷ℘  "),
}
_SIGNS: Table = {
    **_number(0, "−·×∗÷⋄±∓⊕⊖⊗⊘⊙○∘•≍≡⊆⊇≤≥≼≽∼≈⊂⊃≪≫≺≻←→↑↓↔↗↘≃⇐⇒⇑⇓⇔↖↙∝′∞∈∋△▽"),
    54: STROKE,
    55: FOOT,
    **_number(56, "∀∃¬∅ℜℑ⊤⊥ℵABCDEFGHIJKLMNOPQRSTUVWXYZ∪∩⊎∧∨⊢⊣⌊⌋⌈⌉{}⟨⟩|∥↕⇕\\≀√∐∇∫⊔⊓⊑⊒§†‡¶♣♢♡♠"),
}
_LARGE: Table = {
    **_number(0, "()[]⌊⌋⌈⌉{}⟨⟩|∥/\\()()[]⌊⌋⌈⌉{}⟨⟩/\\()[]⌊⌋⌈⌉{}⟨⟩/\\/\\"),
    **_number(48, " " * 20),
    **_number(68, "⟨⟩⊔⊔∮∮⊙⊙⊕⊕⊗⊗∑∏∫⋃⋂⊎⋀⋁∑∏∫⋃⋂⊎⋀⋁∐∐      []⌊⌋⌈⌉{}√√√√   ∥↑↓    ⇑⇓"),
}
_MORE_SIGNS: Table = {3: "□", 4: "■", 54: "⩽", 62: "⩾", 92: "∠", 93: "∡", 94: "∢"}
_TABLES: Sequence[tuple[re.Pattern[str], Table]] = [
    (re.compile(pattern), table)
    for pattern, table in (
        (r"cmb?sy|lasy", _SIGNS),
        (r"cmex", _LARGE),
        (r"msam", _MORE_SIGNS),
        (r"cmmib?\d", _ITALIC),
        (r"cmi?tt|cmsltt|cmvtt", _TYPEWRITER),
        (r"cmb?csc", _SMALL_CAPITALS),
        (r"cm(?:r|bx|ti|sl|ss|b\d|bxti|bxsl|dunh|ff|fib|u)", _ROMAN),
        (r"(?:ec|sf)(?:rm|bx|ti|sl|ss|bi|bl|si|sx|so)", _CORK),
    )
]
# Fonts of signs of which no table stands here.
_OTHER_SIGNS = re.compile(r"msbm|stmary|wasy|esint|euex|rsfs|xyatip|xybtip|xycmat|xybsql|xycirc")
_SUBSET = re.compile(r"[A-Z]{6}\+")
# The encodings that a font without a name may have, if it draws words.
WORDS: Sequence[Table] = (_ROMAN, _CORK)
# Ligatures and quotation marks of each, by their numbers.
_LIGATURES = (range(11, 16), range(27, 32))
_OPENING, _CLOSING = (frozenset({92}), frozenset({16})), (frozenset({34}), frozenset({17}))
# One encoding is that of a text if it explains so many letters, and so many times as many as the other.
_LEAST, _CLEAR = 2, 3


def find_table(font: str) -> Table | None:
    """Return what a font draws under the numbers of letters, empty if that is not known; None if TeX has no such."""
    name = _SUBSET.sub("", font).lower()
    for pattern, table in _TABLES:
        if pattern.match(name):
            return table
    return {} if _OTHER_SIGNS.match(name) else None


def find_words_table(runs: Sequence[str]) -> Table | None:
    """Return in which of TeX's encodings for words these texts are, whose letters are numbers; None if in doubt."""
    counts = [sum(_count_signs(run, which) for run in runs) for which in (0, 1)]
    most = max(counts)
    if most < _LEAST or most < _CLEAR * min(counts):
        return None
    return WORDS[counts.index(most)]


def _count_signs(run: str, which: int) -> int:
    """Return how many letters of a text are ligatures or quotation marks in one encoding, and stand as such."""
    count = 0
    for before, letter, after in zip(" " + run, run, run[1:] + " ", strict=False):
        code = ord(letter)
        count += code in _LIGATURES[which] and (_is_small(before) or _is_small(after))
        count += code in _OPENING[which] and after.isalpha() and not before.isalnum()
        count += code in _CLOSING[which] and (before.isalnum() or before in ".,?!") and not after.isalnum()
    return count


def _is_small(letter: str) -> bool:
    return "a" <= letter <= "z"
