"""Writing as letters what a page says by elements: note marks go, and what is raised, lowered or quoted stays so."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.article import Span
from corpus.formats.html_styles import find_height, read_declarations
from corpus.formats.html_visible import BLOCKS, SEAM, empty, remove

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What a note mark may be: a number, a letter, some Roman ones, symbols, with or without brackets, several of these.
_ONE_MARK = r"(?:(?:note|n|nb|fn|ref|n\.)\s?)?(?:\d{1,4}|[a-z]{1,2}|[ivxlc]{1,7})|[*†‡§¶#‖^↩↑⏎\ufe0e\ufe0f]+"
_MARK = re.compile(rf"\s*[\[(]?\s*(?:{_ONE_MARK})(?:\s*[,;–-]\s*(?:{_ONE_MARK}))*\s*[\])]?\.?\s*", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*\[[^\[\]]{1,40}\]\s*")
_SYMBOLS = re.compile(r"[*†‡§¶#‖^↩↑⏎🔗\ufe0e\ufe0f\s]+")
# Names of notes in fragments, classes and roles.
_NOTE = re.compile(
    r"(?:^|[^a-z])(?:_?(?:foot|end|side|margin)?-?_?note|_?fn|_?ftn|_?edn|cite|citation|cit|bib|biblio|ref|reference|sdfootnote|sdendnote|"
    r"noteref|doc-noteref|doc-biblioref|fnref|ftnref|footnotes|references|xref|cr|nb|easy-footnote)"
    r"(?![a-z])|footnote|endnote|noteref",
    re.IGNORECASE,
)
_RAISED = {
    **dict(zip("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾", strict=True)),
    **dict(zip("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True)),
    "/": "⁄",
    ".": "·",
    "T": "ᵀ",
    " ": "",
    "\xa0": "",
    "∘": "°",
    "o": "ᵒ",
    "′": "′",
    "*": "*",
}
_LOWERED = {
    **dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True)),
    **dict(zip("aehijklmnoprstuvx", "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)),
    "/": "⁄",
    ".": ".",
    ",": ",",
    " ": "",
    "\xa0": "",
}
_FRACTIONS = dict(
    zip(
        ["1/4", "1/2", "3/4", "1/7", "1/9", "1/10", "1/3", "2/3", "1/5", "2/5", "3/5", "4/5", "1/6", "5/6", "1/8"],
        "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛",
        strict=True,
    ),
    **{"3/8": "⅜", "5/8": "⅝", "7/8": "⅞"},
)
_INDENTS = re.compile(r"[ \t\n\r\f]+")
# Letters of a raised or lowered piece; a longer one is text of another size.
_LONGEST_SCRIPT = 12
# Raised letters that end a word and mean the same on the line: ordinals and abbreviations.
_ENDINGS = frozenset(
    {"st", "nd", "rd", "th", "er", "re", "e", "ème", "eme", "è", "o", "a", "os", "as", "ª", "º", "ste"}
)
# What MathML sets below and above a sign.
_LIMITS = {"munder": ("sub",), "mover": ("sup",), "munderover": ("sub", "sup")}
_MARKS_OF_TRADE = {"TM": "™", "tm": "™", "SM": "℠", "sm": "℠"}


def write_letters(page: "HtmlElement") -> None:
    """Write into the text of `page` what its elements say; SEAM stands where that is not what the page's text has."""
    _remove_note_marks(page)
    _write_scripts(page)
    _write_quotations(page)
    _join_initials(page)


def take_seams(text: str, headings: tuple[Span, ...]) -> tuple[str, tuple[Span, ...], tuple[int, ...]]:
    """Return a text without SEAM, the spans of its headings in it, and the offsets at which SEAM stood."""
    places = [match.start() for match in re.finditer(SEAM, text)]

    def move(offset: int) -> int:
        return offset - bisect_left(places, offset)

    moved = tuple(Span(move(start), move(end)) for start, end in headings)
    return text.replace(SEAM, ""), moved, tuple(dict.fromkeys(map(move, places)))


def _remove_note_marks(page: "HtmlElement") -> None:
    """Take out the marks that point to notes, and what stands between two of them."""
    for element in [*page.iter("a", "sup")]:
        if element.getroottree().getroot() is not page or not _is_note_mark(element):
            continue
        # A mark may be all of what raises it, or links to it.
        while (parent := element.getparent()) is not None and _is_all_of(parent, element):
            element = parent
        _remove_mark(element)


