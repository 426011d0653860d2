"""Pronouns of a question, replaced by what they stand for in the conversation."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.words import stem_words
from qa.english.noun_phrases import Mention, find_names, find_phrases
from qa.query.antecedents import FITS, find_antecedent
from qa.query.conversation import RewrittenExchange
from qa.query.fragments import AUXILIARY

_PRONOUN = re.compile(
    r"\b(?:he|him|his|she|her|hers|it|its|they|them|their|theirs|this|that|these|those|there)\b(?![’'](?!s\b))",
    re.IGNORECASE,
)
# The form under which a pronoun's referent is kept.
_BASE = {
    **dict.fromkeys(("he", "him", "his"), "he"),
    **dict.fromkeys(("she", "her", "hers"), "she"),
    **dict.fromkeys(("it", "its", "this", "that"), "it"),
    **dict.fromkeys(("they", "them", "their", "theirs", "these", "those"), "they"),
    "there": "there",
}
# What is done or said is more than a name can replace: "When did he do that?"
_DEED = re.compile(r"\b(?:do|done|doing|say|said|mean)\s+$", re.IGNORECASE)
# Its own verb follows: "Who said it was …".
_OPENS_CLAUSE = re.compile(rf"[’']s\b|\s+{AUXILIARY}", re.IGNORECASE)


class Resolved(NamedTuple):
    """A question without its pronouns, and what each of them stood for."""

    text: str
    referents: dict[str, str]


def resolve_pronouns(text: str, before: Sequence[RewrittenExchange]) -> Resolved:
    """Put what pronouns stand for in their place, each once."""
    mentions = [*find_names(text), *find_phrases(text)]
    referents: dict[str, str] = {}
    parts: list[str] = []
    end, aside = 0, ""
    for match in _PRONOUN.finditer(text):
        base, possessive = _BASE[match.group().lower()], _is_possessive(text, match)
        if base in referents and (possessive or not _names_another(match)):
            continue
        if not _stands_for_something(text, match) or _has_antecedent(base, mentions, match, possessive):
            continue
        referent = find_antecedent(base, before, {mention.text for mention in mentions} | {*referents.values()})
        if referent is None:
            continue
        referents.setdefault(base, referent)
        if _DEED.search(text[: match.start()]) and not _OPENS_CLAUSE.match(text, match.end()):
            aside = f" ({referent})"
            continue
        parts += text[end : match.start()], _inflect(referent, base, possessive)
        end = match.end()
    whole = "".join((*parts, text[end:]))
    return Resolved(f"{whole.rstrip(' ?.!')}{aside}?" if aside else whole, referents)


def _inflect(referent: str, base: str, possessive: bool) -> str:
    """Return a referent in the form that its pronoun has."""
    if possessive:
        return f"{referent}'" if referent.endswith("s") and base == "they" else f"{referent}'s"
    return f"in {referent}" if base == "there" else referent


def _names_another(match: re.Match[str]) -> bool:
    """Say whether a pronoun is an object: the "him" of "Why did he fire him?" is somebody else."""
    return match.group().lower() in ("him", "them", "her")


def _is_possessive(text: str, match: re.Match[str]) -> bool:
    """Say whether a pronoun is one like "his": a "her" is if a noun may follow it."""
    low, after = match.group().lower(), re.match(r" (\w+)", text[match.end() :])
    return low in ("his", "its", "their") or (low == "her" and bool(after and stem_words(after[1])))


def _stands_for_something(text: str, match: re.Match[str]) -> bool:
    """Say whether a pronoun is one: the "that" of "that ship", and the "it" of "did it take", are not."""
    low, ahead, after = match.group().lower(), text[: match.start()], text[match.end() :]
    if low == "that" and re.search(r"(?:thing|one|body)\s+$", ahead):
        return False  # "anything that was said"
    if low in ("this", "that", "these", "those"):
        verb = rf"\s+(?:{AUXILIARY}|(?:in|on|at|for|by|with|happen|affect|mean|work|cause)\w*\b)"
        return bool(re.match(rf"\W*$|{verb}", after))
    if low == "there":
        return not re.search(rf"{AUXILIARY}\s+$", ahead, re.IGNORECASE) and not re.match(rf"\s+{AUXILIARY}", after)
    return low != "it" or not re.match(r"\s+(?:take|takes|took|true|possible|rain)\b", after)


def _has_antecedent(base: str, mentions: Sequence[Mention], match: re.Match[str], possessive: bool) -> bool:
    """Say whether a pronoun stands for what its own question names before it: "Why did Eiffel build his …?"."""
    low = match.group().lower()
    if re.search(r"\bwho\b.*\band\b", match.string[: match.start()], re.IGNORECASE):
        return True
    if low in ("him", "them", "this", "that", "these", "those", "there"):
        return False
    if low in ("it", "her") and not possessive:
        return False
    return any(mention.end <= match.start() and FITS[base].get(mention.kind, 0) >= 2 for mention in mentions)
