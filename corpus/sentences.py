"""Cutting text into sentences, and long sentences into pieces, as spans that lose no character."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sentencex import get_sentence_boundaries

from corpus.article import Span

# The splitter sees a long paragraph through windows of this length, so that its cost stays linear.
_WINDOW = 4_000
# A boundary is judged by this much text before and after it.
_BEFORE, _AFTER = 24, 60
# Nobody wraps prose by hand below this width; shorter lines are headings, verse or addresses.
_NARROWEST = 40
# Nor above this; in a paragraph with a longer line every newline was meant.
_WIDEST = 150
# A line that leaves this share of the width free was ended on purpose, not wrapped.
_FREE = 0.25

_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"\w")
_LETTER = re.compile(r"[^\W\d_]")
_BULLETS = "•‣◦▪▫■□●○⁃⁌⁍◆◇★☆➤➢➣▶▸►"
_BULLET = re.compile(rf"[-*|{_BULLETS}]\s+")
_NUMBER = re.compile(r"(?:[–—+·]|\(?\d{1,3} ?[.)]|\(?[a-z]\))\s+")
_LETTERED = re.compile(r"[A-Z]\.\s+")
_ENDED = tuple(".:;!?…。！？")

# It cannot read white space beyond ASCII: masked too.
_SPACES = "".join(chr(c) for c in range(0x3001) if chr(c).isspace())
# The splitter keeps quotations, brackets and list items whole; masked, their sentences are split like all others.
_MASK = str.maketrans(dict.fromkeys(_SPACES + '"“”„‟«»‹›‘‚‛()[]{}<>（）「」『』《》*_`' + _BULLETS, " "))
_APOSTROPHE = re.compile(r"(?<!\w)['’]|['’](?!\w)")
_NOTE = r"\[(?:\d{1,3}|[a-z]|[A-Za-z]+\s\d{1,3}|[a-z]+\sneeded|[a-z]+\?)\]|(?<=[.?!]):\d[\d:–-]*"
_FOOTNOTE = re.compile(_NOTE)
# What still belongs to the sentence that ends before it: quotes, brackets, footnote marks, emoji.
_CLOSING = re.compile(
    rf"(?:{_NOTE}|[\"'”’»›)\]}}>*_）」』》.!?…]|“(?=\s|$))*"
    r"(?:\s+(?:''|['”’»›)\]…]|-RRB-|[.!?]+)(?=\s|$))*"
    r"(?:\s*+[\u2600-\u27bf\U0001f300-\U0001faff\ufe0f\u200d]++)*"
)
_LONE_QUOTE = re.compile(r'\s+"(?=\s|$)')
_STOPS_WITHOUT_SPACE = frozenset("。！？｡．।॥۔")

# Words that begin a sentence, but hardly the name that an abbreviation stands before.
_STARTERS = (
    "A An The And But Or So If As In On At By To For From Of With Under Over Between Among Through During Despite "
    "Until He His She Her It Its They Their We Our You There This That These Those What Who How Why Where When While "
    "Then Now After Before Since Because Although However Meanwhile Instead Still Yet Later Today Once Perhaps Even "
    "Only Also No Not Neither Both Each Such Some Many Nearly One Two Another Other According "
    "Thus Therefore Hence Again Moreover Furthermore Similarly Finally Accordingly Indeed"
)
_TITLES = "Mr Mrs Ms Dr Prof Rev Revd Msgr Sra"
_RANKS = "Hon Gen Lt Ltn Col Maj Capt Cmdr Sgt Adm Sen Rep Gov Pres Supt Jr Sr Fr St Ste Mt Ft"
_UNITS = (
    "km kg cm mm mi mph ft in lb lbs oz sq yd yds hr hrs yr yrs min max avg est vol no nos p pp viz incl excl stat "
    "pct pts rebs temp dept bzw ggf vgl"
)
_NOT_ALWAYS = "May [Aa]rt ill miss no ore rep"
_SMALL = r"[a-zß-öø-ÿа-яё](?![A-Z])"
_OPEN = r"[\"“‘(]?"
_STARTER = rf"(?:{_STARTERS.replace(' ', '|')})\b(?! ?\.)"
_TITLE, _RANK, _UNIT = (words.replace(" ", "|") for words in (_TITLES, _RANKS, _UNITS))
_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\b"
_ZONE = r"[A-Z]{2,4}\b|Eastern|Central|Mountain|Pacific|Greenwich"
_MONTH = r"(?:Jan|Jän|Feb|März|April|Mai|Ju[nl]i|August|Sept|Okt|Nov|Dez)"
_WORDS = "|".join(rf"(?<=\b{word}{stop})" for word in _NOT_ALWAYS.split() for stop in (r"\.", r" \."))
# A boundary is dropped where the text before it ends with the first and the text after it begins with the second.
_JOINS = {
    "a title before any name": (rf"\b(?:{_TITLE}) ?\.", r"[^\W\d_]"),
    "a rank, a saint or a mountain before a name": (rf"\b(?:{_RANK}) ?\.", rf"(?!{_STARTER})[^\W\d_]"),
    "an initial before a name": (r"(?:^|[^\w'’°])[A-Z] ?\.", rf"(?!{_STARTER})[^\W\d_]"),
    "a time before its day or zone": (r"\b[ap]\.m\.", rf"{_DAY}|{_ZONE}"),
    "a German date": (r"\b\d{1,2}\.", _MONTH),
    "a comparison or example": (r"\b(?:[Vv]s?|cf|ca|lit|approx|a\.k\.a|e\.g|i\.e|eg|ie|z\. ?B|d\. ?h) ?\.", r""),
    "a unit or reference": (rf"\b(?:(?i:{_UNIT})|[ivxl]{{2,}}) ?\.", r"[a-z\d]"),
    "a short abbreviation, or a spaced or double stop": (r"\b[A-Z][a-z]{1,3}\.|[\s.]\.|\b\d{1,3}\.", _SMALL),
    "a mark inside the sentence": (r"[?!][\"'”’»›)\]\s]*|\.[\"'”’»›)\]]+", rf"{_SMALL}|\((?:19|20)\d\d"),
    "a question before its speaker": (r"[?!][\"'”’]+", r"(?:[A-Z][\w.’'-]*\s+){1,4}(?:said|asked|replied|wrote)\b"),
    "a mark that begins no sentence": (r"", r"[,;:%)\]}]"),
}
_JOIN_PATTERNS = [(re.compile(rf"(?:{left})$"), re.compile(right)) for left, right in _JOINS.values()]
# A boundary is added after a mark that one of these fits, unless it is dropped by a join.
_CUTS = {
    "a word that begins a sentence": rf"(?:(?<=\w\.)|(?<=\w \.)|(?<=…)|(?<=\.\.))[\"”’)]*+(?=\s++{_OPEN}{_STARTER})",
    "a bracket or quotation mark before the stop": rf"(?:(?<=[)\]\"”]\.)|(?<=[)\]\"”] \.))(?=\s++{_OPEN}[A-Z])",
    "a temperature": r"(?<=°[CFK].)(?=\s++[A-Z])",
    "a word that is only sometimes an abbreviation": rf"(?:{_WORDS})(?=\s++[^\W\d_a-z])",
    "a sentence that begins with a number": r"(?:(?<=[a-z]{4}.)|(?<=\bMay.)|(?<=[\d)].))[\"”’)]*+(?=\s++\d+ [a-z])",
}
# It begins with the marks alone, so that the search skips to them.
_CUT_PATTERN = re.compile(f"[.?!…](?:{'|'.join(_CUTS.values())})")

# Where a long sentence is cut, best first: after these, else anywhere.
_CLAUSES = tuple(re.compile(pattern) for pattern in (r";\s", r":\s", r"\s[–—](?=\s)", r",\s", r"\s"))


def sentence_spans(text: str, headings: Sequence[Span] = ()) -> list[Span]:
    """Return the sentences of `text`: ordered, disjoint, trimmed, and covering all that is not white space.

    A blank line, a list item and a heading always begin a new one.
    """
    spans: list[Span] = []
    at = 0
    for heading in headings:
        spans += _split_between(text, at, heading.start)
        spans += _trim(text, heading.start, heading.end)
        at = heading.end
    spans += _split_between(text, at, len(text))
    return spans


def cut_pieces(text: str, span: Span, longest: int) -> list[Span]:
    """Cut `span` at clause boundaries into trimmed pieces of at most `longest` code points that cover its text."""
    if longest < 1:
        raise ValueError(f"a piece needs at least one character, not {longest}")
    found: list[Span] = []
    rest = _trim(text, *span)
    while rest and rest[0].end - rest[0].start > longest:
        start, end = rest[0]
        cut = _find_clause_end(text, start, longest)
        found += _trim(text, start, cut)
        rest = [Span(match.end(), end)] if (match := _SPACE.match(text, cut, end)) else []
    return found + rest


def _find_clause_end(text: str, start: int, longest: int) -> int:
    """Return where to cut the piece that begins at `start`: at the last of the best marks in its second half."""
    half, limit = start + longest // 2, start + longest
    for clause in _CLAUSES:
        # White space just past the limit still ends a piece that fits.
        ends = [match.end() for match in clause.finditer(text, half, limit + 1)]
        if ends:
            return ends[-1]
    cut = limit
    while cut > half and (unicodedata.combining(text[cut]) or text[cut] in "\ufe0f\u200d" or text[cut - 1] == "\u200d"):
        cut -= 1
    return cut if cut > half else limit


def _trim(text: str, start: int, end: int) -> list[Span]:
    """Return the span without white space at its ends, or nothing if it is all white space."""
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    end -= len(part) - len(part.rstrip())
    return [Span(start, end)] if start < end else []


def _split_between(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentences of `text[start:end]`, paragraph by paragraph."""
    for paragraph in _split_paragraphs(text, start, end):
        for unit in _split_units(text, paragraph):
            yield from _split_unit(text, unit)


