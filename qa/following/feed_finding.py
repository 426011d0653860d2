"""Finding what can be followed at an address: a feed or a sitemap, or those that a page or its site names."""

from collections.abc import Iterator

from corpus import CorpusError, FetchFailed
from corpus.web.named_links import GROWING, ListKind
from qa.errors import FollowError
from qa.following.list_reading import FetchedList, ListReader

# So many of the feeds and sitemaps that a page and its site name are tried.
_MOST_TRIED = 8


def find_feed(address: str, reader: ListReader) -> FetchedList:
    """Return the feed or sitemap at an address, or else the first that its page or its site's robots.txt names.

    Raises FetchFailed, UnreadableSource, and FollowError if there is none.
    """
    first = _require(reader.read(address))
    if first.links.kind in GROWING:
        return first
    tried = dict.fromkeys(_list_candidates(first, reader) if first.links.kind is ListKind.PAGE else ())
    why = "name the address of one"
    for candidate in list(tried)[:_MOST_TRIED]:
        try:
            fetched = _require(reader.read(candidate))
        except CorpusError as error:
            why = f"of {candidate} it is told that {error}"
            continue
        if fetched.links.kind in GROWING:
            return fetched
    raise FollowError(f"no feed and no sitemap was found at {address}: {why}")


def _list_candidates(page: FetchedList, reader: ListReader) -> Iterator[str]:
    """Yield the addresses that may be those of feeds, then those of sitemaps, of which that of the news comes first."""
    yield from (link.address for link in page.links.links)
    yield from sorted(reader.fetcher.list_sitemaps(page.page.address), key=lambda sitemap: "news" not in sitemap)


def _require(fetched: FetchedList | None) -> FetchedList:
    if fetched is None:
        raise FetchFailed("the site says that it has not changed, but it was not known: try again later")
    return fetched
