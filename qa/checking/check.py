"""Checking a draft: each of its quotations is located in the articles and given a verdict."""

import time
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import inf
from typing import NamedTuple

from corpus import Source, Span
from index import Library
from index.words import stem_words
from qa.answer import Citation
from qa.checking.attribution.bearing_out import Claim, find_bearing
from qa.checking.attribution.contexts import mask_quotations
from qa.checking.attribution.misattribution import Attribution, Misnamed
from qa.checking.attribution.named_articles import SourceNames, select_ids
from qa.checking.draft.draft_quotations import Quotation, count_words, find_quotations
from qa.checking.draft.draft_text import BLOT, Draft
from qa.checking.locating.article_texts import ArticleTexts
from qa.checking.locating.candidates import Candidates
from qa.checking.locating.change_finder import ChangeFinder
from qa.checking.locating.matching import Match
from qa.checking.locating.needle import Needle, split_at_ellipses
from qa.checking.locating.place_finder import PlaceFinder
from qa.checking.report.report import (
    GOOD,
    CheckedQuotation,
    Difference,
    Paraphrase,
    Part,
    QuotationKind,
    Report,
    UncheckedQuotation,
    UncheckedReason,
    Verdict,
)
from qa.quote import Quote

# Fewer words in quotation marks are as often a term, a title or irony as a quotation.
LEAST_WORDS = 4
# Words of a quotation by which the nearest passage is searched for.
_SEARCHED = 60


class Step(NamedTuple):
    """How many quotations are done, and how many there are."""

    done: int
    of: int


def check(library: Library, draft: Draft) -> Report:
    """Check each quotation of a draft against the articles of a library."""
    *_, report = check_stepwise(library, draft)
    if not isinstance(report, Report):
        raise TypeError("a check ends with its report")
    return report


def check_stepwise(library: Library, draft: Draft, seconds: float = inf) -> Iterator[Step | Report]:
    """Yield a step before each quotation and the report at the end; no quotation is begun after so many `seconds`."""
    until = time.monotonic() + seconds
    quotations, unchecked = find_quotations(draft)
    with library.hold_state():
        checker = _Checker(library, draft, quotations)
        checked: list[CheckedQuotation] = []
        for done, quotation in enumerate(quotations):
            yield Step(done, len(quotations))
            if why := UncheckedReason.TIME if time.monotonic() > until else checker.find_unchecked_reason(quotation):
                unchecked.append(UncheckedQuotation(quotation.span, why))
            else:
                checked.append(checker.check(quotation, len(checked) + 1))
        paraphrases: list[Paraphrase] = []
        for span, speaker, claim in checker.list_claims():
            if time.monotonic() > until:
                unchecked.append(UncheckedQuotation(span, UncheckedReason.TIME))
            else:
                paraphrases.append(Paraphrase(len(paraphrases) + 1, span, speaker, *find_bearing(library, claim)))
    passed = tuple(sorted(unchecked, key=lambda passed: passed.span))
    yield Report(draft.text, tuple(checked), passed, tuple(paraphrases))


