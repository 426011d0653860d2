"""Whether a quotation is said by another person in the articles than the draft names, as far as that is certain."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from corpus import Article, Span
from corpus.sentences import split_sentences
from index import Library
from index.words import stem_words
from qa.checking.attribution.draft_article import Reading, reading
from qa.checking.attribution.draft_speakers import Named, is_another_meant, named_speaker
from qa.checking.attribution.named_articles import Name
from qa.checking.attribution.person_names import are_two, in_full, is_person, is_source, may_be_one, stands_in
from qa.checking.draft.draft_quotations import Quotation
from qa.checking.draft.draft_text import Draft
from qa.checking.locating import matching
from qa.checking.locating.candidates import Candidates
from qa.checking.locating.matching import Found
from qa.checking.locating.needle import Wanted
from qa.english.saying_verbs import SAYING
from qa.speech import speaker_of
from qa.speech.article_paragraphs import list_paragraphs, number_at, read_numbered

# Articles that are looked at for other places of a quotation; what stands in more may be anybody's.
_MOST = 60
# Articles in which it is looked up whether a name is a person's.
_KNOWING = 5
# What ends the reporter's words before a quotation that is whole.
_BEFORE_QUOTATION = ",:.!?…”\"»’'"


class Misnamed(NamedTuple):
    """The name in a draft of one who does not say a quotation, and the number of the part that another says."""

    span: Span
    part: int


class Attribution:
    """Holds the speakers that a draft names against those of the articles."""

    def __init__(self, library: Library, draft: Draft, quotations: Sequence[Quotation]) -> None:
        self._library = library
        self._draft = draft
        self._quotations = quotations
        self._read: list[Reading | None] = []

    def named(self, quotation: Quotation) -> Named | None:
        """Return whom the draft names as the speaker of a quotation; None if that is nobody, or not sure."""
        if not self._read:
            self._read.append(reading(self._draft, self._quotations))
        return named_speaker(self._read[0], quotation) if self._read[0] else None

    def sources(
        self, names: Sequence[Name], parts: Sequence[Wanted], found: Sequence[Found], candidates: Candidates
    ) -> tuple[Name, ...]:
        """Return those of the names beside a quotation that name its source: not whoever says it where it stands.

        Of persons, once the one who says it is among them, only who is said to write is a source.
        """
        places = [(self._article(it), it.place) for it in found]
        for id_ in self._holding(parts[0], candidates)[:_MOST]:
            article = self._library.article(id_)
            places += [(article, it.place) for it in _places(parts[0], article)]
        speaking = [it for it in names if not it.is_one and any(_may_say(it, *place) for place in places)]
        kept = [it for it in names if it not in speaking]
        if any(it.is_author for it in speaking):
            kept = [it for it in kept if it.is_cued or not it.is_author]
        return tuple(kept)

    def settled(
        self,
        named: Named | None,
        parts: Sequence[Wanted],
        found: list[Found],
        candidates: Candidates,
        sources: frozenset[str],
    ) -> tuple[list[Found], Misnamed | None]:
        """Return where a quotation stands, and the name in the draft of one who certainly does not say all of it there.

        A place where the one who is named does say it goes before the one that was found, if it may.
        """
        if named is None:
            return found, None
        wrong = [at for at, it in enumerate(found) if self._differs(named, self._article(it), it.place)]
        # The author of the article that is named for it is named as such.
        if not wrong or any(
            is_source(named.name, source) for id_, _, source in self._library.sources() if id_ in sources
        ):
            return found, None
        for at in wrong:
            first = found[at]
            ids = self._holding(parts[at], candidates)
            others = list(self._elsewhere(named, parts[at], first, ids)) if len(ids) <= _MOST else [first]
            if not others:
                return found, Misnamed(named.span, at)
            may = [it for it in others if it.article_id in sources or first.article_id not in sources]
            if len(found) == 1:
                return [next((it for it in may if it is not first), first)], None
        return found, None

    def are_of_two(self, found: Sequence[Found]) -> bool:
        """Say whether two parts of a quotation are certainly said by two persons."""
        told = [(it, self._sayer(self._article(it), it.place)) for it in found]
        return any(
            one and other and are_two(one, other) and not any(
                may_be_one(one, other, self._article(it).text) for it in (first, second)
            )
            for (first, one), (second, other) in combinations(told, 2)
        )  # fmt: skip

    def _holding(self, part: Wanted, candidates: Candidates) -> list[str]:
        """Return the articles that may hold a quotation: all with its letters, of the others the likeliest."""
        possible = candidates.possible()
        letters = (
            [id_ for it in part.letters for id_ in self._library.find_by_letters(it, possible)] if possible else []
        )
        return list(dict.fromkeys([*letters, *possible[: max(0, _MOST - len(letters))]]))

    def _article(self, found: Found) -> Article:
        return self._library.article(found.article_id)

    def _differs(self, named: Named, article: Article, place: Span) -> bool:
        name = self._sayer(article, place)
        if name is None or not are_two(named.name, name) or stands_in(name, named.beside):
            return False
        if is_source(named.name, article.source) or may_be_one(named.name, name, article.text):
            return False
        # Who is spoken of there may be the one whose words are told.
        if stands_in(named.name, _around(article, place)):
            return False
        # Without authors nobody knows that an article is not by the one who is said to write.
        if named.may_write and not article.source.authors and not stands_in(named.name, article.text):
            return False
        return self._is_known(named, article)

    @staticmethod
    def _sayer(article: Article, place: Span) -> str | None:
        """Return the person who certainly says what stands in a place of an article."""
        told = speaker_of(article, place)
        if told is None or not is_person(article.text, told.name) or is_another_meant(article, told, place):
            return None
        return told.name_in(article)

    def _is_known(self, named: Named, article: Article) -> bool:
        """Say whether the one who is named is certainly a person, and not named by what others are called too."""
        if named.is_full and not named.alone:
            return True
        return any(
            _speaks(named.name, it.text) if named.is_full else in_full(named.name, it)
            for it in self._with(named.name, article)
        )

    def _with(self, name: str, article: Article) -> Iterator[Article]:
        yield article
        named = [self._library.find_by_words(stem_words(it)) for it in (name, name.split()[-1])]
        for id_ in dict.fromkeys(id_ for ids in named for id_ in ids[:_KNOWING]):
            yield self._library.article(id_)

    def _elsewhere(self, named: Named, wanted: Wanted, first: Found, ids: Iterable[str]) -> Iterator[Found]:
        """Yield other places of a quotation where the one who is named says it; the first itself where that may be."""
        for id_ in ids:
            article = self._library.article(id_)
            for found in _places(wanted, article):
                if found.place == first.place and id_ == first.article_id:
                    continue
                told = speaker_of(article, found.place)
                if told and not are_two(named.name, told.name_in(article)):
                    yield found
                elif not told and stands_in(named.name, article.text):
                    yield first


def _may_say(name: Name, article: Article, place: Span) -> bool:
    """Say whether what is named beside a quotation may be who says it, or whom it is told, where it stands."""
    told = speaker_of(article, place)
    if told and not are_two(name.text, told.name_in(article)):
        return True
    if not name.is_author:
        return not name.in_reference and name.text in article.text
    is_certain = told is not None and not is_another_meant(article, told, place)
    return not is_certain and stands_in(name.text.split()[-1], article.text)


def _places(wanted: Wanted, article: Article) -> Iterator[Found]:
    after = 0
    while found := matching.whole(wanted, article.id, article.text, after):
        yield found
        after = found.place.start + 1


def _around(article: Article, place: Span) -> str:
    """Return the quotation in which a place stands; the sentence, where it is a part of a reporter's or in none."""
    number = number_at(article, place.start)
    begin, end = list_paragraphs(article)[number]
    text, here = article.text[begin:end], Span(place.start - begin, place.end - begin)
    spans = read_numbered(article, number).spans
    quoted = next((it for it in spans if it.start <= here.start and here.end <= it.end), None)
    if quoted and text[: quoted.start].rstrip()[-1:] in _BEFORE_QUOTATION:
        return text[slice(*quoted)]
    sentences = [it for it in split_sentences(text) if it.start < here.end and here.start < it.end]
    return text[sentences[0].start : sentences[-1].end] if sentences else text


def _speaks(name: str, text: str) -> bool:
    """Say whether a text has the first or the last word of a name as the subject of a verb of saying, or its source."""
    held = "|".join(re.escape(it) for it in (name.split()[0], name.split()[-1]))
    verbs = rf"(?:has |had |later |also )?(?:{'|'.join(sorted(SAYING))})\b"
    said = rf"\b(?:{held})(?:, [^.;:“”\"]{{1,80}})?,? {verbs}"
    by = rf"\b(?:{verbs}|[Aa]ccording to) (?:\S+ ){{0,4}}(?:{held})\b"
    return bool(re.search(rf"{said}|{by}", text))
