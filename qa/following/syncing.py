"""Syncing: what feeds and sites list is brought into the library once, the newest first, and what failed is told."""

import threading
from collections.abc import Iterable, Iterator

from corpus import CorpusError, Link, ListKind, Problem, UnreadableSource
from corpus.web.fetcher import Fetcher
from corpus.web.named_links import GROWING
from index import Library
from qa.adding import Progress, Tally
from qa.errors import FollowError
from qa.following.feed_finding import find_feed
from qa.following.feed_store import Feed, Feeds
from qa.following.list_reading import FetchedList, ListReader, open_list_reader
from qa.page_adding import PageAdding

# Pages of a feed that one sync fetches: at a page a second, about a minute.
MOST_PAGES = 50
# Sitemaps of a site that one sync reads: each may name 50,000 pages.
_MOST_LISTS = 20


class Following:
    """Follows feeds for one library, and brings what is new in them; problems are told, and counted in `tally`.

    Those of feeds, as opposed to the pages that these name, are counted in `failed` besides.
    A sync fetches `most` pages of a feed, all if None; it ends early, but in good order, once `stop` is set.
    """

    def __init__(
        self,
        library: Library,
        progress: Progress,
        tally: Tally,
        fetcher: Fetcher,
        *,
        most: int | None = MOST_PAGES,
        stop: threading.Event | None = None,
    ):
        self._library = library
        self._progress = progress
        self._tally = tally
        self._fetcher = fetcher
        self._most = most
        self._stop = stop or threading.Event()
        self._feeds = Feeds(library.folder)
        self.failed = 0

    def follow(self, links: Iterable[Link]) -> Iterator[tuple[Feed, bool]]:
        """Follow what is found at the address of each link, under the link's tags; no page is fetched yet.

        Yields each feed with whether it was not followed before.
        """
        with open_list_reader(self._fetcher) as reader:
            for link in links:
                self._progress.begin(link.address, None)
                try:
                    fetched = find_feed(link.address, reader)
                except (CorpusError, FollowError, OSError) as error:
                    self._tell(link.address, str(error))
                    continue
                address, title = fetched.page.address, fetched.links.title or link.title
                is_new = self._feeds.follow(address, fetched.links.kind, title, link.tags)
                self._note(address, address, fetched)
                if fetched.links.kind is ListKind.SITEMAP_INDEX:
                    self._read_lists(address, reader)
                if (feed := self._feeds.find(address)) is not None:
                    yield feed, is_new

    def sync(self) -> Iterator[Feed]:
        """Bring what is new of all feeds; yield each that can be had after that, as far as it came."""
        with open_list_reader(self._fetcher) as reader:
            for feed in self._feeds.list_all():
                if self._stop.is_set():
                    return
                self._progress.begin(feed.title or feed.address, None)
                if not self._read_lists(feed.address, reader):
                    continue
                self._add_pages(feed)
                self._feeds.note_synced(feed.address)
                if (synced := self._feeds.find(feed.address)) is not None:
                    yield synced

    def _read_lists(self, feed: str, reader: ListReader) -> bool:
        """Read what has changed of a feed's lists; say whether its own could be had."""
        read: set[str] = set()
        while due := [address for address in self._feeds.list_due_lists(feed) if address not in read]:
            if (self._most is not None and len(read) >= _MOST_LISTS) or self._stop.is_set():
                break
            address = due[0]
            read.add(address)
            try:
                self._read_list(feed, address, reader)
            except (CorpusError, OSError) as error:
                self._tell(address, str(error))
                if address == feed:
                    return False
        return True

    def _read_list(self, feed: str, address: str, reader: ListReader) -> None:
        fetched = reader.read(address, lambda place: self._feeds.recall(feed, address, place))
        if fetched is None:
            self._feeds.note_unchanged(feed, address)
        elif fetched.links.kind not in GROWING:
            raise UnreadableSource("it is no feed and no sitemap any more: unfollow it, or follow another one")
        else:
            self._note(feed, address, fetched)

    def _note(self, feed: str, address: str, fetched: FetchedList) -> None:
        is_index = fetched.links.kind is ListKind.SITEMAP_INDEX
        note = self._feeds.note_lists if is_index else self._feeds.note_pages
        note(feed, fetched.links.links)
        for remark in fetched.links.remarks:
            self._tell(address, remark)
        if not fetched.links.remarks:  # else it is read again, though it may not have changed
            self._feeds.note_read(feed, address, fetched.page.address, fetched.page.validators)

    def _add_pages(self, feed: Feed) -> None:
        """Fetch the pages of a feed that are due; whatever ends it, those that were fetched are not due any more."""
        pages = PageAdding(self._library, self._progress, self._tally, self._fetcher, tags=feed.tags)
        due = map(Link, self._feeds.list_due_pages(feed.address, self._most))
        for link, done in pages.add_links(due):
            self._feeds.note_page(feed.address, link.address, done=done)
            if self._stop.is_set():
                break

    def _tell(self, address: str, message: str) -> None:
        """Tell what of a feed could not be had, and count it."""
        self.failed += 1
        self._tally.failed += 1
        self._progress.tell(Problem(address, message))
