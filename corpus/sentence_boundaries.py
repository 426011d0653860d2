"""Sentence boundaries in running text: those of a splitter, with rules that add some and drop others."""

import re
from collections.abc import Iterator

from sentencex import get_sentence_boundaries

from corpus import ordinals

# The splitter sees a long paragraph through windows of this length, so that its cost stays linear.
_WINDOW = 4_000
# A boundary is judged by this much text before and after it.
_BEFORE, _AFTER = 24, 60

_SPACE = re.compile(r"\s*")
# Marks that begin an item of a list.
BULLETS = "•‣◦▪▫■□●○⁃⁌⁍◆◇★☆➤➢➣▶▸►"

# The splitter cannot read white space beyond ASCII.
_SPACES = "".join(chr(c) for c in range(0x3001) if chr(c).isspace())
# The splitter keeps quotations, brackets and list items whole. With their marks masked, it splits them, too.
_MASK = str.maketrans(dict.fromkeys(_SPACES + '"“”„‟«»‹›‘‚‛()[]{}<>（）「」『』《》*_`' + BULLETS, " "))
_APOSTROPHE = re.compile(r"(?<!\w)['’]|['’](?!\w)")
_NOTE = r"\[(?:\d{1,3}|[a-z]|[A-Za-z]+\s\d{1,3}|[a-z]+\sneeded|[a-z]+\?)\]|(?<=[.?!]):\d[\d:–-]*"
_FOOTNOTE = re.compile(_NOTE)
# Marks behind a sentence that still belong to it: quotation marks, brackets, footnote marks, emoji.
_CLOSING = re.compile(
    rf"(?:{_NOTE}|[\"'”’»›)\]}}>*_）」』》.!?…]|“(?=\s|$))*"
    r"(?:\s+(?:''|['”’»›)\]…]|-RRB-|[.!?]+)(?=\s|$))*"
    r"(?:\s*+[\u2600-\u27bf\U0001f300-\U0001faff\ufe0f\u200d]++)*"
)
_LONE_QUOTE = re.compile(r'\s+"(?=\s|$)')
_STOPS_WITHOUT_SPACE = frozenset("。！？｡．।॥۔")

