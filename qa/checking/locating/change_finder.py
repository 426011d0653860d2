"""Quotations that no article holds as a whole: altered, stitched, or not found."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus import Span
from corpus.sentences import split_sentences
from index import Library
from qa.checking.draft.draft_quotations import count_words
from qa.checking.draft.draft_text import BLOT, Draft
from qa.checking.locating import altering
from qa.checking.locating.article_texts import ArticleTexts
from qa.checking.locating.candidates import Candidates
from qa.checking.locating.matching import Match, are_apart, find_in_order, is_sentence, is_short
from qa.checking.locating.needle import Needle
from qa.checking.locating.place_finder import PlaceFinder
from qa.checking.locating.stitching import find_stitched, weigh_junctions
from qa.checking.report.report import Verdict

# Articles that an altered or stitched quotation is aligned with.
_ALIGNED = 8


class ChangeFinder:
    """Finds the passages that the quotations of one draft were made of."""

    def __init__(self, library: Library, draft: Draft, texts: ArticleTexts, places: PlaceFinder) -> None:
        self._library = library
        self._draft = draft
        self._texts = texts
        self._places = places

    def find_changed(
        self, needle: Needle, parts: Sequence[Needle], candidates: Candidates
    ) -> tuple[Verdict, list[Match]]:
        """Return the verdict on a quotation that no article holds as a whole, and its matches."""
        texts = self._find_likely_texts(candidates)
        # An ellipsis at an end leaves nothing out between parts.
        needle = parts[0] if len(parts) == 1 else needle
        if len(parts) > 1:
            verdict, changed = self._find_parts(parts, elided=True)
        else:
            closest = altering.find_altered(needle, texts)
            verdict, changed = (Verdict.ALTERED, [closest]) if closest else (Verdict.NOT_FOUND, [])
        stitched = self._find_stitched(needle, texts)
        if stitched and (not changed or self._count_edits(changed) > weigh_junctions(stitched)):
            return Verdict.STITCHED, stitched
        if len(parts) < 2 and changed and (whole := self._find_whole_sentences(needle, texts)):
            return Verdict.STITCHED, whole
        return (verdict, changed) if changed else self._find_sentences(needle)

    def _find_likely_texts(self, candidates: Candidates) -> dict[str, str]:
        """Return the texts of the articles that may hold something like a quotation."""
        return self._texts.read_all([*candidates.find_possible()[:_ALIGNED], *candidates.find_similar()[:_ALIGNED]])

    def _count_edits(self, matches: Sequence[Match]) -> int:
        return sum(
            altering.count_edits(match, self._draft.plain, self._texts.read(match.article_id)) for match in matches
        )

    def _find_stitched(self, needle: Needle, texts: dict[str, str]) -> list[Match]:
        """Return matches of whole parts if together they make up a quotation, and not all follow one another."""
        texts = dict(texts)
        for span in _halve(self._draft.plain, needle.span):
            own = Candidates(self._library, self._draft.plain[slice(*span)])
            texts.update(self._texts.read_all(own.find_possible()[:_ALIGNED]))
        matches = find_stitched(needle, texts) or []
        return matches if self._is_any_apart(matches) else []

    def _is_any_apart(self, matches: Sequence[Match], *, elided: bool = False) -> bool:
        """Say whether one of the matches does not follow the one before it; see `are_apart`."""
        return any(
            are_apart(first, second, self._texts.read(first.article_id), elided=elided)
            for first, second in pairwise(matches)
        )

    def _find_parts(self, parts: Sequence[Needle], *, elided: bool) -> tuple[Verdict, list[Match]]:
        """Look for each part of a quotation; return the verdict and the matches. With `elided`, ellipses part them."""
        matches: list[Match] = []
        for part in parts:
            own = Candidates(self._library, part.letters[-1])
            match = self._places.find_whole(part, own, frozenset({matches[0].article_id} if matches else ()))
            match = match or altering.find_altered(part, self._find_likely_texts(own))
            matches += [match] if match else []
        return self._judge_pieces(parts, matches, elided=elided)

    def _find_whole_sentences(self, needle: Needle, texts: dict[str, str]) -> list[Match]:
        """Return matches of a quotation's sentences if all stand in one article in their order, with words between two.

        A short one has to be a sentence there, too.
        """
        parts = self._list_sentences(needle)
        for id_, text in texts.items() if len(parts) > 1 else ():
            matches = find_in_order(parts, id_, text) or []
            short = [match for match, part in zip(matches, parts, strict=False) if is_short(part)]
            if self._is_any_apart(matches) and all(is_sentence(text, match.place) for match in short):
                return matches
        return []

    def _list_sentences(self, needle: Needle) -> list[Needle]:
        """Return the sentences of a quotation."""
        return [
            Needle.make(self._draft.text[slice(*span)], self._draft.plain[slice(*span)], span.start)
            for span in _split_sentences(self._draft, needle.span)
        ]

    def _find_sentences(self, needle: Needle) -> tuple[Verdict, list[Match]]:
        """Look for each sentence of a quotation; return the verdict and the matches."""
        parts = self._list_sentences(needle)
        return self._find_parts(parts, elided=False) if len(parts) > 1 else (Verdict.NOT_FOUND, [])

    def _judge_pieces(
        self, parts: Sequence[Needle], matches: Sequence[Match], *, elided: bool
    ) -> tuple[Verdict, list[Match]]:
        """Return the verdict on parts of which some have a match; a part without one differs as a whole."""
        matched = {match.draft for match in matches}
        lost = [part for part in parts if part.span not in matched]
        total = sum(count_words(part.letters[-1]) for part in parts)
        if not matches or sum(count_words(part.letters[-1]) for part in lost) * 2 > total:
            return Verdict.NOT_FOUND, []
        pieces = list(matches)
        for part in lost:
            _join_to_nearest(pieces, part.span)
        altered = any(match.changes for match in pieces)
        apart = self._is_any_apart(pieces, elided=elided)
        return (Verdict.ALTERED if altered and not apart else Verdict.STITCHED), pieces


def _join_to_nearest(matches: list[Match], lost: Span) -> None:
    """Make a stretch that has no match a change of the match nearest to it."""
    near = max(0, bisect_left(matches, lost.start, key=lambda match: match.draft.start) - 1)
    match = matches[near]
    place = match.place.end if match.draft.start < lost.start else match.place.start
    whole = Span(min(match.draft.start, lost.start), max(match.draft.end, lost.end))
    changes = (*match.changes, (lost, Span(place, place)))
    matches[near] = replace(match, draft=whole, changes=changes, is_exact=False)


def _halve(plain: str, span: Span) -> list[Span]:
    """Return the first and the second half of a span."""
    middle = span.start + (span.end - span.start) // 2
    blank = re.compile(r"\s").search(plain, middle, span.end)
    at = blank.start() if blank else middle
    return [Span(span.start, at), Span(at, span.end)]


def _split_sentences(draft: Draft, span: Span) -> list[Span]:
    shown = draft.plain[slice(*span)].replace(BLOT, " ")
    return [Span(span.start + sentence.start, span.start + sentence.end) for sentence in split_sentences(shown)]
