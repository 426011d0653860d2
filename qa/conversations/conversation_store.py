"""Conversations: what was asked and answered about a library, and how the person rated it."""

import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus import strip_turning
from index import Filters, Library
from qa.answer import Answer
from qa.conversations.conversation_file import DAMAGED, connect, read_filters, write_filters
from qa.conversations.exchange import Exchange
from qa.conversations.saving import pack_answer, recall_answer, seal, unseal
from qa.errors import DamagedKeeping, NoSuchConversation

# Characters of the first question that name a conversation.
LONGEST_NAME = 80
_FIELDS = "number, question, filters, answer, error, rating, own"


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation in a list, without its exchanges."""

    id: str
    name: str
    changed: str  # ISO 8601, UTC


class Conversations:
    """The conversations about one library, in a file; several threads and processes may use them."""

    def __init__(self, library: Library, folder: Path | None = None):
        """The file lies in `folder`, by default in that of the library."""
        self._library = library
        self._connections = connect(folder or library.folder)

    def list_all(self) -> list[Conversation]:
        """Return all conversations, those changed last first."""
        with self._connections.reading() as connection:
            rows = connection.execute("SELECT id, name, changed FROM conversations ORDER BY changed DESC, rowid DESC")
            return [Conversation(*row) for row in rows]

    def list_quoting(self, article_id: str) -> list[Conversation]:
        """Return the conversations in which an answer quotes an article, those changed last first."""
        query = (
            "SELECT id, name, changed, answer FROM conversations JOIN exchanges ON conversation = id "
            "WHERE instr(answer, ?) ORDER BY changed DESC, conversations.rowid DESC"
        )
        with self._connections.reading() as connection:
            rows = connection.execute(query, (json.dumps(article_id),)).fetchall()
        return list(dict.fromkeys(Conversation(*row) for *row, answer in rows if _quotes(answer, article_id)))

    def start(self, first: str) -> str:
        """Begin a conversation with the name of its first question; return its id."""
        conversation = secrets.token_hex(8)
        with self._connections.writing() as connection:
            connection.execute(
                "INSERT INTO conversations (id, name, changed) VALUES (?, ?, ?)",
                (conversation, _make_name(first), _read_clock()),
            )
        return conversation

    def get_name(self, conversation: str) -> str:
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

    def list_exchanges(self, conversation: str, most: int | None = None) -> tuple[Exchange, ...]:
        """Return the last `most` exchanges (None: all), oldest first, with their quotes as the library has them now."""
        self.get_name(conversation)
        with self._connections.reading() as connection, self._library.hold_state():
            rows = connection.execute(
                f"SELECT {_FIELDS} FROM exchanges WHERE conversation = ? ORDER BY number DESC LIMIT ?",  # noqa: S608
                (conversation, -1 if most is None else most),
            ).fetchall()
            return tuple(self._recall_exchange(row) for row in reversed(rows))

    def begin(self, conversation: str, question: str, filters: Filters) -> Exchange:
        """Add a question that is being asked; raise NoSuchConversation."""
        return self._add(conversation, question, filters, None)

    def keep(self, conversation: str, quoted: str, answer: Answer) -> Exchange:
        """Add a quote that the person picked; `quoted` names its article. Raises NoSuchConversation."""
        return self._add(conversation, quoted, Filters(), answer)

    def finish(self, conversation: str, number: int, result: Answer | str) -> None:
        """Keep the answer to a question that is being asked, or the sentence that says why there is none.

        A question that was stopped or withdrawn meanwhile does not change.
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
        """Keep the person's rating of an answer: 1 right, -1 wrong, 0 none; raise NoSuchConversation."""
        self._change(
            "UPDATE exchanges SET rating = ? WHERE conversation = ? AND number = ? AND answer IS NOT NULL AND NOT own",
            rating,
            conversation,
            number,
        )

    def list_rated(self) -> Iterator[tuple[str, tuple[Exchange, ...]]]:
        """Yield the exchanges up to each rated answer, behind the id of their conversation."""
        for conversation in self.list_all():
            try:
                exchanges = self.list_exchanges(conversation.id)
            except NoSuchConversation:  # it was deleted just now
                continue
            for i, exchange in enumerate(exchanges):
                if exchange.rating:
                    yield conversation.id, exchanges[: i + 1]

    def count_rated(self) -> int:
        """Return how many answers are rated."""
        with self._connections.reading() as connection:
            return int(connection.execute("SELECT count(*) FROM exchanges WHERE rating != 0").fetchone()[0])

    def get_preference(self, name: str, default: str) -> str:
        """Return the person's choice of that name, or a default."""
        with self._connections.reading() as connection:
            row = connection.execute("SELECT value FROM preferences WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else default

    def prefer(self, name: str, value: str) -> None:
        """Keep the person's choice of a name."""
        with self._connections.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO preferences VALUES (?, ?)", (name, value))

    def _add(self, conversation: str, question: str, filters: Filters, answer: Answer | None) -> Exchange:
        kept = answer and seal(pack_answer(answer))
        with self._connections.writing() as connection:
            # No number is given twice: a late answer to a withdrawn question must not become that to the next.
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
                (conversation, number, question, write_filters(filters), kept, answer is not None),
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


def _quotes(answer: str, article_id: str) -> bool:
    """Say whether a kept answer quotes an article; one that is damaged quotes nothing."""
    try:
        return any(citation["article_id"] == article_id for citation in unseal(answer)["quotes"])
    except (DamagedKeeping, KeyError, TypeError):
        return False


def _make_name(question: str) -> str:
    """Return a name made of a question: one line that ends with a whole word."""
    line = " ".join(strip_turning(question).split())
    return line if len(line) <= LONGEST_NAME else f"{line[:LONGEST_NAME].rsplit(' ', 1)[0]}…"


def _read_clock() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
