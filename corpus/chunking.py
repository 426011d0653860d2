"""Cutting an article into passages of whole sentences, sized in the embedder's own tokens."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from corpus.article import Article, Passage, Span
from corpus.sentences import cut_pieces, split_sentences

# Texts -> their numbers of tokens.
CountTokens = Callable[[Sequence[str]], list[int]]

# A longer sentence is cut at a clause, so that each unit is short enough for a quote.
LONGEST_UNIT = 500
# A passage that fills this share of the budget may end early: at the end of a paragraph or before a heading.
_FULL_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class PassagePart:
    """The smallest part of a passage: a sentence, a piece of a very long sentence, or a heading."""

    span: Span
    tokens: int
    is_heading: bool
    opens_paragraph: bool


def chunk(article: Article, count_tokens: CountTokens, budget: int, overlap: int = 1) -> list[Passage]:
    """Return passages of at most `budget` tokens that together cover every sentence of the article.

    If a passage ends inside a paragraph, the next one repeats its last `overlap` sentences where they leave room.
    """
    units = list(_make_units(article, count_tokens, budget))
    passages: list[Passage] = []
    for group in _split_oversized(article, list(_group_units(units, budget, overlap)), count_tokens, budget):
        passage = _make_passage(article, group)
        # Halving a group can leave a passage whose sentences all stand in the passage before or behind it.
        if passages and passage.end <= passages[-1].end:
            continue
        while passages and passages[-1].start >= passage.start:
            passages.pop()
        passages.append(passage)
    return passages


def _make_passage(article: Article, group: Sequence[PassagePart]) -> Passage:
    sentences = tuple(unit.span for unit in group if not unit.is_heading)
    return Passage(article.id, group[0].span.start, group[-1].span.end, sentences)


def _split_oversized(
    article: Article, groups: Sequence[list[PassagePart]], count_tokens: CountTokens, budget: int
) -> Iterator[list[PassagePart]]:
    """Yield the groups, and halve those whose text has more tokens than the budget: joined text may have more."""
    texts = [article.text[group[0].span.start : group[-1].span.end] for group in groups]
    for group, count in zip(groups, count_tokens(texts) if texts else [], strict=True):
        if count <= budget or len(group) == 1:
            yield group
        else:
            middle = len(group) // 2
            yield from _split_oversized(article, [group[:middle], group[middle:]], count_tokens, budget)


def _cut_sentences(article: Article) -> Iterator[Span]:
    for span in split_sentences(article.text, article.headings):
        yield from cut_pieces(article.text, span, LONGEST_UNIT)


def _make_units(article: Article, count_tokens: CountTokens, budget: int) -> Iterator[PassagePart]:
    """Yield the article's units in order, each within the budget."""
    headings = iter(article.headings)
    heading = next(headings, None)
    spans = list(_cut_sentences(article))
    counts = count_tokens([article.text[start:end] for start, end in spans]) if spans else []
    before = 0
    for span, count in zip(spans, counts, strict=True):
        gap = article.text[before : span.start]
        before = span.end
        while heading and heading.end <= span.start:
            heading = next(headings, None)
        is_heading = heading is not None and heading.start <= span.start
        for part in _cut_to_budget(article, span, count, count_tokens, budget):
            tokens = count if part == span else count_tokens([article.text[part.start : part.end]])[0]
            # A unit without tokens, such as a zero-width space, counts as one: else a group of them would never end.
            yield PassagePart(part, max(1, tokens), is_heading, part.start == span.start and "\n\n" in gap)


def _cut_to_budget(article: Article, span: Span, count: int, count_tokens: CountTokens, budget: int) -> Iterator[Span]:
    """Yield `span`, or, if it exceeds the budget, parts of it that do not."""
    if count <= budget or span.end - span.start == 1:
        yield span
        return
    for part in cut_pieces(article.text, span, (span.end - span.start + 1) // 2):
        yield from _cut_to_budget(
            article, part, count_tokens([article.text[part.start : part.end]])[0], count_tokens, budget
        )


def _group_units(units: Sequence[PassagePart], budget: int, overlap: int) -> Iterator[list[PassagePart]]:
    """Pack units greedily; a group ends early at a good place rather than late at a bad one."""
    group: list[PassagePart] = []
    paragraph_tokens = _count_paragraph_tokens(units)
    for i, unit in enumerate(units):
        used = sum(u.tokens for u in group)
        if group and _should_end_before(unit, used, paragraph_tokens[i], budget):
            headings = _find_last_headings(group)
            while headings and sum(u.tokens for u in headings) + unit.tokens > budget:
                headings.pop(0)
            if headings:
                yield group[: -len(headings)]
                group = headings
            else:
                yield group
                keep = [] if unit.opens_paragraph or unit.is_heading else group[-overlap:] if overlap else []
                group = keep if sum(u.tokens for u in keep) + unit.tokens <= budget // 2 else []
        group.append(unit)
    if group:
        yield group


def _find_last_headings(group: Sequence[PassagePart]) -> list[PassagePart]:
    """Return the headings at the end of a group, which belong to what follows; none if the group has nothing else."""
    first = len(group)
    while first and group[first - 1].is_heading:
        first -= 1
    return list(group[first:]) if first else []


def _should_end_before(unit: PassagePart, used: int, paragraph: int, budget: int) -> bool:
    if used + unit.tokens > budget:
        return True
    full_enough = used >= budget * _FULL_ENOUGH
    return full_enough and (unit.is_heading or (unit.opens_paragraph and used + paragraph > budget))


def _count_paragraph_tokens(units: Sequence[PassagePart]) -> list[int]:
    """Return for each unit the number of tokens from its start to the end of its paragraph."""
    totals = [0] * len(units)
    total = 0
    for i in range(len(units) - 1, -1, -1):
        total += units[i].tokens
        totals[i] = total
        if units[i].opens_paragraph or units[i].is_heading:
            total = 0
    return totals
