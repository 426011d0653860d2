"""What a PDF says of itself: title, authors, DOI and date, where its metadata or its first page state them."""

import html
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from typing import NamedTuple

from corpus.formats.extract import join_lines
from corpus.formats.fields import parse_date, split_authors


class Part(NamedTuple):
    """A paragraph or a heading of the first page, with the size of its letters in points."""

    text: str
    size: float
    bold: bool


# Names of jobs, of files and of programs, and nothing.
_SENSELESS_TITLE = re.compile(
    r"(microsoft|word|powerpoint|print)\b.* - .*|.*\.(docx?|pptx?|pdf|indd|qxd|tex|dvi|odt|rtf|txt|html?|pmd|fm|p65)"
    r"|.*\d+ ?\.\. ?\d+|untitled.*|\(?(anonymous|unspecified|unknown)\)?"
    r"|(document|slide|title|presentation|layout) ?\d*|[^\W\d_]*[\d_]\S*|\S*[-_]\S*[-_]\S*|\W*",
    re.IGNORECASE,
)
# Letters of the headline are so many times as large as those of the text.
_LARGER = 1.15
_SHORTEST, _LONGEST = 8, 400
# A kicker has fewer words than a title; a section's heading is smaller than this share of the largest letters.
_WORDS, _CLOSE = 4, 0.6
# Letters that stand in no title, and marks of notes behind one.
_ODD = re.compile(r"[#_\ufffd]|&\w+;")
_MARKED_END = re.compile(r"\s?[*∗†‡§⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉]{1,9}$")
# Two titles as like as this are one title in two spellings.
_LIKE = 0.85
# The authors stand in one of so many parts behind the title, and are set in so many.
_NEAR, _MOST_PARTS = 3, 6

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>|]{2,200}")
_XMP_DOI = re.compile(rb"<(?:prism:doi|pdfx:doi|crossmark:DOI)>\s*(?:doi:)?\s*(10\.[!-;=-~]{4,200})\s*<", re.IGNORECASE)
_XMP_DATE = re.compile(rb"<prism:(?:coverDate|publicationDate)>\s*(\d{4}(?:-\d\d){0,2})\b")
_PUBLISHED = re.compile(
    r"\bpublished(?: online)?[:,]?\s+(?:on )?"
    r"(\d{4}-\d\d-\d\d|\d{1,2} [^\W\d_]{3,9}\.? \d{4}|[^\W\d_]{3,9}\.? \d{1,2}, \d{4})",
    re.IGNORECASE,
)
_ARXIV = re.compile(
    r"^arXiv:(\d{4}\.\d{4,5}v\d{1,3}|[a-z-]{2,20}(?:\.[A-Z]{2})?/\d{7}v\d{1,3})\s+(?:\[[\w.-]{2,30}\]\s+)?"
    r"(\d{1,2} [A-Z][a-z]{2} \d{4})$",
    re.MULTILINE,
)
_DAYS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y")

_SEPARATOR = re.compile(r"\s*[,;·•|]\s*(?:(?:and|&)\s+)?|\s+(?:and|&|und|et|y)\s+")
_PARTICLE = r"(?:de|da|do|dos|das|di|del|della|du|van|von|den|der|ten|ter|la|le|el|al|bin|ibn|af|av|zu)"
_BREAKS_OFF = re.compile(rf"(?:[,;&]|\b(?:and|{_PARTICLE}))$")
_GOES_ON = re.compile(r"[,;&]|and\b")
_NAME = re.compile(
    rf"(?:[^\W\d_]\.[\s-]?)*(?:{_PARTICLE}\s)*[A-ZÀ-ÞĀ-Ž][\w'’.-]*(?:\s(?:{_PARTICLE}|[A-ZÀ-ÞĀ-Ž][\w'’.-]*)){{1,4}}"
)
_DEGREE = re.compile(r"(?:[A-Z][a-z]{0,2}\.?){2,4}|[JS]r\.?")
_DEGREE_FIRST = re.compile(r"[A-Z]+[a-z]+[A-Z]\w*\b|[A-Z]{2,}[a-z]\b")
_NOTE_MARK = re.compile(r"(?:[\d*∗†‡§¶‖#⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉]|(?<=[a-z])\s[a-h]\b)+(?=\s*(?:[,;]|$|and\b|&))")


def find_title(stated: str, parts: Sequence[Part], usual: float) -> str:
    """Return the title that the metadata state and the page confirms, else the page's headline, else what is stated.

    `usual` is the size of the running text.
    """
    stated = join_lines(html.unescape(stated))
    if _SENSELESS_TITLE.fullmatch(stated):
        stated = ""
    headlines = _find_headlines(parts, usual)
    for headline in headlines:
        if stated and _are_one(stated, headline):
            whole = max(stated, headline, key=len) if _is_within(stated, headline) else stated
            return headline if _ODD.search(whole) else whole
    return headlines[0] if headlines else stated


