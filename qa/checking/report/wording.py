"""A report in words, the same in the terminal and on the page."""

from collections import Counter
from itertools import combinations, islice

from corpus import Span
from qa.checking.attribution.person_names import are_of_two
from qa.checking.draft.draft_text import BLOT, read_text
from qa.checking.report.cuts import Cut
from qa.checking.report.omissions import Omission
from qa.checking.report.report import GOOD, CheckedQuotation, Paraphrase, Report, UncheckedReason, Verdict
from qa.checking.report.unquoted import Unquoted
from qa.cite.nesting import enclose

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
# What is said of a statement without marks: that it is not borne out, and that it is.
PARAPHRASES = ("○ None found", "◉ Borne out in other words")
# Titles that are listed where the draft names several articles of one title, and words that an ellipsis leaves out.
_LISTED = 3
# Letters of an article that a sentence of the report shows.
_LONGEST_SHOWN = 240
# Blanks and stops that tell nothing at the ends of what is left out, nor do marks that are closed or opened there.
_EDGES = " \n\t,.;:"
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


def summarise_paraphrases(report: Report) -> str:
    """Return in one line how many statements without marks the articles bear out; empty if there are none."""
    total, borne_out = len(report.paraphrases), sum(paraphrase.is_borne_out for paraphrase in report.paraphrases)
    if not total:
        return ""
    return f"Attributed without marks: {total}, of which {borne_out or 'none'} borne out by a sentence of the articles."


def describe_paraphrase(paraphrase: Paraphrase, draft: str) -> str:
    """Return whether the articles bear out a statement, and its line."""
    line = draft.count("\n", 0, paraphrase.span.start) + 1
    return f"{PARAPHRASES[paraphrase.is_borne_out]}, line {line}"


def describe_verdict(checked: CheckedQuotation, draft: str) -> str:
    """Return the number, the verdict and the line of a quotation."""
    sign, name, _ = VERDICTS[checked.verdict]
    line = draft.count("\n", 0, checked.span.start) + 1
    return f"{checked.number}. {sign} {name}, line {line}"


def explain_verdict(checked: CheckedQuotation, draft: str, unquoted: Unquoted) -> list[str]:
    """Return in sentences why a quotation is misattributed, who says a stitched one, or what its ellipses leave out."""
    if checked.verdict is Verdict.STITCHED:
        return _explain_two_speakers(checked)
    if checked.verdict is not Verdict.MISATTRIBUTED:
        harmless = [omission for omission in unquoted.omissions if not omission.may_turn]
        return [f"An ellipsis leaves out {_show_left_out(omission)}." for omission in harmless]
    sentences = [_explain_elsewhere(checked, draft)] if checked.is_elsewhere else []
    if checked.named_speaker:
        names = _name_speakers(checked)
        name = names[checked.speaker_part]
        said = "Said" if set(names) == {name} else f"Part {checked.speaker_part + 1} is said"
        sentences.append(f"{said} by {name}, not by {_read_name(draft, checked.named_speaker)}.")
    return sentences


def list_warnings(checked: CheckedQuotation, draft: str, unquoted: Unquoted) -> list[str]:
    """Return in sentences what is doubtful of a quotation that is right, with the article's words."""
    turning = [omission for omission in unquoted.omissions if omission.may_turn]
    warnings = [*map(_warn_of_omission, turning), *map(_warn_of_cut, unquoted.cuts)]
    if checked.named_speaker and checked.verdict in GOOD:
        named, said_by = _read_name(draft, checked.named_speaker), _name_speakers(checked)[checked.speaker_part]
        warnings.append(f"The draft names “{named}”, the article “{said_by}”: look whether that is one person.")
    return warnings


def list_sources(checked: CheckedQuotation) -> list[str]:
    """Return what the articles have in place of a quotation, each with the title of its article."""
    cited = [("article", part.citation) for part in checked.parts]
    cited += [("nearest", checked.nearest)] if checked.nearest else []
    titles = [enclose(_join_words(citation.article.title)) for _, citation in cited]
    named = zip(cited, titles, strict=True)
    return [f"{what}: “{_join_words(citation.text)}” — {title}" for (what, citation), title in named]


def _warn_of_omission(omission: Omission) -> str:
    text = omission.article.text
    words = dict.fromkeys(text[slice(*span)].lower() for span in omission.turning)
    held = [f"“{word}”" for word in words][:_LISTED]
    held += ["the end of a sentence"] * omission.leaves_sentence + ["another paragraph"] * omission.leaves_paragraph
    return f"An ellipsis leaves out {_show_left_out(omission)}: in it {'are' if held[1:] else 'is'} {_list_all(held)}."


def _warn_of_cut(cut: Cut) -> str:
    shown = _shorten(cut.text)
    return f"The sentence goes on: “{shown}”" if cut.goes_on else f"The sentence begins with “{shown}”."


def _show_left_out(omission: Omission) -> str:
    left_out = omission.article.text[slice(*omission.span)]
    return f"“{_shorten(left_out.lstrip(f'{_EDGES}”').rstrip(f'{_EDGES}“'))}”"


def _shorten(text: str) -> str:
    """Return words of an article on one line; of many the first and the last, with […] between them."""
    shown = _join_words(text)
    if len(shown) <= _LONGEST_SHOWN:
        return shown
    half = _LONGEST_SHOWN // 2
    return f"{shown[:half].rpartition(' ')[0]} […] {shown[-half:].partition(' ')[2]}"


def _list_all(items: list[str]) -> str:
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def _explain_elsewhere(checked: CheckedQuotation, draft: str) -> str:
    """Return the sentence that names the articles which the draft claims and which do not hold the quotation."""
    source = _read_name(draft, checked.source) if checked.source else ""
    titles = list(dict.fromkeys(_join_words(title) for title in checked.titles))
    by_title = source.casefold() in {title.casefold() for title in titles}
    if len(titles) == 1:
        named_by = "" if by_title else f" (named by “{source}”)"
        return f"{enclose(titles[0])}{named_by} does not hold it."
    if by_title and len(titles) <= _LISTED:
        return f"{' and '.join(map(enclose, titles))} do not hold it."
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
