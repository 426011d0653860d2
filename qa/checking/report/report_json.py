"""A report as JSON, with the texts of its spans."""

from typing import Any

from corpus import Span
from qa.checking.report.cuts import Cut
from qa.checking.report.omissions import Omission
from qa.checking.report.report import CheckedQuotation, Paraphrase, Part, Report, UncheckedQuotation
from qa.checking.report.unquoted import find_unquoted
from qa.checking.report.wording import list_warnings
from qa.rendering.answer_json import serialise_linked_citation

Json = dict[str, Any]


def serialise_report(report: Report) -> Json:
    """Return a report as JSON; its offsets count code points of `draft` and of the articles' texts."""
    return {
        "good": report.is_good,
        "counts": {str(verdict): count for verdict, count in report.counts.items()},
        "quotations": [_serialise_checked(report.draft, checked) for checked in report.quotations],
        "unchecked": [_serialise_unchecked(report.draft, unchecked) for unchecked in report.unchecked],
        "paraphrases": [_serialise_paraphrase(report.draft, paraphrase) for paraphrase in report.paraphrases],
        "draft": report.draft,
    }


def _serialise_paraphrase(draft: str, paraphrase: Paraphrase) -> Json:
    return {
        "number": paraphrase.number,
        **_serialise_span(draft, paraphrase.span),
        "speaker": _serialise_span(draft, paraphrase.speaker),
        "borne_out": paraphrase.is_borne_out,
        "nearest": serialise_linked_citation(paraphrase.nearest) if paraphrase.nearest else None,
    }


def _serialise_checked(draft: str, checked: CheckedQuotation) -> Json:
    unquoted = find_unquoted(checked, draft)
    return {
        "number": checked.number,
        "start": checked.span.start,
        "end": checked.span.end,
        "text": draft[slice(*checked.span)],
        "kind": str(checked.kind),
        "verdict": str(checked.verdict),
        "parts": [_serialise_part(draft, part) for part in checked.parts],
        "named": list(checked.named),
        "naming": _serialise_span(draft, checked.source) if checked.source else None,
        "said_by": _serialise_speakers(draft, checked),
        "leaves_out": [_serialise_omission(omission) for omission in unquoted.omissions],
        "cuts_off": [_serialise_cut(cut) for cut in unquoted.cuts],
        "warnings": list_warnings(checked, draft, unquoted),
        "nearest": serialise_linked_citation(checked.nearest) if checked.nearest else None,
    }


def _serialise_omission(omission: Omission) -> Json:
    text = omission.article.text
    return {
        "article_id": omission.article.id,
        **_serialise_span(text, omission.span),
        "turning": [_serialise_span(text, span) for span in omission.turning],
        "leaves_sentence": omission.leaves_sentence,
        "leaves_paragraph": omission.leaves_paragraph,
    }


def _serialise_cut(cut: Cut) -> Json:
    where = "behind" if cut.goes_on else "before"
    return {"article_id": cut.article.id, **_serialise_span(cut.article.text, cut.span), "where": where}


def _serialise_speakers(draft: str, checked: CheckedQuotation) -> Json | None:
    """Return whom the draft and whom the article names as the speaker, where those certainly are two people."""
    citation = checked.parts[checked.speaker_part].citation if checked.parts else None
    speaker = citation.speaker if citation and checked.named_speaker else None
    if not citation or not speaker or not checked.named_speaker:
        return None
    return {
        "draft": _serialise_span(draft, checked.named_speaker),
        "article": _serialise_span(citation.article.text, speaker.name),
    }


def _serialise_span(text: str, span: Span) -> Json:
    return {"start": span.start, "end": span.end, "text": text[slice(*span)]}


def _serialise_part(draft: str, part: Part) -> Json:
    article = part.citation.article
    return {
        "start": part.draft.start,
        "end": part.draft.end,
        "text": draft[slice(*part.draft)],
        "source": serialise_linked_citation(part.citation),
        "differences": [
            {
                "draft": _serialise_span(draft, difference.draft),
                "article": _serialise_span(article.text, difference.article),
            }
            for difference in part.differences
        ],
    }


def _serialise_unchecked(draft: str, unchecked: UncheckedQuotation) -> Json:
    return {
        "start": unchecked.span.start,
        "end": unchecked.span.end,
        "text": draft[slice(*unchecked.span)],
        "why": str(unchecked.why),
    }