def _is_note_mark(element: "HtmlElement") -> bool:
    text = _read_short(element)
    if not text or not (_MARK.fullmatch(text) or _BRACKETED.fullmatch(text)):
        return False
    raised = _is_in_sup(element) or any(_find_height(it) > 0 and _read_short(it) == text for it in element.iter())
    links = [element] if element.tag == "a" else [*element.iter("a"), *_find_link_around(element)]
    named = any(_is_named_note(node) for node in (element, *links))
    # A raised number that leads to another page may be a power that is explained there.
    leads = any("#" in link.get("href", "#") or link.get("href", "").startswith("javascript:") for link in links)
    if raised:
        return named or leads or bool(_BRACKETED.fullmatch(text))
    if not named and not re.match("#.", element.get("href") or ""):
        return False
    return bool(
        element.get("role") in {"doc-noteref", "doc-biblioref", "doc-backlink"}
        or _BRACKETED.fullmatch(text)
        or (_read_before(element).endswith("[") and (element.tail or "").startswith("]"))
        or _SYMBOLS.fullmatch(text)
        or (named and _stands_against_word(element))
    )


def _read_short(element: "HtmlElement") -> str:
    """Return the text of an element, or nothing if it is too long for a mark."""
    parts = ""
    for text in element.itertext():
        # How its source is indented makes no text longer.
        parts += _INDENTS.sub(" ", text)
        if len(parts) > 60:
            return ""
    return parts.replace("\u200b", "").strip()


def _is_in_sup(element: "HtmlElement") -> bool:
    parent = element.getparent()
    return parent is not None and (_find_height(parent) > 0 or (_is_all_of(parent, element) and _is_in_sup(parent)))


def _find_link_around(element: "HtmlElement") -> Iterator["HtmlElement"]:
    """Yield the link that holds an element and nothing else."""
    parent = element.getparent()
    if parent is not None and _is_all_of(parent, element):
        if parent.tag == "a":
            yield parent
        else:
            yield from _find_link_around(parent)


def _is_all_of(parent: "HtmlElement", element: "HtmlElement") -> bool:
    """Say whether an inline element holds another one and no other text."""
    return parent.tag not in BLOCKS and len(parent) == 1 and not f"{parent.text or ''}{element.tail or ''}".strip()


def _is_named_note(element: "HtmlElement") -> bool:
    fragment = (element.get("href") or "").rpartition("#")[2] if "#" in (element.get("href") or "") else ""
    keys = ("class", "id", "role", "rel", "{http://www.idpf.org/2007/ops}type", "epub:type")
    return bool(_NOTE.search(" ".join([fragment, *(element.get(key) or "" for key in keys)])))


def _stands_against_word(element: "HtmlElement") -> bool:
    before = _read_before(element)
    return bool(before) and not before[-1].isspace() and before[-1] not in "([—–-/"


def _read_before(element: "HtmlElement") -> str:
    """Return the text right before an element, within its parent or the inline elements around."""
    node: HtmlElement | None = element
    while node is not None and node.tag not in BLOCKS:
        previous = node.getprevious()
        parent = node.getparent()
        text = (previous.tail if previous is not None else parent.text if parent is not None else "") or ""
        if not text and previous is not None:
            text = "".join(previous.itertext())
        if text:
            return text
        node = parent
    return ""


def _remove_mark(element: "HtmlElement") -> None:
    """Take out a note mark, and the blank, bracket or comma that stood only for it."""
    before, tail, previous = _read_before(element), element.tail or "", element.getprevious()
    if before.endswith("[") and tail.startswith("]"):
        _cut_before(element, 1 + len(before[:-1]) - len(before[:-1].rstrip()))
        element.tail = tail[1:]
    elif previous is not None and previous.text == SEAM and re.fullmatch(r"\s*[,;–-]\s*", before[-8:]):
        previous.tail = ""
    elif before[-1:].isspace() and re.match(r"[\s.,;:!?)\]”’]|\Z", tail):
        _cut_before(element, len(before) - len(before.rstrip()))
    empty(element, SEAM)


