"""A report as messages between processes, which JSON can say: each article once, and the report last."""

from collections.abc import Iterable, Iterator
from typing import Any

from corpus import Article, Span, article_of, article_record
from qa.answer import Citation
from qa.checking.report.report import Checked, Difference, Kind, Part, Report, Unchecked, Verdict, Why
from qa.quote import Quote

Json = dict[str, Any]


def send_report(report: Report) -> Iterator[Json]:
    """Yield the messages that `receive_report` makes the report of."""
    cited = [it.citation for checked in report.quotations for it in checked.parts]
    cited += [checked.nearest for checked in report.quotations if checked.nearest]
    articles = {citation.article.id: citation.article for citation in cited}
    yield from ({"article": article_record(article)} for article in articles.values())
    yield {
        "report": {
            "draft": report.draft,
            "quotations": [_checked_record(checked) for checked in report.quotations],
            "unchecked": [{"span": unchecked.span, "why": unchecked.why} for unchecked in report.unchecked],
        }
    }


def receive_report(messages: Iterable[Json]) -> Report:
    """Return the report that was sent."""
    articles: dict[str, Article] = {}
    for message in messages:
        if "article" in message:
            article = article_of(message["article"])
            articles[article.id] = article
        else:
            record = message["report"]
    return Report(
        record["draft"],
        tuple(_checked(it, articles) for it in record["quotations"]),
        tuple(Unchecked(Span(*it["span"]), Why(it["why"])) for it in record["unchecked"]),
    )


def _checked_record(checked: Checked) -> Json:
    return {
        "number": checked.number,
        "span": checked.span,
        "kind": checked.kind,
        "verdict": checked.verdict,
        "parts": [
            {
                "draft": part.draft,
                "citation": _citation_record(part.citation),
                "differences": [(it.draft, it.article) for it in part.differences],
            }
            for part in checked.parts
        ],
        "named": checked.named,
        "source": checked.source,
        "titles": checked.titles,
        "nearest": checked.nearest and _citation_record(checked.nearest),
        "speaker": checked.speaker,
        "said": checked.said,
    }


def _checked(record: Json, articles: dict[str, Article]) -> Checked:
    return Checked(
        number=record["number"],
        span=Span(*record["span"]),
        kind=Kind(record["kind"]),
        verdict=Verdict(record["verdict"]),
        parts=tuple(
            Part(
                Span(*it["draft"]),
                _citation(it["citation"], articles),
                tuple(Difference(Span(*draft), Span(*article)) for draft, article in it["differences"]),
            )
            for it in record["parts"]
        ),
        named=tuple(record["named"]),
        source=_span(record["source"]),
        titles=tuple(record["titles"]),
        nearest=record["nearest"] and _citation(record["nearest"], articles),
        speaker=_span(record["speaker"]),
        said=record["said"],
    )


def _citation_record(citation: Citation) -> Json:
    quote = citation.quote
    return {"number": citation.number, "quote": [quote.article_id, quote.start, quote.end, quote.score]}


def _citation(record: Json, articles: dict[str, Article]) -> Citation:
    quote = Quote(*record["quote"])
    return Citation(record["number"], quote, articles[quote.article_id])


def _span(record: list[int] | None) -> Span | None:
    return None if record is None else Span(*record)
