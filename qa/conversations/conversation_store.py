"""The conversations' SQLite file: what was asked, what was answered, and what the person made of it."""

import json
import secrets
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from pathlib import Path

from index import Connections, Filters, Library, LibraryError
from index.folder import CONVERSATIONS
from qa.answer import Answer
from qa.conversations.exchange import Exchange
from qa.conversations.saving import pack_answer, recall_answer, seal, unseal
from qa.errors import DamagedKeeping, NoSuchConversation

FILE_NAME = CONVERSATIONS
# Characters of a first question that serve as the conversation's name.
LONGEST_NAME = 80
_VERSION = 1
_SCHEMA = """
CREATE TABLE conversations (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, changed TEXT NOT NULL, asked INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE exchanges (
    conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE, number INTEGER NOT NULL,
    question TEXT NOT NULL, filters TEXT NOT NULL, own INTEGER NOT NULL,
    answer TEXT, error TEXT, rating INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (conversation, number)
);
CREATE TABLE preferences (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID
"""
DAMAGED = "what was kept here is damaged: ask again"
_FIELDS = "number, question, filters, answer, error, rating, own"


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation without its exchanges, for lists."""

    id: str
    name: str
    changed: str  # ISO 8601, UTC


def connect(folder: Path) -> Connections:
    """Return connections to the file of conversations in a library's folder; it is made if there is none."""
    connections = Connections(folder / FILE_NAME)
    connections.prepare("conversations", _SCHEMA, _VERSION)
    return connections


