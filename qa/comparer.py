"""The Comparer: answers a question that compares by what answers for each side."""

from dataclasses import replace
from itertools import zip_longest

from qa.answer import Answer, Citation
from qa.answerer import Answerer, ReadyQuestion
from qa.query.comparison_asked import read_comparison

# Quotes of a side, at most.
_MOST = 2


class Comparer:
    """Answers comparisons, by an Answerer of single questions."""

    def __init__(self, answerer: Answerer):
        self._answerer = answerer

    def answer(self, asked: ReadyQuestion) -> Answer | None:
        """Answer a comparison side by side; return None if the question is none, or a side has no answer."""
        sides = [self._answerer.answer(replace(asked, wanted=side)) for side in read_comparison(asked.wanted)]
        if not sides or not all(side.quotes for side in sides):
            return None
        return Answer(
            asked.id,
            asked.question,
            confidence=min(side.confidence for side in sides),
            quotes=_interleave(sides),
            reason=None,
            nearest=(),
            hits=tuple(
                dict.fromkeys(hit for side in zip_longest(*(side.hits for side in sides)) for hit in side if hit)
            ),
            searched=asked.wanted,
            heading=f"Side by side: {' · '.join(side.searched.rstrip('?') for side in sides)}.",
        )


def _interleave(sides: list[Answer]) -> tuple[Citation, ...]:
    """Return the first quote of each side, then the second ones, each once, numbered anew."""
    rounds = zip_longest(*(side.quotes[:_MOST] for side in sides))
    listed = {(c.article.id, c.quote.start, c.quote.end): c for each in rounds for c in each if c}
    return tuple(replace(citation, number=number) for number, citation in enumerate(listed.values(), 1))
