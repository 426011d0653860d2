"""Adding the items of a library at Zotero: what is new or has changed since, one item after the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from corpus import Article, AttachedFile, Loader, Problem, UnreadableSource, ZoteroFailed, identify_readers
from corpus.zotero.zotero_api import Collection, ZoteroApi
from corpus.zotero.zotero_files import ZoteroFiles
from corpus.zotero.zotero_items import Attachment, Work, make_works
from index import Change, Library
from index.scratch import make_temporary
from index.tags import normalise_tag
from index.zotero_state import ItemOutcome, ZoteroState, refuse_many
from qa.adding import Progress, Tally

_NAMED = 5


class Gone(NamedTuple):
    """An article whose item is no longer among those that are followed."""

    uri: str
    article_id: str


@dataclass(slots=True)
class Followed:
    """What is followed of a library, by the name of `scope`: how many items, and how many have no file with their text.

    Of `articles` that were added from it, those in `gone` have lost their items.
    """

    scope: str
    items: int
    without_text: int = 0
    articles: int = 0
    gone: list[Gone] = field(default_factory=list)


class ZoteroAdding:
    """Adds the items of a library at Zotero to one library, and counts them in `tally`; see `Adding`."""

    def __init__(
        self,
        library: Library,
        progress: Progress,
        tally: Tally,
        api: ZoteroApi,
        files: ZoteroFiles,
        *,
        tags: Sequence[str] = (),
    ):
        self._library = library
        self._progress = progress
        self._tally = tally
        self._api = api
        self._files = files
        self._tags = [normalise_tag(tag) for tag in tags]
        self._met: list[str] = []  # ids of the articles that are there, new or not
        self._state = ZoteroState(library.database, api.name)

    def add(self, collection: str | None = None) -> Followed:
        """Add the articles of items that are new or have changed, each stored before the next is read.

        With a collection, named or by its key, only those in it and in the collections within it. Returns what is
        followed; raises ZoteroFailed, after which the next run goes on where this one stopped.
        """
        chosen = find_collection(self._api.list_collections(), collection) if collection else None
        works = make_works(self._bring_records())
        if chosen:
            works = [work for work in works if work.collections & chosen.within]
        scope = f"{self._api.name}/collections/{chosen.key}" if chosen else self._api.name
        followed = Followed(scope, len(works))
        try:
            with Loader() as loader, make_temporary() as scratch:
                for work in works:
                    if work.attachments:
                        self._progress.begin(work.title or work.attachments[0].name, None)
                        self._add_work(work, scope, loader, scratch.path / "file")
                    else:
                        followed.without_text += 1
        finally:
            for tag in self._tags if self._met else ():
                self._library.tag(self._met, tag)
        there = {work.uri for work in works}
        known = self._state.list_followed(scope)
        followed.articles = len(known)
        followed.gone = [Gone(uri, article_id) for uri, article_id in known.items() if uri not in there]
        return followed

    def remove(self, followed: Followed, *, force: bool = False) -> None:
        """Remove the articles whose items are gone; raise LibraryError if they are too many, see `refuse_many`."""
        if not force:
            refuse_many(len(followed.gone), followed.articles)
        for uri, article_id in followed.gone:
            if self._state.forget(followed.scope, uri):
                self._library.discard(article_id)
                self._tally.removed += 1

    def _bring_records(self) -> dict[str, Any]:
        """Return the library's records as they are now; only what has changed is asked for, if versions tell that."""
        records, version = self._state.read_records()
        changes = self._api.list_changes(None if self._api.is_local else version, frozenset(records))
        if changes is None:
            return records
        self._state.save_records(changes.records, changes.keys, changes.version)
        return {key: record for key, record in {**records, **changes.records}.items() if key in changes.keys}

    def _add_work(self, work: Work, scope: str, loader: Loader, place: Path) -> None:
        """Add the article of an item, unless it is there as the item and its files are now."""
        stamp = "\n".join([work.digest, identify_readers(), *map(self._files.mark, work.attachments)])
        known = self._state.recall(scope, work.uri)
        if known and known.stamp == stamp:
            now = known._replace(scope=scope)
            self._tally.changes[Change.UNCHANGED] += known.article_id is not None
            if known.problem:
                self._tell(Problem(_name_work(work), known.problem))
        else:
            article_id, problem = self._read_work(work, known and known.article_id, loader, place)
            # What may be read better later has no stamp, so that it is tried again.
            is_settled = problem is None or not problem.passing
            now = ItemOutcome(scope, stamp if is_settled else "", article_id, problem.message if problem else None)
        if now != known:
            self._state.remember(work.uri, now)
        if now.article_id:
            self._met.append(now.article_id)

    def _read_work(
        self, work: Work, kept: str | None, loader: Loader, place: Path
    ) -> tuple[str | None, Problem | None]:
        """Read the first of an item's files that can be read; return the id of its article, and what could not be read.

        The article that is `kept` stays if none can be read, and if a file cannot be had just now that comes first.
        """
        problems, articles = list[Problem](), list[Article]()
        for attachment in work.attachments:
            read = self._read_file(work, attachment, loader, place)
            articles = [item for item in read if isinstance(item, Article)]
            told = [item for item in read if isinstance(item, Problem)]
            problems += [problem for problem in told if not problem.kept]
            if articles:
                kept = self._store(articles, told)
            if articles or (kept and _may_pass(problems)):
                break
        if not problems or (articles and not _may_pass(problems)):
            return kept, None
        together = "; ".join(problem.message for problem in problems)
        problem = Problem(_name_work(work), together, passing=_may_pass(problems))
        self._tell(problem)
        return kept, problem

    def _store(self, articles: Sequence[Article], remarks: Sequence[Problem]) -> str:
        """Store the one article of a file; return its id."""
        for remark in remarks:
            self._tell(remark)
        [outcome] = self._library.add(articles, self._progress.advance)
        self._tally.note(outcome)
        return outcome.article.id

    def _read_file(self, work: Work, attachment: Attachment, loader: Loader, place: Path) -> list[Article | Problem]:
        name = _name_work(work)
        address = attachment.url or work.source.url or ""
        file = AttachedFile(attachment.name, name, work.title, work.source, address, attachment.charset)
        try:
            path = self._files.provide(attachment, place)
            return list(loader.load_attached(path, file, self._progress.note_part))
        except (UnreadableSource, OSError) as error:
            return [Problem(name, f"{attachment.name}: {error}", passing=True)]
        finally:
            place.unlink(missing_ok=True)

    def _tell(self, problem: Problem) -> None:
        self._tally.failed += not problem.kept
        self._progress.tell(problem)