class _Checker:
    """Checks the quotations of one draft against one library."""

    def __init__(self, library: Library, draft: Draft, quotations: Sequence[Quotation]) -> None:
        self._library = library
        self._draft = draft
        texts = ArticleTexts(library)
        self._places = PlaceFinder(library, texts)
        self._changes = ChangeFinder(library, draft, texts, self._places)
        sources = library.sources() if quotations else ()
        self._names = _read_names(sources)
        self._titles = {id_: title for id_, title, _ in sources}
        # A title in marks names an article; other quotations name none.
        checkable = [quotation for quotation in quotations if self.find_unchecked_reason(quotation) is None]
        self._masked = mask_quotations(draft, checkable)
        self._attribution = Attribution(library, draft, quotations)

    def find_unchecked_reason(self, quotation: Quotation) -> UncheckedReason | None:
        """Return why a quotation is not to be checked; None if it is."""
        if quotation.kind is QuotationKind.BLOCK:
            return None if count_words(quotation.show(self._draft.plain)) else UncheckedReason.SHORT
        shown = quotation.show(self._draft.plain)
        if count_words(shown) < LEAST_WORDS:
            return UncheckedReason.SHORT
        return UncheckedReason.TITLE if self._names.is_title(shown) else None

    def check(self, quotation: Quotation, number: int) -> CheckedQuotation:
        """Return the verdict on a quotation."""
        shown = quotation.show(self._draft.plain)
        text = self._draft.text[slice(*quotation.span)]
        needle = Needle.make(text, shown, quotation.span.start)
        speaker = self._attribution.find_named_speaker(quotation)
        has_speaker = speaker is not None and speaker.is_clear
        names = self._names.find_sources(self._draft, quotation, self._masked, has_speaker=has_speaker)
        candidates = Candidates(self._library, shown)
        parts = split_at_ellipses(needle, text, shown)
        whole = self._places.find_whole(needle, candidates, select_ids(names))
        matches = [whole] if whole else []
        if not matches and parts:
            matches = self._places.find_in_order(parts, candidates, select_ids(names))
        misnamed: Misnamed | None = None
        if matches:
            looked_for = parts if len(matches) > 1 or matches[0].draft != needle.span else [needle]
            if names and matches[0].article_id not in select_ids(names):
                names = self._attribution.select_sources(names, looked_for, matches, candidates)
            ids = select_ids(names)
            matches, misnamed = self._attribution.resolve_attribution(speaker, looked_for, matches, candidates, ids)
            verdict = self._judge(matches, ids, misnamed)
            if speaker is not None and verdict in GOOD:
                misnamed = self._attribution.find_doubt(speaker, matches)
        else:
            verdict, matches = self._changes.find_changed(needle, parts, candidates)
        cited = tuple(self._cite_part(match, place) for place, match in enumerate(matches, 1))
        named = tuple(sorted(select_ids(names)))
        return CheckedQuotation(
            number, quotation.span, quotation.kind, verdict, cited, named,
            source=names[0].span if names else None, titles=tuple(self._titles[id_] for id_ in named),
            nearest=None if matches else self._find_nearest(shown), named_speaker=misnamed and misnamed.span,
            speaker_part=misnamed.part if misnamed else 0,
        )  # fmt: skip

    def list_claims(self) -> Iterator[tuple[Span, Span, Claim]]:
        """Yield what the draft says in its own words that somebody said, with its place and that of the speaker."""
        return self._attribution.list_claims()

    def _judge(self, matches: Sequence[Match], named: frozenset[str], misnamed: Misnamed | None) -> Verdict:
        """Return the verdict on a quotation whose words an article holds."""
        if misnamed or (named and matches[0].article_id not in named):
            return Verdict.MISATTRIBUTED
        if self._attribution.has_two_speakers(matches):
            return Verdict.STITCHED
        return Verdict.EXACT if all(match.is_exact for match in matches) else Verdict.TYPOGRAPHIC

    def _cite_part(self, match: Match, number: int) -> Part:
        article = self._library.article(match.article_id)
        citation = Citation(number, Quote(article.id, *match.place, round(match.kept, 4)), article)
        return Part(match.draft, citation, tuple(Difference(was, now) for was, now in match.changes))

    def _find_nearest(self, shown: str) -> Citation | None:
        """Return the sentence nearest to a quotation; its score is the share of the quotation's words that it holds.

        It is a sentence of the passage that the word index gives for the quotation.
        """
        mine = stem_words(" ".join(shown.replace(BLOT, "").split()[:_SEARCHED]))
        passage = next(iter(self._library.find_best_passages(mine, 1)), None)
        if passage is None:
            return None
        article = self._library.article(passage.article_id)
        sentences = passage.sentences or (Span(passage.start, passage.end),)
        like = [len({*mine} & {*stem_words(article.text[slice(*sentence)])}) for sentence in sentences]
        score = round(max(like) / len({*mine}), 4)
        return Citation(1, Quote(article.id, *sentences[like.index(max(like))], score), article)


# The names are the same for every draft until the library changes.
@lru_cache(maxsize=2)
def _read_names(sources: tuple[tuple[str, str, Source], ...]) -> SourceNames:
    return SourceNames.of(sources)
