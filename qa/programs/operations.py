"""What programs can do with a library: one function a request, which reads only; the answers are JSON.

Offsets count Unicode code points of the articles' texts. What cannot be done is raised as a PullquoteError.
"""

import threading
from typing import Any

from index import LibraryError, NoSuchArticle, find_article_id, settle_filters
from qa.answer import Answer, Citation
from qa.assistant import Assistant
from qa.basket.basket_json import serialise_kept_quote
from qa.basket.basket_store import Baskets
from qa.checking.draft.draft_file import DraftFile
from qa.checking.report.report_json import serialise_report
from qa.cite.anchoring.anchors import parse_anchor
from qa.cite.anchoring.resolving import find_anchored, serialise_resolution
from qa.cite.anchoring.resolving import resolve as resolve_anchor
from qa.cite.copying import make_copies
from qa.cite.references import cite_quotes
from qa.cite.styles import find_kept_style
from qa.errors import DraftError
from qa.programs.requests import AskIn, DraftIn, ListIn, PartIn, PlaceIn, QuotationIn, ResolveIn, SearchIn
from qa.quote import Quote
from qa.rendering.answer_json import (
    serialise_answer,
    serialise_entry,
    serialise_found,
    serialise_linked_citation,
    serialise_place,
)
from qa.retrieval.passage_search import search_passages

Json = dict[str, Any]
# Characters that are told of a name which there is not.
_SHOWN = 80


def ask(assistant: Assistant, asked: AskIn) -> Json:
    """Answer a question with verbatim quotes, or say why not."""
    style = None if asked.style is None else find_kept_style(asked.style, assistant.library.folder)
    answer = find_answer(assistant, asked)
    cited = cite_quotes(answer.quotes, style) if style else None
    return serialise_answer(answer, cited, style.name if style else "")


def find_answer(assistant: Assistant, asked: AskIn) -> Answer:
    """Return the answer to a question as it is asked."""
    filters = settle_filters(assistant.library, asked.filters.make_filters())
    return assistant.ask(asked.question, asked.make_history(), filters, asked=asked.asked)


def search(assistant: Assistant, wanted: SearchIn) -> Json:
    """Return the passages that a search finds, best first."""
    filters = settle_filters(assistant.library, wanted.filters.make_filters())
    return {
        "passages": list(map(serialise_found, search_passages(assistant.library, wanted.words, wanted.most, filters)))
    }


def check(assistant: Assistant, sent: DraftIn, stop: threading.Event) -> Json:
    """Say of each quotation in a draft whether it stands in the articles, and where; raise JobEnded at `stop`."""
    return serialise_report(assistant.check(sent.draft, stop=stop))


def find_quotation(assistant: Assistant, sought: QuotationIn, stop: threading.Event) -> Json:
    """Say of one quotation whether it stands in the articles, and where; raise JobEnded at `stop`."""
    draft = "\n".join(f"> {line}" for line in sought.quotation.strip().split("\n"))
    file = DraftFile("the quotation", draft.encode(), ".txt")
    report = serialise_report(assistant.check(file, stop=stop))
    if len(report["quotations"]) != 1:
        raise DraftError("that is not one quotation: send its words, without notes")
    [checked] = report["quotations"]
    return {
        "good": report["good"],
        "verdict": checked["verdict"],
        "places": [
            {
                "source": part["source"],
                "differences": [
                    {"sent": each["draft"]["text"], "article": each["article"]} for each in part["differences"]
                ],
            }
            for part in checked["parts"]
        ],
        "leaves_out": checked["leaves_out"],
        "nearest": checked["nearest"],
    }


