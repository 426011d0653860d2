"""Quotes of answers that were printed as JSON, each checked letter for letter against the library."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from corpus import Span, normalise
from index import Library
from qa.answer import Citation
from qa.errors import BasketError
from qa.quote import Quote


def printed_quotes(answers: Sequence[Mapping[str, Any]], library: Library) -> Iterator[tuple[str, Citation]]:
    """Yield the quotes of printed answers, each behind its question; raise BasketError or NoSuchArticle."""
    for answer in answers:
        quotes, asked = answer.get("quotes"), answer.get("question")
        if not isinstance(quotes, list):
            raise BasketError("the file is not an answer: print one with `pullquote ask --json`")
        for number, quote in enumerate(quotes, 1):
            found = _quote(quote, number)
            article = library.article(found.article_id)
            if found.end > len(article.text) or article.text[found.start : found.end] != quote["text"]:
                raise BasketError(
                    f"quote {number} does not stand at {found.start}–{found.end} of {found.article_id} letter for "
                    "letter: ask the question again"
                )
            yield asked if isinstance(asked, str) else "", Citation(number, found, article)


def _quote(printed: object, number: int) -> Quote:
    """Return the place that a printed quote names; raise BasketError."""
    match printed:
        case {"article_id": str(id_), "start": int(start), "end": int(end), "text": str(), **more}:
            highlight = more.get("highlight")
            try:
                marked = Span(*map(int, highlight)) if isinstance(highlight, list) else None
                return Quote(normalise(id_), start, end, _score(more.get("score", 0)), marked)
            except (TypeError, ValueError, OverflowError):
                pass
    raise BasketError(f"quote {number} of the file is not as `pullquote ask --json` prints it")


def _score(printed: object) -> float:
    """Return a score; raise TypeError, ValueError or OverflowError for what is none."""
    if not isinstance(printed, int | float) or not math.isfinite(printed):
        raise TypeError
    return float(printed)
