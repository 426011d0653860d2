"""Parses authors' names: family, given, particle and suffix as far as the spelling tells, or the name of a body."""

import re

from qa.english.bodies import FOREIGN_WORDS, NAMES_NO_PERSON
from qa.english.names import CAPITAL_PARTICLES, DEGREES, FAMILY_PARTICLES, GENERATIONS

_TITLES = r"(?:(?:Dr|Prof|Mr|Mrs|Ms|Mx)\.?|Professor|Sir|Dame)\s+"
_TITLE = re.compile(rf"{_TITLES}(?=\S+\s+\S)")
# In "Holm, Sir Ian" it stands before the given name.
_TITLE_WITHIN = re.compile(rf"{_TITLES}(?=\S)")
_BYLINE = re.compile(r"(?:by|von|par|por)\s+(?=[A-ZÀ-Þ]\w*\s)|By:?\s+", re.UNICODE)
# Where somebody writes to or for, beside the name: "ann@example.org (Ann Roe)", "Ann Roe | The Post".
_MAIL = re.compile(r"[<(\[]?\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+[>)\]]?")
_AROUND = " ,;:|/–—-"
# "Of", "for" and "the" stand in no person's name.
_BODY = NAMES_NO_PERSON | FOREIGN_WORDS
_FAMILY_FIRST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Words of a name at most; more are a phrase.
_LONGEST = 7

Name = dict[str, str]


def parse_names(authors: tuple[str, ...], publisher: str | None = None) -> list[Name]:
    """Return names in CSL's form, each apart that an "and" joins; a name that has no parts is a `literal`."""
    bare = [_take_name(author, publisher) for author in authors]
    return [parse_name(name, publisher) for author in bare for name in _split(author.strip()) if name.strip()]


def parse_name(text: str, publisher: str | None = None) -> Name:
    """Return one name in CSL's form: family, given, non-dropping-particle and suffix, or literal."""
    text = " ".join(text.split())
    if text.startswith("{") and text.endswith("}"):
        return {"literal": text[1:-1].strip()}
    parts = [part.strip() for part in text.split(",") if part.strip()]
    degrees = [part for part in parts[1:] if _is_degree(part)]
    parts = [part for part in parts if part not in degrees]
    if text == publisher or not parts or _is_body(text):
        return {"literal": text}
    suffixes = [part for part in parts[1:] if _is_generation(part)]
    parts = [part for part in parts if part not in suffixes]
    if len(parts) > 2:
        return {"literal": text}
    name = _parse_inverted(*parts) if len(parts) == 2 else _parse_direct(_TITLE.sub("", parts[0], count=1))
    return {**name, "suffix": suffixes[0]} if suffixes and "family" in name else name


def _take_name(author: str, publisher: str | None) -> str:
    """Return an author without a mail address and the publisher beside the name."""
    name = _MAIL.sub(" ", author).strip(_AROUND) or author
    if name.startswith("(") and name.endswith(")") and name != author:
        name = name[1:-1]
    if not publisher:
        return name
    bare = re.sub(rf"\s*(?:[|/–—,]|\s-)\s*{re.escape(publisher)}$|\s*\({re.escape(publisher)}\)$", "", name, flags=re.I)
    return bare or name


def _is_degree(part: str) -> bool:
    return part.lower().replace(".", "").replace("ph d", "phd") in DEGREES


def _is_generation(part: str) -> bool:
    """Say whether a part of a name is "Jr" or the like; "J. R." are initials."""
    return part.lower().rstrip(".") in GENERATIONS


def _split(author: str) -> list[str]:
    """Return the names of the persons in a string; the "and" of a body's name does not part it."""
    author = _BYLINE.sub("", author, count=1) if _BYLINE.match(author) else author
    for joined in (r"\s*;\s*", r"\s+(?:and|&|und|et|y)\s+"):
        names = re.split(joined, author)
        if len(names) > 1 and all(_is_person(name) for name in names):
            return names
    return [author]


def _is_person(text: str) -> bool:
    return len(text.replace(",", " ").split()) > 1 and not _is_body(text)


def _is_body(text: str) -> bool:
    """Return whether a name is that of a body, or one word."""
    words = text.replace(",", " ").split()
    if _FAMILY_FIRST.search(text):
        return len(words) == 1
    small = [word.lower().rstrip(".") for word in words]
    if len(words) == 1 or len(words) > _LONGEST or any(mark in text for mark in "@/|()&:0123456789"):
        return True
    acronym = len(words[0]) > 2 and words[0].isalpha() and words[0].isupper() and not text.isupper()
    return acronym or any(word in _BODY for word in small)


def _parse_inverted(family: str, given: str) -> Name:
    """Parse a name written "Family, Given"; its particles may stand at either end."""
    words = _TITLE_WITHIN.sub("", given, count=1).split() if _TITLE_WITHIN.match(given) else given.split()
    before: list[str] = []
    while len(words) > 1 and words[-1] in FAMILY_PARTICLES:
        before.insert(0, words.pop())
    particle, rest = _split_particles(family.split())
    return _make_name(" ".join(words), " ".join([*before, *particle]), " ".join(rest))


def _parse_direct(text: str) -> Name:
    """Parse a name written "Given Family", or the other way round if it is Chinese, Japanese or Korean."""
    words = text.split()
    if _FAMILY_FIRST.search(text):
        return _make_name(" ".join(words[1:]), "", words[0])
    suffix = words.pop() if len(words) > 2 and _is_generation(words[-1]) else ""
    if len(words) == 1:
        return {"literal": text}
    start = len(words) - 1
    for at in range(1, len(words) - 1):
        if words[at] in FAMILY_PARTICLES | CAPITAL_PARTICLES:
            start = at
            break
        if words[at + 1] == "y" and at + 2 < len(words):
            start = at
            break
    particle, family = _split_particles(words[start:])
    name = _make_name(" ".join(words[:start]), " ".join(particle), " ".join(family))
    return {**name, "suffix": suffix} if suffix else name


def _split_particles(words: list[str]) -> tuple[list[str], list[str]]:
    """Return the small particles before a family name, and the name."""
    at = 0
    while at < len(words) - 1 and words[at] in FAMILY_PARTICLES:
        at += 1
    return words[:at], words[at:]


def _make_name(given: str, particle: str, family: str) -> Name:
    parts = {"family": family, "given": given, "non-dropping-particle": particle}
    return {part: text for part, text in parts.items() if text}
