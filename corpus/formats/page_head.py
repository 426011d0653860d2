"""Reading what a web page says of itself, in its meta elements and its JSON-LD, as fields of a source."""

import json
from collections.abc import Iterable, Iterator, Mapping

from corpus.formats.fields import parse_date, parse_doi, parse_language, parse_url, split_authors

# Each list begins with the most trusted name.
_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "citation_publication_date",
    "citation_date",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "date",
)
_AUTHORS = ("citation_author", "author", "article:author", "dcterms.creator", "dc.creator", "parsely-author", "byl")
_PUBLISHERS = ("og:site_name", "citation_journal_title", "dcterms.publisher", "dc.publisher")
_DOIS = (
    "citation_doi",
    "bepress_citation_doi",
    "prism.doi",
    "dc.identifier.doi",
    "dc.identifier",
    "dcterms.identifier",
)
_LANGUAGES = ("html:lang", "dcterms.language", "dc.language", "og:locale", "content-language")


def read_head(metas: Iterable[tuple[str, str]], scripts: Iterable[str]) -> dict[str, object]:
    """Return the fields of a source that a page states, in the (name, content) pairs of `metas` or in JSON-LD scripts.

    Nothing is guessed from the page's text.
    """
    known: dict[str, list[str]] = {}
    for name, content in metas:
        if content.strip():
            known.setdefault(name.strip().lower(), []).append(content.strip())
    nodes = [node for script in scripts for node in _find_article_nodes(script)]

    def find_values(names: Iterable[str], field: str) -> Iterator[object]:
        yield from (content for name in names for content in known.get(name, []))
        yield from (node[field] for node in nodes if field in node)

    return {
        "url": next((url for url in known.get("canonical", []) + known.get("og:url", []) if parse_url(url)), None),
        "publisher": next(
            (name for value in find_values(_PUBLISHERS, "publisher") for name in _read_names(value)), None
        ),
        "authors": next((names for group in _find_author_groups(known, nodes) if (names := split_authors(group))), ()),
        "published": next(
            (day for value in find_values(_PUBLISHED, "datePublished") if (day := _parse_day(value))), None
        ),
        "doi": next((doi for value in find_values(_DOIS, "identifier") if (doi := _read_doi(value))), None),
        "language": next((value for value in find_values(_LANGUAGES, "inLanguage") if parse_language(value)), None),
    }


def _find_author_groups(known: Mapping[str, list[str]], nodes: list[dict[str, object]]) -> Iterator[object]:
    yield from (known[name] for name in _AUTHORS if name in known)
    yield from (node["author"] for node in nodes if "author" in node)


def _read_names(value: object) -> tuple[str, ...]:
    """Return names whole: a publisher's name is never split at "and"."""
    if isinstance(value, Mapping):
        value = value.get("name")
    values = value if isinstance(value, list) else [value]
    return tuple(name.strip() for name in values if isinstance(name, str) and name.strip() and not parse_url(name))


def _parse_day(value: object) -> str | None:
    # Scholarly pages write 2024/06/19.
    return parse_date(value.replace("/", "-") if isinstance(value, str) else value)


def _read_doi(value: object) -> str | None:
    """Return the DOI in a value of JSON-LD: a string, a property with a value, or a list of these."""
    for part in value if isinstance(value, list) else [value]:
        if doi := parse_doi(part.get("value") if isinstance(part, Mapping) else part):
            return doi
    return None


def _find_article_nodes(script: str) -> Iterator[dict[str, object]]:
    """Yield the JSON-LD objects that describe the page's own article, not the articles it links to."""
    try:
        data = json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return
    for item in data if isinstance(data, list) else [data]:
        graph = item.get("@graph") if isinstance(item, dict) else None
        for node in graph if isinstance(graph, list) else [item]:
            if isinstance(node, dict) and str(node.get("@type")).rstrip("]'\"").endswith(
                ("Article", "Posting", "Report")
            ):
                yield node
