"""Needle: a quotation in the forms in which an article may hold it, whole or in parts between ellipses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

from corpus import Span
from qa.checking.draft.draft_text import BLOT
from qa.checking.locating.typography import FoldedTypography

# A letter whose case the writer changed: "[t]he".
_LETTER = re.compile(r"\[([^\W\d_])\](?=[\w\s])")
# A remark of the writer's: "[sic]", "(emphasis added)".
_GAP = r"[\s\0]+"
_REMARK = re.compile(
    rf"(?<![\s\0])[\s\0]*+[\[(]\0*(?:sic[!.]?|(?:my|our|original){_GAP}(?:emphasis|italics)|"
    rf"(?:emphasis|italics){_GAP}(?:added|mine|ours|in{_GAP}(?:the{_GAP})?original))\0*[\])]",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\[\s*(?:…|\.(?:\s?\.){2})\s*\]|\(\s*(?:…|\.(?:\s?\.){2})\s*\)")
_ELLIPSIS = re.compile(r"[\[(]?…[\])]?")
# A line's end with the blanks around it; a match begins at the first blank, so that many blanks are read once.
_BREAK = re.compile(r"(?<![ \t\r])[ \t\r]*+\n[ \t]*")
# The hyphen of a word or number that is broken at a line's end, or of a compound that stands there.
_LINE_END = r"[-\u2010][ \t\r\0]*+\n[ \t\0]*+"
_BROKEN = re.compile(rf"(?<=[^\W\d_]){_LINE_END}(?=[^\W\d_])|(?<=\d[.,]){_LINE_END}(?=\d{{3}}(?!\d))")
_MOST_FORMS, _MOST_BROKEN = 8, 6
# A quotation of more parts is looked for as one.
_MOST_PARTS = 50
# What a writer may add to the end of a quotation, or leave out there.
END = ".,"


@dataclass(frozen=True, slots=True)
class Needle:
    """A stretch of a draft that is looked for in articles.

    `letters` are the texts that are looked for letter for letter, `forms` those that are looked for in folded articles.
    """

    span: Span
    letters: tuple[str, ...]
    forms: tuple[FoldedTypography, ...]

    @classmethod
    def make(cls, text: str, shown: str, start: int) -> "Needle":
        """Make a needle of a stretch of the draft at `start`: as it was typed, and as it is shown, which is as long."""
        read = _BREAK.sub(" ", shown.replace(BLOT, ""))
        forms = tuple(FoldedTypography(form) for form in _list_forms(shown))
        return cls(Span(start, start + len(shown)), tuple(dict.fromkeys((text, read))), forms)

    @property
    def patterns(self) -> tuple[str, ...]:
        """What a folded article may hold: each form, and each without the comma or full stop at its end."""
        values = dict.fromkeys(form.value for form in self.forms)
        bare = filter(None, (value.rstrip(END) for value in values))
        return tuple(dict.fromkeys([*values, *bare]))

    @property
    def plain(self) -> FoldedTypography:
        """The form without brackets around letters."""
        return self.forms[min(1, len(self.forms) - 1)]

    def locate_in_draft(self, span: Span, form: FoldedTypography) -> Span:
        """Return the span of the draft that a span of a folded form was made of."""
        start, end = form.unfold(span)
        return Span(self.span.start + start, self.span.start + end)


def split_at_ellipses(needle: Needle, text: str, shown: str) -> list[Needle]:
    """Return the parts of a quotation between its ellipses; nothing if no ellipsis in it leaves words out."""
    form = FoldedTypography(_BRACKETED.sub(lambda match: "…".ljust(len(match[0]), BLOT), shown))
    edges = [0]
    for ellipsis in _ELLIPSIS.finditer(form.value):
        edges += ellipsis.span()
    edges.append(len(form.value))
    if not 2 < len(edges) <= 2 * _MOST_PARTS:
        return []
    parts = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if re.search(r"\w", form.value[start:end]):
            part = form.unfold(Span(start, end))
            parts.append(Needle.make(text[slice(*part)], shown[slice(*part)], needle.span.start + part.start))
    return parts


def _list_forms(shown: str) -> list[str]:
    """Return a text; and the same without remarks, with broken words joined and bracketed letters in either case."""
    bare = _REMARK.sub(lambda match: BLOT * len(match[0]), shown)
    letters = list(_LETTER.finditer(bare))
    forms = [shown]
    for joined in _join_broken(bare):
        for cases in islice(product((False, True), repeat=len(letters)), _MOST_FORMS):
            form = list(joined)
            for letter, other in zip(letters, cases, strict=True):
                form[slice(*letter.span())] = (BLOT, letter[1].swapcase()[:1] if other else letter[1], BLOT)
            forms.append("".join(form))
    return list(dict.fromkeys(forms))


def _join_broken(text: str) -> Iterator[str]:
    """Yield a text with all broken words joined, with all but one, and with none."""
    broken = [match.span() for match in _BROKEN.finditer(text)]
    for kept in [None, *(broken if 1 < len(broken) <= _MOST_BROKEN else ())]:
        form = list(text)
        for span in broken:
            if span != kept:
                form[slice(*span)] = BLOT * (span[1] - span[0])
        yield "".join(form)
    if broken:
        yield text
