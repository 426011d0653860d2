"""Tags: names that a person gives to articles, to find and ask several of them together."""

import json
from collections.abc import Iterable

from corpus import strip_turning
from corpus.formats.extract import join_lines
from corpus.web.named_links import LONGEST_TAG
from index.engine import Connection
from index.errors import LibraryError

# The first tag makes the table: libraries of an earlier version have none.
_TABLE = "CREATE TABLE IF NOT EXISTS tags (article_id TEXT NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (article_id, tag))"
_NAMED = 10


def normalise_tag(written: str) -> str:
    """Return a tag as one line of normal text; raise LibraryError if it is empty or too long."""
    if not (tag := join_lines(strip_turning(written))):
        raise LibraryError("a tag needs a name: write one")
    if len(tag) > LONGEST_TAG:
        raise LibraryError(f"a tag has at most {LONGEST_TAG} characters: choose a shorter name")
    return tag


def keep(connection: Connection, article_ids: Iterable[str], tag: str) -> None:
    """Give a tag to articles."""
    connection.make_table(_TABLE)
    connection.executemany(
        "INSERT INTO tags VALUES (?, ?) ON CONFLICT DO NOTHING", ((each, tag) for each in article_ids)
    )


def take_off(connection: Connection, article_ids: Iterable[str], tag: str) -> None:
    """Take a tag off articles."""
    if connection.has_table("tags"):
        condition = f"tag = ? AND article_id IN ({connection.names})"
        connection.execute(f"DELETE FROM tags WHERE {condition}", (tag, json.dumps(list(article_ids))))  # noqa: S608


def forget(connection: Connection, article_id: str) -> None:
    """Remove all tags of an article that is removed."""
    if connection.has_table("tags"):
        connection.execute("DELETE FROM tags WHERE article_id = ?", (article_id,))


def find(connection: Connection, article_id: str) -> tuple[str, ...]:
    """Return the tags of an article, in order."""
    if not connection.has_table("tags"):
        return ()
    rows = connection.execute("SELECT tag FROM tags WHERE article_id = ? ORDER BY tag", (article_id,))
    return tuple(row[0] for row in rows)


def map_to_articles(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Return by article its tags, in order; articles without tags are left out."""
    tagged: dict[str, tuple[str, ...]] = {}
    if connection.has_table("tags"):
        for article_id, tag in connection.execute("SELECT article_id, tag FROM tags ORDER BY tag"):
            tagged[article_id] = (*tagged.get(article_id, ()), tag)
    return tagged


def list_all(connection: Connection) -> list[str]:
    """Return the tags that articles have, in order."""
    if not connection.has_table("tags"):
        return []
    return sorted((row[0] for row in connection.execute("SELECT DISTINCT tag FROM tags")), key=str.casefold)


def spell(known: Iterable[str], written: str) -> str | None:
    """Return the known tag that differs from what was written in case at most, None if there is none."""
    folded = join_lines(written).casefold()
    return next((tag for tag in known if tag.casefold() == folded), None)


def explain_no_such(written: str, known: list[str]) -> LibraryError:
    """Return the error that no article has a tag."""
    named = ", ".join(known[:_NAMED]) + (", …" if len(known) > _NAMED else "")
    there = f"the tags are {named}" if known else "give one on the Library tab, or with `pullquote tag`"
    return LibraryError(f"no article has the tag {written[:LONGEST_TAG]!r}: {there}")
