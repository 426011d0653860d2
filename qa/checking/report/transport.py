"""A report as messages of JSON between processes: each article once, and the report last."""

from collections.abc import Iterable, Iterator
from typing import Any

from corpus import Article, Span, decode_article, encode_article
from qa.answer import Citation
from qa.checking.report.report import (
    CheckedQuotation,
    Difference,
    Paraphrase,
    Part,
    QuotationKind,
    Report,
    UncheckedQuotation,
    UncheckedReason,
    Verdict,
)
from qa.quote import Quote

Json = dict[str, Any]


def send_report(report: Report) -> Iterator[Json]:
    """Yield a report as messages that `receive_report` reads."""
    cited = [part.citation for checked in report.quotations for part in checked.parts]
    cited += [checked.nearest for checked in report.quotations if checked.nearest]
    cited += [paraphrase.nearest for paraphrase in report.paraphrases if paraphrase.nearest]
    articles = {citation.article.id: citation.article for citation in cited}
    yield from ({"article": encode_article(article)} for article in articles.values())
    yield {
        "report": {
            "draft": report.draft,
            "quotations": [_pack_checked(checked) for checked in report.quotations],
            "unchecked": [{"span": unchecked.span, "why": unchecked.why} for unchecked in report.unchecked],
            "paraphrases": [_pack_paraphrase(paraphrase) for paraphrase in report.paraphrases],
        }
    }


def receive_report(messages: Iterable[Json]) -> Report:
    """Return the report in messages that `send_report` yields."""
    articles: dict[str, Article] = {}
    for message in messages:
        if "article" in message:
            article = decode_article(message["article"])
            articles[article.id] = article
        else:
            record = message["report"]
    return Report(
        record["draft"],
        tuple(_unpack_checked(packed, articles) for packed in record["quotations"]),
        tuple(
            UncheckedQuotation(Span(*packed["span"]), UncheckedReason(packed["why"])) for packed in record["unchecked"]
        ),
        tuple(_unpack_paraphrase(packed, articles) for packed in record["paraphrases"]),
    )


def _pack_paraphrase(paraphrase: Paraphrase) -> Json:
    return {
        "number": paraphrase.number,
        "span": paraphrase.span,
        "speaker": paraphrase.speaker,
        "nearest": paraphrase.nearest and _pack_citation(paraphrase.nearest),
        "borne_out": paraphrase.is_borne_out,
    }


def _unpack_paraphrase(record: Json, articles: dict[str, Article]) -> Paraphrase:
    nearest = record["nearest"] and _unpack_citation(record["nearest"], articles)
    return Paraphrase(
        record["number"], Span(*record["span"]), Span(*record["speaker"]), nearest, is_borne_out=record["borne_out"]
    )


def _pack_checked(checked: CheckedQuotation) -> Json:
    return {
        "number": checked.number,
        "span": checked.span,
        "kind": checked.kind,
        "verdict": checked.verdict,
        "parts": [
            {
                "draft": part.draft,
                "citation": _pack_citation(part.citation),
                "differences": [(difference.draft, difference.article) for difference in part.differences],
            }
            for part in checked.parts
        ],
        "named": checked.named,
        "source": checked.source,
        "titles": checked.titles,
        "nearest": checked.nearest and _pack_citation(checked.nearest),
        "speaker": checked.named_speaker,
        "said": checked.speaker_part,
    }


def _unpack_checked(record: Json, articles: dict[str, Article]) -> CheckedQuotation:
    return CheckedQuotation(
        number=record["number"],
        span=Span(*record["span"]),
        kind=QuotationKind(record["kind"]),
        verdict=Verdict(record["verdict"]),
        parts=tuple(
            Part(
                Span(*part["draft"]),
                _unpack_citation(part["citation"], articles),
                tuple(Difference(Span(*draft), Span(*article)) for draft, article in part["differences"]),
            )
            for part in record["parts"]
        ),
        named=tuple(record["named"]),
        source=_unpack_span(record["source"]),
        titles=tuple(record["titles"]),
        nearest=record["nearest"] and _unpack_citation(record["nearest"], articles),
        named_speaker=_unpack_span(record["speaker"]),
        speaker_part=record["said"],
    )


def _pack_citation(citation: Citation) -> Json:
    quote = citation.quote
    return {"number": citation.number, "quote": [quote.article_id, quote.start, quote.end, quote.score]}


def _unpack_citation(record: Json, articles: dict[str, Article]) -> Citation:
    quote = Quote(*record["quote"])
    return Citation(record["number"], quote, articles[quote.article_id])


def _unpack_span(record: list[int] | None) -> Span | None:
    return None if record is None else Span(*record)
