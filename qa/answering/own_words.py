"""Own words: where it is asked what somebody says and they are quoted, what only others say is no answer."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus import Article, Span
from qa.query.speaker_asked import find_speaker_asked
from qa.quote import Quote
from qa.speech import name_speakers

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


def prefer_own_words(
    question: str, quotes: Sequence[Quote], article_of: Callable[[str], Article], share: float
) -> tuple[Quote, ...]:
    """Return quotes ranked best first with those last, and worth nothing, that hold others' words alone.

    They change only if whom the question names speaks in one that has at least this share of the best one's score.
    """
    asked = find_speaker_asked(question)
    if not quotes or not asked:
        return tuple(quotes)
    speakers = [name_speakers(article_of(quote.article_id), Span(quote.start, quote.end)) for quote in quotes]
    own = [quote for quote, names in zip(quotes, speakers, strict=True) if any(_is_name_of(n, asked) for n in names)]
    if not own or own[0].score < quotes[0].score * share:
        return tuple(quotes)
    others = [quote for quote, names in zip(quotes, speakers, strict=True) if names and quote not in own]
    kept = [quote for quote in quotes if quote not in others]
    return (replace(kept[0], score=quotes[0].score), *kept[1:], *(replace(quote, score=0.0) for quote in others))


def _is_name_of(name: str, asked: str) -> bool:
    """Say whether a speaker's name ends with a word that the question has for whom it asks."""
    words = _WORD.findall(name.casefold())
    return bool(words) and words[-1] in _WORD.findall(asked.casefold())
