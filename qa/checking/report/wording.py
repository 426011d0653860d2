"""What a report says in words, the same in the terminal and on the page."""

from collections import Counter
from itertools import combinations

from corpus import Span
from qa.checking.attribution.person_names import are_two
from qa.checking.draft.draft_text import BLOT, read_text
from qa.checking.report.report import Checked, Report, Verdict, Why

# Of each verdict its sign, its name and what it means; the sign tells it without colour.
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
# Articles that are told by their titles where several are named so.
_LISTED = 3
_WHY = {
    Why.SHORT: ("too short to check", "too short to check"),
    Why.TITLE: ("title of an article", "titles of articles"),
    Why.UNCLOSED: ("opening mark that nothing closes", "opening marks that nothing closes"),
    Why.TIME: ("not reached in time: check the draft in parts", "not reached in time: check the draft in parts"),
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


def reasons(checked: Checked, draft: str) -> list[str]:
    """Return in sentences why a quotation is misattributed, or of which two people it is stitched together."""
    if checked.verdict is Verdict.STITCHED:
        return _of_two(checked)
    if checked.verdict is not Verdict.MISATTRIBUTED:
        return []
    told = [_elsewhere(checked, draft)] if checked.is_elsewhere else []
    if checked.speaker:
        names = _speakers(checked)
        one = names[checked.said]
        said = "Said" if set(names) == {one} else f"Part {checked.said + 1} is said"
        told.append(f"{said} by {one}, not by {_name(draft, checked.speaker)}.")
    return told


def _elsewhere(checked: Checked, draft: str) -> str:
    """Say which articles the draft names, and that none of them holds the quotation."""
    source = _name(draft, checked.source) if checked.source else ""
    titles = list(dict.fromkeys(_shown(title) for title in checked.titles))
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


def _of_two(checked: Checked) -> list[str]:
    named = [name for name in _speakers(checked) if name]
    pairs = [f"Said by two people: {one} and {other}." for one, other in combinations(named, 2) if are_two(one, other)]
    return pairs[:1]


def _speakers(checked: Checked) -> list[str]:
    """Return who says each part, empty where that is not sure."""
    cited = [part.citation for part in checked.parts]
    return [_shown(it.speaker.name_in(it.article)) if it.speaker else "" for it in cited]


def _name(draft: str, span: Span) -> str:
    """Return a name of a draft without the markup in it."""
    return _shown(read_text(draft[slice(*span)]).plain.replace(BLOT, ""))


def _shown(name: str) -> str:
    return " ".join(name.split())
