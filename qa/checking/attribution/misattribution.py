"""Misattribution: whether a quotation is certainly said by another person in the articles than the draft names."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from corpus import Article, Span
from corpus.sentences import split_sentences
from index import Library
from qa.checking.attribution.bearing_out import Claim
from qa.checking.attribution.draft_article import DraftArticle, read_as_article
from qa.checking.attribution.draft_speakers import NamedSpeaker, find_named_speaker, is_another_meant
from qa.checking.attribution.known_persons import is_known_person
from qa.checking.attribution.named_articles import NamedSource
from qa.checking.attribution.person_names import (
    are_of_two,
    is_person,
    is_source,
    may_be_aliases,
    may_be_misspelt,
    stands_in,
)
from qa.checking.draft.draft_quotations import Quotation
from qa.checking.draft.draft_text import Draft
from qa.checking.locating.all_places import MOST_HOLDERS, find_places, list_holders
from qa.checking.locating.candidates import Candidates
from qa.checking.locating.matching import Match
from qa.checking.locating.needle import Needle
from qa.speech import list_utterances, speaker_of
from qa.speech.article_paragraphs import find_number, list_paragraphs, read_numbered

# What ends the reporter's words before a quotation that is whole.
_BEFORE_QUOTATION = ",:.!?…”\"»’'"


class Misnamed(NamedTuple):
    """The name in a draft that is not that of who says a quotation, and the number of the part that another says."""

    span: Span
    part: int


class Attribution:
    """Compares the speakers whom a draft names with those of the articles."""

    def __init__(self, library: Library, draft: Draft, quotations: Sequence[Quotation]) -> None:
        self._library = library
        self._draft = draft
        self._quotations = quotations

    @cached_property
    def _draft_article(self) -> DraftArticle | None:
        return read_as_article(self._draft, self._quotations)

    def find_named_speaker(self, quotation: Quotation) -> NamedSpeaker | None:
        """Return whom the draft names as the speaker of a quotation; None if that is nobody, or not sure."""
        return find_named_speaker(self._draft_article, quotation) if self._draft_article else None

    def list_claims(self) -> Iterator[tuple[Span, Span, Claim]]:
        """Yield what the draft says in its own words that somebody said, with its place and that of the speaker."""
        if (draft := self._draft_article) is None:
            return
        text = draft.article.text
        for utterance in list_utterances(draft.article):
            said = " ".join(text[slice(*part)] for part in utterance.said)
            speaker = text[slice(*utterance.name)] if utterance.known else ""
            yield draft.in_draft(utterance.whole), draft.in_draft(utterance.name), Claim(said, speaker)

    def select_sources(
        self,
        sources: Sequence[NamedSource],
        parts: Sequence[Needle],
        matches: Sequence[Match],
        candidates: Candidates,
    ) -> tuple[NamedSource, ...]:
        """Return the names beside a quotation that name its source, and not who says it where it stands.

        If one of the names is that of who says it, another person is a source only if said to write.
        """
        places = [(self._read_article(match), match.place) for match in matches]
        for id_ in list_holders(self._library, parts[0], candidates)[:MOST_HOLDERS]:
            article = self._library.article(id_)
            places += [(article, match.place) for match in find_places(parts[0], article)]
        speaking = [
            source
            for source in sources
            if not source.is_one and any(_may_say(source, article, place) for article, place in places)
        ]
        kept = [source for source in sources if source not in speaking]
        if any(source.is_author for source in speaking):
            kept = [source for source in kept if source.is_cued or not source.is_author]
        return tuple(kept)

    def resolve_attribution(
        self,
        named: NamedSpeaker | None,
        parts: Sequence[Needle],
        matches: list[Match],
        candidates: Candidates,
        source_ids: frozenset[str],
    ) -> tuple[list[Match], Misnamed | None]:
        """Return where a quotation stands, and whom the draft names though he certainly does not say all of it there.

        A place where the one who is named does say it goes before the one that was matched, if the sources allow it.
        """
        if named is None:
            return matches, None
        differing = [
            at for at, match in enumerate(matches) if self._differs(named, self._read_article(match), match.place)
        ]
        # The author of the article that is named for a quotation is named as such.
        if not differing or self._is_author_of(named, source_ids):
            return matches, None
        for at in differing:
            match = matches[at]
            ids = list_holders(self._library, parts[at], candidates)
            others = list(self._find_elsewhere(named, parts[at], match, ids)) if len(ids) <= MOST_HOLDERS else [match]
            if not others:
                return matches, Misnamed(named.span, at)
            if len(matches) == 1:
                is_free = match.article_id not in source_ids
                better = (other for other in others if other is not match)
                return [next((other for other in better if is_free or other.article_id in source_ids), match)], None
        return matches, None

    def find_doubt(self, named: NamedSpeaker, matches: Sequence[Match]) -> Misnamed | None:
        """Return whom the draft names, if the article writes the name of who says a part in another way."""
        if not named.is_clear or not (named.is_full or named.name.isalpha()):
            return None
        for at, match in enumerate(matches):
            article = self._read_article(match)
            speaker = self._find_speaker(article, match.place)
            if speaker and may_be_misspelt(named.name, speaker) and not is_source(named.name, article.source):
                return Misnamed(named.span, at)
        return None

    def has_two_speakers(self, matches: Sequence[Match]) -> bool:
        """Say whether two parts of a quotation are certainly said by two persons."""
        speakers = [(match, self._find_speaker(self._read_article(match), match.place)) for match in matches]
        return any(
            name
            and other
            and are_of_two(name, other)
            and not any(may_be_aliases(name, other, self._read_article(match).text) for match in (first, second))
            for (first, name), (second, other) in combinations(speakers, 2)
        )

    def _read_article(self, match: Match) -> Article:
        return self._library.article(match.article_id)

    def _is_author_of(self, named: NamedSpeaker, ids: frozenset[str]) -> bool:
        """Say whether the one who is named may be the author or the publisher of one of some articles."""
        return any(is_source(named.name, source) for id_, _, source in self._library.sources() if id_ in ids)

    def _differs(self, named: NamedSpeaker, article: Article, place: Span) -> bool:
        """Say whether a place is certainly said by another person than the one who is named."""
        speaker = self._find_speaker(article, place)
        if speaker is None or not are_of_two(named.name, speaker) or stands_in(speaker, named.beside):
            return False
        if is_source(named.name, article.source) or may_be_aliases(named.name, speaker, article.text):
            return False
        # Who is spoken of there may be the one whose words are reported.
        if stands_in(named.name, _read_around(article, place)):
            return False
        # Without authors nobody knows that an article is not by the one who is said to write.
        if named.may_write and not article.source.authors and not stands_in(named.name, article.text):
            return False
        return is_known_person(self._library, named, article)

    @staticmethod
    def _find_speaker(article: Article, place: Span) -> str | None:
        """Return the person who certainly says what stands in a place of an article."""
        speaker = speaker_of(article, place)
        if speaker is None or not is_person(article.text, speaker.name) or is_another_meant(article, speaker, place):
            return None
        return speaker.name_in(article)

    def _find_elsewhere(self, named: NamedSpeaker, needle: Needle, match: Match, ids: Iterable[str]) -> Iterator[Match]:
        """Yield other places of a quotation where the one who is named says it; the match itself where that may be."""
        for id_ in ids:
            article = self._library.article(id_)
            for other in find_places(needle, article):
                if other.place == match.place and id_ == match.article_id:
                    continue
                speaker = speaker_of(article, other.place)
                if speaker and not are_of_two(named.name, speaker.name_in(article)):
                    yield other
                elif not speaker and stands_in(named.name, article.text):
                    yield match


def _may_say(source: NamedSource, article: Article, place: Span) -> bool:
    """Say whether what is named beside a quotation may be who says it, or to whom it is said, where it stands."""
    speaker = speaker_of(article, place)
    if speaker and not are_of_two(source.text, speaker.name_in(article)):
        return True
    if not source.is_author:
        return not source.in_reference and source.text in article.text
    is_certain = speaker is not None and not is_another_meant(article, speaker, place)
    return not is_certain and stands_in(source.text.split()[-1], article.text)


def _read_around(article: Article, place: Span) -> str:
    """Return the quotation in which a place stands; its sentences where the reporter's words go on with it."""
    number = find_number(article, place.start)
    begin, end = list_paragraphs(article)[number]
    text, start, stop = article.text[begin:end], place.start - begin, place.end - begin
    spans = read_numbered(article, number).spans
    quotation = next((span for span in spans if span.start <= start and stop <= span.end), None)
    if quotation and text[: quotation.start].rstrip()[-1:] in _BEFORE_QUOTATION:
        return text[slice(*quotation)]
    sentences = [sentence for sentence in split_sentences(text) if sentence.start < stop and start < sentence.end]
    return text[sentences[0].start : sentences[-1].end] if sentences else text