class Chosen(NamedTuple):
    """A collection that was chosen: its key, and the keys of all within it, its own among them."""

    key: str
    within: frozenset[str]


def find_collection(collections: Iterable[Collection], wanted: str) -> Chosen:
    """Return the collection of a key or a name; raise ZoteroFailed, which names the nearest, if there is none."""
    every = list(collections)
    meant = [each for each in every if each.key == wanted] or [
        each for each in every if each.name.casefold() == wanted.strip().casefold()
    ]
    if not meant:
        raise ZoteroFailed(_explain_unknown(wanted, [each.name for each in every]))
    if len(meant) > 1:
        keys = ", ".join(each.key for each in meant)
        raise ZoteroFailed(f"{len(meant)} collections are called {wanted!r}: name one by its key, {keys}")
    within = {meant[0].key}
    while inner := {each.key for each in every if each.parent in within} - within:
        within |= inner
    return Chosen(meant[0].key, frozenset(within))


def _explain_unknown(wanted: str, names: list[str]) -> str:
    if not names:
        return f"there is no collection {wanted!r}, and no other: leave --collection out to add the whole library"
    folded = {name.casefold(): name for name in names}
    near = [folded[name] for name in get_close_matches(wanted.casefold(), folded, _NAMED, 0.5)] or names[:_NAMED]
    listed = " or ".join(map(repr, near))
    return f"there is no collection {wanted!r}: name another, such as {listed}"


def _may_pass(problems: Iterable[Problem]) -> bool:
    """Say whether another try may read what could not be read."""
    return any(problem.passing for problem in problems)


def _name_work(work: Work) -> str:
    """Return how an item is called where something is told of it: by its title and its key."""
    key = work.uri.rpartition("/")[2]
    return f"{work.title} ({key})" if work.title else key
