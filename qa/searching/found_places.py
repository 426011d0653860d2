"""Found places: of a passage that was found by words, the sentences to show, and where in them the words stand."""

from dataclasses import dataclass

from corpus import Article, Passage, Span
from index.words import locate_words, stem_words

# Characters of what is shown: two or three lines, which holds most sentences whole.
_LONGEST = 320
# Characters before the first word where the sentence is too long to be shown whole.
_LEAD = 80


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A span of an article to show, and the spans of the words in it that were looked for, in order.

    `within` is what it is a part of: the sentences that it was cut out of, if they are too long.
    """

    article: Article
    span: Span
    words: tuple[Span, ...]
    within: Span


def find_place(article: Article, passage: Passage, wanted: frozenset[str]) -> FoundPlace | None:
    """Return where a passage holds the most of the words, which have the form that `index.words` gives, close together.

    None if it holds none of them.
    """
    words = locate_words(article.text, wanted, passage.start, passage.end)
    if not words:
        return None
    first, last = _choose_closest(article, words)
    within = Span(_find_sentence(article, passage, first).start, _find_sentence(article, passage, last).end)
    span = _cut(article.text, within, first)
    return FoundPlace(article, span, tuple(w for w in words if span.start <= w.start and w.end <= span.end), within)


def _choose_closest(article: Article, words: list[Span]) -> tuple[Span, Span]:
    """Return the first and the last of the words that stand close together, where most different ones do."""
    forms = ["".join(stem_words(article.text[start:end])) for start, end in words]
    best = (0, 0, 0, 0)  # how many different words, then how close, then how early
    for number, (start, _) in enumerate(words):
        held: dict[str, int] = {}  # where each first stands
        for reach in range(number, len(words)):
            if words[reach].end > start + _LONGEST - _LEAD and held:
                break
            held.setdefault(forms[reach], reach)
        last = max(held.values())
        gap = max(0, words[last].start - words[number].end)
        best = max(best, (len(held), -gap, -number, last))
    return words[-best[2]], words[best[3]]


def _find_sentence(article: Article, passage: Passage, word: Span) -> Span:
    """Return the sentence that holds a word, else its line: that of a heading."""
    for sentence in passage.sentences:
        if sentence.start <= word.start < sentence.end:
            return Span(sentence.start, max(sentence.end, word.end))
    start = article.text.rfind("\n", passage.start, word.start) + 1 or passage.start
    end = article.text.find("\n", word.end, passage.end)
    return Span(start, passage.end if end < 0 else end)


def _cut(text: str, within: Span, first: Span) -> Span:
    """Return what is shown of sentences: of long ones a part from before the first word on, cut where words end."""
    start, end = within
    if end - start <= _LONGEST:
        return within
    if first.start - start > _LEAD:
        begin = first.start - _LEAD
        start = next((at + 1 for at in range(begin, first.start) if text[at].isspace()), begin)
    if end - start > _LONGEST:
        reach = start + _LONGEST
        end = next((at for at in range(reach, max(first.end, reach - _LEAD), -1) if text[at].isspace()), reach)
    return Span(start, max(end, first.end))
