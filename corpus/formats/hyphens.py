"""Words broken over two lines by a hyphen: whether the hyphen is the word's own or the printer's."""

import re
from collections import Counter
from collections.abc import Iterable

# First parts that mostly keep their hyphen, and the small words within compounds such as mother-in-law.
_PREFIXES = frozenset(
    {"all", "cross", "ex", "half", "high", "long", "low", "non", "off", "post", "pre", "quasi", "self", "semi", "short"}
    | {"called", "vice", "well"}
    | {"and", "by", "in", "of", "on", "the", "to", "up"}
)
# After these the hyphen was left hanging: "long- and short-sighted".
_CONJUNCTIONS = frozenset({"and", "or", "to", "und", "oder", "bis", "et", "ou"})

# Letters of a word that is looked up.
_LONGEST_WORD = 100


def words_in(lines: Iterable[str]) -> Counter[str]:
    """Count the words of `lines`, in small letters; compounds count whole, as they are written."""
    return Counter(word.casefold() for line in lines for word in re.findall(r"\w+(?:-\w+)*", line))


def hyphen_between(left: str, right: str, words: Counter[str]) -> str:
    """Return what stands between the lines `left` and `right`, whose hyphen was taken off: nothing or a hyphen.

    What the rest of the document writes decides; if it writes neither form, the hyphen stays after a usual
    first part of compounds and before a capital or a digit, and goes elsewhere.
    """
    first, second = re.search(r"[\w-]*$", left[-_LONGEST_WORD:]), re.match(r"[\w-]*", right)
    before, after = (first[0] if first else ""), (second[0] if second else "")
    if not after or after.casefold() in _CONJUNCTIONS:
        return "- "
    joined, compound = words[(before + after).casefold()], words[f"{before}-{after}".casefold()]
    if joined or compound:
        return "-" if compound > joined else ""
    last = before.rpartition("-")[2].casefold()
    return "-" if last in _PREFIXES or not after[0].islower() or not last.isalpha() else ""
