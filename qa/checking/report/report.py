"""Report: the verdict on each quotation of a draft, all of it spans of the draft and of the articles."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from corpus import Span
from qa.answer import Citation


class Verdict(StrEnum):
    """What the articles say of a quotation.

    EXACT: an article holds it letter for letter. If ellipses part it, the article holds the parts in their order.
    TYPOGRAPHIC: the same but for quotation marks, dashes, blanks, ellipses, the case of a bracketed letter, a word
    broken at a line's end, a remark like "[sic]" or "(emphasis added)", and a comma or full stop at its end.
    ALTERED: an article holds something like it, but words differ.
    STITCHED: its parts stand in places that are not adjacent, and no ellipsis says so; or two people say them.
    MISATTRIBUTED: it is exact or typographic. But the draft names other articles for it, or another speaker.
    NOT_FOUND: no article holds anything like it.
    """

    EXACT = "exact"
    TYPOGRAPHIC = "typographic"
    ALTERED = "altered"
    STITCHED = "stitched"
    MISATTRIBUTED = "misattributed"
    NOT_FOUND = "not_found"


# Verdicts on quotations that a writer need not change.
GOOD = frozenset({Verdict.EXACT, Verdict.TYPOGRAPHIC})


class QuotationKind(StrEnum):
    """How a draft shows that it quotes."""

    MARKS = "marks"
    BLOCK = "block"


class UncheckedReason(StrEnum):
    """Why a quotation was not checked."""

    SHORT = "short"
    TITLE = "title"
    UNCLOSED = "unclosed"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that differ: a span of the draft and a span of the article's text, one of which may be empty."""

    draft: Span
    article: Span


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a quotation, the place in an article that it matches, and the words that differ.

    The score of the citation's quote is the share of the words that do not differ.
    """

    draft: Span
    citation: Citation
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """A quotation of a draft, without its marks, and its verdict.

    `parts` are its stretches with their citations. `nearest` is the sentence nearest to a quotation that is not found.
    `source` is the span of the draft that names articles for it, if any does for certain; it may stand in a note.
    `named` are the ids of those articles, `titles` their titles.
    `named_speaker` is the span of the draft that names a speaker, if certainly somebody else says a part of the
    quotation in the article, which then is misattributed; or if the article writes the name in another way, which is a
    doubt. `speaker_part` is the number of that part, from 0.
    """

    number: int
    span: Span
    kind: QuotationKind
    verdict: Verdict
    parts: tuple[Part, ...] = ()
    named: tuple[str, ...] = ()
    source: Span | None = None
    titles: tuple[str, ...] = ()
    nearest: Citation | None = None
    named_speaker: Span | None = None
    speaker_part: int = 0

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
        may_be_named = self.verdict in GOOD or self.verdict is Verdict.MISATTRIBUTED
        if self.named_speaker and not (may_be_named and self.parts[self.speaker_part].citation.speaker):
            raise ValueError("another speaker is named only for a right or misattributed one whose speaker is known")

    @property
    def is_elsewhere(self) -> bool:
        """Whether it stands in another article than the draft names for it."""
        return bool(self.parts and self.named) and self.parts[0].citation.article.id not in self.named


@dataclass(frozen=True, slots=True)
class UncheckedQuotation:
    """A quotation that was not checked, and why."""

    span: Span
    why: UncheckedReason


@dataclass(frozen=True, slots=True)
class Paraphrase:
    """What a draft says, without quotation marks, that somebody said: `span` is all of it, `speaker` who said it.

    `nearest` is the sentence of the articles that bears it out, else the one that comes nearest. Its words differ: no
    paraphrase is ever exact.
    """

    number: int
    span: Span
    speaker: Span
    nearest: Citation | None
    is_borne_out: bool

    def __post_init__(self) -> None:
        if self.is_borne_out and self.nearest is None:
            raise ValueError("a paraphrase is borne out by a sentence")


@dataclass(frozen=True, slots=True)
class Report:
    """The quotations of a draft in their order, and its paraphrases; offsets count code points of `draft`."""

    draft: str
    quotations: tuple[CheckedQuotation, ...]
    unchecked: tuple[UncheckedQuotation, ...]
    paraphrases: tuple[Paraphrase, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether every quotation is exact or typographic, and none was left out for lack of time."""
        passed = all(unchecked.why is not UncheckedReason.TIME for unchecked in self.unchecked)
        return passed and all(checked.verdict in GOOD for checked in self.quotations)

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many quotations have each verdict."""
        counts = Counter(checked.verdict for checked in self.quotations)
        return {verdict: counts[verdict] for verdict in Verdict}
