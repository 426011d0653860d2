"""Pages that a person saves from the browser: added as they were sent or fetched, and found again what was marked."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock

from corpus import Page, Problem, Span, UnreadableSource
from corpus.web.web_addresses import parse_address
from index import Library
from qa.adding import Tally
from qa.selections import Selection, find_selection
from qa.web.actions.library_pages import open_fetcher


@dataclass(frozen=True, slots=True)
class SavedPage:
    """The article of a page that was saved, and where it holds what was marked; None if it does not, or nothing was."""

    article_id: str
    span: Span | None


class SaveActions:
    """Adds pages from the browser, one at a time."""

    def __init__(self, library: Library):
        self._library = library
        self._lock = Lock()

    def save(self, address: str, html: str | None, selection: Selection) -> SavedPage:
        """Add the page at an address, as the browser has it, or without `html` fetched; raise PullquoteError."""
        from qa.page_adding import PageAdding

        problems = _Problems()
        with self._lock:
            adding = PageAdding(self._library, problems, Tally(), open_fetcher(time.sleep))
            there = adding.add([address]) if html is None else adding.add_sent(_make_page(address, html))
        if not there:
            raise UnreadableSource(problems.told[-1].message if problems.told else "there is no article on the page")
        return SavedPage(there[0], find_selection(self._library.article(there[0]), selection))


class _Problems:
    """Keeps what is wrong with a page."""

    def __init__(self) -> None:
        self.told: list[Problem] = []

    def begin(self, name: str, total: int | None) -> None:
        """See Progress; nobody sees how far it is."""

    def note_part(self, read: int, parts: int) -> None:
        """See `begin`."""

    def advance(self, characters: int) -> None:
        """See `begin`."""

    def tell(self, problem: Problem) -> None:
        """Keep a problem."""
        self.told.append(problem)


def _make_page(address: str, html: str) -> Page:
    """Return a page as a browser has it: its letters are no bytes of the site's any more, whatever it declares."""
    day = datetime.now(UTC).date().isoformat()
    return Page(parse_address(address), html.encode("utf-8", "replace"), day, "text/html", "utf-8")
