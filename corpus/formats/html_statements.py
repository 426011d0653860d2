"""Reading what a web page states of itself, in its head, its markup and its byline: title, authors, date and more."""

import calendar
import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple

from corpus.article import Source
from corpus.formats.extract import join_lines
from corpus.formats.fields import read_source, split_authors
from corpus.formats.html_extractor import find_byline
from corpus.formats.page_head import read_head
from corpus.normal import normalise

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Headings of the first level among which the title is looked for, and time elements among which the date is.
_MOST_TITLES, _MOST_TIMES = 100, 200
_LONGEST_TITLE = 300
# Other names under which pages state the day of their publication.
_DAY_NAMES = frozenset(
    {"publishdate", "publish-date", "publish_date", "publication_date", "article.published", "article:published"}
    | {"og:article:published_time", "og:published_time", "bt:pubdate", "rnews:datepublished", "datecreated"}
    | {"dcterms.created", "dc.date.created", "cxenseparse:recs:publishtime", "og:pubdate", "originalpublicationdate"}
    | {"article_date_original"}
)
_DAY_FORMS = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%Y-%m-%d", "%Y/%m/%d")
_PUBLISHED = re.compile(r"publish|posted|pub-?date|entry-date|post-date|dateline|created", re.IGNORECASE)
_CHANGED = re.compile(r"updat|modif|revis|review|event|comment", re.IGNORECASE)
# What stands in the place of a name, or belongs to an account.
_NO_NAME = re.compile(
    r"(?:by|the|an?|authors?|admin(?:istrator)?|webmaster|editors?|staff|undefined|unknown|anonymous|guest|user|name"
    r"|written|posted|published|super|root|null|none|n/?a)(?:[ _-](?:authors?|admin|by|editor|user|name|staff))*"
    r"|[a-z0-9]*[\d_.@/-][a-z0-9_.@/-]*|.*@.*|\W*",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\s*(?:(?:written|posted|published|article|story|words)\s+by|(?:beitrag|artikel|text|verfasst|geschrieben)\s+von"
    r"|authors?\s*:?|by)\s+",
    re.IGNORECASE,
)
# What says by whom something is, in English, French, Spanish and Dutch.
_BY = re.compile(r"(?:by|par|por|door)\s+(?=\w)", re.IGNORECASE)
_LONGEST_BYLINE = 100
_MONTHS = "|".join([*calendar.month_name[1:], *calendar.month_abbr[1:]])
_BEHIND_NAME = re.compile(
    rf"(?:^|\s)(?:[|•·–—]|(?:last|updated|published|posted|reviewed|edited|on|in|{_MONTHS})\b).*",
    re.IGNORECASE | re.DOTALL,
)
# What old pages put around a script.
_WRAPPER = re.compile(
    r"\A\s*(?://|/\*)?\s*(?:<!\[CDATA\[|<!--)\s*(?:\*/)?|;?\s*(?:(?://|/\*)?\s*(?:\]\]>|-->)\s*(?:\*/)?)?\s*\Z"
)
# What stands around a day: its weekday, and the hour.
_AROUND_DAY = re.compile(
    rf"\A(?:(?:{'|'.join([*calendar.day_name, *calendar.day_abbr])})\.?,?\s)"
    r"|,?(?:\s(?:at|[|•·–—-]))?\s\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?\Z",
    re.IGNORECASE,
)
# Words of links to more by an author, which are no name.
_LINK_WORDS = re.compile(r"\b(?:view|more|posts|articles|about|read|profile|website)\b|[»›→]", re.IGNORECASE)


class Statements(NamedTuple):
    """What a page states: its titles, the most trusted first; its source; a remark for each field that is not valid.

    `is_free` says whether everybody may read all of it.
    """

    titles: tuple[str, ...]
    source: Source
    remarks: tuple[str, ...]
    is_free: bool


def read_statements(page: "HtmlElement") -> Statements:
    """Read what a page states of itself; nothing is guessed from the text of its article."""
    scripts = [
        _WRAPPER.sub("", script.text or "")
        for script in page.iter("script")
        if (script.get("type") or "").strip().lower().startswith("application/ld+json")
    ]
    nodes = [node for script in scripts for node in _read_nodes(script)]
    fields = read_head([*_read_metas(page, nodes)], scripts)
    fields["published"] = fields["published"] or _read_time(page)
    source, remarks = read_source({**fields, "authors": ()})
    authors = _choose_authors(
        (
            fields["authors"],
            _read_persons(nodes),
            _read_marked_authors(page),
            _read_plain_byline(page),
            _read_byline(page),
        ),
        source.publisher,
    )
    source, remarks = read_source({**fields, "authors": authors})
    stated = (
        str(page.xpath("string(//meta[@property='og:title']/@content)")),
        page.findtext(".//title") or "",
        *(str(node["headline"]) for node in nodes if isinstance(node.get("headline"), str)),
    )
    titles = tuple(" ".join(join_lines(title).split()) for title in stated)
    is_free = not any(str(node.get("isAccessibleForFree")).strip().lower() == "false" for node in nodes)
    return Statements(tuple(title for title in titles if title), source, remarks, is_free)


def _read_metas(page: "HtmlElement", nodes: Iterable[dict[str, object]]) -> Iterator[tuple[str, str]]:
    """Yield names and contents: of meta elements, links, and microdata; plain days become ISO dates."""
    for meta in page.iter("meta"):
        content = meta.get("content") or ""
        for key in ("property", "name", "itemprop", "http-equiv"):
            if name := (meta.get(key) or "").strip().lower():
                is_day = name in _DAY_NAMES or "date" in name or name.endswith("published_time")
                yield "datepublished" if name in _DAY_NAMES else name, _write_day(content) if is_day else content
    for link in page.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            yield "canonical", link.get("href") or ""
    for element in page.iterfind(".//*[@itemprop]"):
        if "datepublished" in (element.get("itemprop") or "").lower().split() and element.tag != "meta":
            yield "datepublished", _write_day(element.get("datetime") or element.get("content") or _read_text(element))
    for time in page.iter("time"):
        if "pubdate" in time.attrib:
            yield "datepublished", _write_day(time.get("datetime") or "")
    for node in nodes:
        if isinstance(day := node.get("datePublished"), str):
            yield "date", _write_day(day)
    yield "html:lang", page.get("lang") or page.get("xml:lang") or ""


def _write_day(text: str) -> str:
    """Return a day as an ISO date if it is written so that nobody can read another in it, else the text itself."""
    text = " ".join(text.split())
    if len(text) > 60:
        return text
    if iso := re.match(r"(\d{4}-\d{2}-\d{2})[T ]", text):
        return iso[1]
    bare = _AROUND_DAY.sub("", text).replace("Sept ", "Sep ")
    for form in _DAY_FORMS:
        try:
            return datetime.strptime(bare, form).date().isoformat()  # noqa: DTZ007
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return text


def _read_time(page: "HtmlElement") -> str | None:
    """Return the day of the time element that tells the publication: named so, or the first below the title.

    That is: between the first heading and the next one. None if there is none.
    """
    below = False
    first: str | None = None
    for count, element in enumerate(page.iter("h1", "h2", "h3", "time")):
        if count > _MOST_TIMES:
            break
        if element.tag != "time":
            if below and element.tag != "h1":
                break
            below = below or element.tag == "h1"
            continue
        day = _write_day(element.get("datetime") or "")
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
            continue
        around = [element, *list(element.iterancestors())[:2]]
        names = " ".join(f"{node.get('class') or ''} {node.get('id') or ''}" for node in around)
        before = element.getprevious()
        label = (before.tail or _read_text(before)) if before is not None else (around[1].text or "")
        if _CHANGED.search(names) or _CHANGED.search(label):
            continue
        if _PUBLISHED.search(names) or _PUBLISHED.search(label):
            return day
        if below and first is None:
            first = day
    return first


def _read_nodes(script: str) -> Iterator[dict[str, object]]:
    """Yield the JSON-LD objects for the page and its article, each with its authors' records in place of references."""
    try:
        data = json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return
    items = data if isinstance(data, list) else [data]
    nodes: list[dict[str, object]] = []
    for item in items:
        graph = item.get("@graph") if isinstance(item, dict) else None
        nodes += [node for node in (graph if isinstance(graph, list) else [item]) if isinstance(node, dict)]
    known = {str(node.get("@id")): node for node in nodes if "@id" in node and "name" in node}
    for node in nodes:
        if re.search(r"(?:Article|Posting|Report|WebPage)\W*$", str(node.get("@type"))):
            authors = node.get("author")
            found = [
                known.get(str(author.get("@id")), author) if isinstance(author, dict) else author
                for author in (authors if isinstance(authors, list) else [authors])
            ]
            yield {**node, "author": found}


def _read_persons(nodes: Iterable[dict[str, object]]) -> tuple[str, ...]:
    return next((names for node in nodes if (names := split_authors(node.get("author")))), ())


def _read_marked_authors(page: "HtmlElement") -> tuple[str, ...]:
    """Return the authors that microdata or the relation of a link names."""
    names: list[str] = []
    for element in page.xpath("//*[@itemprop='author'] | //a[contains(concat(' ', @rel, ' '), ' author ')]"):
        if any(node.get("itemprop") == "comment" for node in element.iterancestors()):
            continue
        named = element.find(".//*[@itemprop='name']")
        text = element.get("content") or _read_text(element if named is None else named)
        names += split_authors(_LEAD.sub("", text)) if 0 < len(text) <= 120 else ()
    return tuple(dict.fromkeys(names))[:20]


def _read_plain_byline(page: "HtmlElement") -> tuple[str, ...]:
    """Return the names in what is called a byline, and says nothing but whom the page is by, if there is only one."""
    lines = {_read_text(line) for line in page.xpath("//*[contains(translate(@class, 'BYLINE', 'byline'), 'byline')]")}
    names = [split_authors(_BY.sub("", line)) for line in lines if len(line) <= _LONGEST_BYLINE and _BY.match(line)]
    return names[0] if len(names) == 1 and all(map(_is_name, names[0])) else ()


def _read_byline(page: "HtmlElement") -> tuple[str, ...]:
    """Return the names in a byline, which is a part of the page's text and may hold other words."""
    first, second, *rest = [*_LEAD.sub("", f" {find_byline(page)}").split(), "", ""]
    byline = f"{first} {second} {_BEHIND_NAME.sub('', ' '.join(rest))}".strip()
    return tuple(name for name in split_authors(byline) if _is_name(name))


def _is_name(text: str) -> bool:
    """Say whether words of a byline are a person's name: several, the last of them no common word."""
    words = text.split()
    return 2 <= len(words) <= 4 and not re.search(r"[\d@/]|\.\w\w", text) and not words[-1].islower()


def _choose_authors(groups: Iterable[object], publisher: str | None) -> tuple[str, ...]:
    """Return the first group with names: no accounts and no placeholders, and the publisher only if it has no other."""
    named = [tuple(name for name in map(_clean_name, split_authors(group)) if name) for group in groups]
    others = [tuple(name for name in names if name.casefold() != (publisher or "").casefold()) for names in named]
    return next((names for names in [*others, *named] if names), ())


def _clean_name(text: str) -> str:
    """Return a name without what leads to it; nothing if it is no name."""
    name = _LEAD.sub("", f" {text}").strip(" ,;")
    return "" if _NO_NAME.fullmatch(name) or _LINK_WORDS.search(name) else name


def _read_text(element: "HtmlElement") -> str:
    return " ".join("".join(element.itertext()).split())


def choose_title(shown: Iterable[str], titles: Iterable[str], publisher: str | None) -> str:
    """Return the title as a heading of the page shows it; without such a heading as stated, without the site's name.

    `shown` are the headings of the first level, `titles` what the page states.
    """
    stated = next(iter(titles), "")
    headings = [heading for heading in shown if 0 < len(heading) <= _LONGEST_TITLE][:_MOST_TITLES]
    within = [
        heading
        for heading in headings
        if heading.casefold() in stated.casefold() and (stated.startswith(heading) or 3 * len(heading) >= len(stated))
    ]
    if within:
        return normalise(max(within, key=lambda heading: (stated.startswith(heading), len(heading))))
    # A heading of several words that shares some with what is stated is the title that readers see; one that is a part
    # of what is stated is the site's name.
    others = [
        heading
        for heading in headings
        if heading.casefold() != (publisher or "").casefold() and heading.casefold() not in stated.casefold()
    ]
    if len(others) == 1 and 3 * _count_shared(others[0], stated) >= max(4, len(_split(others[0]))):
        return normalise(others[0])
    alike = [heading for heading in others if 2 * _count_shared(heading, stated) >= max(2, len(_split(stated)))]
    if alike:
        return normalise(alike[0])
    site = rf"\s+[-–—|·•:»]\s+{re.escape(publisher)}$" if publisher else "$"
    return normalise(re.sub(site, "", stated, flags=re.IGNORECASE) or next(iter(headings), ""))


def _count_shared(first: str, second: str) -> int:
    return len(_split(first) & _split(second))


def _split(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
