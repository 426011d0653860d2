"""Reading lists of links from the web: fetched politely, and read in a child process."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from corpus import LinkList, Loader, Page, Unchanged, Validators
from corpus.web.fetcher import Fetcher
from index.scratch import make_temporary

Recall = Callable[[str], Validators]


class FetchedList(NamedTuple):
    """A list of links, and the page that holds it."""

    page: Page
    links: LinkList


class ListReader:
    """Fetches lists of links, and has them read; `open_list_reader` makes one."""

    def __init__(self, fetcher: Fetcher, loader: Loader, place: Path):
        self.fetcher = fetcher
        self._loader = loader
        self._place = place

    def read(self, address: str, recall: Recall = lambda _: Validators()) -> FetchedList | None:
        """Return the list at an address, None if it has not changed since it was fetched; see `Fetcher.fetch`.

        Raises FetchFailed, and UnreadableSource for what is no list.
        """
        page = self.fetcher.fetch(address, recall)
        if isinstance(page, Unchanged):
            return None
        self._place.write_bytes(page.data)
        return FetchedList(page, self._loader.read_links(self._place, page.address))


@contextmanager
def open_list_reader(fetcher: Fetcher) -> Iterator[ListReader]:
    """Give what reads lists of links; raise OSError if there is no room for them."""
    with Loader() as loader, make_temporary() as scratch:
        yield ListReader(fetcher, loader, scratch.path / "list")
