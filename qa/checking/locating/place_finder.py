"""Where the articles of a library hold a quotation as a whole, or its parts between ellipses in their order."""

from collections.abc import Iterable, Sequence

from index import Library
from qa.checking.locating import matching
from qa.checking.locating.article_texts import ArticleTexts
from qa.checking.locating.candidates import Candidates
from qa.checking.locating.matching import Match
from qa.checking.locating.needle import Needle

# Articles that are folded to look for a quotation, those with most votes first; all are searched for its letters.
_FOLDED = 60
# A quotation of fewer indexed words may stand where no run of them is whole: then all articles are searched.
_TELLING = 3


class PlaceFinder:
    """Looks for quotations in articles, first in those that the draft names for them."""

    def __init__(self, library: Library, texts: ArticleTexts) -> None:
        self._library = library
        self._texts = texts

    def find_whole(self, needle: Needle, candidates: Candidates, named: frozenset[str]) -> Match | None:
        """Return a match of all of a quotation, in a named article if one holds it."""
        best: Match | None = None
        searched: set[str] = set()
        for ids in self._list_rounds(candidates, needle):
            new = [id_ for id_ in ids if id_ not in searched]
            searched.update(new)
            for match in self._find_whole_in(needle, new, named):
                if _rank_match(match, named) < _rank_match(best, named):
                    best = match
            if best and (best.article_id in named or not named):
                break
        return best

    def _list_rounds(self, candidates: Candidates, needle: Needle) -> Iterable[list[str]]:
        """Yield articles that may hold a quotation, in several rounds, the likely ones first."""
        yield candidates.find_likely()
        yield candidates.find_possible()
        yield candidates.find_similar()
        if len(candidates.words) < _TELLING:
            yield candidates.scan(needle.plain.value)

    def _find_whole_in(self, needle: Needle, ids: Sequence[str], named: frozenset[str]) -> Iterable[Match]:
        """Yield the first match letter for letter, and the first match of the words."""
        holding = (
            [id_ for letters in needle.letters for id_ in self._library.find_by_letters(letters, ids)] if ids else []
        )
        for id_ in _sort_named_first(holding, named):
            match = matching.find_whole(needle, id_, self._texts.read(id_))
            if match and match.is_exact:
                yield match
                break
        for id_ in _sort_named_first(ids, named)[:_FOLDED]:
            if match := matching.find_whole(needle, id_, self._texts.read(id_)):
                yield match
                break

    def find_in_order(self, parts: Sequence[Needle], candidates: Candidates, named: frozenset[str]) -> list[Match]:
        """Return matches of the parts between ellipses if one article holds all in their order."""
        best: list[Match] = []
        longest = max(parts, key=lambda part: len(part.letters[0]))
        own = Candidates(self._library, longest.letters[-1])
        ids = list(
            dict.fromkeys(
                [*candidates.find_possible()[:_FOLDED], *own.find_possible()[:_FOLDED], *self._scan_rest(own, longest)]
            )
        )
        for id_ in _sort_named_first(ids, named):
            matches = matching.find_in_order(parts, id_, self._texts.read(id_))
            if matches and (not best or _rank_parts(matches, named) < _rank_parts(best, named)):
                best = matches
        return best

    def _scan_rest(self, candidates: Candidates, needle: Needle) -> list[str]:
        return candidates.scan(needle.plain.value) if len(candidates.words) < _TELLING else []


def _rank_match(match: Match | None, named: frozenset[str]) -> tuple[bool, bool, bool]:
    """Return a key that sorts first a match in a named article, then one letter for letter."""
    if match is None:
        return True, True, True
    return False, bool(named) and match.article_id not in named, not match.is_exact


def _rank_parts(matches: Sequence[Match], named: frozenset[str]) -> tuple[bool, bool, int]:
    """Return the same key for the matches of parts; of equals those that stand closer together come first."""
    length = matches[-1].place.end - matches[0].place.start
    return bool(named) and matches[0].article_id not in named, not all(match.is_exact for match in matches), length


def _sort_named_first(ids: Iterable[str], named: frozenset[str]) -> list[str]:
    return sorted(ids, key=lambda id_: id_ not in named) if named else list(ids)
