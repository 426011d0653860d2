"""Loading: a file becomes articles, and whatever in it cannot becomes a Problem that says why."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from corpus.article import Article
from corpus.errors import CorpusError, InvalidArticle, UnreadableSource
from corpus.formats.extract import Extract, join_lines, shorten
from corpus.formats.fields import LONGEST_FIELD, is_doi, is_home_page
from corpus.normal import fold_accents, normalise
from corpus.problem import Problem, show_path
from corpus.source_files import SUFFIXES

# Bytes of a file that holds one article, and characters of its text: anything larger is an archive.
LARGEST_FILE = 2**28
LONGEST_TEXT = 10_000_000
# The first problems of a file are reported one by one; a file of another kind has one in every line.
_MOST_PROBLEMS = 50


def load(path: Path) -> Iterator[Article | Problem]:
    """Yield the articles in a file, and a Problem for whatever in it cannot be read."""
    place = show_path(path.resolve() if path.is_file() else path.absolute())
    yield from _load_with_few_problems(path, _Origin(path.name, place, show_path(path)))


def load_upload(path: Path, name: str) -> Iterator[Article | Problem]:
    """Load a file that was sent under `name` and lies at the temporary `path`."""
    bare = show_path(name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]) or "upload"
    yield from _load_with_few_problems(path, _Origin(bare, bare, bare, uploaded=True))


def load_text(text: str, title: str = "") -> Article:
    """Make an article of a pasted text; without a title its first words become the title.

    Raises CorpusError if the text cannot be an article.
    """
    from corpus.formats.plain import read_plain

    text = normalise(text).removeprefix("\ufeff")
    if not text.strip():
        raise UnreadableSource("there is no text: paste one first")
    extract = read_plain(text.encode(), "")
    named = replace(extract, title=join_lines(title) or extract.title)
    # The key is the text alone: two texts may have one title.
    return make_article(named, f"text:{extract.text}", named.title)


class _Origin(NamedTuple):
    """Where a file comes from: its name, the path that its articles keep, and how a Problem names it."""

    name: str
    path: str
    shown: str
    uploaded: bool = False

    def identify(self, extract: Extract) -> tuple[str, str]:
        """Return a key that no other extract has, and a readable name."""
        url, stem = extract.source.url, PurePosixPath(self.name).stem
        if url and not is_home_page(url) and not is_doi(url):
            return url, PurePosixPath(unquote(urlsplit(url).path)).stem or urlsplit(url).query
        # With the name alone, an upload would replace another of the same name.
        return (f"upload:{self.path}\n{extract.title}" if self.uploaded else self.path), stem


def make_article(extract: Extract, key: str, name: str) -> Article:
    """Give an extract an id that is stable for its source: its own, or one made of `key` and a readable `name`.

    Raises InvalidArticle if its own id is not one line of plain text, or its text is too long.
    """
    if len(extract.text) > LONGEST_TEXT:
        raise InvalidArticle(
            f"its text has {len(extract.text):,} characters: save it in parts of at most {LONGEST_TEXT:,}"
        )
    if extract.id and len(extract.id) > LONGEST_FIELD:
        raise InvalidArticle(f"its id has {len(extract.id):,} characters: give it one of at most {LONGEST_FIELD:,}")
    ascii_name = fold_accents(name[:LONGEST_FIELD]).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_name)[:40].strip("-") or "article"
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return Article(
        id=extract.id or f"{slug}-{digest}",
        title=shorten(extract.title, LONGEST_FIELD),
        text=extract.text,
        source=extract.source,
        headings=extract.headings,
        pages=extract.pages,
    )


def _load_with_few_problems(path: Path, origin: _Origin) -> Iterator[Article | Problem]:
    """Yield what is in a file; of its problems the first ones, and the number of the others."""
    reported = unreported = 0
    for item in _load_all(path, origin):
        if not isinstance(item, Problem) or reported < _MOST_PROBLEMS:
            reported += isinstance(item, Problem)
            yield item
        else:
            unreported += 1
    if unreported:
        message = f"{unreported:,} more problems like these were found: mend those that are told first"
        yield Problem(origin.shown, message)


def _load_all(path: Path, origin: _Origin) -> Iterator[Article | Problem]:
    for line, extract in _read_extracts(path, origin.name):
        where = f"{origin.shown}:{line}" if line else origin.shown
        if isinstance(extract, CorpusError):
            yield Problem(where, str(extract))
            continue
        placed = replace(extract, source=replace(extract.source, path=origin.path))
        try:
            article = make_article(placed, *origin.identify(extract))
        except CorpusError as error:
            yield Problem(where, str(error))
            continue
        yield from (Problem(where, remark, kept=True) for remark in extract.remarks)
        yield article


def _read_extracts(path: Path, name: str) -> Iterator[tuple[int | None, Extract | CorpusError]]:
    """Yield what the file at `path` holds, each with its line if it has one; the suffix of `name` tells the format."""
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


def _read_whole(data: bytes, name: str) -> Extract:
    """Read a file that holds one article; each format's reader is imported only when it is needed."""
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
