"""All places where a quotation stands in the articles."""

from collections.abc import Iterator

from corpus import Article
from index import Library
from qa.checking.locating.candidates import Candidates
from qa.checking.locating.matching import Match, find_whole
from qa.checking.locating.needle import Needle

# Articles in which they are looked for; what stands in more may be anybody's.
MOST_HOLDERS = 60


def list_holders(library: Library, part: Needle, candidates: Candidates) -> list[str]:
    """Return the articles that may hold a quotation: all with its letters, of the others the likeliest."""
    possible = candidates.find_possible()
    letters = part.letters if possible else ()
    exact = [id_ for written in letters for id_ in library.find_by_letters(written, possible)]
    return list(dict.fromkeys([*exact, *possible[: max(0, MOST_HOLDERS - len(exact))]]))


def find_places(needle: Needle, article: Article) -> Iterator[Match]:
    """Yield the places of a quotation in an article."""
    after = 0
    while match := find_whole(needle, article.id, article.text, after):
        yield match
        after = match.place.start + 1
