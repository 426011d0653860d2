"""Reads quotes of answers that were printed as JSON; each is checked letter for letter against the library."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from corpus import Span, normalise
from index import Library
from qa.answer import Citation
from qa.errors import BasketError
from qa.quote import Quote


def read_printed_quotes(answers: Sequence[Mapping[str, Any]], library: Library) -> Iterator[tuple[str, Citation]]:
    """Yield the quotes of printed answers, each with its question; raise BasketError or NoSuchArticle."""
    for answer in answers:
        quotes, asked = answer.get("quotes"), answer.get("question")
        if not isinstance(quotes, list):
            raise BasketError("the file is not an answer: print one with `pullquote ask --json`")
        for number, printed in enumerate(quotes, 1):
            place = _parse_quote(printed, number)
            article = library.article(place.article_id)
            if place.end > len(article.text) or article.text[place.start : place.end] != printed["text"]:
                raise BasketError(
                    f"quote {number} does not stand at {place.start}–{place.end} of {place.article_id} letter for "
                    "letter: ask the question again"
                )
            yield asked if isinstance(asked, str) else "", Citation(number, place, article)


def _parse_quote(printed: object, number: int) -> Quote:
    """Return a printed quote; raise BasketError if it is none."""
    match printed:
        case {"article_id": str(id_), "start": int(start), "end": int(end), "text": str(), **more}:
            highlight = more.get("highlight")
            try:
                marked = Span(*map(int, highlight)) if isinstance(highlight, list) else None
                return Quote(normalise(id_), start, end, _parse_score(more.get("score", 0)), marked)
            except (TypeError, ValueError, OverflowError):
                pass
    raise BasketError(f"quote {number} of the file is not as `pullquote ask --json` prints it")


def _parse_score(printed: object) -> float:
    """Return a printed score; raise TypeError, ValueError or OverflowError if it is none."""
    if not isinstance(printed, int | float) or not math.isfinite(printed):
        raise TypeError
    return float(printed)
