"""Alignment: the stretch of a text that an edited sentence has become, and the words that differ in it."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate

from rapidfuzz.distance import Indel, Levenshtein

from corpus import Span

# Letters of a shingle, and from the start of one to the next; an edit leaves some shingle of a sentence as it was.
_SHINGLE, _STRIDE = 8, 4
# A shingle that stands in more places tells nothing.
_MOST_PLACES = 40
# Places that are counted together lie within so many letters.
_BIN = 64
# Places that are tried, besides the one where the quote stood.
_TRIED = 3

_HAN_OR_KANA = r"\u3005-\u3007\u3040-\u30ff\u3400-\u9fff"
_LETTERS = rf"[^\W{_HAN_OR_KANA}]+"
# A number is one token, with its sign and whatever parts its digits: "-5", "1,200", "10:30".
_WORD = rf"(?:(?<!\w)[-+−](?=\d))?{_LETTERS}(?:(?<=\d)[.,:/'’\u00a0\u202f](?=\d){_LETTERS})*"
_TOKEN = re.compile(rf"[{_HAN_OR_KANA}]|{_WORD}|[^\w\s]")
_TOKEN_OR_BLANK = re.compile(rf"{_TOKEN.pattern}|\s+")


def find_likely_places(text: str, before: str, exact: str, after: str, expected: int) -> list[int]:
    """Return offsets near which an edited `exact` may begin: `expected`, and those where most of its shingles stand.

    The shingles of the text that stood `before` and `after` it count, too.
    """
    votes: Counter[int] = Counter()
    pattern = before + exact + after
    for at in range(0, len(pattern) - _SHINGLE + 1, _STRIDE):
        places = [*_find_places(text, pattern[at : at + _SHINGLE])]
        if len(places) <= _MOST_PLACES:
            votes.update({(place - at + len(before)) // _BIN for place in places})
    # Votes for a place may fall on both sides of a bin's edge.
    joined = {place: count + votes[place + 1] for place, count in votes.items()}
    best = sorted(joined, key=lambda place: (-joined[place], abs(place * _BIN - expected)))[:_TRIED]
    return list(dict.fromkeys([expected, *(max(0, min(len(text), (place + 1) * _BIN)) for place in best)]))


def align(exact: str, text: str, near: int) -> Span | None:
    """Return the stretch of `text` around `near` into which the fewest changes of letters turn `exact`."""
    slack = _BIN + len(exact) // 2
    window = [*_TOKEN.finditer(text, max(0, near - slack), min(len(text), near + len(exact) + slack))]
    wanted = [token[0] for token in _TOKEN.finditer(exact)]
    if not window or not wanted:
        return None
    # For each token of the window: what a stretch costs that ends there, and where it begins.
    words = [token[0] for token in window]
    row = [(0, at) for at in range(len(words) + 1)]
    for dropped, word in zip(accumulate(map(len, wanted)), wanted, strict=True):
        new = [(dropped, 0)]
        for at, other in enumerate(words):
            changed = 0 if word == other else Indel.distance(word, other)
            cost, start = row[at]
            new.append(
                # Of equals, the word is left out: a word in its place may belong to the next sentence.
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
    """Return the similarity of two texts, from 0 to 1: normalised Levenshtein, without their blanks."""
    return Levenshtein.normalized_similarity("".join(first.split()), "".join(second.split()))


def find_differences(was: str, now: str) -> list[tuple[Span, Span]]:
    """Return the stretches of whole words in which two texts differ, each in both."""
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


def count_shared(first: str, second: str) -> int:
    """Return how many characters two texts both begin with."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(first), len(second)))


def _cover(tokens: list[re.Match[str]], first: int, last: int, end: int) -> Span:
    """Return the span of some tokens of a text that ends at `end`; an empty one for none."""
    start = tokens[first].start() if first < len(tokens) else end
    return Span(start, tokens[last - 1].end() if last > first else start)


def _find_places(text: str, part: str) -> Iterator[int]:
    """Yield the places of a part; one more than tells anything at the most."""
    at = text.find(part)
    for _ in range(_MOST_PLACES + 1):
        if at < 0:
            return
        yield at
        at = text.find(part, at + 1)
