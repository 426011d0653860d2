"""Verdict, Difference, Part, Checked and Report: what checking a draft says, all of it spans."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from corpus import Span
from qa.answer import Citation


class Verdict(StrEnum):
    """What a quotation is, held against the articles; see `Checked`."""

    EXACT = "exact"
    TYPOGRAPHIC = "typographic"
    ALTERED = "altered"
    STITCHED = "stitched"
    MISATTRIBUTED = "misattributed"
    NOT_FOUND = "not_found"


# What a writer need not change.
GOOD = frozenset({Verdict.EXACT, Verdict.TYPOGRAPHIC})


class Kind(StrEnum):
    """How a draft shows that it quotes."""

    MARKS = "marks"
    BLOCK = "block"


class Why(StrEnum):
    """Why a quotation was passed over."""

    SHORT = "short"
    TITLE = "title"
    UNCLOSED = "unclosed"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that differ: a span of the draft and one of the article's text; one of them may be empty."""

    draft: Span
    article: Span


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a quotation, where it comes from, and which of its words differ there.

    The citation's `score` is the share of the words that is left, 1.0 where none differs.
    """

    draft: Span
    citation: Citation
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation of a draft, without its marks, and what was found.

    EXACT: it stands in an article letter for letter; parts with an ellipsis between them stand there in this order.
    TYPOGRAPHIC: it does but for quotation marks, dashes, blanks, ellipses, the case of a bracketed letter, a word
    broken at a line's end, a remark like "[sic]" or "(emphasis added)", or a comma or full stop at its end.
    ALTERED: words differ. STITCHED: its parts stand in places that are not adjacent, and no ellipsis says so; or they
    are the words of two persons, with an ellipsis or without.
    MISATTRIBUTED: it would be exact or typographic, but stands in none of the articles that the draft names for it, or
    another says it, or a part of it, there than the draft does.
    NOT_FOUND: no article holds it; `nearest` is the passage that comes nearest.
    `named` are the ids of the articles that the draft names for it, if it certainly names any, `titles` what they are
    called, and `source` the span of the draft that names them, in a note perhaps; `speaker` is the span of
    the draft that names who says it, if that certainly is another than the one who says part `said` in the article.
    """

    number: int
    span: Span
    kind: Kind
    verdict: Verdict
    parts: tuple[Part, ...] = ()
    named: tuple[str, ...] = ()
    source: Span | None = None
    titles: tuple[str, ...] = ()
    nearest: Citation | None = None
    speaker: Span | None = None
    said: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.span.start < self.span.end:
            raise ValueError(f"a quotation has the impossible span {self.span}")
        if bool(self.parts) == (self.verdict is Verdict.NOT_FOUND):
            raise ValueError("a quotation has parts unless it was not found")
        if len(self.titles) != len(self.named) or bool(self.named) != bool(self.source):
            raise ValueError("the articles that are named have titles, and a place in the draft that names them")
        differs = any(part.differences for part in self.parts)
        if differs and self.verdict not in (Verdict.ALTERED, Verdict.STITCHED):
            raise ValueError(f"a quotation whose words differ is not {self.verdict}")
        if self.verdict is Verdict.ALTERED and not differs:
            raise ValueError("an altered quotation needs words that differ")
        if self.speaker and (self.verdict is not Verdict.MISATTRIBUTED or not self.parts[self.said].citation.speaker):
            raise ValueError("another speaker is named only for a misattributed quotation whose speaker is known")

    @property
    def is_elsewhere(self) -> bool:
        """Whether it stands in none of the articles that the draft names for it."""
        return bool(self.parts and self.named) and self.parts[0].citation.article.id not in self.named


@dataclass(frozen=True, slots=True)
class Unchecked:
    """What stands in quotation marks and was passed over, and why."""

    span: Span
    why: Why


@dataclass(frozen=True, slots=True)
class Report:
    """The quotations of a draft in their order; offsets count code points of `draft`."""

    draft: str
    quotations: tuple[Checked, ...]
    unchecked: tuple[Unchecked, ...]

    @property
    def is_good(self) -> bool:
        """Whether every quotation is exact or typographic, and none was left out for lack of time."""
        passed = all(unchecked.why is not Why.TIME for unchecked in self.unchecked)
        return passed and all(checked.verdict in GOOD for checked in self.quotations)

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many quotations have each verdict."""
        found = Counter(checked.verdict for checked in self.quotations)
        return {verdict: found[verdict] for verdict in Verdict}
