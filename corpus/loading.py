"""Loading: a file becomes articles, and whatever in it cannot becomes a Problem that says why."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from corpus.article import Article, Source
from corpus.errors import CorpusError, InvalidArticle, UnreadableSource
from corpus.folding import fold_accents
from corpus.formats.extract import Extract, close_up, join_lines, shorten, tell_of
from corpus.formats.fields import LONGEST_FIELD, is_doi, is_home_page
from corpus.normal import normalise, strip_turning
from corpus.problem import Problem, show_path
from corpus.progress import Tell, keep_silent
from corpus.reading import Found, read_attached, read_file, read_page
from corpus.web.web_addresses import choose_article_address

# Characters of an article's text: anything longer is an archive.
LONGEST_TEXT = 10_000_000
# The first problems of a file are reported one by one; a file of another kind has one in every line.
_MOST_PROBLEMS = 50
# Of problems in the same words, these.
_MOST_ALIKE = 5


def load(path: Path) -> Iterator[Article | Problem]:
    """Yield the articles in a file, and a Problem for whatever in it cannot be read."""
    return (item for item in load_in_steps(path) if item is not None)


def load_in_steps(path: Path, tell: Tell = keep_silent) -> Iterator[Article | Problem | None]:
    """Load a file; yield None, too, each time a part of what takes long is done, and tell how far a long one is."""
    place = show_path(path.resolve() if path.is_file() else path.absolute())
    yield from _load_with_few_problems(
        read_file(path, path.name, tell=tell), _Origin(path.name, place, show_path(path))
    )


def load_upload_in_steps(path: Path, name: str, tell: Tell = keep_silent) -> Iterator[Article | Problem | None]:
    """Load a file that was sent under `name` and lies at the temporary `path`, in the steps of `load_in_steps`."""
    bare = show_path(name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]) or "upload"
    origin = _Origin(bare, bare, bare, uploaded=True)
    yield from _load_with_few_problems(read_file(path, bare, uploaded=True, tell=tell), origin)


def load_page_in_steps(
    path: Path, name: str, address: str, charset: str | None, day: str, tell: Tell = keep_silent
) -> Iterator[Article | Problem | None]:
    """Load a page, see `Page`, whose bytes lie at the temporary `path`, in the steps of `load_in_steps`."""
    founds = read_page(path, name, address, charset, tell)
    yield from _load_with_few_problems(founds, _PageOrigin(address, day))


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """The file of an item of Zotero: its name, how a Problem names the item, and what Zotero knows of that.

    `address` is where a page was saved, empty if that is not known; `source.zotero` names the item.
    """

    name: str
    shown: str
    title: str
    source: Source
    address: str = ""
    charset: str | None = None

    @classmethod
    def decode(cls, record: dict[str, Any]) -> "AttachedFile":
        """Return the file that `asdict` made a record of."""
        source = record["source"]
        return cls(**{**record, "source": Source(**{**source, "authors": tuple(source["authors"])})})


def load_attached_in_steps(
    path: Path, file: AttachedFile, tell: Tell = keep_silent
) -> Iterator[Article | Problem | None]:
    """Load the file of an item of Zotero, which lies at `path`, in the steps of `load_in_steps`."""
    founds = read_attached(path, file.name, file.address, file.charset, tell)
    yield from _load_with_few_problems(founds, _ItemOrigin(file.shown, file))


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

    def place(self, found: Found, extract: Extract) -> Extract:
        """Return an extract with the path that its article keeps."""
        home = show_path(found.path.resolve()) if found.path else self.path
        return replace(extract, source=replace(extract.source, path=home))

    def identify(self, found: Found, extract: Extract) -> tuple[str, str]:
        """Return a key that nothing else has, and a readable name."""
        if found.path:  # whatever is told of it elsewhere, it is the article that the file alone would be
            return _make_key(show_path(found.path.resolve())), found.path.stem
        url, stem = extract.source.url, PurePosixPath(self.name).stem
        if url and not is_home_page(url) and not is_doi(url):
            return url, _name_address(url)
        # With the name alone, an upload would replace another of the same name.
        key = f"upload:{self.path}\n{extract.title}" if self.uploaded else _make_key(self.path)
        return (f"{key}\n{found.place}" if found.place else key), stem


class _PageOrigin(NamedTuple):
    """Where a page comes from: the address that it was fetched from, and the day."""

    shown: str
    day: str

    def place(self, _: Found, extract: Extract) -> Extract:
        """Return an extract under its address; it names no id of its own, which might be another article's."""
        url = choose_article_address(extract.source.url, self.shown)
        return replace(extract, id=None, source=replace(extract.source, url=url, path=None, accessed=self.day))

    def identify(self, _: Found, extract: Extract) -> tuple[str, str]:
        """Return the article's address, and a readable name."""
        url = extract.source.url or self.shown
        return url, _name_address(url)


