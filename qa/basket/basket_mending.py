"""Mending baskets: quotes that cannot be read are taken out, and a damaged file is copied into a new one."""

from collections.abc import Iterable

from index import Connections
from index.pages import Record
from index.remains import Shape, has_shape
from qa.basket.basket_store import FILE_NAME
from qa.conversations.saving import give_no_article, recall_citation, unseal
from qa.errors import DamagedKeeping

_QUOTE: Shape = (type(None), str, int, str, str, str, str, str)


def mend(connections: Connections) -> list[str]:
    """Take out quotes that cannot be read; return sentences that tell of them."""
    with connections.reading() as connection:
        kept = connection.execute("SELECT id, article_id, citation FROM quotes").fetchall()
    damaged = [(id_, article_id) for id_, article_id, citation in kept if not _is_readable(citation)]
    if not damaged:
        return []
    with connections.writing() as connection:
        connection.executemany("DELETE FROM quotes WHERE id = ?", [(id_,) for id_, _ in damaged])
    return [f"a quote of {article_id} in {FILE_NAME} could not be read: taken out" for _, article_id in damaged]


def refill(connections: Connections, damaged: Iterable[Record]) -> None:
    """Copy the records that can be read of a damaged file into an empty one."""
    with connections.writing() as connection:
        for record in damaged:
            if record.whole and has_shape(record.values, _QUOTE) and _is_readable(str(record.values[5])):
                connection.execute(
                    "INSERT OR IGNORE INTO quotes VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (record.rowid, *record.values[1:])
                )


def _is_readable(citation: str) -> bool:
    try:
        recall_citation({**unseal(citation), "number": 1}, give_no_article)
    except DamagedKeeping:
        return False
    return True
