"""Where a quotation stands as a whole, or its parts between ellipses do, in the articles of a library."""

from collections.abc import Iterable, Sequence

from index import Library
from qa.checking.locating import matching
from qa.checking.locating.article_texts import Texts
from qa.checking.locating.candidates import Candidates
from qa.checking.locating.matching import Found
from qa.checking.locating.needle import Wanted

# Articles, those with most votes first, that are folded to look for a quotation; letters are looked for in all.
_FOLDED = 60
# A quotation of fewer indexed words may stand where no run of them is whole: all articles are looked at.
_TELLING = 3


class Placing:
    """Looks for quotations, in articles that are named for them first."""

    def __init__(self, library: Library, texts: Texts) -> None:
        self._library = library
        self._texts = texts

    def whole(self, wanted: Wanted, candidates: Candidates, named: frozenset[str]) -> list[Found]:
        """Return the place where all of a quotation stands, in an article that is named if it stands in one."""
        best: Found | None = None
        looked_at: set[str] = set()
        for ids in self._rounds(candidates, wanted):
            new = [id_ for id_ in ids if id_ not in looked_at]
            looked_at.update(new)
            for found in self._whole_in(wanted, new, named):
                if _rank(found, named) < _rank(best, named):
                    best = found
            if best and (best.article_id in named or not named):
                break
        return [best] if best else []

    def _rounds(self, candidates: Candidates, wanted: Wanted) -> Iterable[list[str]]:
        """Yield the articles that may hold a quotation, likely ones first."""
        yield candidates.likely()
        yield candidates.possible()
        yield candidates.similar()
        if len(candidates.words) < _TELLING:
            yield candidates.scanned(wanted.plain.value)

    def _whole_in(self, wanted: Wanted, ids: Sequence[str], named: frozenset[str]) -> Iterable[Found]:
        """Yield the first place where a quotation stands letter for letter, and the first where its words do."""
        letters = [id_ for it in wanted.letters for id_ in self._library.holding(it, ids)] if ids else []
        for id_ in _named_first(letters, named):
            found = matching.whole(wanted, id_, self._texts.of(id_))
            if found and found.is_exact:
                yield found
                break
        for id_ in _named_first(ids, named)[:_FOLDED]:
            if found := matching.whole(wanted, id_, self._texts.of(id_)):
                yield found
                break

    def in_order(self, parts: Sequence[Wanted], candidates: Candidates, named: frozenset[str]) -> list[Found]:
        """Return the places of the parts between ellipses if one article holds them in this order."""
        best: list[Found] = []
        longest = max(parts, key=lambda part: len(part.letters[0]))
        own = Candidates(self._library, longest.letters[-1])
        ids = list(
            dict.fromkeys([*candidates.possible()[:_FOLDED], *own.possible()[:_FOLDED], *self._rest(own, longest)])
        )
        for id_ in _named_first(ids, named):
            found = matching.in_order(parts, id_, self._texts.of(id_))
            if found and (not best or _ranked(found, named) < _ranked(best, named)):
                best = found
        return best

    def _rest(self, candidates: Candidates, wanted: Wanted) -> list[str]:
        return candidates.scanned(wanted.plain.value) if len(candidates.words) < _TELLING else []


def _rank(found: Found | None, named: frozenset[str]) -> tuple[bool, bool, bool]:
    """Order places: in an article that is named, then letter for letter."""
    if found is None:
        return True, True, True
    return False, bool(named) and found.article_id not in named, not found.is_exact


def _ranked(found: Sequence[Found], named: frozenset[str]) -> tuple[bool, bool, int]:
    length = found[-1].place.end - found[0].place.start
    return bool(named) and found[0].article_id not in named, not all(it.is_exact for it in found), length


def _named_first(ids: Iterable[str], named: frozenset[str]) -> list[str]:
    return sorted(ids, key=lambda id_: id_ not in named) if named else list(ids)