def _find_headlines(parts: Sequence[Part], usual: float) -> list[str]:
    """Return the parts in large letters that may be titles, the likeliest first.

    Those in the same letters that follow each other are one. A title has its authors below it, and some words; of two
    as likely ones it is the larger.
    """
    found: list[tuple[Part, int]] = []
    for at, part in enumerate(parts):
        if part.size < _LARGER * usual:
            continue
        if found and found[-1][1] == at - 1 and part[1:] == found[-1][0][1:]:
            found[-1] = part._replace(text=f"{found[-1][0].text} {part.text}"), at
        else:
            found.append((part, at))
    fit = [(part, at) for part, at in found if _SHORTEST <= len(part.text) <= _LONGEST and " " in part.text]
    largest = max((part.size for part, _ in fit), default=0.0)
    signatures = {at for at, part in enumerate(parts) if len(_read_names(part.text)) > 1}
    last = {at for _, at in fit} - signatures

    def rate(headline: tuple[Part, int]) -> tuple[int, float]:
        part, at = headline
        signed = at + 1 in signatures or (at + 2 in signatures and at + 1 not in last)
        close = part.size > _CLOSE * largest
        return 2 * (signed and close) + (close and len(part.text.split()) >= _WORDS), part.size

    return [_MARKED_END.sub("", part.text) for part, _ in sorted(fit, key=rate, reverse=True)]


def _are_one(stated: str, headline: str) -> bool:
    one, other = _fold(stated), _fold(headline)
    return _is_within(stated, headline) or SequenceMatcher(None, one, other, autojunk=False).ratio() > _LIKE


def _is_within(stated: str, headline: str) -> bool:
    one, other = sorted((_fold(stated), _fold(headline)), key=len)
    return one in other


def _fold(title: str) -> str:
    return "".join(re.findall(r"[^\W_]+", title.casefold()))[:_LONGEST]


def find_authors(stated: str, title: str, parts: Sequence[Part]) -> tuple[str, ...]:
    """Return all authors, or none: those under the title, or those stated, if the page names them and no others."""
    named = tuple(name for name in split_authors(stated) if _NAME.fullmatch(name))
    folded = _fold(title)
    at = next((at for at, part in enumerate(parts) if folded and _fold(part.text) in folded), None)
    for below in range(at + 1, min(at + 1 + _NEAR, len(parts))) if at is not None else ():
        names = _read_all_names(parts[below:])
        if len(names) > 1 or (names and _fold(names[0]) in map(_fold, named)):
            return names
    if not named or any(not any(_fold(name) in _fold(part.text) for part in parts) for name in named):
        return ()
    # Names that the page sets among others are not all.
    first = next(part.text for part in parts if _fold(named[0]) in _fold(part.text))
    return named if len(named) > 1 or not _SEPARATOR.search(first[:_LONGEST]) else ()


def _read_all_names(parts: Sequence[Part]) -> tuple[str, ...]:
    """Return the names in the first part and in those that go on with it; nothing if the last one breaks off."""
    names: tuple[str, ...] = ()
    text = ""
    for part in parts[:_MOST_PARTS]:
        # What stands alone below whole names, such as "Abstract", is no part of the last one.
        goes_on = _BREAKS_OFF.search(text) or _GOES_ON.match(part.text) or not re.search(r"[^\W\d_]", part.text)
        if names and not goes_on and not _read_names(part.text):
            return names if _read_names(text) else ()
        text = f"{text} {part.text}" if text else part.text
        names = _read_names(text) or names
    return names if _read_names(text) else ()


def _read_names(text: str) -> tuple[str, ...]:
    """Return the names in a line of authors; nothing if anything else stands in it."""
    if len(text) > 10 * _LONGEST:
        return ()
    bare = re.sub(r"^by:?\s+", "", _NOTE_MARK.sub("", " ".join(text.split())), flags=re.IGNORECASE)
    names = [name.strip(" .*") + ("." if name.rstrip(" *").endswith(".") else "") for name in _SEPARATOR.split(bare)]
    names = [name for name in names if name and not all(map(_DEGREE.fullmatch, name.split()))]
    sure = names and all(_NAME.fullmatch(name) and not _DEGREE_FIRST.match(name) for name in names)
    return tuple(dict.fromkeys(names)) if sure else ()


def find_doi(data: bytes, facts: Mapping[str, str], page: str) -> str | None:
    """Return the DOI that the metadata state, or the only one on the first page."""
    stated = {_trim(doi[1].decode("ascii")) for doi in _XMP_DOI.finditer(data)}
    stated = stated or {_trim(doi[0]) for value in facts.values() for doi in _DOI.finditer(value)}
    found = stated or {_trim(doi[0]) for doi in _DOI.finditer(page)}
    return found.pop() if len(found) == 1 else None


def _trim(doi: str) -> str:
    bare = re.sub(r"[.,;:'’”]+$", "", doi)
    return bare if "(" in bare else bare.rstrip(")]}")


def find_address(page: str) -> str | None:
    """Return the address of a paper of arXiv, whose stamp its first page bears."""
    stamps = {stamp[1] for stamp in _ARXIV.finditer(page)}
    return f"https://arxiv.org/abs/{stamps.pop()}" if len(stamps) == 1 else None


def find_date(data: bytes, page: str) -> str | None:
    """Return the day of publication that the metadata state, or the first page behind the word "published".

    The stamp of arXiv says when that version was sent in.
    """
    for stated in _XMP_DATE.finditer(data):
        if day := parse_date(stated[1].decode("ascii")):
            return day
    days = {day for shown in _PUBLISHED.finditer(page) if (day := _parse_day(shown[1]))}
    days = days or {day for stamp in _ARXIV.finditer(page) if (day := _parse_day(stamp[2]))}
    return days.pop() if len(days) == 1 else None


def _parse_day(text: str) -> str | None:
    for form in _DAYS:
        try:
            return datetime.strptime(text.replace(".", ""), form).date().isoformat()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