class Conversations:
    """The conversations about one library, in a file in its folder; safe in several threads and processes."""

    def __init__(self, library: Library):
        self._library = library
        self._connections = connect(library.folder)

    def all(self) -> list[Conversation]:
        """Return all conversations, the one that was changed last first."""
        with self._connections.reading() as connection:
            rows = connection.execute("SELECT id, name, changed FROM conversations ORDER BY changed DESC, rowid DESC")
            return [Conversation(*row) for row in rows]

    def start(self, first: str) -> str:
        """Make a conversation named by its `first` question; return its id."""
        conversation = secrets.token_hex(8)
        with self._connections.writing() as connection:
            connection.execute(
                "INSERT INTO conversations (id, name, changed) VALUES (?, ?, ?)",
                (conversation, _make_name(first), _read_clock()),
            )
        return conversation

    def name(self, conversation: str) -> str:
        """Return a conversation's name; raise NoSuchConversation."""
        with self._connections.reading() as connection:
            row = connection.execute("SELECT name FROM conversations WHERE id = ?", (conversation,)).fetchone()
        if row is None:
            raise NoSuchConversation("that conversation has been deleted: begin a new one")
        return str(row[0])

    def rename(self, conversation: str, name: str) -> None:
        """Give a conversation another name; an empty one changes nothing. Raises NoSuchConversation."""
        if name := _make_name(name):
            self._change("UPDATE conversations SET name = ? WHERE id = ?", name, conversation)

    def delete(self, conversation: str) -> None:
        """Delete a conversation with all that was asked in it; raise NoSuchConversation."""
        self._change("DELETE FROM conversations WHERE id = ?", conversation)

    def exchanges(self, conversation: str, most: int | None = None) -> tuple[Exchange, ...]:
        """Return the last `most` exchanges (None: all), as the library gives their quotes now, oldest first."""
        self.name(conversation)
        with self._connections.reading() as connection, self._library.steady():
            rows = connection.execute(
                f"SELECT {_FIELDS} FROM exchanges WHERE conversation = ? ORDER BY number DESC LIMIT ?",  # noqa: S608
                (conversation, -1 if most is None else most),
            ).fetchall()
            return tuple(self._recall_exchange(row) for row in reversed(rows))

    def begin(self, conversation: str, question: str, filters: Filters) -> Exchange:
        """Note that a question is being asked; raise NoSuchConversation."""
        return self._add(conversation, question, filters, None)

    def keep(self, conversation: str, quoted: str, answer: Answer) -> Exchange:
        """Keep what the person quoted out of an article; `quoted` says of which. Raises NoSuchConversation."""
        return self._add(conversation, quoted, Filters(), answer)

    def finish(self, conversation: str, number: int, result: Answer | str) -> None:
        """Keep the answer of a question that is being asked, or the sentence that says why there is none.

        A question that was stopped or withdrawn meanwhile stays so.
        """
        column, value = ("error", result) if isinstance(result, str) else ("answer", seal(pack_answer(result)))
        with self._connections.writing() as connection:
            connection.execute(
                f"UPDATE exchanges SET {column} = ? "  # noqa: S608
                "WHERE conversation = ? AND number = ? AND answer IS NULL AND error IS NULL",
                (value, conversation, number),
            )

    def withdraw(self, conversation: str, number: int) -> None:
        """Forget an exchange; raise NoSuchConversation."""
        self._change("DELETE FROM exchanges WHERE conversation = ? AND number = ?", conversation, number)

    def rate(self, conversation: str, number: int, rating: int) -> None:
        """Keep what the person made of an answer: 1 right, -1 wrong, 0 nothing; raise NoSuchConversation."""
        self._change(
            "UPDATE exchanges SET rating = ? WHERE conversation = ? AND number = ? AND answer IS NOT NULL AND NOT own",
            rating,
            conversation,
            number,
        )

    def rated(self) -> Iterator[tuple[str, tuple[Exchange, ...]]]:
        """Yield each rated answer as the end of its conversation up to there, with the conversation's id."""
        for conversation in self.all():
            try:
                exchanges = self.exchanges(conversation.id)
            except NoSuchConversation:  # it was deleted just now
                continue
            for i, exchange in enumerate(exchanges):
                if exchange.rating:
                    yield conversation.id, exchanges[: i + 1]

    def count_rated(self) -> int:
        """Return the number of rated answers."""
        with self._connections.reading() as connection:
            return int(connection.execute("SELECT count(*) FROM exchanges WHERE rating != 0").fetchone()[0])

    def preference(self, name: str, default: str) -> str:
        """Return what the person chose under a name."""
        with self._connections.reading() as connection:
            row = connection.execute("SELECT value FROM preferences WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else default

    def prefer(self, name: str, value: str) -> None:
        """Keep what the person chose under a name."""
        with self._connections.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO preferences VALUES (?, ?)", (name, value))

    def _add(self, conversation: str, question: str, filters: Filters, answer: Answer | None) -> Exchange:
        kept = answer and seal(pack_answer(answer))
        with self._connections.writing() as connection:
            # No number is given twice: a withdrawn question may still be answered, and that is no answer to the next.
            changed = connection.execute(
                "UPDATE conversations SET changed = ?, asked = asked + 1 WHERE id = ?", (_read_clock(), conversation)
            )
            if not changed.rowcount:
                raise NoSuchConversation("that conversation has been deleted: begin a new one")
            query = "SELECT asked FROM conversations WHERE id = ?"
            number = connection.execute(query, (conversation,)).fetchone()[0]
            connection.execute(
                "INSERT INTO exchanges (conversation, number, question, filters, answer, own) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                (conversation, number, question, json.dumps(astuple(filters)), kept, answer is not None),
            )
        return Exchange(number, question, filters, answer, own=answer is not None)

    def _change(self, statement: str, *values: str | int) -> None:
        with self._connections.writing() as connection:
            if not connection.execute(statement, values).rowcount:
                raise NoSuchConversation("that has been deleted meanwhile: load the page again to see what is there")

    def _recall_exchange(self, row: tuple[int, str, str, str | None, str | None, int, int]) -> Exchange:
        number, question, filters, answer, error, rating, own = row
        try:
            within = read_filters(filters)
            shown = recall_answer(unseal(answer), self._library.article) if answer else None
        except DamagedKeeping:
            return Exchange(number, question, Filters(), None, DAMAGED, 0, bool(own))
        return Exchange(number, question, within, shown, error, rating, bool(own))


def read_filters(kept: str) -> Filters:
    """Return the filters that were kept; raise DamagedKeeping."""
    try:
        first, last, publishers, article_ids = json.loads(kept)
        return Filters(first, last, tuple(publishers), tuple(article_ids))
    except (ValueError, TypeError, LibraryError) as error:
        raise DamagedKeeping("it is not what was kept") from error


def _make_name(question: str) -> str:
    """Return a question as a name: one line, cut where a word ends."""
    line = " ".join(question.split())
    return line if len(line) <= LONGEST_NAME else f"{line[:LONGEST_NAME].rsplit(' ', 1)[0]}…"


def _read_clock() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
