"""Which articles may hold a quotation: by runs of its words in the word index, then by its rarest words."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from index import Library
from index.words import words
from qa.checking.draft.draft_text import BLOT
from qa.checking.locating.typography import MARKS

# Words that have to stand one after the other; a passage's edge breaks a few runs of a quotation, hardly all.
_RUN = 3
# Runs that are looked up at first, and at most.
_FIRST, _MOST = 3, 12
# Words that are looked up apart, the rarest, and the passages taken for them.
_RAREST, _PASSAGES = 8, 12


class Candidates:
    """The articles that may hold a text, more votes first; nothing is looked up before it is asked for."""

    def __init__(self, library: Library, text: str) -> None:
        self._library = library
        # Brackets and marks within a word part it in the index.
        whole = unicodedata.normalize("NFC", text.replace(BLOT, ""))
        self.words = words(re.sub(r"\[(\w)\]", r"\1", whole))
        size = min(_RUN, len(self.words))
        starts = _spread(len(self.words) - size + 1, _MOST) if size else []
        self._runs = [tuple(self.words[at : at + size]) for at in starts]
        self._votes: Counter[str] = Counter()
        self._looked_up = 0
        self._similar: list[str] | None = None

    def likely(self) -> list[str]:
        """Return the articles that hold some of a few runs, those with most of them first."""
        chosen = {round(at) for at in _spread(len(self._runs), _FIRST)}
        self._runs = [run for at, run in enumerate(self._runs) if at in chosen] + [
            run for at, run in enumerate(self._runs) if at not in chosen
        ]
        return self._voted(len(chosen))

    def possible(self) -> list[str]:
        """Return the articles that hold some of all runs, those with most of them first."""
        return self._voted(len(self._runs))

    def similar(self) -> list[str]:
        """Return the articles of the passages with most of the rarest words; none if others hold half of the runs."""
        if self._similar is not None:
            return self._similar
        if self._votes and 2 * max(self._votes.values()) >= len(self._runs):
            return []
        weights = self._library.word_weights(self.words)
        known = self._library.known(weights)
        rarest = sorted(known, key=lambda word: (-weights[word], word))[:_RAREST]
        self._similar = self._library.articles_like(rarest, _PASSAGES)
        return self._similar

    def scanned(self, folded: str) -> list[str]:
        """Return the articles that hold the longest stretch of plain words of a folded text, all of them looked at."""
        plain = max(re.findall(rf"[^\W_](?:[^\W_]| (?=\w))*(?![{MARKS}])", folded), key=len, default="")
        return self._library.holding(plain) if plain else []

    def _voted(self, runs: int) -> list[str]:
        for run in dict.fromkeys(self._runs[self._looked_up : runs]):
            self._votes.update(self._library.articles_with(run))
        self._looked_up = max(self._looked_up, runs)
        return sorted(self._votes, key=lambda id_: (-self._votes[id_], id_))


def _spread(length: int, most: int) -> Sequence[int]:
    """Return at most so many places of a sequence, the first and the last among them."""
    if length <= most:
        return range(length)
    return sorted({round(at * (length - 1) / (most - 1)) for at in range(most)})