class _ItemOrigin(NamedTuple):
    """Where the file of an item comes from: the item goes by its URI, whatever its file is called."""

    shown: str
    file: AttachedFile

    def place(self, _: Found, extract: Extract) -> Extract:
        """Return an extract with what Zotero knows of it; Zotero may move its files, so no path is kept."""
        return tell_of(replace(extract, source=replace(extract.source, path=None)), self.file.title, self.file.source)

    def identify(self, _: Found, extract: Extract) -> tuple[str, str]:
        """Return the item's URI, and its key: its title may change."""
        uri = str(extract.source.zotero)
        return uri, f"zotero-{uri.rpartition('/')[2]}"


_AnyOrigin = _Origin | _PageOrigin | _ItemOrigin


def _name_address(url: str) -> str:
    """Return the readable part of an address."""
    return PurePosixPath(unquote(urlsplit(url).path)).stem or urlsplit(url).query


def make_path_id(path: str) -> str:
    """Return the id of the article that is the only one in a file, and has no id or address of its own."""
    return _make_id(_make_key(path), PurePosixPath(path).stem)


def _make_key(path: str) -> str:
    """Return the key of a path: systems spell its accents in two ways, and mean the same file."""
    return unicodedata.normalize("NFC", path)


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
    return Article(
        id=extract.id or _make_id(key, name),
        title=shorten(close_up(strip_turning(extract.title)), LONGEST_FIELD),
        text=extract.text,
        source=_strip_names(extract.source),
        headings=extract.headings,
        pages=extract.pages,
        seams=extract.seams,
        remark=extract.remark,
    )


def _strip_names(source: Source) -> Source:
    """Return a source whose names are read as what they are."""
    publisher = strip_turning(source.publisher) if source.publisher else None
    return replace(source, publisher=publisher or None, authors=tuple(map(strip_turning, source.authors)))


def _make_id(key: str, name: str) -> str:
    ascii_name = fold_accents(name[:LONGEST_FIELD]).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_name)[:40].strip("-") or "article"
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{slug}-{digest}"


def _load_with_few_problems(founds: Iterator[Found], origin: "_AnyOrigin") -> Iterator[Article | Problem | None]:
    """Yield what is in a file; of its problems the first ones, few of one kind, and the number of the others."""
    reported, unreported = Counter[str](), 0
    for item in _load_all(founds, origin):
        if not isinstance(item, Problem):
            yield item
        elif reported.total() < _MOST_PROBLEMS and reported[item.message] < _MOST_ALIKE:
            reported[item.message] += 1
            yield item
        else:
            unreported += 1
    if unreported:
        message = f"{unreported:,} more problems like these were found: mend those that are told first"
        yield Problem(origin.shown, message)


def _load_all(founds: Iterator[Found], origin: "_AnyOrigin") -> Iterator[Article | Problem | None]:
    for found in founds:
        where, extract = f"{origin.shown}:{found.place}" if found.place else origin.shown, found.extract
        if extract is None:
            yield None
            continue
        if isinstance(extract, CorpusError):
            yield Problem(where, str(extract), found.kept, passing=found.passing)
            continue
        try:
            placed = origin.place(found, extract)
            article = make_article(placed, *origin.identify(found, placed))
        except CorpusError as error:
            yield Problem(where, str(error))
            continue
        remarks = (*extract.remarks, extract.remark) if extract.remark else extract.remarks
        yield from (Problem(where, remark, kept=True) for remark in remarks)
        yield article
