"""Items of Zotero: its works with what it knows of each, and those of their attachments that can hold the text."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any

from corpus import kinds
from corpus.article import Source
from corpus.formats.extract import join_lines, shorten
from corpus.formats.fields import LONGEST_FIELD, parse_date, parse_doi, parse_language, parse_url
from corpus.kinds import Kind, find_suffix

# An item as the API sends it, and the part of it that is kept.
Record = dict[str, Any]

_KEY = re.compile(r"[0-9A-Z]{8}")
_LIBRARIES = {"user": "users", "group": "groups"}
# What holds a work, the first that is known: fields of Zotero's item types.
_HOLDERS = (
    *("publicationTitle", "bookTitle", "proceedingsTitle", "websiteTitle", "blogTitle", "forumTitle"),
    *("encyclopediaTitle", "dictionaryTitle", "programTitle", "publisher", "institution", "university", "company"),
)
_TITLES = ("title", "caseName", "nameOfAct", "subject")
_WORK_FIELDS = (*_TITLES, *_HOLDERS, "creators", "date", "DOI", "url", "language", "accessDate", "extra", "collections")
_LISTS = ("creators", "collections")
_FILE_FIELDS = ("parentItem", "title", "filename", "path", "contentType", "linkMode", "url", "md5", "mtime", "charset")
# Those who made a work, the first kind that it names; translators and others did not.
_MAKERS = (
    *("author", "artist", "director", "presenter", "podcaster", "programmer", "inventor", "interviewee", "composer"),
    *("cartographer", "performer", "sponsor", "contributor", "bookAuthor", "editor"),
)
_LONGEST_NAME, _MOST_NAMES = 200, 1_000
_OWN_FILES = ("imported_file", "imported_url")
_LINKED_FILE = "linked_file"
_SUFFIXES = {"application/pdf": ".pdf", "text/html": ".html", "application/epub+zip": ".epub", "text/plain": ".txt"}
# The first of these kinds is the text where an item has several files; those that are not named come after.
_PREFERRED = (kinds.PDF, kinds.EPUB, kinds.DOCX, kinds.ODT, kinds.HTML)
# How Zotero writes italics, bold and small capitals in a title.
_MARKUP = re.compile(r"</?(?:i|b|span)\b[^<>]{0,100}>")
_DOI_LINE = re.compile(r"^doi: *(\S+)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of an item: its key, its name, which tells its kind, and what the API says of it.

    `url` is where a snapshot was taken. `place` is the address of the file on this machine if the API tells it at once.
    """

    key: str
    name: str
    is_linked: bool
    url: str | None = None
    charset: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """An item with what Zotero knows of it, its files in the order of choice, and a digest of all that.

    `collections` are the keys of those that it stands in.
    """

    uri: str
    title: str
    source: Source
    attachments: tuple[Attachment, ...]
    collections: frozenset[str]
    digest: str


def reduce_record(item: Any) -> Record | None:  # noqa: ANN401 - any JSON
    """Return the part of an item that is kept, None for what can be none."""
    match item:
        case {"key": str(key), "data": dict(data)} if _KEY.fullmatch(key):
            fields = _FILE_FIELDS if data.get("itemType") == "attachment" else _WORK_FIELDS
            kept = {name: value for name in fields if (value := data.get(name)) and isinstance(value, _get_type(name))}
            links, meta = item.get("links"), item.get("meta")
            place = links["enclosure"].get("href") if _has_enclosure(links) else None
            return {
                "key": key,
                "type": str(data.get("itemType", "")),
                "library": _name_library(item.get("library")),
                "parsed": meta.get("parsedDate") if isinstance(meta, Mapping) else None,
                "place": place if str(place).startswith("file:") else None,
                "added": str(data.get("dateAdded", "")),
                "data": kept,
            }
    return None


def make_works(records: Mapping[str, Record]) -> list[Work]:
    """Return the works of a library's records, in the order in which they were added to Zotero."""
    files: dict[str, list[Record]] = {}
    for record in records.values():
        parent = record["data"].get("parentItem")
        if record["type"] == "attachment" and (parent is None or parent in records):
            files.setdefault(parent or record["key"], []).append(record)
    tops = [
        record
        for record in records.values()
        if record["type"] not in ("note", "annotation") and "parentItem" not in record["data"]
    ]
    return [_make_work(record, files.get(record["key"], [])) for record in sorted(tops, key=_tell_order)]