def _cut_before(element: "HtmlElement", count: int) -> None:
    """Take `count` characters off the text right before an element, if they stand in its parent."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None and previous.tail:
        previous.tail = previous.tail[:-count]
    elif previous is None and parent is not None and parent.text:
        parent.text = parent.text[:-count]


def _write_scripts(page: "HtmlElement") -> None:
    """Write raised and lowered characters as such, so that they never become a part of the number before them."""
    _mark_formulas(page)
    for element in list(page.iter()):
        if element.getroottree().getroot() is not page or not (height := _find_height(element)):
            continue
        text = _read_short(element)
        # What is longer is text of another size, in which other things may be raised.
        if (
            not text
            or len(text) > _LONGEST_SCRIPT
            or any(child.tag in BLOCKS or child.tag in ("br", "img") for child in element.iter())
        ):
            continue
        lower = element.getnext()
        if lower is not None and (fraction := _write_fraction(element, lower)):
            element.tail = ""
            remove(lower)
            empty(element, f"{SEAM}{fraction}{SEAM}")
            continue
        written = _write_script(text, height, _read_before(element), element.tail or "")
        # A browser takes a raised digit for the digit, but not a sign that stands for another.
        alike = unicodedata.normalize("NFKD", written) == text
        empty(element, written if alike else f"{SEAM}{written}{SEAM}")


def _write_fraction(upper: "HtmlElement", lower: "HtmlElement") -> str:
    """Return the fraction of a raised number and a lowered one; nothing if they are none."""
    if _find_height(upper) < 0 or _find_height(lower) >= 0 or (upper.tail or "").strip() not in {"/", "⁄", "∕"}:
        return ""
    above, below = _read_short(upper), _read_short(lower)
    if not re.fullmatch(r"\d{1,4}/\d{1,4}", f"{above}/{below}"):
        return ""
    return _FRACTIONS.get(f"{above}/{below}") or f"{_write(above, 1)}⁄{_write(below, -1)}"


def _mark_formulas(page: "HtmlElement") -> None:
    """Give what MathML raises, lowers or divides the tags and signs that text has for it."""
    tags = {"msup": (None, "sup"), "msub": (None, "sub"), "msubsup": (None, "sub", "sup")}
    # A power in a power is marked from outside, which changes its tag.
    for element, marks in [(element, tags[str(element.tag)]) for element in page.iter(*tags)]:
        for child, tag in zip(element, marks, strict=False):
            if tag:  # a page may have a name for it that no element may be given
                child.tag = tag
    for element in list(page.iter("munder", "mover", "munderover")):
        for child, tag in zip(element, (None, *_LIMITS[str(element.tag)]), strict=False):
            if tag and any(map(str.isalnum, "".join(child.itertext()))):
                child.tag = tag
    for element in list(page.iter("mmultiscripts")):
        _order_scripts(element)
    for element in list(page.iter("msqrt", "mroot")):
        _write_root(element)
    for element in page.iter("mfrac"):
        if len(element) == 2:
            upper, lower = element
            for part in (upper, lower):
                if len(part) > 1:
                    part.text, part[-1].tail = f"({part.text or ''}", f"{part[-1].tail or ''})"
            upper.tail = "/"


def _order_scripts(element: "HtmlElement") -> None:
    """Raise and lower what stands around a sign of MathML, and put before it what is drawn before it."""
    parts = list(element)
    heights, before = 0, False
    for script in parts[1:]:
        if script.tag == "mprescripts":
            heights, before = 0, True
            continue
        # Nothing stands at a place that is only kept.
        if len(script) or script.text:
            script.tag = ("sub", "sup")[heights % 2]
        heights += 1
        if before:
            parts[0].addprevious(script)


def _write_root(element: "HtmlElement") -> None:
    """Put the sign of a root before what stands under it, in brackets if that is more than one sign."""
    inside = list(element)
    if element.tag == "mroot":
        if len(inside) != 2:
            return
        base, index = inside
        index.tag = "sup"
        element.insert(0, index)
        inside = [base]
    if not inside:
        element.text = f"√({element.text or ''})"
        return
    first, last = inside[0], inside[-1]
    is_whole = len(inside) == 1 and not len(first)
    opens, closes = ("√", "") if is_whole else ("√(", ")")
    previous = first.getprevious()
    if previous is not None:
        previous.tail = opens
    else:
        element.text = f"{opens}{(element.text or '').strip()}"
    last.tail = f"{closes}{last.tail or ''}"


def _find_height(element: "HtmlElement") -> int:
    """Return 1 if an element is raised, -1 if it is lowered, else 0."""
    if element.tag == "sup":
        return 1
    if element.tag == "sub":
        return -1
    if element.tag in BLOCKS:
        return 0
    return (find_height(read_declarations(element.get("style"))) or 0) if element.get("style") else 0


def _write_script(text: str, height: int, before: str, behind: str) -> str:
    """Return a raised or lowered text as it reads on the line, between what stands `before` and `behind` it."""
    if height > 0 and text in _MARKS_OF_TRADE and before[-1:].isalpha():
        return _MARKS_OF_TRADE[text]
    if height > 0 and text == "o" and before.rstrip()[-1:].isdigit() and re.match(r"\s*[CFKNSEW]\b", behind):
        return "°"
    last = re.search(r"[^\W_]*$", before[-40:])
    word = last[0] if last else ""
    is_ending = height > 0 and text.lower() in _ENDINGS and word.isalnum() and (word[-1].isdigit() or text in "oa")
    if text.isalpha() and (is_ending or len(text) > 1 or (len(word) > 1 and word.isalpha())):
        return text
    return _write(text, height)


def _write(text: str, height: int) -> str:
    table = _RAISED if height > 0 else _LOWERED
    if all(char in table for char in text):
        return "".join(table[char] for char in text)
    # Without such characters of its own, a text that holds digits is set off, so that no number grows.
    return text if not any(char.isdigit() for char in text) else f"{'^' if height > 0 else '_'}({text})"


# Quotation marks of languages, the outer pair and the inner; English ones stand for all others.
_QUOTES = {
    "en": "“”‘’",
    **dict.fromkeys(("de", "cs", "sk", "sl", "is", "hr", "bg", "lt", "sr"), "„“‚‘"),
    **dict.fromkeys(("fr", "it", "es", "pt-pt", "el", "ca", "gl"), "«»“”"),
    **dict.fromkeys(("nb", "nn", "no"), "«»‘’"),
    **dict.fromkeys(("ru", "uk", "be"), "«»„“"),
    **dict.fromkeys(("sv", "fi"), "””’’"),
    **dict.fromkeys(("pl", "ro", "hu"), "„”«»"),
    **dict.fromkeys(("ja", "zh-tw", "zh-hant"), "「」『』"),
}
_QUOTES["fr"] = "«»«»"
_OPENING, _CLOSING = frozenset("\"“„«‘「『‹‚'"), frozenset("\"”“»’」』›‘'")


def _write_quotations(page: "HtmlElement") -> None:
    """Put quotation marks around each q, those of its language and its nesting level."""
    for element in reversed(list(page.iter("q"))):
        text = "".join(element.itertext()).replace(SEAM, "").strip()
        around = _read_before(element)[-1:], (element.tail or "")[:1]
        # Where the marks are typed, the page's style shows no others.
        is_typed = (text[:1] in _OPENING and text[-1:] in _CLOSING) or (around[0] in _OPENING and around[1] in _CLOSING)
        depth = sum(1 for _ in element.iterancestors("q"))
        if text and not is_typed:
            marks = _find_marks(element)[2 * (depth % 2) :][:2]
            element.text = f"{SEAM}{marks[0]}{SEAM}{element.text or ''}"
            element.tail = f"{SEAM}{marks[1]}{SEAM}{element.tail or ''}"
        element.tag = "span"


def _find_marks(element: "HtmlElement") -> str:
    languages = (node.get("lang") for node in (element, *element.iterancestors()))
    language = next((language.lower() for language in languages if language), "en")
    return _QUOTES.get(language) or _QUOTES.get(language.partition("-")[0]) or _QUOTES["en"]


_INITIAL = re.compile(r"[\"“„«‘'¿¡]?[^\W\d_]")
_INITIAL_NAME = re.compile(r"drop|initial|first-?letter|versal|lettrine|big-?letter", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
# Capitals that are words by themselves in some languages.
_LONE_WORDS = frozenset("AEIOUVKSWYZÀÈÉÓ")


def _join_initials(page: "HtmlElement") -> None:
    """Join an initial of another size, or a picture of one, with the rest of its word."""
    initials = [element for element in page.iter() if _is_initial(element)]
    if not initials:
        return
    words = Counter(_WORD.findall(" ".join(page.itertext()).lower()))
    for element in initials:
        _join_initial(element, words)


def _is_initial(element: "HtmlElement") -> bool:
    text = (element.get("alt") or "").strip() if element.tag == "img" else _read_short(element)
    if len(text) > 2 or not _INITIAL.fullmatch(text) or not text[-1].isupper():
        return False
    return element.tag != "body" and not _read_before(element).strip()


def _join_initial(element: "HtmlElement", words: Counter[str]) -> None:
    """Join an initial with what follows it, where its style or the rest of the page shows that this is one word."""
    following = element.getnext() if element.tag in BLOCKS and not (element.tail or "").strip() else None
    rest = (following.text if following is not None else element.tail) or ""
    word = _WORD.match(rest.lstrip())
    if word is None or not (word[0].islower() or (word[0].isupper() and len(word[0]) > 1)):
        return
    text = element.get("alt", "").strip() if element.tag == "img" else _read_short(element)
    floats = read_declarations(element.get("style")).get("float") == "left"
    styled = floats or bool(_INITIAL_NAME.search(element.get("class") or ""))
    whole, part = (text[-1] + word[0]).lower(), word[0].lower()
    known = words[whole] > 0 and words[part] < 2
    if element.tag == "img":
        if rest[:1].isalpha():
            remove(element, f"{SEAM}{text}{SEAM}")
    elif known or (styled and text[-1] not in _LONE_WORDS):
        if following is not None:
            remove(element)
            following.text = f"{text}{SEAM}{rest.lstrip()}"
        elif rest[:1].isspace():
            element.tail = SEAM + rest.lstrip()
