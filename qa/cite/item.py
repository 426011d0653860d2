"""An article as an item of CSL-JSON, which holds what is known of it and nothing else."""

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from corpus import Article, Source
from corpus.formats.extract import close_up
from corpus.formats.fields import is_doi
from qa.cite.author_names import parse_names

# An item of CSL-JSON, as https://docs.citationstyles.org defines it.
Item = dict[str, Any]

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?")
_WHOLE_DAY = 3
_ZOTERO_URI = re.compile(r"http://zotero\.org/[a-z]+/[0-9A-Za-z/]+/items/[0-9A-Z]+")


def make_item(article: Article) -> Item:
    """Return an article as an item; fields that are not known are left out."""
    source = article.source
    kind, publisher = _find_type(article), close_up(source.publisher or "")
    names = parse_names(tuple(map(close_up, source.authors)), publisher)
    holder = "container-title" if kind in ("article-newspaper", "webpage") else "publisher"
    fields = {
        # Zotero's own name for its item, so that a citation finds its way back.
        "id": source.zotero or article.id,
        "type": kind,
        "title": close_up(article.title),
        "author": names,
        holder: publisher,
        "issued": _parse_date(source.published),
        "accessed": _parse_date(source.accessed) if _is_web(source) else None,
        "DOI": source.doi,
        # A DOI is not given twice, but styles ask of a web page for its address.
        "URL": source.url if _is_web(source) and (kind == "webpage" or not _is_doi_address(source)) else None,
        "language": source.language,
    }
    return {name: value for name, value in fields.items() if value}


def find_zotero_uri(item: Item) -> str | None:
    """Return the URI by which Zotero names an item, None if it is none of Zotero's."""
    return item["id"] if _ZOTERO_URI.fullmatch(str(item.get("id", ""))) else None


def _find_type(article: Article) -> str:
    """Return the type of an article, as far as it is known.

    An article with pages is a report if it has a publisher, or authors and a web address. An article that a publisher
    dated to the day is a newspaper's, unless the publisher is its author. Any other with a web address is a web page.
    The rest are reports if they have a publisher, else documents.
    """
    source = article.source
    if article.pages and (source.publisher or (source.authors and _is_web(source))):
        return "report"
    dated = "date-parts" in (issued := _parse_date(source.published)) and len(issued["date-parts"][0]) == _WHOLE_DAY
    if source.publisher and dated and source.publisher not in source.authors:
        return "article-newspaper"
    if _is_web(source):
        return "webpage"
    return "report" if source.publisher else "document"


def _is_web(source: Source) -> bool:
    return urlsplit(source.url or "").scheme in ("http", "https")


def _is_doi_address(source: Source) -> bool:
    return source.doi is not None and is_doi(source.url or "")


def _parse_date(iso: str | None) -> dict[str, Any]:
    """Return a date of CSL-JSON, as precise as it is; one that cannot be read as it stands; nothing for none."""
    match = _ISO.fullmatch(iso or "")
    if not match:
        return {"literal": iso} if iso else {}
    parts = [int(part) for part in match.groups() if part]
    try:
        date(*([*parts, 1, 1][:3]))
    except ValueError:
        return {"literal": iso}
    return {"date-parts": [parts]}
