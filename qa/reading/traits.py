"""Traits: what a sentence is on its page and in its article, whatever a network makes of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log1p

from corpus import Article, Span
from index.words import stem_words
from qa.english.answer_signs import find_sign
from qa.english.leaning import leans
from qa.reading.announcements import find_announced_end
from qa.reading.sentence_kind import SentenceKind, describe_sentences

# Characters over which the worth of a heading, and of standing at an article's beginning, fall to a third.
_HEADED, _LEADING = 300, 1500


@dataclass(frozen=True, slots=True)
class Traits:
    """What can be told of a sentence without a network."""

    kind: SentenceKind
    headed: float  # how much the heading above it asks the same, from 0 to 1; less further below
    leans: bool  # it begins with a word that stands for something before it
    length: float  # the logarithm of its characters
    lead: float  # how near to the article's beginning it stands, from 0 to 1
    fits: float  # 1 if it holds what the question asks for, a number or a name; -1 if not; 0 if nothing tells


def read_traits(question: str, article: Article, sentences: Sequence[Span]) -> list[Traits]:
    """Return the traits of some sentences of an article, which are given in their order."""
    asked, sign = frozenset(stem_words(question)), find_sign(question)
    traits = []
    for sentence, described in zip(sentences, describe_sentences(article.text, sentences), strict=True):
        said = article.text[slice(*sentence)]
        headed = _share(asked, described.heading) * exp(-described.distance / _HEADED) if described.heading else 0.0
        traits.append(
            Traits(
                kind=_find_kind(article.text, sentence, described.kind),
                headed=headed,
                leans=leans(said),
                length=log1p(len(said)),
                lead=exp(-sentence.start / _LEADING),
                fits=_judge_fit(sign, said),
            )
        )
    return traits


def _find_kind(text: str, sentence: Span, kind: SentenceKind) -> SentenceKind:
    is_whole = kind is SentenceKind.LEAD_IN and find_announced_end(text, sentence, len(text)) is not None
    return SentenceKind.ANNOUNCEMENT if is_whole else kind


def _share(asked: frozenset[str], heading: str) -> float:
    """Return the words that a question and a heading share, out of all they have."""
    words = frozenset(stem_words(heading))
    return len(asked & words) / len(asked | words) if words else 0.0


def _judge_fit(sign: re.Pattern[str] | None, said: str) -> float:
    if sign is None:
        return 0.0
    return 1.0 if sign.search(said) else -1.0
