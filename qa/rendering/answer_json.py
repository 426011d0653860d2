"""Answers and articles as JSON, with the texts of their spans."""

from typing import Any

from corpus import Article, Source
from index import Entry
from qa.answer import Answer, Citation
from qa.cite.anchoring.anchors import make_anchor, serialise_anchor
from qa.cite.anchoring.links import make_link
from qa.cite.marked_text import RichText
from qa.cite.references import References
from qa.retrieval.passage_search import FoundPassage

Json = dict[str, Any]


def serialise_answer(answer: Answer, cited: References | None = None, style: str = "") -> Json:
    """Return an answer in the JSON contract; offsets count Unicode code points of the article's text.

    With `cited`, the references of its quotes in the style of that name, each quote has its citation and the answer its
    bibliography.
    """
    quotes = [serialise_linked_citation(citation) for citation in answer.quotes]
    if cited:
        pairs = zip(quotes, cited.citations, strict=True)
        quotes = [{**quote, "citation": serialise_reference(said, style)} for quote, said in pairs]
    return {
        "id": answer.id,
        "question": answer.question,
        "searched": answer.searched,
        "status": str(answer.status),
        "confidence": round(answer.confidence, 4),
        "reason": answer.reason,
        **({"heading": answer.heading} if answer.heading else {}),
        "quotes": quotes,
        "disagreement": _serialise_disagreement(answer),
        **({"later": answer.later._asdict()} if answer.later else {}),
        "nearest": [serialise_linked_citation(citation) for citation in answer.nearest],
        "hits": [
            {
                "article_id": hit.passage.article_id,
                "start": hit.passage.start,
                "end": hit.passage.end,
                "score": round(hit.score, 4),
            }
            for hit in answer.hits
        ],
        "content": _serialise_content(answer),
        **({"references": [_serialise_rich_text(entry) for entry in cited.entries]} if cited else {}),
    }


def serialise_linked_citation(citation: Citation) -> Json:
    """Return a numbered quote as `serialise_citation` does, with its speaker, a link to it, and its anchor."""
    leads = make_link(citation)
    return {
        **serialise_citation(citation),
        "speaker": _serialise_speaker(citation),
        "link": leads.url if leads else None,
        "anchor": serialise_anchor(make_anchor(citation)),
    }


def _serialise_speaker(citation: Citation) -> Json | None:
    speaker = citation.speaker
    if speaker is None:
        return None
    return {"name": speaker.name_in(citation.article), "start": speaker.name.start, "end": speaker.name.end}


def serialise_reference(said: RichText, style: str) -> Json:
    """Return the citation of a quote in the style of that name."""
    return {"style": style, **_serialise_rich_text(said)}


def serialise_citation(citation: Citation) -> Json:
    """Return a numbered quote with its place and the bibliographic fields of its article."""
    quote, article = citation.quote, citation.article
    return {
        "number": citation.number,
        **serialise_place(article, quote.start, quote.end),
        "text": citation.resolve(article),
        "before": citation.before,
        "after": citation.after,
        "highlight": list(quote.highlight) if quote.highlight else None,
        "score": round(quote.score, 4),
        "also_in": [
            serialise_place(copy.article, copy.start, copy.start + len(citation.text)) for copy in citation.copies
        ],
        **({"remark": article.remark} if article.remark else {}),
    }


def serialise_found(found: FoundPassage) -> Json:
    """Return a passage that was found, with the places in its article of the words that were sought."""
    article, passage = found.article, found.passage
    return {
        **serialise_place(article, passage.start, passage.end),
        "text": found.text,
        "marks": [list(mark) for mark in found.marks],
        "score": round(found.score, 4),
    }


def serialise_place(article: Article, start: int, end: int) -> Json:
    """Return an article's bibliographic fields, and a span of its text."""
    return {
        "article_id": article.id,
        "title": article.title,
        **_serialise_source(article.source),
        "start": start,
        "end": end,
    }


def serialise_article(article: Article) -> Json:
    """Return a whole article as `pullquote add FILE.jsonl` reads it; what is not known is left out."""
    known = {key: value for key, value in _serialise_source(article.source).items() if value}
    return {"id": article.id, "title": article.title, "text": article.text, **known}


def serialise_entry(entry: Entry) -> Json:
    """Return an article as lists show it."""
    return {
        "id": entry.id,
        "title": entry.title,
        **_serialise_source(entry.source),
        "words": entry.word_count,
        "passages": entry.passages,
        "added": entry.added,
        **({"remark": entry.remark} if entry.remark else {}),
        **({"tags": list(entry.tags)} if entry.tags else {}),
    }


def _serialise_rich_text(rich: RichText) -> Json:
    return {"text": rich.plain, "html": rich.html}


def _serialise_source(source: Source) -> Json:
    return {
        "url": source.url,
        "publisher": source.publisher,
        "authors": list(source.authors),
        "published": source.published,
        **({"doi": source.doi} if source.doi else {}),
        **({"zotero": source.zotero} if source.zotero else {}),
    }


def _serialise_disagreement(answer: Answer) -> Json | None:
    if answer.conflict is None:
        return None
    numbers = [citation.number for citation, _ in answer.conflict.said]
    return {"kind": answer.conflict.kind, "text": answer.conflict.text, "numbers": numbers}


def _serialise_content(answer: Answer) -> list[Json]:
    """Return an answer in the shape of citations in Anthropic's API, so that its clients can show them."""
    if not answer.quotes:
        return [{"type": "text", "text": answer.reason, "citations": []}]
    documents = list(dict.fromkeys(citation.article.id for citation in answer.quotes))
    return [
        {
            "type": "text",
            "text": citation.text,
            "citations": [
                {
                    "type": "char_location",
                    "cited_text": citation.text,
                    "document_index": documents.index(citation.article.id),
                    "document_title": citation.article.title,
                    "start_char_index": citation.quote.start,
                    "end_char_index": citation.quote.end,
                }
            ],
        }
        for citation in answer.quotes
    ]
