"""Reading what a source says of itself, such as its date and authors, into the fields of a Source."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from reprlib import Repr
from urllib.parse import unquote, urlsplit

from corpus.article import Source
from corpus.formats.extract import close_up, join_lines, shorten

_ABSENT = {"", "~", "null", "none"}
# Characters of a field, characters of a name, names of a source: a longer one is no title, name or list of authors.
LONGEST_FIELD = 1_000
_LONGEST_NAME, _MOST_NAMES = 200, 1_000
# Lists of names may lie so deep inside one another.
_DEEPEST = 3
_DOI = re.compile(r"(?:(?:urn:|info:)?doi[:/]\s*|https?://(?:dx\.|www\.)?doi\.org/)?(10\.\d{4,9}/[!-~]{1,200})", re.I)
_REPR = Repr()
_REPR.maxstring = _REPR.maxother = _REPR.maxlong = 60
_REPR.maxlevel = 2


def read_source(record: Mapping[str, object]) -> tuple[Source, tuple[str, ...]]:
    """Return the valid fields of `record` as a Source, and a remark for each field that is not valid."""
    remarks: list[str] = []

    def get_field(name: str, *others: str) -> object:
        present = (record[key] for key in (name, *others) if key in record and not _is_absent(record[key]))
        return next(present, None)

    def check(value: object, parsed: str | None, name: str, example: str) -> str | None:
        if value is not None and parsed is None:
            remarks.append(f"{name} {_abbreviate(value)} is not {example}; kept without it")
        return parsed

    url, published, accessed = get_field("url"), get_field("published", "date"), get_field("accessed")
    language, publisher, doi = get_field("language", "lang"), get_field("publisher"), get_field("doi")
    source = Source(
        url=check(url, parse_url(url), "url", "an address that begins with http:// or https://"),
        publisher=shorten(close_up(str(publisher)), LONGEST_FIELD) if isinstance(publisher, str | int) else None,
        authors=split_authors(get_field("authors", "author")),
        published=check(published, parse_date(published), "published", "a date like 2024-06-19"),
        accessed=check(accessed, parse_date(accessed), "accessed", "a date like 2024-06-19"),
        language=check(language, parse_language(language), "language", "a code like en or pt-BR"),
        # An address that is a DOI's tells it, too.
        doi=check(doi, parse_doi(doi), "doi", "a DOI like 10.1000/182") or parse_doi(url),
    )
    return source, tuple(remarks)


def _is_absent(value: object) -> bool:
    return value is None or (isinstance(value, str) and value.strip().casefold() in _ABSENT)


def _abbreviate(value: object) -> str:
    return _REPR.repr(value)


def parse_date(value: object) -> str | None:
    """Return a date as `2024`, `2024-06` or `2024-06-19`, as precise as `value`; None if `value` is not a date."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = str(value).strip()
    if not re.match(r"[0-9]{4}", text):
        return None
    # Jekyll writes a blank before the offset from universal time.
    text = re.sub(r"(?<=\d) (?=[+-]\d{2}:?\d{2}$)", "", text)
    # A year, or a year and a month, stays as vague as it is.
    vague = re.fullmatch(r"[0-9]{4}(-[0-9]{2})?", text)
    try:
        moment = datetime.fromisoformat(text + "-01-01"[len(text) - 4 :] if vague else text)
    except ValueError:
        return None
    return text if vague else moment.date().isoformat()


def parse_url(value: object) -> str | None:
    """Return `value` if it is the address of a web page, None otherwise."""
    if not isinstance(value, str):
        return None
    url = value.strip()
    if len(url) > LONGEST_FIELD:
        return None
    try:
        parts = urlsplit(url)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 0) >= 0
    except ValueError:
        return None
    return url if sound and url == join_lines(url) and not re.search(r"\s", url) else None


def is_home_page(url: str) -> bool:
    """Say whether an address is that of a whole site, not of one article."""
    parts = urlsplit(url)
    return not parts.path.strip("/") and not parts.query


def is_doi(url: str) -> bool:
    """Say whether an address is a DOI's: it names a work, of which several files may be a part."""
    return urlsplit(url).hostname in {"doi.org", "dx.doi.org"}


def parse_doi(value: object) -> str | None:
    """Return a DOI such as `10.1000/182`, which may stand behind "doi:" or be an address; None if `value` is none."""
    match = _DOI.fullmatch(value.strip()) if isinstance(value, str) else None
    bare = unquote(match[1]) if match else ""
    return bare if re.fullmatch(r"[!-~]+", bare) else None


def parse_language(value: object) -> str | None:
    """Return a language tag such as `en` or `pt-BR`; None if `value` is not one."""
    code = value.strip().replace("_", "-") if isinstance(value, str) else ""
    return code if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", code) else None


def split_authors(value: object) -> tuple[str, ...]:
    """Return the names in a string such as "By Ann Lee and Bo Ek", or in a list, each once."""
    names = (name for name in _iterate_names(value, _DEEPEST) if name and not re.match(r"https?://", name))
    return tuple(dict.fromkeys(islice(names, _MOST_NAMES)))


def _iterate_names(value: object, deepest: int) -> Iterator[str]:
    """Yield the names in a string, in a person's record, or in a list of these."""
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, list | tuple) and deepest:
        for item in value:
            yield from _iterate_names(item, deepest - 1)
    elif isinstance(value, str):
        for part in value.split(";"):
            yield from (shorten(name, _LONGEST_NAME) for name in _split_names(part))


def _split_names(text: str) -> list[str]:
    """Split at commas and "and" if each part has two words, so neither "Roe, Jane" nor "Ernst and Young"."""
    name = re.sub(r"^by[: ]+", "", close_up(text), flags=re.IGNORECASE)
    parts = re.split(r", ?(?:and )?| (?:and|&) ", name)
    return parts if all(" " in part for part in parts) else [name]
