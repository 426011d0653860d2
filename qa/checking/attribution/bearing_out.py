"""Bearing out: the sentence of the articles in which somebody says what a draft says that he said."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus import Article, Span
from corpus.folding import fold_accents
from index import Library
from index.words import stem_words
from qa.answer import Citation
from qa.checking.attribution.person_names import are_of_two, is_source
from qa.english.assertions import list_content_words, list_names, make_active, says_no_more
from qa.english.saying_verbs import MENTIONING
from qa.english.senses import means_opposite, means_same
from qa.english.verb_forms import IRREGULAR_BASES
from qa.quote import Quote
from qa.speech import speaker_of
from qa.speech.article_paragraphs import find_number, list_paragraphs

# The share of a claim's words of content that a sentence has to hold; benchmarks/checking_attributions.py measures it.
LEAST_HELD = 0.85
# Passages that are read for a claim, and words by which they are searched for; no sentence bears out a longer claim.
_PASSAGES, _SEARCHED = 8, 60
# So few words in another order are swapped, and no part is moved.
_SWAPPED = 2


class Claim(NamedTuple):
    """What a draft says that somebody said, without quotation marks; `speaker` is empty if nobody certain is named."""

    said: str
    speaker: str


class Bearing(NamedTuple):
    """The sentence that comes nearest to a claim, None if none shares a word with it; and whether it bears it out."""

    citation: Citation | None
    is_borne_out: bool


def find_bearing(library: Library, claim: Claim) -> Bearing:
    """Return the sentence that bears out a claim, else the one that is nearest.

    The score of the citation's quote is the share of the claim's words of content that it holds.
    """
    stems = _list_stems(claim.said)
    wanted = stems[:_SEARCHED]
    names = [stem for stem in stem_words(claim.speaker) if stem not in wanted]
    passages = library.find_best_passages([*wanted, *names], _PASSAGES) if wanted else []
    sentences = {
        (passage.article_id, span)
        for passage in passages
        for span in passage.sentences or (Span(passage.start, passage.end),)
    }
    ranked = sorted((-_measure_held(wanted, _read(library, *place)), *place) for place in sentences)
    nearest = next((_cite(library, rank, id_, span) for rank, id_, span in ranked if rank < 0), None)
    for rank, id_, span in ranked:
        if -rank < LEAST_HELD or len(stems) > _SEARCHED:
            break
        if _bears_out(library.article(id_), span, claim, wanted):
            return Bearing(_cite(library, rank, id_, span), is_borne_out=True)
    return Bearing(nearest, is_borne_out=False)


def _read(library: Library, id_: str, span: Span) -> str:
    return library.article(id_).text[slice(*span)]


def _cite(library: Library, rank: float, id_: str, span: Span) -> Citation:
    return Citation(1, Quote(id_, *span, round(-rank, 4)), library.article(id_))


def _list_stems(text: str) -> list[str]:
    words = (word.casefold() for word in list_content_words(text))
    return [stem for word in words for stem in stem_words(IRREGULAR_BASES.get(word, word))]


def _measure_held(wanted: Sequence[str], text: str) -> float:
    """Return the share of some stems that a text holds, or words that mean the same."""
    held = set(_list_stems(text))
    return sum(means_same(stem, held) for stem in wanted) / len(wanted)


def _bears_out(article: Article, span: Span, claim: Claim, wanted: Sequence[str]) -> bool:
    """Say whether the speaker of a claim says it in a sentence: no more than that, and of the same names."""
    said = " ".join(_list_said(article, span, claim.speaker))
    held = _list_stems(said)
    if not said or _measure_held(wanted, said) < LEAST_HELD or not says_no_more(claim.said, said):
        return False
    if any(stem not in held and means_opposite(stem, held) for stem in wanted):
        return False
    start, end = list_paragraphs(article)[find_number(article, span.start)]
    around = set(stem_words(f"{article.title} {article.text[start:end]}"))
    if not set(stem_words(" ".join(list_names(claim.said)))) <= around:
        return False
    return _has_order(_list_stems(make_active(claim.said)), _list_stems(make_active(said)))


def _has_order(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Say whether the words that two clauses share come in one order, but that a part at the end may open a clause."""
    mine, theirs = ([stem for stem in words if stem in other] for words, other in ((mine, theirs), (theirs, mine)))
    mine, theirs = list(dict.fromkeys(mine)), list(dict.fromkeys(theirs))
    # A part that is moved leaves all words in order but for where they begin.
    at = theirs.index(mine[0]) if mine and len(mine) > _SWAPPED else 0
    return mine == theirs[at:] + theirs[:at]


def _list_said(article: Article, span: Span, speaker: str) -> Iterator[str]:
    """Yield what in a sentence the speaker says, or what its author tells who is the speaker; all of it for nobody."""
    text = article.text
    speaking = speaker_of(article, span)
    if speaking and (not speaker or _may_be_one(speaker, speaking.name_in(article))):
        yield from (text[slice(*part)] for part in speaking.said)
    elif not speaking and (
        not speaker or is_source(speaker, article.source) or _names_alone(speaker, text[slice(*span)])
    ):
        yield text[slice(*span)]


def _names_alone(speaker: str, sentence: str) -> bool:
    """Say whether a sentence has one word of saying, and the speaker's name, and whom else it names says nothing."""
    saying = [word for word in list_content_words(sentence) if word.casefold() in MENTIONING]
    return len(saying) == 1 and (f"According to {speaker}," in sentence or f"{speaker} {saying[0]}" in sentence)


def _may_be_one(name: str, other: str) -> bool:
    """Say whether two names may be those of one person or body: a person's word by word, a body's as it is written."""
    return not are_of_two(name, other) or _fold(name) == _fold(other)


def _fold(name: str) -> str:
    return fold_accents(" ".join(name.split()).casefold()).removeprefix("the ")
