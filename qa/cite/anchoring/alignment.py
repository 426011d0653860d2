"""Alignment: where in a text a sentence that was edited stands now, and which of its words are others."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate

from rapidfuzz.distance import Indel, Levenshtein

from corpus import Span

# Letters that are searched for as they are; an edit leaves some stretch of this length alone.
_SHINGLE, _STRIDE = 8, 4
# A stretch that stands in more places than this tells nothing.
_MOST_PLACES = 40
# Places are counted together that lie this close.
_BIN = 64
# Places that are looked at, besides the one where the quote stood.
_TRIED = 3

_TOKEN = re.compile(r"[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff]|[^\W\u3005-\u3007\u3040-\u30ff\u3400-\u9fff]+|[^\w\s]")
_TOKEN_OR_BLANK = re.compile(rf"{_TOKEN.pattern}|\s+")


def find_likely_places(text: str, before: str, exact: str, after: str, expected: int) -> list[int]:
    """Return offsets near which an edited `exact` may begin, most likely last: where it or what stood around it is."""
    votes: Counter[int] = Counter()
    pattern = before + exact + after
    for at in range(0, len(pattern) - _SHINGLE + 1, _STRIDE):
        places = [*_find_places(text, pattern[at : at + _SHINGLE])]
        if len(places) <= _MOST_PLACES:
            votes.update({(place - at + len(before)) // _BIN for place in places})
    # Votes for one place may fall on either side of a bin's edge.
    joined = {place: count + votes[place + 1] for place, count in votes.items()}
    best = sorted(joined, key=lambda place: (-joined[place], abs(place * _BIN - expected)))[:_TRIED]
    return list(dict.fromkeys([expected, *(max(0, min(len(text), (place + 1) * _BIN)) for place in best)]))


def align(exact: str, text: str, near: int) -> Span | None:
    """Return the stretch of `text` around `near` that `exact` is turned into with the fewest letters changed."""
    slack = _BIN + len(exact) // 2
    window = [*_TOKEN.finditer(text, max(0, near - slack), min(len(text), near + len(exact) + slack))]
    wanted = [token[0] for token in _TOKEN.finditer(exact)]
    if not window or not wanted:
        return None
    # Of each token of the window: what it costs to end there, and where the stretch then begins.
    words = [token[0] for token in window]
    row = [(0, at) for at in range(len(words) + 1)]
    for dropped, word in zip(accumulate(map(len, wanted)), wanted, strict=True):
        new = [(dropped, 0)]
        for at, other in enumerate(words):
            changed = 0 if word == other else Indel.distance(word, other)
            cost, start = row[at]
            new.append(
                # Of equals, leaving a word out: another in its place may belong to the next sentence.
                min(
                    (row[at + 1][0] + len(word), row[at + 1][1]),
                    (cost + changed, start),
                    (new[at][0] + len(other), new[at][1]),
                    key=lambda option: option[0],
                )
            )
        row = new
    end = min(range(len(row)), key=lambda at: row[at][0])
    start = row[end][1]
    return Span(window[start].start(), window[end - 1].end()) if start < end else None


def measure_similarity(first: str, second: str) -> float:
    """Return how alike two texts are, from 0 to 1: one less the letters to change, over those of the longer.

    Blanks do not count: all texts have them.
    """
    return Levenshtein.normalized_similarity("".join(first.split()), "".join(second.split()))


def find_differences(was: str, now: str) -> list[tuple[Span, Span]]:
    """Return the stretches of whole words in which two texts differ, in the one and in the other."""
    olds, news = ([*_TOKEN_OR_BLANK.finditer(text)] for text in (was, now))
    stretches: list[tuple[Span, Span]] = []
    for code in Levenshtein.opcodes([word[0] for word in olds], [word[0] for word in news]):
        if code.tag == "equal":
            continue
        old = _cover(olds, code.src_start, code.src_end, len(was))
        new = _cover(news, code.dest_start, code.dest_end, len(now))
        if stretches and not was[stretches[-1][0].end : old.start].strip():
            old, new = Span(stretches[-1][0].start, old.end), Span(stretches.pop()[1].start, new.end)
        stretches.append((old, new))
    return stretches


def _cover(tokens: list[re.Match[str]], first: int, last: int, end: int) -> Span:
    start = tokens[first].start() if first < len(tokens) else end
    return Span(start, tokens[last - 1].end() if last > first else start)


def _find_places(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    for _ in range(_MOST_PLACES + 1):
        if at < 0:
            return
        yield at
        at = text.find(part, at + 1)
