"""Checking a draft: each quotation found, held against the articles, and given its verdict."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from corpus import Source, Span
from corpus.sentences import sentence_spans
from index import Library
from index.words import words
from qa.answer import Citation, Quote
from qa.checking import matching
from qa.checking.attribution import Attribution
from qa.checking.candidates import Candidates
from qa.checking.drafts import BLOT, Draft
from qa.checking.marks import Quotation, count_words, find_quotations
from qa.checking.matching import Found
from qa.checking.naming import Names, without
from qa.checking.report import Checked, Difference, Kind, Part, Report, Unchecked, Verdict, Why
from qa.checking.wanted import Wanted, parts_of

# Fewer words in quotation marks are a term, a title or irony as often as a quotation.
LEAST_WORDS = 4
# Articles, those with most votes first, that are folded to look for a quotation; letters are looked for in all.
_FOLDED = 60
# Articles that an altered or stitched quotation is aligned with.
_ALIGNED = 8
# Articles whose texts are held at a time.
_HELD = 1_000
# Words by which the nearest passage is searched for.
_SEARCHED = 60
# A quotation of fewer indexed words may stand where no run of them is whole: all articles are looked at.
_TELLING = 3


def check(library: Library, draft: Draft, follow: Callable[[int, int], None] = lambda done, of: None) -> Report:
    """Return what becomes of each quotation of a draft, held against the articles of a library.

    `follow` is told, before each quotation, how many are done and how many there are; what it raises ends the check.
    """
    quotations, unchecked = find_quotations(draft)
    with library.steady():
        checker = _Checker(library, draft, quotations)
        checked: list[Checked] = []
        for done, quotation in enumerate(quotations):
            follow(done, len(quotations))
            if why := checker.why_not(quotation):
                unchecked.append(Unchecked(quotation.span, why))
            else:
                checked.append(checker.checked(quotation, len(checked) + 1))
    return Report(draft.text, tuple(checked), tuple(sorted(unchecked, key=lambda it: it.span)))


class _Checker:
    """Holds quotations of one draft against one library."""

    def __init__(self, library: Library, draft: Draft, quotations: Sequence[Quotation]) -> None:
        self._library = library
        self._draft = draft
        self._texts: dict[str, str] = {}
        self._names = _names(library.sources()) if quotations else Names()
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
        named = self._names.named(self._draft, quotation, self._hidden)
        candidates = Candidates(self._library, shown)
        parts = parts_of(wanted, text, shown)
        found = self._whole(wanted, candidates, named) or (self._in_order(parts, candidates, named) if parts else [])
        speaker: Span | None = None
        if found:
            looked_for = parts if len(found) > 1 or found[0].draft != wanted.span else [wanted]
            found, speaker = self._attribution.settled(quotation, looked_for, found, candidates, named)
            verdict = Verdict.EXACT if all(it.is_exact for it in found) else Verdict.TYPOGRAPHIC
            if speaker or (named and found[0].article_id not in named):
                verdict = Verdict.MISATTRIBUTED
        else:
            verdict, found = self._changed(wanted, parts, candidates)
        nearest = None if found else self._nearest(shown)
        cited = tuple(self._part(it, place) for place, it in enumerate(found, 1))
        return Checked(number, quotation.span, quotation.kind, verdict, cited, tuple(sorted(named)), nearest, speaker)

    def _whole(self, wanted: Wanted, candidates: Candidates, named: frozenset[str]) -> list[Found]:
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
            found = matching.whole(wanted, id_, self._text(id_))
            if found and found.is_exact:
                yield found
                break
        for id_ in _named_first(ids, named)[:_FOLDED]:
            if found := matching.whole(wanted, id_, self._text(id_)):
                yield found
                break

    def _in_order(self, parts: Sequence[Wanted], candidates: Candidates, named: frozenset[str]) -> list[Found]:
        """Return the places of the parts between ellipses if one article holds them in this order."""
        best: list[Found] = []
        longest = max(parts, key=lambda part: len(part.letters[0]))
        own = Candidates(self._library, longest.letters[-1])
        ids = list(
            dict.fromkeys([*candidates.possible()[:_FOLDED], *own.possible()[:_FOLDED], *self._rest(own, longest)])
        )
        for id_ in _named_first(ids, named):
            found = matching.in_order(parts, id_, self._text(id_))
            if found and (not best or _ranked(found, named) < _ranked(best, named)):
                best = found
        return best

    def _rest(self, candidates: Candidates, wanted: Wanted) -> list[str]:
        return candidates.scanned(wanted.plain.value) if len(candidates.words) < _TELLING else []

    def _changed(self, wanted: Wanted, parts: Sequence[Wanted], candidates: Candidates) -> tuple[Verdict, list[Found]]:
        """Return what a quotation is that stands nowhere as a whole."""
        ids = list(dict.fromkeys([*candidates.possible()[:_ALIGNED], *candidates.similar()[:_ALIGNED]]))
        texts = {id_: self._text(id_) for id_ in ids}
        # An ellipsis at an end leaves nothing out between parts.
        wanted = parts[0] if len(parts) == 1 else wanted
        if len(parts) > 1:
            verdict, changed = self._parted(parts, elided=True)
        else:
            closest = matching.altered(wanted, texts)
            verdict, changed = (Verdict.ALTERED, [closest]) if closest else (Verdict.NOT_FOUND, [])
        stitched = self._stitched(wanted, texts)
        if stitched and (not changed or self._edits(changed) > matching.by_junctions(stitched)):
            return Verdict.STITCHED, stitched
        return (verdict, changed) if changed else self._by_sentences(wanted)

    def _edits(self, found: Sequence[Found]) -> int:
        return sum(matching.edits(it, self._draft.plain, self._text(it.article_id)) for it in found)

    def _stitched(self, wanted: Wanted, texts: dict[str, str]) -> list[Found]:
        """Return the parts of a quotation that are whole, each in its place, if they make up all of it."""
        texts = dict(texts)
        for span in _halves(self._draft.plain, wanted.span):
            own = Candidates(self._library, self._draft.plain[slice(*span)])
            texts.update({id_: self._text(id_) for id_ in own.possible()[:_ALIGNED]})
        found = matching.stitched(wanted, texts) or []
        apart = [matching.are_apart(one, other, self._text(one.article_id)) for one, other in pairwise(found)]
        return found if any(apart) else []

    def _parted(self, parts: Sequence[Wanted], *, elided: bool) -> tuple[Verdict, list[Found]]:
        """Return what a quotation is of whose parts each is looked for; with `elided`, ellipses part them."""
        found: list[Found] = []
        for part in parts:
            own = Candidates(self._library, part.letters[-1])
            place = self._whole(part, own, frozenset({found[0].article_id} if found else ()))
            if not place:
                ids = list(dict.fromkeys([*own.possible()[:_ALIGNED], *own.similar()[:_ALIGNED]]))
                closest = matching.altered(part, {id_: self._text(id_) for id_ in ids})
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
            matching.are_apart(one, other, self._text(one.article_id), elided=elided) for one, other in pairwise(pieces)
        )
        if apart and len(pieces) > 1:
            return Verdict.STITCHED, pieces
        return (Verdict.ALTERED if any(it.changes for it in pieces) else Verdict.STITCHED), pieces

    def _part(self, found: Found, number: int) -> Part:
        article = self._library.article(found.article_id)
        citation = Citation(number, Quote(article.id, *found.place, round(found.kept, 4)), article)
        return Part(found.draft, citation, tuple(Difference(was, now) for was, now in found.changes))

    def _nearest(self, shown: str) -> Citation | None:
        """Return the sentence most like a quotation in the passage that the library's own search finds for it."""
        searched = " ".join(shown.replace(BLOT, "").split()[:_SEARCHED])
        hits = self._library.search(searched, 1)
        if not hits:
            return None
        passage = hits[0].passage
        article = self._library.article(passage.article_id)
        mine = set(words(searched))
        sentences = passage.sentences or (Span(passage.start, passage.end),)
        like = [len(mine & set(words(article.text[slice(*sentence)]))) for sentence in sentences]
        return Citation(1, Quote(article.id, *sentences[like.index(max(like))], round(hits[0].score, 4)), article)

    def _text(self, id_: str) -> str:
        if id_ not in self._texts:
            if len(self._texts) >= _HELD:
                self._texts.clear()
            self._texts.update(self._library.texts([id_]))
        return self._texts[id_]


# They are the same for every draft until the library changes.
@lru_cache(maxsize=2)
def _names(sources: tuple[tuple[str, str, Source], ...]) -> Names:
    return Names.of(sources)


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


def _halves(plain: str, span: Span) -> list[Span]:
    """Return the first and the second half of a span."""
    middle = span.start + (span.end - span.start) // 2
    blank = re.compile(r"\s").search(plain, middle, span.end)
    at = blank.start() if blank else middle
    return [Span(span.start, at), Span(at, span.end)]


def _sentences_of(draft: Draft, span: Span) -> list[Span]:
    shown = draft.plain[slice(*span)].replace(BLOT, " ")
    return [Span(span.start + it.start, span.start + it.end) for it in sentence_spans(shown)]
