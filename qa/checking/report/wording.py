"""A report in words, the same in the terminal and on the page."""

from collections import Counter
from itertools import combinations, islice

from corpus import Span
from qa.checking.attribution.person_names import are_of_two
from qa.checking.draft.draft_text import BLOT, read_text
from qa.checking.report.omissions import find_omissions
from qa.checking.report.report import CheckedQuotation, Report, UncheckedReason, Verdict

# The sign, the name and the meaning of each verdict; the sign tells it without colour.
VERDICTS = {
    Verdict.EXACT: ("✓", "Exact", "stands in an article letter for letter"),
    Verdict.TYPOGRAPHIC: ("≈", "Typographic", "the same but for marks, dashes, blanks, ellipses or a bracketed letter"),
    Verdict.ALTERED: ("≠", "Altered", "words differ"),
    Verdict.STITCHED: (
        "+",
        "Stitched",
        "put together from places that are not adjacent, without an ellipsis, or from the words of two people",
    ),
    Verdict.MISATTRIBUTED: ("@", "Misattributed", "in another article, or said by another, than is named beside it"),
    Verdict.NOT_FOUND: ("?", "Not found", "in no article of the library"),
}
# Titles that are listed where the draft names several articles of one title, and words that an ellipsis leaves out.
_LISTED = 3
# Why quotations were not checked: of one, and of several.
_WHY = {
    UncheckedReason.SHORT: ("too short to check", "too short to check"),
    UncheckedReason.TITLE: ("title of an article", "titles of articles"),
    UncheckedReason.UNCLOSED: ("opening mark that nothing closes", "opening marks that nothing closes"),
    UncheckedReason.TIME: (
        "not reached in time: check the draft in parts",
        "not reached in time: check the draft in parts",
    ),
}


def summarise_report(report: Report) -> str:
    """Return in one line how many quotations have which verdict."""
    total = len(report.quotations)
    if not total:
        return "The draft holds no quotation to check."
    counted = [f"{count} {VERDICTS[verdict][1].lower()}" for verdict, count in report.counts.items() if count]
    return f"{total} {'quotation' if total == 1 else 'quotations'} checked: {', '.join(counted)}."


def summarise_unchecked(report: Report) -> str:
    """Return in one line how many quotations were not checked, and why; empty if all were."""
    counts = Counter(unchecked.why for unchecked in report.unchecked)
    counted = [f"{counts[why]} {names[counts[why] > 1]}" for why, names in _WHY.items() if counts[why]]
    return f"Not checked: {', '.join(counted)}." if counted else ""


def describe_verdict(checked: CheckedQuotation, draft: str) -> str:
    """Return the number, the verdict and the line of a quotation."""
    sign, name, _ = VERDICTS[checked.verdict]
    line = draft.count("\n", 0, checked.span.start) + 1
    return f"{checked.number}. {sign} {name}, line {line}"


def explain_verdict(checked: CheckedQuotation, draft: str) -> list[str]:
    """Return in sentences why a quotation is misattributed, who says a stitched one, or what an ellipsis leaves out."""
    if checked.verdict is Verdict.STITCHED:
        return _explain_two_speakers(checked)
    if checked.verdict is not Verdict.MISATTRIBUTED:
        return _explain_omissions(checked, draft)
    sentences = [_explain_elsewhere(checked, draft)] if checked.is_elsewhere else []
    if checked.named_speaker:
        names = _name_speakers(checked)
        name = names[checked.misattributed_part]
        said = "Said" if set(names) == {name} else f"Part {checked.misattributed_part + 1} is said"
        sentences.append(f"{said} by {name}, not by {_read_name(draft, checked.named_speaker)}.")
    return sentences


def _explain_omissions(checked: CheckedQuotation, draft: str) -> list[str]:
    omissions = find_omissions(checked, draft)
    words = [omission.article.text[slice(*span)] for omission in omissions for span in omission.turning]
    shown = [f"“{word}”" for word in dict.fromkeys(word.lower() for word in words)][:_LISTED]
    listed = " and ".join([", ".join(shown[:-1]), *shown[-1:]] if len(shown) > 1 else shown)
    sentences = [f"An ellipsis leaves out {listed}."] if shown else []
    if any(omission.leaves_paragraph for omission in omissions):
        sentences.append("An ellipsis reaches from one paragraph into another.")
    return sentences


def _explain_elsewhere(checked: CheckedQuotation, draft: str) -> str:
    """Return the sentence that names the articles which the draft claims and which do not hold the quotation."""
    source = _read_name(draft, checked.source) if checked.source else ""
    titles = list(dict.fromkeys(_join_words(title) for title in checked.titles))
    by_title = source.casefold() in {title.casefold() for title in titles}
    if len(titles) == 1:
        return (
            f"“{titles[0]}” does not hold it." if by_title else f"“{titles[0]}” (named by “{source}”) does not hold it."
        )
    if by_title and len(titles) <= _LISTED:
        return f"{' and '.join(f'“{title}”' for title in titles)} do not hold it."
    return (
        f"None of the articles that “{source}” names holds it." if by_title else f"No article by “{source}” holds it."
    )


def _explain_two_speakers(checked: CheckedQuotation) -> list[str]:
    named = [name for name in _name_speakers(checked) if name]
    pairs = ((first, second) for first, second in combinations(named, 2) if are_of_two(first, second))
    return [f"Said by two people: {first} and {second}." for first, second in islice(pairs, 1)]


def _name_speakers(checked: CheckedQuotation) -> list[str]:
    """Return who says each part; empty where that is not certain."""
    cited = [part.citation for part in checked.parts]
    return [_join_words(citation.speaker.name_in(citation.article)) if citation.speaker else "" for citation in cited]


def _read_name(draft: str, span: Span) -> str:
    """Return a name in a draft without its markup."""
    return _join_words(read_text(draft[slice(*span)]).plain.replace(BLOT, ""))


def _join_words(name: str) -> str:
    return " ".join(name.split())
