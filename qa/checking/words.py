"""What a report says in words, the same in the terminal and on the page."""

from collections import Counter

from qa.checking.report import Checked, Report, Verdict, Why

# Of each verdict its sign, its name and what it means; the sign tells it without colour.
VERDICTS = {
    Verdict.EXACT: ("✓", "Exact", "stands in an article letter for letter"),
    Verdict.TYPOGRAPHIC: ("≈", "Typographic", "the same but for marks, dashes, blanks, ellipses or a bracketed letter"),
    Verdict.ALTERED: ("≠", "Altered", "words differ"),
    Verdict.STITCHED: ("+", "Stitched", "put together from places that are not adjacent, without an ellipsis"),
    Verdict.MISATTRIBUTED: ("@", "Misattributed", "stands in another article than the one named beside it"),
    Verdict.NOT_FOUND: ("?", "Not found", "in no article of the library"),
}
_WHY = {
    Why.SHORT: ("too short to check", "too short to check"),
    Why.TITLE: ("title of an article", "titles of articles"),
    Why.UNCLOSED: ("opening mark that nothing closes", "opening marks that nothing closes"),
}


def summary(report: Report) -> str:
    """Return in one line how many quotations have which verdict."""
    total = len(report.quotations)
    if not total:
        return "The draft holds no quotation to check."
    counted = [f"{count} {VERDICTS[verdict][1].lower()}" for verdict, count in report.counts.items() if count]
    return f"{total} {'quotation' if total == 1 else 'quotations'} checked: {', '.join(counted)}."


def passed_over(report: Report) -> str:
    """Return in one line what was not checked, and why; empty if that is nothing."""
    counts = Counter(unchecked.why for unchecked in report.unchecked)
    told = [f"{counts[why]} {names[counts[why] > 1]}" for why, names in _WHY.items() if counts[why]]
    return f"Not checked: {', '.join(told)}." if told else ""


def heading(checked: Checked, draft: str) -> str:
    """Return number, verdict and line of a quotation."""
    sign, name, _ = VERDICTS[checked.verdict]
    line = draft.count("\n", 0, checked.span.start) + 1
    return f"{checked.number}. {sign} {name}, line {line}"
