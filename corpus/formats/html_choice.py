"""Choosing the runs of a page that are its article: by several extractions, by what they agree on, and by prose."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from corpus.formats.html_extractor import find_main_texts
from corpus.formats.html_phrases import join_phrases
from corpus.formats.html_runs import Run, Runs

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# An extraction that favours precision is taken if it leaves at least this share of the usual one.
_LEAST_PRECISE = 0.55
# With this share of the page's prose, no other extractions are asked.
_ENOUGH = 0.95
# With a smaller share of the page's prose, an extraction missed the article, or looks cut.
_MISSED, _CUT = 0.2, 0.3
# A larger share of what was found stands in elements only named as if they stood beside the article.
_MOST_ASIDE = 0.2
# Letters of a page that is taken whole if less than this share of it was found.
_SHORT, _LEAST_SHORT = 1000, 0.5
# Of what was chosen, a page that shows its article twice has so large a share again.
_LEAST_AGAIN = 0.4
# What holds so large a share of what was found, and of the page's prose, holds its article.
_MOST, _NEARLY_ALL = 0.5, 0.8
# Letters of a run that is prose.
_LEAST_PROSE = 100
_PROSE_BLOCKS = frozenset({"p", "li", "blockquote", "dd", "pre"})
_LOOSE_BLOCKS = frozenset({"div", "td", "section", "article", "main", "body"})
_ITEMS = frozenset({"li", "dt", "dd", "td", "th"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SENTENCE_END = re.compile(r"[.!?:…。！？][\"”’»)\]」』]*$")
# Paragraphs of one element, and so many of them that are the article.
_SIBLINGS, _LEAST_SIBLINGS = _HEADINGS | {"p"}, 3
# Elements, and words in classes and ids of an element or of those around, that stand beside an article.
_ASIDE = frozenset({"nav", "footer", "aside", "form", "button"})
_FURNITURE = re.compile(
    r"comment|footer|sidebar|related|recommend|promo|newsletter|subscribe|sign-?up|cookie|consent|share|social"
    r"|advert|sponsor|banner|modal|popup|menu|widget|author|disclosure|disclaimer|(?:^|[^a-z])(?:ads?|nav|bio)(?:[^a-z]|$)",
    re.IGNORECASE,
)
_LEVELS_AROUND = 5
_DIALOGS = ("dialog", "alertdialog")


class Choice:
    """The numbers of the runs that are an article; `is_cut` if much of the page's prose is not among them."""

    def __init__(self, page: "HtmlElement", runs: Runs) -> None:
        """Choose among the runs of `page`."""
        self._runs = runs.all
        self._main: set[HtmlElement] = set()
        self._asides: dict[HtmlElement, bool] = {}
        self.is_cut = False
        self.numbers = self._choose(page, runs)

    def _choose(self, page: "HtmlElement", runs: Runs) -> set[int]:
        extractions = map(runs.find_numbers, find_main_texts(join_phrases(page)))
        usual, precise = next(extractions), next(extractions)
        self._main = self._find_holders(precise or usual)
        prose = {number for number in range(len(self._runs)) if self._is_article_prose(number)}
        found = usual | precise
        if not prose or self._measure(found & prose) < _ENOUGH * self._measure(prose):
            found = found.union(*extractions)
        is_precise = self._measure(precise) >= _LEAST_PRECISE * self._measure(usual)
        chosen = set(precise) if is_precise else precise | usual
        chosen |= {number for number in found if self._is_prose(number, _PROSE_BLOCKS)}
        chosen |= set(self._find_items(chosen))
        chosen |= set(self._find_between(chosen, found))
        share = self._measure(chosen & prose) / max(1, self._measure(chosen | prose))
        if share < _MISSED:
            chosen |= prose
        # Of short lines little is prose, though none is missing.
        self.is_cut = _MISSED <= share < _CUT and self._measure(prose - chosen) > self._measure(chosen)
        chosen |= set(self._find_headings(chosen))
        chosen -= set(self._find_copies(chosen))
        chosen -= set(self._find_asides(chosen, precise))
        chosen |= set(self._find_siblings(chosen))
        whole = chosen.union(number for number, run in enumerate(self._runs) if not self._is_aside(run))
        size = self._measure(whole)
        if size >= _SHORT:
            return chosen
        if self._measure(chosen) < _LEAST_SHORT * size or size < _LEAST_PROSE:
            self.is_cut = False
            return whole
        return chosen | {number for number in whole if self._runs[number].block.tag == "h1"}

    def _measure(self, numbers: Iterable[int]) -> int:
        return sum(len(self._runs[number].text) for number in numbers)

    def _is_prose(self, number: int, blocks: frozenset[str]) -> bool:
        """Say whether a run is in one of the blocks, long, mostly without links, and ends like a sentence."""
        run = self._runs[number]
        return run.block.tag in blocks and _is_long_sentence(run)

    def _is_article_prose(self, number: int) -> bool:
        return self._is_prose(number, _PROSE_BLOCKS | _LOOSE_BLOCKS) and not self._is_aside(self._runs[number])

    def _find_asides(self, chosen: set[int], precise: set[int]) -> Iterator[int]:
        """Yield what stands beside the article.

        If it is much, only dialogs before an article, and what is behind it and not in the precise extraction.
        """
        asides = {number for number in chosen if self._is_aside(self._runs[number])}
        rest = chosen - asides
        if self._measure(asides) >= _MOST_ASIDE * self._measure(chosen):
            prose = [number for number in rest if _is_long_sentence(self._runs[number])]
            if self._measure(rest) < _SHORT or not prose:
                return
            first, last = min(prose), max(prose)
            dialogs = {number for number in asides if number < first and _is_in_dialog(self._runs[number])}
            asides = dialogs | {number for number in asides - precise if number > last}
        yield from (number for number in asides if not self._is_main_prose(number))

    def _is_main_prose(self, number: int) -> bool:
        """Say whether a run is prose in what holds the article, whatever that is called."""
        run = self._runs[number]
        beneath = takewhile(lambda node: node not in self._main, run.block.iterancestors())
        return _is_long_sentence(run) and not _stand_aside([run.block, *beneath])

    def _find_items(self, chosen: set[int]) -> Iterator[int]:
        """Yield the other items of each list, and the other cells of each row, of which at least half is chosen."""
        groups: dict[HtmlElement | None, list[int]] = {}
        for number, run in enumerate(self._runs):
            if run.block.tag in _ITEMS:
                groups.setdefault(run.block.getparent(), []).append(number)
        for numbers in groups.values():
            if 2 * self._measure(chosen.intersection(numbers)) >= self._measure(numbers):
                yield from (number for number in numbers if not _is_linked(self._runs[number]))

    def _find_between(self, chosen: set[int], found: set[int]) -> Iterator[int]:
        """Yield the prose between the first and the last run; in loose blocks only what an extraction found."""
        for number in range(min(chosen, default=0), max(chosen, default=0)):
            blocks = _PROSE_BLOCKS | _LOOSE_BLOCKS if number in found else _PROSE_BLOCKS
            if self._is_prose(number, blocks) and not self._is_aside(self._runs[number]):
                yield number

    def _find_siblings(self, chosen: set[int]) -> Iterator[int]:
        """Yield short paragraphs and headings between chosen ones of the same element, which no extraction found."""
        groups: dict[HtmlElement | None, list[int]] = {}
        for number, run in enumerate(self._runs):
            if run.block.tag in _SIBLINGS:
                groups.setdefault(run.block.getparent(), []).append(number)
        for numbers in groups.values():
            among = chosen.intersection(numbers)
            if len(among) < _LEAST_SIBLINGS:
                continue
            between = (number for number in numbers if min(among) < number < max(among))
            yield from (number for number in between if _is_told(self._runs[number]))

    def _find_headings(self, chosen: set[int]) -> Iterator[int]:
        """Yield the headings that stand between two chosen runs."""
        for number in range(1, len(self._runs) - 1):
            run = self._runs[number]
            if run.block.tag in _HEADINGS and chosen.issuperset((number - 1, number + 1)) and not _is_linked(run):
                yield number

    def _find_copies(self, chosen: set[int]) -> Iterator[int]:
        """Yield the runs that stand there again, if so much prose does that a page shows its article twice."""
        first: dict[str, int] = {}
        for number in sorted(chosen):
            first.setdefault(self._runs[number].text, number)
        again = chosen.difference(first.values())
        prose = {number for number in chosen if _is_long_sentence(self._runs[number])}
        told_again = {self._runs[number].text for number in again & prose}
        if len(told_again) > 1 and self._measure(again & prose) >= _LEAST_AGAIN * self._measure(prose):
            yield from again

    def _find_holders(self, found: set[int]) -> set["HtmlElement"]:
        """Return the elements that hold most of what was found, and nearly all of the page's prose."""
        prose = {number for number, run in enumerate(self._runs) if _is_long_sentence(run)}
        holders: set[HtmlElement] | None = None
        for numbers, share in ((found, _MOST), (prose, _NEARLY_ALL)):
            sizes: Counter[HtmlElement] = Counter()
            for number in numbers:
                for node in self._runs[number].block.iterancestors():
                    sizes[node] += len(self._runs[number].text)
            least = share * self._measure(numbers)
            holding = {node for node, size in sizes.items() if size > least}
            holders = holding if holders is None else holders & holding
        return holders or set()

    def _is_aside(self, run: Run) -> bool:
        """Say whether a run stands in what is not part of an article, such as a menu, by its elements and classes."""
        if run.block not in self._asides:
            self._asides[run.block] = _stand_aside([run.block, *run.block.iterancestors()])
        return self._asides[run.block]


def _stand_aside(around: Sequence["HtmlElement"]) -> bool:
    """Say whether elements, from within to without, are such as stand beside an article, or are named so."""
    names = (f"{node.get('class') or ''} {node.get('id') or ''}" for node in around[:_LEVELS_AROUND])
    return not _ASIDE.isdisjoint(str(node.tag) for node in around) or any(map(_FURNITURE.search, names))


def _is_told(run: Run) -> bool:
    """Say whether a run among paragraphs of an article is one, by itself: a heading, or what ends like a sentence."""
    ends = run.block.tag in _HEADINGS or bool(_SENTENCE_END.search(run.text[-10:]))
    return ends and not _is_linked(run) and not _stand_aside([run.block])


def _is_in_dialog(run: Run) -> bool:
    return any(node.get("role") in _DIALOGS for node in (run.block, *run.block.iterancestors()))


def _is_long_sentence(run: Run) -> bool:
    return len(run.text) >= _LEAST_PROSE and not _is_linked(run) and bool(_SENTENCE_END.search(run.text[-10:]))


def _is_linked(run: Run) -> bool:
    return run.linked > len(run.text) / 2
