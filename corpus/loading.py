"""Loading: files and folders become articles, and whatever cannot becomes a Problem that says why."""

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from corpus.article import Article
from corpus.errors import CorpusError, InvalidArticle, UnreadableSource
from corpus.formats.draft import Draft, one_line, shorten
from corpus.formats.fields import LONGEST_FIELD, is_home_page
from corpus.normal import normalise

# Bytes of a file that holds one article, and characters of its text: more is no article but an archive.
LARGEST_FILE = 2**28
LONGEST_TEXT = 10_000_000
# Problems of one file that are told one by one; a file of another kind has one in every line.
_MOST_PROBLEMS = 50
SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".jsonl"})


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read, or not wholly: `where` is a path, or `path:line`; `message` is one sentence."""

    where: str
    message: str
    kept: bool = False  # the article was read all the same, without what the message names

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


def find_sources(paths: Iterable[Path]) -> Iterator[Path | Problem]:
    """Yield each file that can be loaded, once: the paths that are files, and what the folders hold."""
    seen: set[Path] = set()
    for source in (source for path in paths for source in _find_at(path)):
        if isinstance(source, Problem):
            yield source
        elif (real := source.resolve()) not in seen:
            seen.add(real)
            yield source


def _find_at(path: Path) -> Iterator[Path | Problem]:
    try:
        if path.is_dir():
            yield from _walk_folder(path)
        elif path.is_file():
            yield path
        else:
            yield Problem(show_path(path), "there is no such file or folder; check the path")
    except OSError as error:
        yield Problem(show_path(path), f"it cannot be read ({error.strerror}); check who may read it")


def _walk_folder(folder: Path) -> Iterator[Path | Problem]:
    waiting, entered, empty = [folder], set[Path](), True
    while waiting:
        path = waiting.pop()
        try:
            if path.is_dir():
                # A link may lead back to a folder above it.
                if (real := path.resolve()) not in entered:
                    entered.add(real)
                    waiting += sorted((child for child in path.iterdir() if child.name[0] != "."), reverse=True)
            elif path.suffix.lower() in SUFFIXES and path.is_file():
                empty = False
                yield path
        except OSError as error:
            empty = False
            yield Problem(show_path(path), f"it cannot be read ({error.strerror}); check who may read it")
    if empty:
        yield Problem(
            show_path(folder), f"the folder holds no file to read; these are read: {' '.join(sorted(SUFFIXES))}"
        )


def load(path: Path) -> Iterator[Article | Problem]:
    """Yield the articles in a file, and a Problem for whatever in it cannot be read."""
    place = show_path(path.resolve() if path.is_file() else path.absolute())
    yield from _load_with_few_problems(path, _Origin(path.name, place, show_path(path)))


def load_upload(path: Path, name: str) -> Iterator[Article | Problem]:
    """Load a file that was sent under `name` and lies at the temporary `path`."""
    bare = show_path(name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]) or "upload"
    yield from _load_with_few_problems(path, _Origin(bare, bare, bare, uploaded=True))


def load_text(text: str, title: str = "") -> Article:
    """Make an article of a text that was pasted; without a title it gets one out of its first words.

    Raises CorpusError if it cannot be an article.
    """
    from corpus.formats.plain import read_plain

    text = normalise(text).removeprefix("\ufeff")
    if not text.strip():
        raise UnreadableSource("there is no text: paste one first")
    draft = read_plain(text.encode(), "")
    named = replace(draft, title=one_line(title) or draft.title)
    # The text alone tells it from others: two texts may well be given one title.
    return make_article(named, f"text:{draft.text}", named.title)


class _Origin(NamedTuple):
    """Where a file comes from: its name, the path that its articles keep, and how a Problem names it."""

    name: str
    path: str
    shown: str
    uploaded: bool = False

    def identify(self, draft: Draft) -> tuple[str, str]:
        """Return what tells a draft from all others, and a name for it."""
        url, stem = draft.source.url, PurePosixPath(self.name).stem
        if url and not is_home_page(url):
            return url, PurePosixPath(unquote(urlsplit(url).path)).stem or urlsplit(url).query
        # The name alone would let two different uploads replace one another.
        return (f"upload:{self.path}\n{draft.title}" if self.uploaded else self.path), stem


def make_article(draft: Draft, key: str, name: str) -> Article:
    """Give a draft the id that is stable for its source: its own, or one made of `identify` and a readable `name`.

    Raises InvalidArticle if the draft's own id is not one line of plain text, or its text is too long.
    """
    if len(draft.text) > LONGEST_TEXT:
        raise InvalidArticle(
            f"its text has {len(draft.text):,} characters: save it in parts of at most {LONGEST_TEXT:,}"
        )
    if draft.id and len(draft.id) > LONGEST_FIELD:
        raise InvalidArticle(f"its id has {len(draft.id):,} characters: give it one of at most {LONGEST_FIELD:,}")
    ascii_name = unicodedata.normalize("NFKD", name[:LONGEST_FIELD]).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_name)[:40].strip("-") or "article"
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return Article(
        id=draft.id or f"{slug}-{digest}",
        title=shorten(draft.title, LONGEST_FIELD),
        text=draft.text,
        source=draft.source,
        headings=draft.headings,
        pages=draft.pages,
    )


def _load_with_few_problems(path: Path, origin: _Origin) -> Iterator[Article | Problem]:
    """Yield what is in a file; of its problems the first ones, and how many others there are."""
    told = untold = 0
    for found in _load_all(path, origin):
        if not isinstance(found, Problem) or told < _MOST_PROBLEMS:
            told += isinstance(found, Problem)
            yield found
        else:
            untold += 1
    if untold:
        yield Problem(origin.shown, f"{untold:,} more problems like these were found: mend those that are told first")


def _load_all(path: Path, origin: _Origin) -> Iterator[Article | Problem]:
    for line, draft in _read_extracts(path, origin.name):
        where = f"{origin.shown}:{line}" if line else origin.shown
        if isinstance(draft, CorpusError):
            yield Problem(where, str(draft))
            continue
        placed = replace(draft, source=replace(draft.source, path=origin.path))
        try:
            article = make_article(placed, *origin.identify(draft))
        except CorpusError as error:
            yield Problem(where, str(error))
            continue
        yield from (Problem(where, remark, kept=True) for remark in draft.remarks)
        yield article


def _read_extracts(path: Path, name: str) -> Iterator[tuple[int | None, Draft | CorpusError]]:
    """Yield what the file at `path` holds, and the line where it has one; the suffix of `name` tells the format."""
    try:
        if not path.is_file():
            raise UnreadableSource("there is no such file; check the path")
        if name.lower().endswith(".jsonl"):
            from corpus.formats.jsonl import read_jsonl, read_lines

            with path.open("rb") as file:
                yield from read_jsonl(read_lines(file))
        else:
            yield None, _read_whole(read_bounded(path, LARGEST_FILE), name)
    except OSError as error:
        yield None, UnreadableSource(f"the file cannot be read ({error.strerror}); check who may read it")
    except CorpusError as error:
        yield None, error


def read_bounded(path: Path, most: int) -> bytes:
    """Return what a file holds; raise OSError, or UnreadableSource if that is more than `most` bytes."""
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise UnreadableSource(f"the file is larger than {most / 2**20:g} MB: save it in parts")
    return data


def _read_whole(data: bytes, name: str) -> Draft:
    """Read a file that holds one article; the readers are imported here, for some of them are heavy."""
    stem = PurePosixPath(name).stem
    match PurePosixPath(name).suffix.lower():
        case ".md" | ".markdown":
            from corpus.formats.markdown import read_markdown

            return read_markdown(data, stem)
        case ".html" | ".htm" | ".xhtml":
            from corpus.formats.html import read_html

            return read_html(data, stem)
        case ".pdf":
            from corpus.formats.pdf import read_pdf

            return read_pdf(data, stem)
        case suffix:
            if suffix not in SUFFIXES and data.startswith(b"%PDF-"):
                return _read_whole(data, f"{stem}.pdf")
            from corpus.formats.plain import read_plain

            return read_plain(data, stem)


def show_path(path: Path | str) -> str:
    """Return a path as text that can be stored: a name need not be UTF-8 to the file system."""
    return os.fsencode(path).decode("utf-8", "replace")
