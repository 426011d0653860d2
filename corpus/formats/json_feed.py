"""JSON Feed: the addresses of its items (https://www.jsonfeed.org/version/1.1/)."""

import json
from collections.abc import Mapping

from corpus.errors import UnreadableSource
from corpus.web.named_links import Link, LinkList, ListKind, make_link, make_list


def read_json_feed(data: bytes, base: str) -> LinkList:
    """Read a JSON Feed; raise UnreadableSource if it is none."""
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(
            "it is JSON that is broken or cut short: try again later, or name another address"
        ) from error
    stated = str(feed.get("version")) if isinstance(feed, dict) else ""
    if "jsonfeed.org/version/" not in stated or not isinstance(items := feed.get("items"), list):
        raise UnreadableSource("it is JSON, but no JSON Feed: name another address")
    links = (_read_item(item, base) for item in items if isinstance(item, dict))
    return make_list(ListKind.JSON_FEED, _get_text(feed, "title"), links)


def _read_item(item: Mapping[str, object], base: str) -> Link | None:
    address = _get_text(item, "url") or _get_text(item, "external_url")
    changed = _get_text(item, "date_modified") or _get_text(item, "date_published")
    return make_link(address, base, _get_text(item, "title"), changed) if address else None


def _get_text(record: Mapping[str, object], key: str) -> str:
    value = record.get(key)
    return value if isinstance(value, str) else ""
