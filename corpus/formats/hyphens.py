"""Joining words that a hyphen breaks over two lines: whether the hyphen belongs to the word or to the line break."""

import re
from collections import Counter
from collections.abc import Iterable

# First parts that mostly keep their hyphen, and the small words inside compounds such as mother-in-law.
_PREFIXES = frozenset(
    {"all", "cross", "ex", "half", "high", "long", "low", "non", "off", "post", "pre", "quasi", "self", "semi", "short"}
    | {"called", "vice", "well"}
    | {"and", "by", "in", "of", "on", "the", "to", "up"}
)
# What has its hyphen before it, in any compound; of other words that look so, the first part has two letters: debased.
_LAST_PARTS, _SHORTEST_FIRST = frozenset({"based", "driven"}), 3
# Before these words a hyphen hangs: "long- and short-sighted".
_CONJUNCTIONS = frozenset({"and", "or", "to", "und", "oder", "bis", "et", "ou"})

# Letters of a word that is looked up in the document.
_LONGEST_WORD = 100


def count_words(lines: Iterable[str]) -> Counter[str]:
    """Count the words of `lines` in lower case; a compound with hyphens counts as one word.

    Its first part counts with the hyphen behind it, too, and its last part with the hyphen before it.
    """
    counts: Counter[str] = Counter()
    for line in lines:
        for word in re.findall(r"\w+(?:-\w+)*", line.casefold()):
            counts[word] += 1
            if "-" in word:
                counts[word[: word.index("-") + 1]] += 1
                counts[word[word.rindex("-") :]] += 1
    return counts


def choose_hyphen(left: str, right: str, words: Counter[str]) -> str:
    """Return what joins the lines `left` and `right`, whose hyphen was removed: nothing, a hyphen, or "- ".

    The form that the rest of the document writes decides; beside a digit the hyphen always stays. If it writes neither,
    the hyphen stays behind a usual first part of compounds, before a usual last one or a capital, and between two words
    of which one has a hyphen there elsewhere.
    """
    first, second = re.search(r"[\w-]*$", left[-_LONGEST_WORD:]), re.match(r"[\w-]*", right)
    before, after = (first[0] if first else ""), (second[0] if second else "")
    if not after or after.casefold() in _CONJUNCTIONS:
        return "- "
    # No number is broken: "0.8-" and "1.2" are two, whatever "81" stands elsewhere.
    if before[-1:].isdigit() or after[0].isdigit():
        return "-"
    joined, compound = words[(before + after).casefold()], words[f"{before}-{after}".casefold()]
    if joined or compound:
        return "-" if compound > joined else ""
    last, next_part = before.rpartition("-")[2].casefold(), after.partition("-")[0].casefold()
    if after.casefold() in _LAST_PARTS and len(last) >= _SHORTEST_FIRST:
        return "-"
    if last in _PREFIXES or not after[0].islower() or not last.isalpha():
        return "-"
    parted = words[f"{last}-"] or words[f"-{next_part}"]
    return "-" if parted and (words[last] or words[f"{last}-"]) and (words[next_part] or words[f"-{next_part}"]) else ""
