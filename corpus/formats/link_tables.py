"""Tables of links: what Pocket, Instapaper, Raindrop and Readwise Reader export as CSV."""

import csv
import io
import re
from collections.abc import Mapping

from corpus.errors import UnreadableSource
from corpus.formats.encoding import decode
from corpus.web.named_links import Link, LinkList, make_link, make_numbered_list

# The names under which the exports tell one thing, in small letters.
_ADDRESSES = ("url", "document url", "link")
_TIMES = ("time_added", "timestamp", "created", "saved date", "date")
_TAGS = ("tags", "document tags")
# A list as Python or JSON write it.
_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")


def read_table(data: bytes) -> LinkList:
    """Read a table with a column of addresses; raise UnreadableSource if it has none."""
    try:
        rows = csv.DictReader(io.StringIO(decode(data, None), newline=""))
        columns = {name.strip().lower(): name for name in rows.fieldnames or () if name}
        if not any(name in columns for name in _ADDRESSES):
            raise UnreadableSource("the file is no list of links: its first line names no column “url”")
        return make_numbered_list((rows.line_num, _read_row(row, columns)) for row in rows)
    except csv.Error as error:
        raise UnreadableSource(f"the file is no sound CSV ({error}): export it again") from error


def _read_row(row: Mapping[str, str | None], columns: Mapping[str, str]) -> Link | None:
    def get_value(names: tuple[str, ...]) -> str:
        return next((row[columns[name]] or "" for name in names if name in columns), "")

    tags = get_value(_TAGS).strip()
    listed = (
        [single or double for single, double in _QUOTED.findall(tags)] if tags[:1] == "[" else re.split(r"[,|]", tags)
    )
    title = row.get(columns.get("title", "")) or ""
    return make_link(get_value(_ADDRESSES), title=title, version=get_value(_TIMES), tags=listed)
