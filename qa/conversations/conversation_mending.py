"""Mending conversations: answers that cannot be read are taken out, and a damaged file is copied into a new one."""

from collections.abc import Iterable
from datetime import UTC, datetime

from index import Connections, Filters
from index.pages import Record
from index.remains import Shape, has_shape
from qa.conversations.conversation_file import DAMAGED, FILE_NAME, read_filters, write_filters
from qa.conversations.saving import give_no_article, recall_answer, unseal
from qa.errors import DamagedKeeping

_MAYBE = (str, type(None))
_CONVERSATION: Shape = (str, str, str, int)
_EXCHANGE: Shape = (str, int, str, str, int, _MAYBE, _MAYBE, int)
_PREFERENCE: Shape = (str, str)


def mend(connections: Connections) -> list[str]:
    """Take out answers that cannot be read; return sentences that tell of it."""
    with connections.reading() as connection:
        kept = connection.execute("SELECT rowid, filters, answer FROM exchanges").fetchall()
    damaged = [rowid for rowid, filters, answer in kept if not _is_readable(filters, answer)]
    if not damaged:
        return []
    with connections.writing() as connection:
        connection.executemany(
            "UPDATE exchanges SET filters = ?, answer = NULL, error = ?, rating = 0 WHERE rowid = ?",
            [(write_filters(Filters()), DAMAGED, rowid) for rowid in damaged],
        )
    count = f"{len(damaged):,} answer{'' if len(damaged) == 1 else 's'}"
    return [f"{count} in {FILE_NAME} could not be read: taken out, their questions stay"]


def refill(connections: Connections, damaged: Iterable[Record]) -> None:
    """Copy the records that can be read of a damaged file into an empty one."""
    with connections.writing() as connection:
        connection.execute("PRAGMA defer_foreign_keys = ON")
        for record in damaged:
            if record.rowid is None and has_shape(record.values, _PREFERENCE):
                connection.execute("INSERT OR REPLACE INTO preferences VALUES (?, ?)", record.values)
            elif record.whole and has_shape(record.values, _CONVERSATION):
                connection.execute("INSERT OR IGNORE INTO conversations VALUES (?, ?, ?, ?)", record.values)
            elif record.whole and has_shape(record.values, _EXCHANGE):
                marks = ", ".join("?" * len(_EXCHANGE))
                connection.execute(f"INSERT OR IGNORE INTO exchanges VALUES ({marks})", record.values)  # noqa: S608
        # Exchanges may be left of a conversation whose own record is lost.
        connection.execute(
            "INSERT INTO conversations SELECT conversation, min(question), ?, max(number) FROM exchanges "
            "WHERE conversation NOT IN (SELECT id FROM conversations) GROUP BY conversation",
            (datetime.now(UTC).isoformat(timespec="microseconds"),),
        )


def _is_readable(filters: str, answer: str | None) -> bool:
    try:
        read_filters(filters)
        if answer is not None:
            recall_answer(unseal(answer), give_no_article)
    except DamagedKeeping:
        return False
    return True
