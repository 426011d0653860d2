"""Packs answers as JSON to keep them, and recalls them with their quotes as the library has them now."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from hashlib import sha256
from typing import Any

from corpus import Article, InvalidArticle, Source, Span
from index import DamagedArticle, NoSuchArticle
from qa.answer import Answer, Citation, Conflict, Copy, LaterArticle
from qa.cite.anchoring.anchors import AROUND, Anchor
from qa.cite.anchoring.resolving import QuoteState, resolve
from qa.errors import DamagedKeeping
from qa.quote import Quote
from qa.rendering.answer_json import serialise_citation

GONE = "no longer in the library"
CHANGED = "changed since it was quoted"
DAMAGED = "damaged in the library"

# An answer, a citation or a conflict as JSON.
Packed = Mapping[str, Any]


def seal(kept: Packed) -> str:
    """Return a line of JSON and, on the next line, its digest."""
    line = json.dumps(kept)
    return f"{line}\n{_digest(line)}"


def unseal(text: str) -> dict[str, Any]:
    """Return what `seal` made a text of; the digest may be missing. Raises DamagedKeeping."""
    line, _, digest = text.partition("\n")
    try:
        if digest and digest != _digest(line):
            raise DamagedKeeping("it is not what was kept")
        kept: dict[str, Any] = json.loads(line)
    except (ValueError, TypeError) as error:
        raise DamagedKeeping("it is not what was kept") from error
    return kept


def give_no_article(article_id: str) -> Article:
    """Give no article, so that what is recalled is only what was kept."""
    raise NoSuchArticle(article_id)


@contextmanager
def _refuse_damaged() -> Iterator[None]:
    """Raise DamagedKeeping for what lacks a part or has an impossible one."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, InvalidArticle) as error:
        raise DamagedKeeping("it is not what was kept") from error


def _digest(line: str) -> str:
    return sha256(line.encode("utf-8", "surrogatepass")).hexdigest()


def pack_answer(answer: Answer) -> dict[str, Any]:
    """Return an answer as `recall_answer` reads it."""
    said = answer.conflict and [[citation.number, *span] for citation, span in answer.conflict.said]
    return {
        "id": answer.id,
        "question": answer.question,
        "searched": answer.searched,
        "confidence": answer.confidence,
        "reason": answer.reason,
        "quotes": [pack_citation(citation) for citation in answer.quotes],
        "nearest": [pack_citation(citation) for citation in answer.nearest],
        "conflict": answer.conflict and {"kind": answer.conflict.kind, "said": said},
        "talk": answer.talk,
        "heading": answer.heading,
        "later": answer.later and list(answer.later),
    }


def recall_answer(kept: Packed, article_of: Callable[[str], Article]) -> Answer:
    """Return a packed answer whose quotes lead into the articles that `article_of` gives; raise DamagedKeeping.

    It has no hits: passages are not kept.
    """
    with _refuse_damaged():
        return _recall_answer(kept, article_of)


def _recall_answer(kept: Packed, article_of: Callable[[str], Article]) -> Answer:
    quotes = tuple(recall_citation(citation, article_of) for citation in kept["quotes"])
    return Answer(
        id=kept["id"],
        question=kept["question"],
        confidence=kept["confidence"],
        quotes=quotes,
        reason=kept["reason"],
        nearest=tuple(recall_citation(citation, article_of) for citation in kept["nearest"]),
        hits=(),
        conflict=_recall_conflict(kept["conflict"], kept["quotes"], quotes),
        searched=kept["searched"],
        talk=kept.get("talk") is True,
        heading=kept.get("heading"),
        later=LaterArticle(*later) if (later := kept.get("later")) else None,
    )


def pack_citation(citation: Citation) -> dict[str, Any]:
    """Return a citation as `recall_citation` reads it."""
    return {**serialise_citation(citation), "page": citation.page}


def recall_citation(kept: Packed, article_of: Callable[[str], Article]) -> Citation:
    """Return a packed citation whose quote leads to its place in the article that `article_of` gives.

    The quote stays as it was kept, and `Citation.lost` says why, if the article is gone (`article_of` raises
    NoSuchArticle), is damaged, or does not hold the quote letter for letter any more. Raises DamagedKeeping.
    """
    with _refuse_damaged():
        return _recall_citation(kept, article_of)


def _recall_citation(kept: Packed, article_of: Callable[[str], Article]) -> Citation:
    start, end = kept["start"], kept["end"]
    quote = Quote(kept["article_id"], start, end, kept["score"], kept["highlight"] and Span(*kept["highlight"]))
    try:
        article = article_of(quote.article_id)
    except NoSuchArticle:
        lost = GONE
    except DamagedArticle:
        lost = DAMAGED
    else:
        quote = replace(quote, article_id=article.id)  # it may have become one with another
        if article.text[start:end] == kept["text"]:
            copies = tuple(copy for copy in _recall_copies(kept, article_of) if copy.article.id != article.id)
            return Citation(kept["number"], quote, article, copies=copies)
        now = resolve(_make_anchor(kept), article)
        if now.outcome is QuoteState.MOVED and now.span:
            return Citation(kept["number"], _move(quote, now.span.start - start), article)
        lost = CHANGED
    return Citation(kept["number"], _move(quote, len(kept["before"]) - start), _make_remnant(kept), lost)


def _recall_copies(kept: Packed, article_of: Callable[[str], Article]) -> Iterator[Copy]:
    """Yield the copies that still have the quote where it was."""
    for copy in kept.get("also_in", ()):
        with suppress(NoSuchArticle, DamagedArticle):
            article = article_of(copy["article_id"])
            if article.text.startswith(kept["text"], copy["start"]):
                yield Copy(article, copy["start"])


def _make_anchor(kept: Packed) -> Anchor:
    before, after = kept["before"][-AROUND:], kept["after"][:AROUND]
    return Anchor(kept["article_id"], "", kept["start"], kept["end"], kept["text"], before, after)


def _make_remnant(kept: Packed) -> Article:
    """Return the rest of an article that was kept: the quote and the text around it."""
    source = Source(
        url=kept["url"], publisher=kept["publisher"], authors=tuple(kept["authors"]), published=kept["published"],
        doi=kept.get("doi"), zotero=kept.get("zotero"),
    )  # fmt: skip
    text = kept["before"] + kept["text"] + kept["after"]
    return Article(kept["article_id"], kept["title"], text, source, pages=(0,) * (kept["page"] or 0))


def _move(quote: Quote, by: int) -> Quote:
    highlight = quote.highlight and Span(quote.highlight.start + by, quote.highlight.end + by)
    return Quote(quote.article_id, quote.start + by, quote.end + by, quote.score, highlight)


def _recall_conflict(kept: Packed | None, were: Sequence[Packed], quotes: Sequence[Citation]) -> Conflict | None:
    if kept is None:
        return None
    moved = {now.number: (now, now.quote.start - then["start"]) for now, then in zip(quotes, were, strict=True)}
    said = ((*moved[number], start, end) for number, start, end in kept["said"])
    return Conflict(kept["kind"], tuple((citation, Span(start + by, end + by)) for citation, by, start, end in said))