def _make_work(record: Record, files: list[Record]) -> Work:
    data = record["data"]
    uri = f"http://zotero.org/{record['library']}/items/{record['key']}"
    ordered = sorted(files, key=_tell_order)
    attachments = [attachment for file in ordered if (attachment := _make_attachment(file))]
    title = next((str(data[name]) for name in _TITLES if data.get(name)), "")
    # A file without an item goes by its own title, which mostly is the file's name; what the file says is better.
    is_bare = record["type"] == "attachment"
    title = "" if is_bare else shorten(join_lines(_MARKUP.sub("", title)), LONGEST_FIELD)
    source = Source(zotero=uri) if is_bare else _make_source(record, uri)
    kept = json.dumps([title, asdict(source), ordered], sort_keys=True, default=str)
    return Work(
        uri,
        title,
        source,
        tuple(sorted(attachments, key=_tell_preference)),
        frozenset(map(str, data.get("collections", ()))),
        hashlib.sha256(kept.encode("utf-8", "replace")).hexdigest(),
    )


def _make_source(record: Record, uri: str) -> Source:
    data = record["data"]
    url = parse_url(data.get("url"))
    stated = _DOI_LINE.search(str(data.get("extra", "")))
    holder = next((str(data[name]) for name in _HOLDERS if data.get(name)), "")
    return Source(
        url=url,
        publisher=shorten(join_lines(holder), LONGEST_FIELD) or None,
        authors=tuple(_list_makers(data.get("creators", ()))),
        published=parse_date(record["parsed"]) or parse_date(data.get("date")),
        accessed=parse_date(data.get("accessDate")) if url else None,
        language=parse_language(data.get("language")),
        doi=parse_doi(data.get("DOI")) or parse_doi(stated[1] if stated else None) or parse_doi(url),
        zotero=uri,
    )


def _list_makers(creators: Iterable[object]) -> Iterator[str]:
    """Yield the names of those who made a work, each once."""
    named: dict[str, dict[str, None]] = {}
    for creator in list(creators)[:_MOST_NAMES]:
        if not isinstance(creator, Mapping):
            continue
        parts = [creator.get("name")] if creator.get("name") else [creator.get("firstName"), creator.get("lastName")]
        name = shorten(join_lines(" ".join(str(part) for part in parts if part)), _LONGEST_NAME)
        if name:
            named.setdefault(str(creator.get("creatorType")), {})[name] = None
    yield from next((named[kind] for kind in _MAKERS if kind in named), {})


def _make_attachment(record: Record) -> Attachment | None:
    """Return an attachment that can hold the text of one article, else None."""
    data = record["data"]
    link = data.get("linkMode")
    if link not in (*_OWN_FILES, _LINKED_FILE):
        return None
    written = str(data.get("filename") or data.get("path") or data.get("title") or "")
    name = PurePosixPath(written.replace("\\", "/")).name
    if find_suffix(name) not in kinds.SUFFIXES:
        name += _SUFFIXES.get(str(data.get("contentType")), "")
    kind = kinds.SUFFIXES.get(find_suffix(name))
    if kind is None or kind in kinds.OF_MANY:
        return None
    charset = str(data["charset"]) if data.get("charset") else None
    return Attachment(
        record["key"], name, link == _LINKED_FILE, parse_url(data.get("url")), charset, record.get("place")
    )


def _tell_preference(attachment: Attachment) -> int:
    kind: Kind = kinds.SUFFIXES[find_suffix(attachment.name)]
    return _PREFERRED.index(kind) if kind in _PREFERRED else len(_PREFERRED)


def _tell_order(record: Record) -> tuple[str, str]:
    return record["added"], record["key"]


def _get_type(field: str) -> type[list[Any]] | type[str] | type[int]:
    """Return what a field of the API holds."""
    return list if field in _LISTS else int if field == "mtime" else str


def _has_enclosure(links: object) -> bool:
    return isinstance(links, Mapping) and isinstance(links.get("enclosure"), Mapping)


def _name_library(library: object) -> str:
    """Return the part of Zotero's URIs that names a library; that of a person who has no account is "users/local"."""
    match library:
        case {"type": str(kind), "id": int(number)} if kind in _LIBRARIES and number > 0:
            return f"{_LIBRARIES[kind]}/{number}"
    return "users/local"
