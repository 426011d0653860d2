"""Exports of reference managers, BibTeX and RIS: what they know of each work, and the files that hold it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote

import rispy  # type: ignore[import-untyped]
from bibtexparser.entrypoint import parse_string
from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]

from corpus.article import Source
from corpus.errors import UnreadableSource
from corpus.formats.encoding import decode
from corpus.formats.extract import join_lines
from corpus.formats.fields import read_source
from corpus.normal import normalise

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HOLDERS = ("journaltitle", "journal", "booktitle", "publisher", "institution", "organization", "school")
_RIS_HOLDERS = ("journal_name", "secondary_title", "alternate_title3", "publisher")
_FILE = re.compile(r"file:(?://[^/]*)?([^?#]*)")
# Characters of a value, and names, that are read: LaTeX takes long.
_LONGEST_VALUE, _MOST_NAMES = 2_000, 1_000
_RIS_FILES = ("file_attachments1", "file_attachments2", "figure")


@dataclass(frozen=True, slots=True)
class Reference:
    """A work in an export: its key there, its title if it has one, what is known of it, and the paths of its files."""

    key: str
    title: str
    source: Source
    files: tuple[str, ...]


def read_bibtex(data: bytes) -> list[Reference]:
    """Return the works of a BibTeX file; raise UnreadableSource if it holds none."""
    library = parse_string(normalise(decode(data)))
    works = [
        _make_reference(entry.key, {key.lower(): str(field.value) for key, field in entry.fields_dict.items()})
        for entry in library.entries
    ]
    if not works:
        raise UnreadableSource("the file holds no references; export them again as BibTeX")
    return works


def read_ris(data: bytes) -> list[Reference]:
    """Return the works of an RIS file; raise UnreadableSource if it holds none."""
    try:
        records = rispy.loads(normalise(decode(data)).lstrip("\ufeff"), skip_unknown_tags=True)
    except (ValueError, OSError, KeyError, IndexError, TypeError) as error:
        raise UnreadableSource("the file is no sound RIS; export the references again") from error
    if not records:
        raise UnreadableSource("the file holds no references; export them again as RIS")
    return [_make_ris_reference(number, record) for number, record in enumerate(records, 1)]


def _make_reference(key: str, fields: Mapping[str, str]) -> Reference:
    read = ("title", "year", "month", *_HOLDERS)
    plain = {name: _read_latex(value[:_LONGEST_VALUE]) for name, value in fields.items() if name in read}
    holder = next((plain[name] for name in _HOLDERS if plain.get(name)), None)
    record = {
        "url": _choose_address(fields.get("doi"), [fields.get("url", "").replace("\\", "")]),
        "authors": [_turn_name(name) for name in islice(_split_names(fields.get("author", "")), _MOST_NAMES)],
        "published": fields.get("date") or _join_date(plain.get("year"), plain.get("month")),
        "publisher": holder,
    }
    return Reference(key, plain.get("title", ""), read_source(record)[0], tuple(_split_files(fields.get("file", ""))))


def _make_ris_reference(number: int, record: Mapping[str, object]) -> Reference:
    stated = [date for name in ("date", "year", "publication_year") if (date := record.get(name))]
    dates = [date for value in stated if (date := _read_ris_date(str(value)))]
    known = {
        "url": _choose_address(str(record.get("doi") or ""), _list(record.get("urls")) + _list(record.get("url"))),
        "authors": [_turn_name(name) for name in _list(record.get("authors")) + _list(record.get("first_authors"))],
        "published": next(iter(dates), None),
        "publisher": next((record[name] for name in _RIS_HOLDERS if record.get(name)), None),
        "language": record.get("language"),
    }
    files = [_strip_scheme(path) for name in _RIS_FILES for path in _list(record.get(name)) if _is_local(path)]
    title = record.get("title") or record.get("primary_title") or ""
    return Reference(str(record.get("id") or number), join_lines(str(title)), read_source(known)[0], tuple(files))


def _list(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else [str(value)] if value else []


def _read_latex(value: str) -> str:
    """Return the letters that LaTeX would print."""
    if not re.search(r"[\\{}$~]|--|``|''", value):
        return join_lines(value)
    try:
        # A sign that would begin a remark, or part columns, is meant as itself.
        printed = LatexNodes2Text().latex_to_text(re.sub(r"(?<!\\)([%&])", r"\\\1", value))
    except (RecursionError, ValueError, IndexError, KeyError, TypeError):
        printed = re.sub(r"[{}]", "", value)
    return join_lines(str(printed))


def _split_names(authors: str) -> Iterator[str]:
    """Yield the names in a field, which " and " parts where no braces hold it together."""
    depth, name = 0, list[str]()
    for part in re.split(r"([{}]|(?<!\s)\s++and\s+)", authors):
        depth += (part == "{") - (part == "}")
        if depth <= 0 and part.strip() == "and" and part != "and":
            yield "".join(name)
            name = []
        else:
            name.append(part)
    yield "".join(name)


def _turn_name(name: str) -> str:
    """Return "Roe, Jane" as "Jane Roe"; a name in braces is that of a body, and stays."""
    name = name[:_LONGEST_VALUE]
    if re.fullmatch(r"\s*\{[^{}]*\}\s*", name):
        return _read_latex(name)
    last, *first = [part.strip() for part in _read_latex(name).split(",")]
    return "" if last == "others" else " ".join([*first[::-1], last]).strip()


def _join_date(year: str | None, month: str | None) -> str | None:
    if not year or not re.fullmatch(r"\d{4}", year):
        return None
    named = (month or "")[:3].lower()
    number = int(named) if named.isdecimal() else _MONTHS.index(named) + 1 if named in _MONTHS else 0
    return f"{year}-{number:02}" if 1 <= number <= 12 else year


def _read_ris_date(value: str) -> str | None:
    """Return a date like 2024/06/19/ or 2024-06-19 as ISO 8601, as precise as it is."""
    parts = re.match(r"(\d{4})(?:[/-](\d{1,2})(?:[/-](\d{1,2}))?)?", value)
    return "-".join(part.zfill(2) for part in parts.groups() if part) if parts else None


def _choose_address(doi: str | None, urls: Iterable[str]) -> str | None:
    """Return the DOI's address, else the first address of a web page."""
    bare = re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", (doi or "").strip(), flags=re.IGNORECASE)
    if bare.startswith("10."):
        return f"https://doi.org/{bare}"
    return next((url for url in urls if url.startswith(("http://", "https://"))), None)


def _split_files(value: str) -> Iterator[str]:
    """Yield the paths in a field as Zotero, JabRef and Mendeley write it: "name:path:kind;…", or the path alone."""
    for entry in re.split(r"(?<!\\);", value):
        parts = re.split(r"(?<!\\):", entry.strip())
        # A drive's letter is parted from its path by a colon, too.
        path = ":".join(parts[1:-1]) if len(parts) > 2 else entry.strip()
        path = re.sub(r"\\([:;\\{}_&%#$])", r"\1", path)
        if path and _is_local(path):
            yield _strip_scheme(path)


def _is_local(path: str) -> bool:
    return not re.match(r"(https?|ftp|internal-pdf)://", path)


def _strip_scheme(path: str) -> str:
    address = _FILE.match(path)
    return unquote(address[1]) if address else path