def _split_paragraphs(text: str, start: int, end: int) -> Iterator[list[Span]]:
    """Yield the trimmed lines of each paragraph: what stands between blank lines."""
    lines: list[Span] = []
    while start < end:
        newline = text.find("\n", start, end)
        stop = end if newline < 0 else newline
        line = _trim(text, start, stop)
        if not line and lines:
            yield lines
            lines = []
        lines += line
        start = stop + 1
    if lines:
        yield lines


def _split_units(text: str, lines: list[Span]) -> Iterator[Span]:
    """Yield the stretches of running text in a paragraph: wrapped lines together, items and headings alone."""
    width = max(end - start for start, end in lines)
    fits = max(width, _NARROWEST) * (1 - _FREE) if width <= _WIDEST else width + _NARROWEST
    first = lines[0]
    listed = bool(_BULLET.match(text, *first) or _NUMBER.match(text, *first))
    for line, following in pairwise(lines):
        last, opening = text[line.end - 1], text[slice(*following)][:_NARROWEST]
        item = _BULLET.match(text, *following)
        if not item and (listed or last in _ENDED):
            item = _NUMBER.match(text, *following)
        listed = listed or bool(item)
        letter = _LETTER.search(opening)
        flows = last in ",;-–—" or (letter is not None and letter[0].islower())
        flows = flows or (last.isupper() and opening[0].isdigit())  # a formula, its index set lower
        ended = line.end - line.start + 1 + len(opening.split()[0]) <= fits
        if item or (ended and not flows):
            yield Span(first.start, line.end)
            first = following
    yield Span(first.start, lines[-1].end)