def list_articles(assistant: Assistant, wanted: ListIn) -> Json:
    """Return articles without their texts, newest publication first; `next` leads on, and is null at the end."""
    tags = set(assistant.library.spell_tags(wanted.tags))
    entries = [entry for entry in assistant.library.entries() if not tags or tags.intersection(entry.tags)]
    start = 0
    if wanted.cursor is not None:
        ids = [entry.id for entry in entries]
        if wanted.cursor not in ids:
            raise LibraryError("the list has changed where it was left: begin it anew, without a cursor")
        start = ids.index(wanted.cursor) + 1
    shown = entries[start : start + wanted.most]
    more = start + wanted.most < len(entries)
    return {
        "articles": [serialise_entry(entry) for entry in shown],
        "total": len(entries),
        "next": shown[-1].id if more else None,
    }


def read_part(assistant: Assistant, wanted: PartIn) -> Json:
    """Return a part of an article's text, letter for letter; `next` is where the text goes on, null at its end."""
    article = assistant.library.article(find_article_id(assistant.library, wanted.article_id))
    length = len(article.text)
    if wanted.start >= length:
        raise NoSuchArticle(f"the article has {length:,} characters: begin before that")
    end = _end_part(article.text, wanted.start, wanted.most)
    return {
        **serialise_place(article, wanted.start, end),
        "text": article.text[wanted.start : end],
        "length": length,
        "next": end if end < length else None,
        **({"remark": article.remark} if article.remark else {}),
    }


def cite(assistant: Assistant, wanted: PlaceIn) -> Json:
    """Return what stands at a place of an article, and how a style quotes and cites it."""
    library = assistant.library
    style = find_kept_style(wanted.style, library.folder)
    citation = locate(assistant, wanted.article_id, wanted.start, wanted.end)
    [copied] = make_copies([citation], style)
    forms = {"quote": copied.quote, "citation": copied.citation, "both": copied.both}
    return {
        **serialise_linked_citation(citation),
        "style": style.name,
        "forms": {name: {"text": form.plain, "html": form.html} for name, form in forms.items()},
    }


def resolve(assistant: Assistant, wanted: ResolveIn) -> Json:
    """Say of quotes, by their anchors, what has become of them: exact, moved, altered or missing."""
    resolved = []
    for sent in wanted.anchors:
        anchor = parse_anchor(sent.model_dump())
        article = find_anchored(assistant.library, anchor)
        told = serialise_resolution(resolve_anchor(anchor, article), anchor, article)
        resolved.append({"article_id": anchor.article_id, "exact": anchor.exact, **told})
    return {"quotes": resolved}


def list_baskets(baskets: Baskets) -> Json:
    """Return the baskets that hold anything, by name, and how many quotes each has."""
    return {"baskets": [{"name": name, "quotes": count} for name, count in baskets.count_quotes().items()]}


def list_quotes(baskets: Baskets, basket: str) -> Json:
    """Return the quotes in a basket, in order, each with the id by which it is changed."""
    return {"quotes": [{"id": kept.id, **serialise_kept_quote(kept)} for kept in baskets.list_quotes(basket)]}


def read_quote(baskets: Baskets, quote_id: int) -> Json:
    """Return a quote that is in a basket; raise NoSuchQuote."""
    kept = baskets.get(quote_id)
    return {"id": kept.id, **serialise_kept_quote(kept)}


def locate(assistant: Assistant, article_id: str, start: int, end: int) -> Citation:
    """Return the citation of a place of an article; raise NoSuchArticle if there is none."""
    article = assistant.library.article(find_article_id(assistant.library, article_id))
    if not start < end <= len(article.text):
        raise NoSuchArticle(f"the article has no such place: its offsets go from 0 to {len(article.text):,}")
    return Citation(1, Quote(article.id, start, end, 1.0), article)


def _end_part(text: str, start: int, most: int) -> int:
    """Return where a part ends: at a paragraph's end, else behind a word, else where it must."""
    end = start + most
    if end >= len(text):
        return len(text)
    # A part that is much shorter than it may be would need many more.
    shortest = start + most // 2
    paragraph, word = (text.rfind(mark, shortest, end) + 1 for mark in ("\n", " "))
    return paragraph or (end if text[end].isspace() else word) or end
