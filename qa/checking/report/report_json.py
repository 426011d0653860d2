"""A report as JSON: where draft, articles and spans meet again, and are checked."""

from typing import Any

from corpus import Span
from qa.checking.report.report import Checked, Part, Report, Unchecked
from qa.rendering.answer_json import led_json

Json = dict[str, Any]


def report_json(report: Report) -> Json:
    """Return a report as JSON; offsets count Unicode code points, in `draft` and in the articles' texts."""
    return {
        "good": report.is_good,
        "counts": {str(verdict): count for verdict, count in report.counts.items()},
        "quotations": [_checked(report.draft, checked) for checked in report.quotations],
        "unchecked": [_unchecked(report.draft, unchecked) for unchecked in report.unchecked],
        "draft": report.draft,
    }


def _checked(draft: str, checked: Checked) -> Json:
    return {
        "number": checked.number,
        "start": checked.span.start,
        "end": checked.span.end,
        "text": draft[slice(*checked.span)],
        "kind": str(checked.kind),
        "verdict": str(checked.verdict),
        "parts": [_part(draft, part) for part in checked.parts],
        "named": list(checked.named),
        "naming": _span(draft, checked.source) if checked.source else None,
        "said_by": _said_by(draft, checked),
        "nearest": led_json(checked.nearest) if checked.nearest else None,
    }


def _said_by(draft: str, checked: Checked) -> Json | None:
    """Return who says a quotation in the draft and who in the article, where those are certainly two."""
    citation = checked.parts[checked.said].citation if checked.parts else None
    told = citation.speaker if citation and checked.speaker else None
    if not citation or not told or not checked.speaker:
        return None
    return {"draft": _span(draft, checked.speaker), "article": _span(citation.article.text, told.name)}


def _span(text: str, span: Span) -> Json:
    return {"start": span.start, "end": span.end, "text": text[slice(*span)]}


def _part(draft: str, part: Part) -> Json:
    article = part.citation.article
    return {
        "start": part.draft.start,
        "end": part.draft.end,
        "text": draft[slice(*part.draft)],
        "source": led_json(part.citation),
        "differences": [
            {
                "draft": _span(draft, it.draft),
                "article": _span(article.text, it.article),
            }
            for it in part.differences
        ],
    }


def _unchecked(draft: str, unchecked: Unchecked) -> Json:
    return {
        "start": unchecked.span.start,
        "end": unchecked.span.end,
        "text": draft[slice(*unchecked.span)],
        "why": str(unchecked.why),
    }
