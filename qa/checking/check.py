"""Checking a draft: each quotation found, held against the articles, and given its verdict."""

import time
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import inf
from typing import NamedTuple

from corpus import Source, Span
from index import Library
from index.words import words
from qa.answer import Citation
from qa.checking.attribution.misattribution import Attribution, Misnamed
from qa.checking.attribution.named_articles import Names, meant, without
from qa.checking.draft.draft_quotations import Quotation, count_words, find_quotations
from qa.checking.draft.draft_text import BLOT, Draft
from qa.checking.locating.article_texts import Texts
from qa.checking.locating.candidates import Candidates
from qa.checking.locating.changing import Changing
from qa.checking.locating.matching import Found
from qa.checking.locating.needle import Wanted, parts_of
from qa.checking.locating.placing import Placing
from qa.checking.report.report import Checked, Difference, Kind, Part, Report, Unchecked, Verdict, Why
from qa.quote import Quote

# Fewer words in quotation marks are a term, a title or irony as often as a quotation.
LEAST_WORDS = 4
# Words by which the nearest passage is searched for.
_SEARCHED = 60


class Step(NamedTuple):
    """How many quotations are done, and how many there are."""

    done: int
    of: int


def check(library: Library, draft: Draft) -> Report:
    """Return what becomes of each quotation of a draft, held against the articles of a library."""
    *_, report = check_stepwise(library, draft)
    if not isinstance(report, Report):
        raise TypeError("a check ends with its report")
    return report


def check_stepwise(library: Library, draft: Draft, seconds: float = inf) -> Iterator[Step | Report]:
    """Yield a step before each quotation, and last the report; after so many `seconds` no further one is begun."""
    until = time.monotonic() + seconds
    quotations, unchecked = find_quotations(draft)
    with library.steady():
        checker = _Checker(library, draft, quotations)
        checked: list[Checked] = []
        for done, quotation in enumerate(quotations):
            yield Step(done, len(quotations))
            if why := Why.TIME if time.monotonic() > until else checker.why_not(quotation):
                unchecked.append(Unchecked(quotation.span, why))
            else:
                checked.append(checker.checked(quotation, len(checked) + 1))
    yield Report(draft.text, tuple(checked), tuple(sorted(unchecked, key=lambda it: it.span)))


class _Checker:
    """Holds quotations of one draft against one library."""

    def __init__(self, library: Library, draft: Draft, quotations: Sequence[Quotation]) -> None:
        self._library = library
        self._draft = draft
        texts = Texts(library)
        self._placing = Placing(library, texts)
        self._changing = Changing(library, draft, texts, self._placing)
        sources = library.sources() if quotations else ()
        self._names = _names(sources)
        self._titles = {id_: title for id_, title, _ in sources}
        # A title in marks names an article; what else is quoted names none.
        self._hidden = without(draft, [it for it in quotations if self.why_not(it) is None])
        self._attribution = Attribution(library, draft, quotations)

    def why_not(self, quotation: Quotation) -> Why | None:
        """Say why a quotation is not to be checked; None if it is."""
        if quotation.kind is Kind.BLOCK:
            return None if count_words(quotation.shown(self._draft.plain)) else Why.SHORT
        shown = quotation.shown(self._draft.plain)
        if count_words(shown) < LEAST_WORDS:
            return Why.SHORT
        return Why.TITLE if self._names.is_title(shown) else None

    def checked(self, quotation: Quotation, number: int) -> Checked:
        """Return the verdict on a quotation."""
        shown = quotation.shown(self._draft.plain)
        text = self._draft.text[slice(*quotation.span)]
        wanted = Wanted.of(text, shown, quotation.span.start)
        speaker = self._attribution.named(quotation)
        has_speaker = speaker is not None and speaker.is_told
        names = self._names.named(self._draft, quotation, self._hidden, has_speaker=has_speaker)
        candidates = Candidates(self._library, shown)
        parts = parts_of(wanted, text, shown)
        found = self._placing.whole(wanted, candidates, meant(names))
        if not found and parts:
            found = self._placing.in_order(parts, candidates, meant(names))
        misnamed: Misnamed | None = None
        if found:
            looked_for = parts if len(found) > 1 or found[0].draft != wanted.span else [wanted]
            if names and found[0].article_id not in meant(names):
                names = self._attribution.sources(names, looked_for, found, candidates)
            found, misnamed = self._attribution.settled(speaker, looked_for, found, candidates, meant(names))
            verdict = self._verdict(found, meant(names), misnamed)
        else:
            verdict, found = self._changing.changed(wanted, parts, candidates)
        cited = tuple(self._part(it, place) for place, it in enumerate(found, 1))
        named = tuple(sorted(meant(names)))
        return Checked(
            number, quotation.span, quotation.kind, verdict, cited, named,
            source=names[0].span if names else None, titles=tuple(self._titles[it] for it in named),
            nearest=None if found else self._nearest(shown), speaker=misnamed and misnamed.span,
            said=misnamed.part if misnamed else 0,
        )  # fmt: skip

    def _verdict(self, found: Sequence[Found], named: frozenset[str], misnamed: Misnamed | None) -> Verdict:
        """Return the verdict on a quotation whose words stand in an article."""
        if misnamed or (named and found[0].article_id not in named):
            return Verdict.MISATTRIBUTED
        if self._attribution.are_of_two(found):
            return Verdict.STITCHED
        return Verdict.EXACT if all(it.is_exact for it in found) else Verdict.TYPOGRAPHIC

    def _part(self, found: Found, number: int) -> Part:
        article = self._library.article(found.article_id)
        citation = Citation(number, Quote(article.id, *found.place, round(found.kept, 4)), article)
        return Part(found.draft, citation, tuple(Difference(was, now) for was, now in found.changes))

    def _nearest(self, shown: str) -> Citation | None:
        """Return the sentence with most of a quotation's words, in the passage that the word index finds for it.

        Its score is the share of them.
        """
        mine = words(" ".join(shown.replace(BLOT, "").split()[:_SEARCHED]))
        passage = self._library.passage_like(mine)
        if passage is None:
            return None
        article = self._library.article(passage.article_id)
        sentences = passage.sentences or (Span(passage.start, passage.end),)
        like = [len({*mine} & {*words(article.text[slice(*sentence)])}) for sentence in sentences]
        score = round(max(like) / len({*mine}), 4)
        return Citation(1, Quote(article.id, *sentences[like.index(max(like))], score), article)


# They are the same for every draft until the library changes.
@lru_cache(maxsize=2)
def _names(sources: tuple[tuple[str, str, Source], ...]) -> Names:
    return Names.of(sources)
