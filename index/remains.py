"""Remains: what can be read of a damaged library, by the ids of its articles."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.formats.fields import parse_doi
from index.errors import LibraryError
from index.pages import Record, Value, read_records
from index.passage_store import Row
from index.seals import Seal
from index.troubles import explain_os

# The types of a table's columns: a row is known by them when no tree leads to it any more.
Shape = tuple[type | tuple[type, ...], ...]
_NONE = type(None)
_MAYBE = (str, _NONE)
ARTICLES: Shape = (str, str, str, str, *(_MAYBE,) * 3, str, *(_MAYBE,) * 3, str, str, int, str)
PASSAGES: Shape = (_NONE, str, int, int, str, bytes)
_SEALS: Shape = (str, bytes, bytes)
_CORRECTIONS: Shape = (str, str, _MAYBE, _MAYBE, str, _MAYBE)
# A tag or a DOI. Only a tag stands, as a whole, in an index, too.
_PAIR: Shape = (str, str)
_TAG_INDEXED: Shape = (str, str, int)
_READINGS: Shape = (str, str, _MAYBE)
_MANIFEST: Shape = (str, str)
# A row of an index on articles, which names an id, or of one on files, which names a path.
_NAMED: Shape = (str, int)
_MANIFEST_KEYS = ("model", "fingerprint", "schema", "generation")
# A row of the word index that has the shape of _NAMED, but says the index's version.
_FORMAT_OF_WORDS = ("version", 4)


@dataclass(slots=True)
class Remains:
    """The rows of a library that could be read, by the ids of articles."""

    rows: dict[str, list[tuple[Value, ...]]] = field(default_factory=lambda: defaultdict(list))
    passages: dict[str, dict[int, Row]] = field(default_factory=lambda: defaultdict(dict))
    seals: dict[str, Seal] = field(default_factory=dict)
    corrections: dict[str, tuple[Value, ...]] = field(default_factory=dict)
    tags: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    dois: dict[str, str] = field(default_factory=dict)
    readings: dict[str, tuple[Value, ...]] = field(default_factory=dict)
    # Which articles became one with another, and where their files are: other rows of two texts are among them.
    merged: dict[str, str] = field(default_factory=dict)
    merged_files: dict[str, str] = field(default_factory=dict)
    manifest: dict[str, str] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)  # ids that stand in an index
    titles: dict[str, str] = field(default_factory=dict)  # of articles that have lost their ends

    @property
    def lost_ids(self) -> list[str]:
        """The ids of the articles that the library held, but whose rows could not be read, in order."""
        return sorted((self.named | set(self.passages) | set(self.seals) | set(self.titles)) - set(self.rows))

    def describe(self, article_id: str) -> str:
        """Return an article's title, if it is known, and its id."""
        titles = [str(row[1]) for row in self.rows.get(article_id, ())] + [self.titles.get(article_id, "")]
        return f"“{titles[0]}” ({article_id})" if titles[0] else article_id

    def note(self, rowid: int, values: tuple[Value, ...]) -> None:
        """Take in a whole row of a table."""
        if has_shape(values, ARTICLES):
            self.rows[str(values[0])].append(values)
        elif has_shape(values, PASSAGES):
            _, article_id, *row = values
            self.passages[str(article_id)][rowid] = Row(*row)  # type: ignore[arg-type]
        elif has_shape(values, _SEALS):
            article_id, row_seal, passages_seal = values
            self.seals[str(article_id)] = (row_seal, passages_seal)  # type: ignore[assignment]
        elif has_shape(values, _CORRECTIONS):
            self.corrections[str(values[0])] = values
        elif has_shape(values, _READINGS):
            self.readings[str(values[0])] = values[1:]
        elif has_shape(values, _PAIR):
            article_id, written = map(str, values)
            if written.startswith("10.") and parse_doi(written):
                self.dois[article_id] = written
            else:
                self.tags[article_id].add(written)

    def note_without_id(self, values: tuple[Value, ...]) -> None:
        """Take in a row of the manifest or of an index."""
        if has_shape(values, _MANIFEST) and values[0] in _MANIFEST_KEYS:
            self.manifest[str(values[0])] = str(values[1])
        elif has_shape(values, _PAIR):
            former, other = map(str, values)
            (self.merged_files if Path(other).is_absolute() else self.merged)[former] = other
        elif has_shape(values, _TAG_INDEXED):
            self.tags[str(values[0])].add(str(values[1]))
        elif has_shape(values, _NAMED) and values != _FORMAT_OF_WORDS and not Path(str(values[0])).is_absolute():
            self.named.add(str(values[0]))

    def find_doi(self, article_id: str) -> str | None:
        """Return the DOI of an article, if it has one; a tag that reads like one is none."""
        doi = self.dois.get(article_id)
        return None if doi in self.tags.get(article_id, ()) else doi


def read_remains(path: Path) -> Remains:
    """Read what can be read of a library's file; raise LibraryError if the file cannot be opened."""
    remains = Remains()
    for record in salvage_records(path):
        if record.rowid is None:
            remains.note_without_id(record.values)
        elif record.whole:
            remains.note(record.rowid, record.values)
        elif has_shape(record.values[:2], (str, str)):  # an article without the end of its text
            article_id, title = map(str, record.values[:2])
            remains.titles[article_id] = title
    return remains


def salvage_records(path: Path) -> Iterator[Record]:
    """Yield the rows of a SQLite file that can be read; raise LibraryError if the file cannot be opened."""
    try:
        yield from read_records(path)
    except OSError as error:
        raise LibraryError(explain_os(error, path, "read")) from error


def has_shape(values: Sequence[Value], shape: Shape) -> bool:
    """Say whether a row has the columns of a table."""
    return len(values) == len(shape) and all(map(isinstance, values, shape))
