"""Capitals: names that were typed in small letters, written as the answers of the conversation write them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from qa.english.bodies import NAMED_SO
from qa.english.no_names import GENERIC, NO_NAMES

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"[’']s$")
# The capitals of a title in quotation marks tell no name.
_TITLE = re.compile(r"[\"“][^\"“”\n]{1,60}[\"”]")
# What stands before a word that opens no sentence.
_INSIDE = re.compile(r"[\w,;’'&-] $")


@dataclass(frozen=True, slots=True)
class Spellings:
    """Words that texts write with a capital only, by their small letters; which stand alone, and which in a row."""

    words: dict[str, str] = field(default_factory=dict)
    singles: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()

    def restore(self, text: str) -> str:
        """Return a text that has no capitals with those of its names; any other text as it is."""
        if text[1:] != text[1:].lower():
            return text
        matches = list(_WORD.finditer(text))
        lows = [self._strip_possessive(match[0].lower()) for match in matches]
        beside = {place for i, pair in enumerate(pairwise(lows)) if pair in self.pairs for place in (i, i + 1)}
        parts: list[str] = []
        end = 0
        for i, match in enumerate(matches):
            parts += text[end : match.start()], self._restore_word(match[0], lows[i], i in beside)
            end = match.end()
        return "".join((*parts, text[end:]))

    def _restore_word(self, word: str, low: str, is_beside: bool) -> str:
        if low not in self.words or not (is_beside or self._is_name(low)):
            return word
        # Its apostrophe was left out as well: "ruizs speech".
        rest = word[len(low) :]
        return self.words[low] + ("'s" if rest == "s" else rest)

    def _strip_possessive(self, low: str) -> str:
        bare = _POSSESSIVE.sub("", low)
        return (
            bare[:-1] if bare == low and low not in self.words and low[:-1] in self.words and low[-1] == "s" else bare
        )

    def _is_name(self, low: str) -> bool:
        return low in self.singles and not _is_common(low)


def learn_spellings(texts: Iterable[str]) -> Spellings:
    """Return how texts write their names: what stands alone with a capital inside their sentences, and never else."""
    words: dict[str, str] = {}
    small: set[str] = set()
    singles: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    for text in (_TITLE.sub('"', text) for text in texts):
        matches = list(_WORD.finditer(text))
        small.update(match[0] for match in matches if match[0].islower())
        for run in _find_runs(text, matches):
            lows = [low for low, _ in run]
            words = {**dict(run), **words}
            singles.update(lows if len(run) == 1 else ())
            pairs.update(pairwise(lows))
    return Spellings(
        {low: word for low, word in words.items() if low not in small}, frozenset(singles), frozenset(pairs)
    )


def _find_runs(text: str, matches: Iterable[re.Match[str]]) -> Iterator[list[tuple[str, str]]]:
    """Yield the words with capitals that follow one another, by their small letters; one alone opens no sentence."""
    run: list[tuple[str, str]] = []
    end = -1
    for match in matches:
        word = _POSSESSIVE.sub("", match[0])
        follows = word[0].isupper() and end + 1 == match.start() and text[end] == " "
        if run and not follows:
            yield run
            run = []
        # What opens a sentence has its capital for that, but not before a name.
        opens = not run and not _INSIDE.search(text[: match.start()][-2:])
        if word[0].isupper() and not (opens and (word.lower() in NO_NAMES or not _goes_on(text, match, word))):
            run.append((word.lower(), word))
            end = match.start() + len(word)
    if run:
        yield run


def _goes_on(text: str, match: re.Match[str], word: str) -> bool:
    """Say whether a word is the owner of something, or another with a capital follows."""
    return word != match[0] or text[match.end() + 1 : match.end() + 2].isupper()


def _is_common(low: str) -> bool:
    return low in GENERIC | NO_NAMES | NAMED_SO or len(low) == 1
