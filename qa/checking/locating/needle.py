"""A quotation as it may stand in an article: its forms, and its parts between ellipses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

from corpus import Span
from qa.checking.draft.draft_text import BLOT
from qa.checking.locating.typography import Folded

# A letter whose case was changed, and remarks that something stands in the source as it does, or not so.
_LETTER = re.compile(r"\[([^\W\d_])\](?=[\w\s])")
_GAP = r"[\s\0]+"
_REMARK = re.compile(
    rf"(?<![\s\0])[\s\0]*+[\[(]\0*(?:sic[!.]?|(?:my|our|original){_GAP}(?:emphasis|italics)|"
    rf"(?:emphasis|italics){_GAP}(?:added|mine|ours|in{_GAP}(?:the{_GAP})?original))\0*[\])]",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\[\s*(?:…|\.(?:\s?\.){2})\s*\]|\(\s*(?:…|\.(?:\s?\.){2})\s*\)")
_ELLIPSIS = re.compile(r"[\[(]?…[\])]?")
# Blanks are looked at once, from the first of them on, however many there are.
_BREAK = re.compile(r"(?<![ \t\r])[ \t\r]*+\n[ \t]*")
# A word broken at a line's end, or a compound that had its hyphen there anyway.
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u2010][ \t\r\0]*+\n[ \t\0]*+(?=[^\W\d_])")
_MOST_FORMS, _MOST_BROKEN = 8, 6
# Each part is looked for by itself; of more, the quotation is held against the articles as one.
_MOST_PARTS = 50
# What a writer may add to the end of a quotation, or leave out there.
END = ".,"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A stretch of a draft to be found: its place, its letters, and its folded forms, each as long as the stretch."""

    span: Span
    letters: tuple[str, ...]
    forms: tuple[Folded, ...]

    @classmethod
    def of(cls, text: str, shown: str, start: int) -> "Wanted":
        """Make it of a stretch of the draft at `start` as it was typed, and as it is shown, which is as long."""
        read = _BREAK.sub(" ", shown.replace(BLOT, ""))
        forms = tuple(Folded(form) for form in _forms(shown))
        return cls(Span(start, start + len(shown)), tuple(dict.fromkeys((text, read))), forms)

    @property
    def needles(self) -> tuple[str, ...]:
        """What may stand in a folded article: each form, and without a comma or full stop at its end."""
        values = dict.fromkeys(form.value for form in self.forms)
        return tuple(dict.fromkeys([*values, *(it for value in values if (it := value.rstrip(END)))]))

    @property
    def plain(self) -> Folded:
        """The form without brackets around letters."""
        return self.forms[min(1, len(self.forms) - 1)]

    def in_draft(self, span: Span, form: Folded) -> Span:
        """Return the span of the draft that a span of a folded form was made of."""
        raw = form.raw(span)
        return Span(self.span.start + raw.start, self.span.start + raw.end)


def parts_of(wanted: Wanted, text: str, shown: str) -> list[Wanted]:
    """Return the parts of a quotation between its ellipses, or nothing where it has none that leaves words out."""
    form = Folded(_BRACKETED.sub(lambda match: "…".ljust(len(match[0]), BLOT), shown))
    edges = [0]
    for ellipsis in _ELLIPSIS.finditer(form.value):
        edges += ellipsis.span()
    edges.append(len(form.value))
    if not 2 < len(edges) <= 2 * _MOST_PARTS:
        return []
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if re.search(r"\w", form.value[start:end]):
            raw = form.raw(Span(start, end))
            part = slice(raw.start, raw.end)
            found.append(Wanted.of(text[part], shown[part], wanted.span.start + raw.start))
    return found


def _forms(shown: str) -> list[str]:
    """Return a text as it stands; and without remarks, broken words joined, bracketed letters free, in either case."""
    bare = _REMARK.sub(lambda match: BLOT * len(match[0]), shown)
    letters = list(_LETTER.finditer(bare))
    forms = [shown]
    for joined in _joined(bare):
        for cases in islice(product((False, True), repeat=len(letters)), _MOST_FORMS):
            form = list(joined)
            for letter, other in zip(letters, cases, strict=True):
                form[slice(*letter.span())] = (BLOT, letter[1].swapcase()[:1] if other else letter[1], BLOT)
            forms.append("".join(form))
    return list(dict.fromkeys(forms))


def _joined(text: str) -> Iterator[str]:
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
