"""Candidates: the articles that may hold a quotation, by runs of its words, then by its rarest words."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from index import Library
from index.words import stem_words
from qa.checking.draft.draft_text import BLOT
from qa.checking.locating.typography import MARKS

# Words of a run. The edges of passages break some runs of a quotation, hardly all of them.
_RUN = 3
# Runs that are looked up at first, and at most.
_FIRST, _MOST = 3, 12
# The rarest words, which are looked up by themselves, and the passages that are taken for them.
_RAREST, _PASSAGES = 8, 12


class Candidates:
    """The articles that may hold a text; a run of its words that an article holds is a vote for that article."""

    def __init__(self, library: Library, text: str) -> None:
        self._library = library
        # Brackets and marks within a word part it in the index.
        whole = unicodedata.normalize("NFC", text.replace(BLOT, ""))
        self.words = stem_words(re.sub(r"\[(\w)\]", r"\1", whole))
        size = min(_RUN, len(self.words))
        starts = _spread(len(self.words) - size + 1, _MOST) if size else []
        self._runs = [tuple(self.words[at : at + size]) for at in starts]
        self._votes: Counter[str] = Counter()
        self._looked_up = 0

    def find_likely(self) -> list[str]:
        """Return the articles that hold one of a few runs, those with most votes first."""
        chosen = {round(at) for at in _spread(len(self._runs), _FIRST)}
        self._runs = [run for at, run in enumerate(self._runs) if at in chosen] + [
            run for at, run in enumerate(self._runs) if at not in chosen
        ]
        return self._vote(len(chosen))

    def find_possible(self) -> list[str]:
        """Return the articles that hold one of all runs, those with most votes first."""
        return self._vote(len(self._runs))

    def find_similar(self) -> list[str]:
        """Return articles whose passages have most of the rarest words; none if an article has half of the votes."""
        if self._votes and 2 * max(self._votes.values()) >= len(self._runs):
            return []
        return self._sharing_rare_words

    @cached_property
    def _sharing_rare_words(self) -> list[str]:
        weights = self._library.weigh_words(self.words)
        known = self._library.select_known_words(weights)
        rarest = sorted(known, key=lambda word: (-weights[word], word))[:_RAREST]
        return self._library.rank_articles(rarest, _PASSAGES)

    def scan(self, folded: str) -> list[str]:
        """Search all articles for the longest stretch of plain words of a folded text; return those that hold it."""
        plain = max(re.findall(rf"[^\W_](?:[^\W_]| (?=\w))*(?![{MARKS}])", folded), key=len, default="")
        return self._library.find_by_letters(plain) if plain else []

    def _vote(self, runs: int) -> list[str]:
        """Look up so many runs; return the articles with votes, most votes first."""
        for run in dict.fromkeys(self._runs[self._looked_up : runs]):
            self._votes.update(self._library.find_by_words(run))
        self._looked_up = max(self._looked_up, runs)
        return sorted(self._votes, key=lambda id_: (-self._votes[id_], id_))


def _spread(length: int, most: int) -> Sequence[int]:
    """Return at most so many places of a sequence, spread over it from the first to the last."""
    if length <= most:
        return range(length)
    return sorted({round(at * (length - 1) / (most - 1)) for at in range(most)})
