"""Baskets, in an SQLite file: the quotes of each, in their order, with the person's notes."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from corpus import normalise, strip_turning
from index import Connections, Library
from index.folder import BASKETS
from qa.answer import Citation
from qa.conversations.saving import pack_citation, recall_citation, seal, unseal
from qa.errors import BasketError, DamagedKeeping, NoSuchQuote

FILE_NAME = BASKETS
# The basket that serves where none is named.
STANDARD = "basket"
LONGEST_NAME = 80
LONGEST_NOTE = 10_000
_VERSION = 1
_SCHEMA = """
CREATE TABLE quotes (
    id INTEGER PRIMARY KEY AUTOINCREMENT, basket TEXT NOT NULL, place INTEGER NOT NULL,
    article_id TEXT NOT NULL, text TEXT NOT NULL, citation TEXT NOT NULL, asked TEXT NOT NULL, note TEXT NOT NULL
)
"""
_FIELDS = "id, citation, asked, note"


@dataclass(frozen=True, slots=True)
class KeptQuote:
    """A quote in a basket. Its `id` stays, the number of its citation is its place in the basket, from 1.

    `asked` is the question that it answers, empty for a quote that the person picked.
    """

    id: int
    citation: Citation
    asked: str
    note: str


def connect(folder: Path) -> Connections:
    """Return connections to the file in a library's folder; make the file if there is none."""
    connections = Connections(folder / FILE_NAME)
    connections.prepare("baskets", _SCHEMA, _VERSION)
    return connections


class Baskets:
    """The baskets of one library, in a file; several threads and processes may use them."""

    def __init__(self, library: Library, folder: Path | None = None):
        """The file lies in `folder`, by default in that of the library."""
        self._library = library
        self._connections = connect(folder or library.folder)

    def list_names(self) -> list[str]:
        """Return the names of the baskets that hold anything, sorted."""
        return list(self.count_quotes())

    def count_quotes(self) -> dict[str, int]:
        """Return how many quotes each basket holds that holds any, by name, sorted."""
        with self._connections.reading() as connection:
            return dict(connection.execute("SELECT basket, count(*) FROM quotes GROUP BY basket ORDER BY basket"))

    def list_holding(self, article_id: str) -> list[str]:
        """Return the names of the baskets that hold a quote of an article, sorted."""
        query = "SELECT DISTINCT basket FROM quotes WHERE article_id = ?"
        with self._connections.reading() as connection:
            ids = (article_id, *self._library.list_former_ids(article_id))
            return sorted({row[0] for id_ in ids for row in connection.execute(query, (id_,))})

    def list_quotes(self, basket: str = STANDARD) -> tuple[KeptQuote, ...]:
        """Return the quotes in a basket, in order, as the library has them now."""
        with self._connections.reading() as connection, self._library.hold_state():
            rows = connection.execute(
                f"SELECT {_FIELDS} FROM quotes WHERE basket = ? ORDER BY place",  # noqa: S608
                (check_name(basket),),
            ).fetchall()
            return tuple(self._recall_kept(number, *row) for number, row in enumerate(rows, 1))

    def get(self, id_: int) -> KeptQuote:
        """Return a quote, as the library has it now; raise NoSuchQuote."""
        with self._connections.reading() as connection:
            kept = self.list_quotes(self._find_basket(connection, id_))
        return next(quote for quote in kept if quote.id == id_)

    def keep(self, citation: Citation, basket: str = STANDARD, asked: str = "", note: str = "") -> int:
        """Put a quote at the end of a basket and return its id; a quote that is in it already stays where it is."""
        return self.put(citation, basket, asked, note)[0]

    def put(self, citation: Citation, basket: str, asked: str, note: str) -> tuple[int, bool]:
        """Do as `keep` does; return also whether the quote is new in the basket."""
        name, note, asked = check_name(basket), check_note(note), normalise(asked)
        text, packed = citation.text, pack_citation(citation)
        saved, place = seal(packed), _find_place(recall_citation({**packed, "number": 0}, self._library.article))
        with self._connections.writing() as connection:
            # An article may hold the same letters twice, and have become one with another since a quote was kept.
            same = connection.execute(
                "SELECT id, citation FROM quotes WHERE basket = ? AND text = ?",
                (name, text),
            )
            for id_, there in same.fetchall():
                if _find_place(self._recall(0, there)) == place:
                    return int(id_), False
            added = connection.execute(
                "INSERT INTO quotes (basket, place, article_id, text, citation, asked, note) "
                "SELECT ?, coalesce(max(place), 0) + 1, ?, ?, ?, ?, ? FROM quotes WHERE basket = ?",
                (name, citation.article.id, text, saved, asked, note, name),
            )
            return int(added.lastrowid or 0), True

    def note(self, id_: int, note: str) -> None:
        """Replace the note on a quote; raise NoSuchQuote, or BasketError for a note that is too long."""
        self._change("UPDATE quotes SET note = ? WHERE id = ?", check_note(note), id_)

    def move(self, id_: int, number: int) -> None:
        """Move a quote to another place of its basket, from 1, at most to its end; raise NoSuchQuote."""
        with self._connections.writing() as connection:
            basket = self._find_basket(connection, id_)
            rows = connection.execute(
                "SELECT id FROM quotes WHERE basket = ? AND id != ? ORDER BY place", (basket, id_)
            )
            order = [row[0] for row in rows.fetchall()]
            order.insert(max(0, number - 1), id_)
            connection.executemany(
                "UPDATE quotes SET place = ? WHERE id = ?", [(i, row_id) for i, row_id in enumerate(order, 1)]
            )

    def drop(self, id_: int) -> None:
        """Take a quote out of its basket; raise NoSuchQuote."""
        self._change("DELETE FROM quotes WHERE id = ?", id_)

    def _recall_kept(self, number: int, id_: int, citation: str, asked: str, note: str) -> KeptQuote:
        return KeptQuote(id_, self._recall(number, citation), asked, note)

    def _recall(self, number: int, citation: str) -> Citation:
        try:
            return recall_citation({**unseal(citation), "number": number}, self._library.article)
        except DamagedKeeping as error:
            raise BasketError("a quote in the basket is damaged: run `pullquote doctor` to take it out") from error

    def _find_basket(self, connection: sqlite3.Connection, id_: int) -> str:
        row = connection.execute("SELECT basket FROM quotes WHERE id = ?", (id_,)).fetchone()
        if row is None:
            raise NoSuchQuote(_GONE)
        return str(row[0])

    def _change(self, statement: str, *values: str | int) -> None:
        with self._connections.writing() as connection:
            if not connection.execute(statement, values).rowcount:
                raise NoSuchQuote(_GONE)


def _find_place(citation: Citation) -> tuple[str, int]:
    return citation.article.id, citation.quote.start


_GONE = "that quote is not in the basket any more: list the basket to see what is"


def check_name(name: str) -> str:
    """Return the name of a basket as it is kept; raise BasketError for one that is empty or too long."""
    named = " ".join(strip_turning(normalise(name)).split())
    if not named or len(named) > LONGEST_NAME:
        raise BasketError(f"a basket's name has 1 to {LONGEST_NAME} characters: choose another")
    return named


def check_note(note: str) -> str:
    """Return a note as it is kept; raise BasketError for one that is too long."""
    noted = normalise(note).strip()
    if len(noted) > LONGEST_NOTE:
        raise BasketError(f"a note has at most {LONGEST_NOTE:,} characters: shorten it")
    return noted
