"""Writes items as BibTeX, for LaTeX and reference managers.

Letters stay as UTF-8: LaTeX takes it by default since 2018, biber, bibtex8 and Zotero read it, and most of the world's
letters have no macro. Only characters that TeX would take for commands are escaped.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from corpus.folding import fold_accents
from qa.cite.item import Item, find_zotero_uri
from qa.cite.single_lines import encode_braces, join_lines, write_iso_date
from qa.english.calendar import abbreviate_month

# Not "techreport", which would print "Technical report".
_TYPES = {
    "article-newspaper": "article",
    "article-magazine": "article",
    "article-journal": "article",
    "webpage": "online",
    "report": "report",
}
_HOLDERS = {"article": "journal", "online": "organization", "report": "institution", "misc": "organization"}
_PLAIN = {
    "volume": "volume", "issue": "number", "number": "number", "page": "pages", "publisher-place": "address",
    "genre": "type", "language": "language",
}  # fmt: skip
_ESCAPES = str.maketrans(
    {char: f"\\{char}" for char in "&%$#_"}
    | {"\\": r"{\textbackslash}", "~": r"{\textasciitilde}", "^": r"{\textasciicircum}"}
    | {"{": r"{\textbraceleft}", "}": r"{\textbraceright}"}
)
_BRACES = {ord(char): f"\\{char}" for char in "{}"}
# Pairs that TeX prints as one other character.
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=`)(?=`)|(?<=[?!])(?=`)|(?<=,)(?=,)|(?<=<)(?=<)|(?<=>)(?=>)")


def write_bibtex(items: Sequence[Item]) -> str:
    """Return items as BibTeX, an entry each, whose keys are unique."""
    keys: set[str] = set()
    return "\n".join(_write_entry(item, _make_unique(_make_key(item), keys)) for item in items)


def _write_entry(item: Item, key: str) -> str:
    kind = _TYPES.get(item["type"], "misc")
    lines = [f"  {name} = {value}" for name, value in _write_fields(item, kind)]
    return "\n".join([f"@{kind}{{{key},", ",\n".join(lines), "}", ""])


def _write_fields(item: Item, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the fields of an entry with their values as the file holds them."""
    if names := item.get("author"):
        yield "author", f"{{{' and '.join(_write_author(name) for name in names)}}}"
    if title := join_lines(item.get("title")):
        yield "title", f"{{{_write_title(title)}}}"
    if holder := join_lines(item.get("container-title") or item.get("publisher")):
        yield _HOLDERS[kind], f"{{{_escape(holder)}}}"
    if item["type"] == "article-newspaper":
        yield "entrysubtype", "{newspaper}"
    yield from _write_dates(item.get("issued"))
    for name, field in _PLAIN.items():
        if value := join_lines(item.get(name)):
            yield field, f"{{{_escape(value)}}}"
    for name in ("DOI", "URL"):
        if address := join_lines(item.get(name)):
            yield name.lower(), f"{{{encode_braces(address)}}}"
    if accessed := write_iso_date(item.get("accessed")):
        yield "urldate", f"{{{_escape(accessed)}}}"
    if uri := find_zotero_uri(item):
        yield "zotero", f"{{{uri}}}"


def _write_dates(issued: Mapping[str, Any] | None) -> Iterator[tuple[str, str]]:
    """Yield a date for biblatex, and its year and month for BibTeX."""
    if not issued:
        return
    parts = issued.get("date-parts", [[]])[0]
    if not parts:
        yield "year", f"{{{_escape(join_lines(issued.get('literal')))}}}"
        return
    yield "date", f"{{{write_iso_date(issued)}}}"
    yield "year", f"{{{parts[0]:04}}}"
    if len(parts) > 1:
        yield "month", abbreviate_month(parts[1]).lower()  # BibTeX's own names of the months


def _write_author(name: Mapping[str, str]) -> str:
    """Return a person's name as "von Last, Jr, First", a body's name in braces."""
    if "literal" in name:
        return f"{{{_escape(join_lines(name['literal']))}}}"
    family, given, suffix = (_write_name_part(name.get(part, "")) for part in ("family", "given", "suffix"))
    particle = _escape(join_lines(name.get("non-dropping-particle")))
    # BibTeX takes a small word in a family name for a particle.
    if any(word[0].islower() for word in family.split()) and not family.startswith("{"):
        family = f"{{{family}}}"
    return ", ".join(part for part in (f"{particle} {family}".strip(), suffix, given) if part)


def _write_name_part(text: str) -> str:
    """Return a part of a name, in braces if it holds a comma or an "and", which divide names."""
    text = join_lines(text)
    escaped = _escape(text)
    return f"{{{escaped}}}" if re.search(r",|\band\b", text, re.IGNORECASE) else escaped


def _write_title(text: str) -> str:
    """Return a title whose capitals are protected, but for the first."""
    words = text.split(" ")
    return " ".join(_protect(word, first=at == 0) for at, word in enumerate(words))


def _protect(word: str, *, first: bool) -> str:
    capitals = word[1:] if first else word
    return f"{{{_escape(word)}}}" if capitals != capitals.lower() else _escape(word)


def _escape(text: str) -> str:
    escapes = _ESCAPES | _BRACES if _is_balanced(text) else _ESCAPES
    return "{}".join(part.translate(escapes) for part in _LIGATURE.split(text))


def _is_balanced(text: str) -> bool:
    """Return whether each brace has its partner; BibTeX counts escaped ones, too."""
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


def _make_key(item: Item) -> str:
    """Return a key in ASCII: the first author, the year, and a word of the title."""
    names = item.get("author", [{}])
    author = _reduce_to_ascii(names[0].get("family") or names[0].get("literal", "").partition(" ")[0]) if names else ""
    year = str(item.get("issued", {}).get("date-parts", [[""]])[0][0])
    words = [_reduce_to_ascii(word) for word in join_lines(item.get("title")).split()]
    word = next((word for word in words if len(word) > 3), "")
    return f"{author}{year}{word}" if author or word else f"ref{year}"


def _reduce_to_ascii(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold_accents(text).casefold())


def _make_unique(key: str, taken: set[str]) -> str:
    """Return a key, with a number behind it if it is taken, and add it to those taken."""
    unique, nth = key, 1
    while unique in taken:
        nth += 1
        unique = f"{key}-{nth}"
    taken.add(unique)
    return unique
