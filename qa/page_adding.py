"""Adding pages to a library, by their addresses or as they came: one by one, none in the place of a better one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from corpus import Article, FetchFailed, Link, Loader, Page, Problem, Validators, identify_readers
from corpus.web.fetcher import Fetcher
from corpus.web.web_addresses import parse_address
from index import Change, DamagedArticle, Library, NoSuchArticle
from index.raw_pages import RawPage, RawPages
from index.scratch import make_temporary
from index.sketches import are_alike, make_sketch
from index.tags import normalise_tag
from qa.adding import Progress, Tally

# Of an article that is there, a page that is fetched later must have so large a share: less is a stub or an excuse.
_LEAST_KEPT = 0.5


class PageAdding:
    """Adds the articles of pages to one library, and counts them in `tally`.

    With `again`, pages that are kept are read again without being fetched. All articles get the `tags`.
    """

    def __init__(
        self,
        library: Library,
        progress: Progress,
        tally: Tally,
        fetcher: Fetcher,
        *,
        again: bool = False,
        tags: Sequence[str] = (),
    ):
        self._library = library
        self._progress = progress
        self._tally = tally
        self._fetcher = fetcher
        self._again = again
        self._tags = [normalise_tag(tag) for tag in tags]
        self._raw_pages = RawPages(library.database, identify_readers())

    def add(self, addresses: Sequence[str]) -> list[str]:
        """Add the articles at some addresses; each is stored before the next is asked for.

        Returned are the ids of those that are there now, new or not.
        """
        links = (Link(address) for address in dict.fromkeys(addresses))
        return [id_ for _, _, there in self._add_each(links, self._find_page) for id_ in there]

    def add_links(self, links: Iterable[Link]) -> Iterator[tuple[Link, bool]]:
        """Add the articles that links lead to; yield each link with whether all went well, once that is stored.

        An article gets its link's tags, and counts as added at its link's time.
        """
        for link, well, _ in self._add_each(links, self._find_page):
            yield link, well

    def add_sent(self, page: Page) -> list[str]:
        """Add the article of a page that came without being fetched, by the same rules as `add`."""
        added = self._add_each([Link(page.address)], lambda _: self._find_kept(page))
        return [id_ for _, _, there in added for id_ in there]

    def _add_each(
        self, links: Iterable[Link], find_page: Callable[[str], Page | RawPage]
    ) -> Iterator[tuple[Link, bool, list[str]]]:
        """Add the articles that links lead to; yield each link, whether all went well, and the ids that are there."""
        with Loader() as loader, make_temporary() as scratch:
            for link in links:
                failed, there = self._tally.failed, list[str]()
                self._progress.begin(link.address, None)
                try:
                    asked = parse_address(link.address)
                    there += self._add_page(find_page(asked), asked, link, loader, scratch.path / "page")
                except (FetchFailed, OSError) as error:
                    self._tell(Problem(link.address, str(error)))
                yield link, self._tally.failed == failed, there

    def _add_page(self, current: Page | RawPage, asked: str, link: Link, loader: Loader, place: Path) -> Iterator[str]:
        """Add the article of a page and yield its id; a new page never replaces an article that is much longer."""
        if isinstance(current, RawPage) and current.is_read:
            self._tally.changes[Change.UNCHANGED] += 1
            self._tag(current.article_id, link)
            yield current.article_id
            return
        page, asked = (current.page, current.asked) if isinstance(current, RawPage) else (current, asked)
        remarks: list[Problem] = []
        for loaded in loader.load_page(page, place, self._progress.note_part):
            if isinstance(loaded, Problem):
                remarks.append(loaded)
            elif isinstance(current, Page) and (objection := self._find_objection(loaded, page)):
                # How it was read is nothing to somebody who does not get it.
                remarks = [Problem(asked, objection)]
            else:
                yield from self._store(loaded, asked, page, link)
        for remark in remarks:
            self._tell(remark)

    def _find_page(self, asked: str) -> Page | RawPage:
        """Return the page at an address as it was fetched, or as it is kept if it still is that one."""
        if self._again and (kept := self._raw_pages.find(asked)):
            return replace(kept, is_read=False)
        fetched = self._fetcher.fetch(asked, self._recall)
        if isinstance(fetched, Page):
            return self._find_kept(fetched)
        kept = self._raw_pages.find(fetched.address)
        if kept is None:
            raise FetchFailed("the page that was kept has just been removed: add it again")
        return kept

    def _find_kept(self, page: Page) -> Page | RawPage:
        """Return a page as it is kept, or as it came if another one or none is kept."""
        kept = self._raw_pages.find(page.address)
        return kept if kept and kept.page.data == page.data else page

    def _recall(self, address: str) -> Validators:
        kept = self._raw_pages.find(address)
        return kept.page.validators if kept and kept.page.address == address else Validators()

    def _find_objection(self, article: Article, page: Page) -> str | None:
        """Return why a page that was fetched may not replace the article that is there in its place, if it may not."""
        try:
            kept = self._library.article(article.id)
        except (NoSuchArticle, DamagedArticle):
            return None
        if len(article.text) < _LEAST_KEPT * len(kept.text):
            return f"the page is much shorter than the article {kept.id}, which stays"
        if self._raw_pages.find_address(kept.id) not in (None, page.address) and not _are_alike(article, kept):
            return (
                f"the page states the address of another article, {kept.id}, which stays: save the page as plain text"
            )
        return None

    def _store(self, article: Article, asked: str, page: Page, link: Link) -> Iterator[str]:
        for outcome in self._library.add([article], added=link.time):
            self._tally.note(outcome)
            self._raw_pages.keep(outcome.article.id, asked, page)
            self._tag(outcome.article.id, link)
            yield outcome.article.id

    def _tag(self, article_id: str, link: Link) -> None:
        for tag in dict.fromkeys([*self._tags, *map(normalise_tag, link.tags)]):
            self._library.tag([article_id], tag)

    def _tell(self, problem: Problem) -> None:
        self._tally.failed += not problem.kept
        self._progress.tell(problem)


def _are_alike(one: Article, other: Article) -> bool:
    """Say whether two articles have nearly the same text."""
    return are_alike(make_sketch(one.text), make_sketch(other.text))