# Words that begin a sentence; a name behind an abbreviation hardly begins with one.
_STARTERS = (
    "A An The And But Or So If As In On At By To For From Of With Under Over Between Among Through During Despite "
    "Until He His She Her It Its They Their We Our You There This That These Those What Who How Why Where When While "
    "Then Now After Before Since Because Although However Meanwhile Instead Still Yet Later Today Once Perhaps Even "
    "Only Also No Not Neither Both Each Such Some Many Nearly One Two Another Other According "
    "Thus Therefore Hence Again Moreover Furthermore Similarly Finally Accordingly Indeed My Your"
)
_TITLES = "Mr Mrs Ms Dr Prof Rev Revd Msgr Sra"
_RANKS = "Hon Gen Gral Lt Ltn Col Maj Capt Cmdr Sgt Adm Sen Rep Gov Pres Supt Jr Sr Fr St Sta Ste Sto Mt Ft Dña"
_STREETS = "Av Avd Avda Bd Bvd Ctra Pza Pzza"
_UNITS = (
    "km kg cm mm mi mph ft in lb lbs oz sq yd yds hr hrs yr yrs min max avg est vol no nos nr núm p pp viz incl "
    "excl stat pct pts rebs temp dept"
)
_NOT_ALWAYS = "May [Aa]rt ill miss no ore rep"
# Words before the number of a part, which may be a Roman one.
_PARTS = "vols? chs? chaps? pts? bks? figs? secs? bde? kap"
_SMALL = rf"[{ordinals.SMALL_LETTERS}](?![A-Z])"
_OPEN = r"[\"“‘(]?"
_STARTER = rf"(?:(?:{_STARTERS.replace(' ', '|')})\b(?! ?\.)|I(?=[’' ][a-z]))"
_TITLE, _RANK, _UNIT, _PART = (words.replace(" ", "|") for words in (_TITLES, f"{_RANKS} {_STREETS}", _UNITS, _PARTS))
_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\b"
_ZONE = r"[A-Z]{2,4}\b|Eastern|Central|Mountain|Pacific|Greenwich"
_MONTH = r"(?:Jan|Jän|Feb|März|April|Mai|Ju[nl]i|August|Sept|Okt|Nov|Dez)"
_WORDS = "|".join(rf"(?<=\b{word}{stop})" for word in _NOT_ALWAYS.split() for stop in (r"\.", r" \."))
# A boundary is dropped where the text before it ends with the first pattern and the text behind begins with the second.
_JOINS = {
    "a title before any name": (rf"\b(?:{_TITLE}) ?\.", r"[^\W\d_]"),
    "a rank, a saint, a mountain or a street before a name": (rf"\b(?:{_RANK}) ?\.", rf"(?!{_STARTER})[^\W\d_]"),
    "an initial before a name": (r"(?:^|[^\w'’°])[A-Z] ?\.", rf"(?!{_STARTER})[^\W\d_]"),
    "a time before its day or zone": (r"\b[ap]\.m\.", rf"{_DAY}|{_ZONE}"),
    "a time before brackets inside the sentence": (r"\b[ap]\.m\.", r"\([^()]{1,50}\)(?:[,;:]|,? [a-z])"),
    "a time that tells which of several is meant": (r"\b(?:[Tt]he|[Aa]n?) \d{1,2}(?:[:.]\d\d)? ?[ap]\.m\.", r""),
    "a German date": (r"\b\d{1,2}\.", rf"{_MONTH}|\d{{1,2}}\. ?\d{{4}}\b"),
    "the year of a German date": (r"\b\d{1,2}\. ?\d{1,2}\.", r"\d{4}\b"),
    "a German ordinal": (ordinals.BEFORE_NOUN, rf"(?!{_STARTER}){ordinals.NOUN}"),
    "a ruler's number before a second name": (ordinals.RULER, rf"(?!{_STARTER}){ordinals.NOUN}"),
    "an ordinal before a small letter": (rf"\b{ordinals.NUMBER}", _SMALL),
    "a comparison or example": (
        r"\b(?:[Vv]s?|cf|ca|lit|approx|a\.k\.a|e\.g|i\.e|eg|ie|z\. ?B|d\. ?h|bzw|ggf|sog|[Vv]gl) ?\.",
        r"",
    ),
    "the Roman number of a part": (rf"\b(?i:{_PART}) ?\.", r"[IVXLC]+\b"),
    "a unit or reference": (rf"\b(?:(?i:{_UNIT})|[ivxl]{{2,}}) ?\.", r"[a-z\d]"),
    "a short abbreviation, or a spaced or double stop": (r"\b[A-Z][a-z]{1,3}\.|[\s.]\.", _SMALL),
    "a mark inside the sentence": (r"[?!][\"'”’»›)\]\s]*|\.[\"'”’»›)\]]+", rf"{_SMALL}|\((?:19|20)\d\d"),
    "a question before its speaker": (r"[?!][\"'”’]+", r"(?:[A-Z][\w.’'-]*\s+){1,4}(?:said|asked|replied|wrote)\b"),
    "a mark that begins no sentence": (r"", r"[,;:%)\]}]"),
}
_JOIN_PATTERNS = [(re.compile(rf"(?:{left})$"), re.compile(right)) for left, right in _JOINS.values()]
# A boundary is added after a mark that fits one of these, unless a join drops it.
_CUTS = {
    "a word that begins a sentence": rf"(?:(?<=\w\.)|(?<=\w \.)|(?<=…)|(?<=\.\.))[\"”’)]*+(?=\s++{_OPEN}{_STARTER})",
    "a bracket or quotation mark before the stop": rf"(?:(?<=[)\]\"”]\.)|(?<=[)\]\"”] \.))(?=\s++{_OPEN}[A-Z])",
    "a time": r"(?<=\b[ap]\.m\.)(?=\s++[A-Z])",
    "a temperature": r"(?<=°[CFK].)(?=\s++[A-Z])",
    "a word that is only sometimes an abbreviation": rf"(?:{_WORDS})(?=\s++[^\W\d_a-z])",
    "a sentence that begins with a number": r"(?:(?<=[a-z]{4}.)|(?<=\bMay.)|(?<=[\d)].))[\"”’)]*+(?=\s++\d+ [a-z])",
}
# The Greek question mark is a semicolon.
_GREEK_QUESTION = r"(?<=[\u0370-\u03ff\u1f00-\u1fff];)[\"”’)»]*+(?=\s++[\"“‘(«]?[\u0386-\u03ab\u1f08-\u1fff])"
# The pattern begins with the marks, so that the search skips to them.
_CUT_PATTERN = re.compile(f"[.?!…](?:{'|'.join(_CUTS.values())})|;{_GREEK_QUESTION}")
# A sentence behind which the blank is missing: behind a word in small letters, before a word that begins a sentence, or
# behind a mark that ends nothing else. It is no file, host, method or query.
_WHOLE_WORD = r"(?<![\w./@\\&=-])"
_UNSPACED = re.compile(
    rf"(?:^[^\W\d_]|{_WHOLE_WORD})[{ordinals.SMALL_LETTERS}]{{2,}}+"
    r"[.?!](?=(?!Com\b|Net\b|Org\b|Js\b)[^\W\d_a-z][a-z]*+[\s,’'])"
    rf"|{_WHOLE_WORD}[^\W\d_]{{3,}}+(?:\.(?={_STARTER}[\s,’'])|[?!](?=[^\W\d_a-z][a-z]++(?:[\s,’'.?!;:]|$)))"
)
# A number that stands before a sentence: an item's or an ordinal.
_NUMBERED = re.compile(rf"\(?{ordinals.NUMBER}")


