"""The Comparer: answers a question that compares by what answers for each side."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, zip_longest

from index.words import stem_words
from qa.answer import Answer, Citation
from qa.answerer import Answerer, ReadyQuestion
from qa.query.comparison_asked import Side, read_comparison

# Quotes of a side, at most.
_MOST = 2


class Comparer:
    """Answers comparisons, by an Answerer of single questions."""

    def __init__(self, answerer: Answerer):
        self._answerer = answerer

    def answer(self, asked: ReadyQuestion) -> Answer | None:
        """Answer a comparison side by side; return None if the question is none, or a side has no answer."""
        sides = read_comparison(asked.wanted)
        answers = [self._answerer.answer(replace(asked, wanted=side.question)) for side in sides]
        quoted = [_select_own(answer.quotes, i, sides) for i, answer in enumerate(answers)]
        if not sides or not all(quoted):
            return None
        return Answer(
            asked.id,
            asked.question,
            confidence=min(answer.confidence for answer in answers),
            quotes=_interleave(quoted),
            reason=None,
            nearest=(),
            hits=tuple(dict.fromkeys(hit for each in zip_longest(*(a.hits for a in answers)) for hit in each if hit)),
            searched=asked.wanted,
            heading=f"Side by side: {' · '.join(answer.searched.rstrip('?') for answer in answers)}.",
        )


def _select_own(quotes: Sequence[Citation], i: int, sides: Sequence[Side]) -> list[Citation]:
    """Return the quotes that are not of another side alone: with none of its words, or with some of their own."""
    words = [set(stem_words(side.name)) for side in sides]
    of_others = set().union(*words[:i], *words[i + 1 :])
    own, foreign = words[i] - of_others, of_others - words[i]
    held = ((citation, set(stem_words(citation.text))) for citation in quotes)
    return [citation for citation, said in held if own & said or not foreign & said][:_MOST]


def _interleave(quoted: Sequence[Sequence[Citation]]) -> tuple[Citation, ...]:
    """Return the first quote of each side, then the second ones, numbered anew; no letter is quoted twice."""
    listed: list[Citation] = []
    for citation in filter(None, chain.from_iterable(zip_longest(*quoted))):
        if not any(citation.quote.overlaps(other.quote) for other in listed):
            listed.append(citation)
    return tuple(replace(citation, number=number) for number, citation in enumerate(listed, 1))
