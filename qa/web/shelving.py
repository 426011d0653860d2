"""Shelving on the page: files become articles of the library, articles are listed and removed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import Article, Problem, PullquoteError, load_upload
from index import Change, Entry, Library
from qa.web import html
from qa.web.settings import WebSettings


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent: where it lies for now, and the name it was sent under."""

    path: Path
    name: str


class Shelf:
    """The library behind the page's rules."""

    def __init__(self, library: Library, settings: WebSettings):
        self._library = library
        self._settings = settings

    def listed(self, wanted: object) -> str:
        """Return the list of the articles in which `wanted` stands, in title, authors or publisher."""
        needle = wanted.strip()[: self._settings.longest_filter] if isinstance(wanted, str) else ""
        found = [entry for entry in self._library.entries() if _holds(entry, needle.casefold())]
        return html.shelf(found[: self._settings.most_rows], len(found), needle)

    def publishers(self) -> list[str]:
        """Return the publishers of the library's articles, in order."""
        return sorted({entry.source.publisher for entry in self._library.entries() if entry.source.publisher})

    def add(self, uploads: Sequence[Upload]) -> Iterator[str]:
        """Add what the files hold, then delete them; yield a line on how it goes, and at last what came of it."""
        added, problems = list[str](), list[Problem]()
        for done, upload in enumerate(uploads):
            label = f"Reading {done + 1} of {len(uploads)}: {upload.name}"
            yield html.progress(label, done, len(uploads))
            articles = _articles(load_upload(upload.path, upload.name), problems)
            try:
                for outcome in self._library.add(articles):
                    added += [outcome.article.title] if outcome.change is not Change.UNCHANGED else []
                    yield html.progress(f"{label} ({len(added):,} added)", done, len(uploads))
            except PullquoteError as error:
                problems.append(Problem(upload.name, str(error)))
            upload.path.unlink(missing_ok=True)
        yield html.report(_came_of(added), problems)

    def remove(self, article_id: object) -> str:
        """Remove an article; return a line on it."""
        title = next((entry.title for entry in self._library.entries() if entry.id == article_id), None)
        if title is None or not isinstance(article_id, str):
            return html.report("That article is no longer in the library.")
        try:
            self._library.remove(article_id)
        except PullquoteError as error:
            return html.report("", [Problem(title, str(error))])
        return html.report(f"Removed “{title}”.")


def _articles(loaded: Iterable[Article | Problem], problems: list[Problem]) -> Iterator[Article]:
    """Yield the articles among what was loaded, and keep the problems."""
    for item in loaded:
        if isinstance(item, Problem):
            problems.append(item)
        else:
            yield item


def _came_of(added: Sequence[str]) -> str:
    if not added:
        return "Nothing new was added."
    return f"Added “{added[0]}”." if len(added) == 1 else f"Added {len(added):,} articles."


def _holds(entry: Entry, needle: str) -> bool:
    fields = (entry.title, *entry.source.authors, entry.source.publisher or "")
    return any(needle in field.casefold() for field in fields)
