"""An article as an item of CSL-JSON: what is known of it in the terms of reference managers, and nothing else."""

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from corpus import Article, Source
from qa.cite.author_names import parse_names

# An item of CSL-JSON, as https://docs.citationstyles.org defines it.
Item = dict[str, Any]

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?")
_WHOLE_DAY = 3


def make_item(article: Article) -> Item:
    """Return an article as an item; a field that is not known is left out."""
    source = article.source
    kind = _find_type(article)
    names = parse_names(source.authors, source.publisher)
    holder = "container-title" if kind in ("article-newspaper", "webpage") else "publisher"
    fields = {
        "id": article.id,
        "type": kind,
        "title": " ".join(article.title.split()),
        "author": names,
        holder: source.publisher,
        "issued": _parse_date(source.published),
        "accessed": _parse_date(source.accessed) if _is_web(source) else None,
        "URL": source.url if _is_web(source) else None,
        "language": source.language,
    }
    return {name: value for name, value in fields.items() if value}


def _find_type(article: Article) -> str:
    """Return what an article is, as far as is known.

    What has pages and someone who answers for it is a report. A text without pages that a named publisher dated to the
    day is a newspaper's article, unless the publisher itself is the author. Any other page of the web is that; another
    file is a report if someone published it, else a document.
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


def _parse_date(iso: str | None) -> dict[str, Any]:
    """Return a date as precise as it is known, an unreadable one as it stands, none as nothing."""
    match = _ISO.fullmatch(iso or "")
    if not match:
        return {"literal": iso} if iso else {}
    parts = [int(part) for part in match.groups() if part]
    try:
        date(*([*parts, 1, 1][:3]))
    except ValueError:
        return {"literal": iso}
    return {"date-parts": [parts]}