def _split_unit(text: str, unit: Span) -> Iterator[Span]:
    """Yield the sentences of one unit; a list mark belongs to the first, marks without a word to their neighbour."""
    mark = _BULLET.match(text, *unit) or _NUMBER.match(text, *unit) or _LETTERED.match(text, *unit)
    spans: list[Span] = []
    start = unit.start
    for end, after in [*_find_boundaries(text, mark.end() if mark else unit.start, unit.end), (unit.end, unit.end)]:
        if spans and not (_WORD.search(text, start, end) and _WORD.search(text, *spans[-1])):
            spans[-1] = Span(spans[-1].start, end)
        else:
            spans.append(Span(start, end))
        start = after
    yield from spans


def _find_boundaries(text: str, at: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield where each sentence but the last ends and where the next begins, window by window."""
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
        # The window may end amid a sentence, so that one is read again; if it fills the window, it goes on.
        at = last if last > at else text.rfind(" ", at, sure) + 1 or sure


def _find_in_window(part: str) -> Iterator[tuple[int, int]]:
    """Yield the boundaries in `part`: the splitter's and the cuts, moved past closing marks, less the joins."""
    masked = _FOOTNOTE.sub(lambda match: " " * len(match[0]), part) if "[" in part or ":" in part else part
    masked = _APOSTROPHE.sub(" ", masked.translate(_MASK))
    found = {b["start_index"] + len(b["text"].rstrip()) for b in get_sentence_boundaries("en", masked)[:-1]}
    found.update(match.end() for match in _CUT_PATTERN.finditer(part))
    previous = end = 0
    for stop in sorted(found):
        if stop < end:  # inside what closes the sentence before
            continue
        end = _find_closed_end(part, stop)
        space = _SPACE.match(part, end)
        after = space.end() if space else end
        spaced = after > end or part[end - 1] in _STOPS_WITHOUT_SPACE
        if previous < end and after < len(part) and spaced and not _is_joined(part, end, after):
            yield end, after
            previous = after


def _find_closed_end(part: str, stop: int) -> int:
    """Return where the sentence whose last word ends at `stop` is closed: past its quotes, brackets and notes."""
    closing = _CLOSING.match(part, stop)
    end = closing.end() if closing else stop
    # A straight quotation mark that stands alone closes what an odd number of them has left open.
    lone = _LONE_QUOTE.match(part, end)
    return lone.end() if lone and part.count('"', 0, end) % 2 else end


def _is_joined(part: str, end: int, after: int) -> bool:
    """Say whether one of the named joins holds the text together here."""
    before, following = part[max(0, end - _BEFORE) : end], part[after : after + _AFTER]
    return any(right.match(following) and left.search(before) for left, right in _JOIN_PATTERNS)