def find_boundaries(text: str, at: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of `text[at:stop]` but the last ends, and where the next begins."""
    while at < stop:
        window = min(at + _WINDOW, stop)
        sure = window if window == stop else window - _AFTER
        last = at
        for end, after in _find_in_window(text[at:window]):
            if at + after <= sure:
                yield at + end, at + after
                last = at + after
        if window == stop:
            return
        # The window may end inside a sentence: the next window begins with that sentence, unless it fills the window.
        at = last if last > at else text.rfind(" ", at, sure) + 1 or sure


def _find_in_window(part: str) -> Iterator[tuple[int, int]]:
    """Yield the boundaries in one window: the splitter's and the cuts, moved past closing marks, without the joins."""
    masked = _FOOTNOTE.sub(lambda match: " " * len(match[0]), part) if "[" in part or ":" in part else part
    masked = _APOSTROPHE.sub(" ", masked.translate(_MASK))
    stops = {b["start_index"] + len(b["text"].rstrip()) for b in get_sentence_boundaries("en", masked)[:-1]}
    stops.update(match.end() for match in _CUT_PATTERN.finditer(part))
    unspaced = {match.end() for match in _UNSPACED.finditer(part)}
    stops |= unspaced
    previous = end = 0
    for stop in sorted(stops):
        if stop < end:  # inside the closing marks of the sentence before
            continue
        end = _find_closed_end(part, stop)
        space = _SPACE.match(part, end)
        after = space.end() if space else end
        spaced = after > end or part[end - 1] in _STOPS_WITHOUT_SPACE or end in unspaced
        numbered = _NUMBERED.fullmatch(part, previous, end) and "?" not in part[max(0, previous - 2) : previous]
        if previous < end and after < len(part) and spaced and not numbered and not _is_joined(part, end, after):
            yield end, after
            previous = after


def _find_closed_end(part: str, stop: int) -> int:
    """Return the end of the sentence whose last word ends at `stop`: behind its quotation marks, brackets and notes."""
    closing = _CLOSING.match(part, stop)
    end = closing.end() if closing else stop
    # A straight quotation mark that stands alone closes a quotation if an odd number of marks stands before it.
    lone = _LONE_QUOTE.match(part, end)
    return lone.end() if lone and part.count('"', 0, end) % 2 else end


def _is_joined(part: str, end: int, after: int) -> bool:
    """Say whether one of the joins holds the text together here."""
    before, following = part[max(0, end - _BEFORE) : end], part[after : after + _AFTER]
    return any(right.match(following) and left.search(before) for left, right in _JOIN_PATTERNS)
