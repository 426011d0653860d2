"""What a quotation is that stands nowhere as a whole: altered, stitched, or in no article."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus import Span
from corpus.sentences import sentence_spans
from index import Library
from qa.checking.draft.draft_quotations import count_words
from qa.checking.draft.draft_text import BLOT, Draft
from qa.checking.locating import altering, matching
from qa.checking.locating.article_texts import Texts
from qa.checking.locating.candidates import Candidates
from qa.checking.locating.matching import Found
from qa.checking.locating.needle import Wanted
from qa.checking.locating.placing import Placing
from qa.checking.report.report import Verdict

# Articles that an altered or stitched quotation is aligned with.
_ALIGNED = 8


class Changing:
    """Finds what quotations of one draft were made of."""

    def __init__(self, library: Library, draft: Draft, texts: Texts, placing: Placing) -> None:
        self._library = library
        self._draft = draft
        self._texts = texts
        self._placing = placing

    def changed(self, wanted: Wanted, parts: Sequence[Wanted], candidates: Candidates) -> tuple[Verdict, list[Found]]:
        """Return what a quotation is that stands nowhere as a whole."""
        texts = self._likely(candidates)
        # An ellipsis at an end leaves nothing out between parts.
        wanted = parts[0] if len(parts) == 1 else wanted
        if len(parts) > 1:
            verdict, changed = self._parted(parts, elided=True)
        else:
            closest = altering.altered(wanted, texts)
            verdict, changed = (Verdict.ALTERED, [closest]) if closest else (Verdict.NOT_FOUND, [])
        stitched = self._stitched(wanted, texts)
        if stitched and (not changed or self._edits(changed) > matching.by_junctions(stitched)):
            return Verdict.STITCHED, stitched
        return (verdict, changed) if changed else self._by_sentences(wanted)

    def _likely(self, candidates: Candidates) -> dict[str, str]:
        """Return the texts of the articles in which something like a quotation may stand."""
        return self._texts.those([*candidates.possible()[:_ALIGNED], *candidates.similar()[:_ALIGNED]])

    def _edits(self, found: Sequence[Found]) -> int:
        return sum(altering.edits(it, self._draft.plain, self._texts.of(it.article_id)) for it in found)

    def _stitched(self, wanted: Wanted, texts: dict[str, str]) -> list[Found]:
        """Return the parts of a quotation that are whole, each in its place, if they make up all of it."""
        texts = dict(texts)
        for span in _halves(self._draft.plain, wanted.span):
            own = Candidates(self._library, self._draft.plain[slice(*span)])
            texts.update(self._texts.those(own.possible()[:_ALIGNED]))
        found = matching.stitched(wanted, texts) or []
        apart = [matching.are_apart(one, other, self._texts.of(one.article_id)) for one, other in pairwise(found)]
        return found if any(apart) else []

    def _parted(self, parts: Sequence[Wanted], *, elided: bool) -> tuple[Verdict, list[Found]]:
        """Return what a quotation is of whose parts each is looked for; with `elided`, ellipses part them."""
        found: list[Found] = []
        for part in parts:
            own = Candidates(self._library, part.letters[-1])
            place = self._placing.whole(part, own, frozenset({found[0].article_id} if found else ()))
            if not place:
                closest = altering.altered(part, self._likely(own))
                place = [closest] if closest else []
            found += place
        return self._of_pieces(parts, found, elided=elided)

    def _by_sentences(self, wanted: Wanted) -> tuple[Verdict, list[Found]]:
        """Return what a quotation is of which each sentence has its own place, or some have none."""
        sentences = _sentences_of(self._draft, wanted.span)
        if len(sentences) < 2:
            return Verdict.NOT_FOUND, []
        parts = [
            Wanted.of(self._draft.text[slice(*span)], self._draft.plain[slice(*span)], span.start) for span in sentences
        ]
        return self._parted(parts, elided=False)

    def _of_pieces(
        self, parts: Sequence[Wanted], found: Sequence[Found], *, elided: bool
    ) -> tuple[Verdict, list[Found]]:
        """Return the verdict on parts of which some were found; what was not found differs as a whole."""
        placed = {it.draft for it in found}
        lost = [part for part in parts if part.span not in placed]
        total = sum(count_words(part.letters[-1]) for part in parts)
        if not found or sum(count_words(part.letters[-1]) for part in lost) * 2 > total:
            return Verdict.NOT_FOUND, []
        pieces = list(found)
        for part in lost:
            near = max(0, bisect_left(pieces, part.span.start, key=lambda it: it.draft.start) - 1)
            at = pieces[near]
            place = at.place.end if at.draft.start < part.span.start else at.place.start
            whole = Span(min(at.draft.start, part.span.start), max(at.draft.end, part.span.end))
            changes = (*at.changes, (part.span, Span(place, place)))
            pieces[near] = replace(at, draft=whole, changes=changes, is_exact=False)
        apart = any(
            matching.are_apart(one, other, self._texts.of(one.article_id), elided=elided)
            for one, other in pairwise(pieces)
        )
        if apart and len(pieces) > 1:
            return Verdict.STITCHED, pieces
        return (Verdict.ALTERED if any(it.changes for it in pieces) else Verdict.STITCHED), pieces


def _halves(plain: str, span: Span) -> list[Span]:
    """Return the first and the second half of a span."""
    middle = span.start + (span.end - span.start) // 2
    blank = re.compile(r"\s").search(plain, middle, span.end)
    at = blank.start() if blank else middle
    return [Span(span.start, at), Span(at, span.end)]


def _sentences_of(draft: Draft, span: Span) -> list[Span]:
    shown = draft.plain[slice(*span)].replace(BLOT, " ")
    return [Span(span.start + it.start, span.start + it.end) for it in sentence_spans(shown)]
