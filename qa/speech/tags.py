"""Tags of speech in a sentence: a speaker with a verb of saying, in either order, or after "according to"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.english.calendar import WEEKDAY_WORDS
from qa.english.closed_classes import CLOSED, DOUBTING, MIDDLE_ADVERBS, NOUN_LINKS, POSSESSIVES, SENTENCE_OPENERS
from qa.english.people import OFFICES
from qa.english.saying_verbs import QUOTING, SAYING, SAYING_PARTICIPLES
from qa.english.verb_forms import FINITE
from qa.speech.mentions import Mention, mention
from qa.speech.tokens import Token

# What stands between a speaker and the verb, between commas: who that is.
_LONGEST_APPOSITION = 22


@dataclass(frozen=True, slots=True)
class Tag:
    """A speaker and a verb of saying: which tokens they are, `end` the one after both."""

    speaker: Mention
    start: int
    verb: int
    end: int
    inverted: bool = False


def tags(found: Sequence[Token]) -> Iterator[Tag]:
    """Yield the tags of a sentence from left to right, where each may begin."""
    at = 0
    while at < len(found):
        tag = _tag(found, at) if _may_begin(found, at) else None
        if tag:
            yield tag
        at = tag.end if tag else at + 1


def _may_begin(found: Sequence[Token], at: int) -> bool:
    """Say whether a tag may begin here: at the start, after a comma or quotation, after a word that opens."""
    if at == 0:
        return found[at].low not in SENTENCE_OPENERS
    before = found[at - 1]
    return before.is_quotation or before.text == "," or all(token.low in SENTENCE_OPENERS for token in found[:at])


def _tag(found: Sequence[Token], at: int) -> Tag | None:
    if found[at].low in SAYING:
        return _inverted(found, at)
    named = mention(found, at)
    if named is None:
        return None
    speaker, end = named
    verb = _verb(found, end)
    if verb is None:
        past = _past_phrase(found, end)
        verb = _verb(found, past) if past else None
    if verb is None and end < len(found) and found[end].text == ",":
        speaker, verb = _apposed(found, speaker, end)
    if verb is None:
        return None
    return Tag(speaker, at, verb, verb + 1)


def _verb(found: Sequence[Token], at: int) -> int | None:
    """Return where the verb of saying stands that follows a speaker, past adverbs, days and "has"."""
    helped = False
    while at < len(found) and _is_between(found, at):
        helped = helped or found[at].low in ("has", "have", "had")
        at += 1
    if at >= len(found) or not found[at].is_word or found[at].text != found[at].low:
        return None
    if helped:
        return at if found[at].low in SAYING_PARTICIPLES else None
    return at if found[at].low in SAYING else None


def _is_between(found: Sequence[Token], at: int) -> bool:
    word = found[at].low
    if word in DOUBTING:
        return False
    if word in MIDDLE_ADVERBS or word in WEEKDAY_WORDS or (word.endswith("ly") and found[at].is_word):
        return True
    after = found[at + 1].low if at + 1 < len(found) else ""
    return (word == "on" and after in WEEKDAY_WORDS) or (
        word in ("week", "month", "year") and found[at - 1].low in ("last", "this")
    )


def _past_phrase(found: Sequence[Token], at: int) -> int | None:
    """Return where a phrase with a preposition ends that says more of the speaker: "Ruiz of the Mill Street Bakery"."""
    if at >= len(found) or found[at].low not in NOUN_LINKS:
        return None
    for end in range(at + 2, min(at + 12, len(found))):
        if not found[end - 1].is_word:
            return None
        if found[end - 1].low in CLOSED - NOUN_LINKS - {"and", "his", "her", "its"}:
            return None
        if _verb(found, end) is not None:
            return end
    return None


def _apposed(found: Sequence[Token], speaker: Mention, at: int) -> tuple[Mention, int | None]:
    """Return the speaker and the verb that follows what stands between commas; a name there is the better one."""
    for end in range(at + 2, min(at + 2 + _LONGEST_APPOSITION, len(found))):
        if found[end - 1].is_quotation or found[end - 1].text in ".;:":
            break
        if found[end].text != ",":
            continue
        verb = _verb(found, end + 1)
        if verb is not None:
            better = _better(found, speaker, at + 1, end)
            return better, verb if better is not speaker or _is_apposition(found[at + 1 : end]) else None
    return speaker, None


def _is_apposition(held: Sequence[Token]) -> bool:
    """Say whether tokens between commas say who someone is, and hold no sentence of another subject."""
    if any(token.low in QUOTING for token in held):
        return False
    first, second = held[0], held[1].low if len(held) > 1 else ""
    if first.low in CLOSED and first.low not in ("of", "then", "who", "whose", "whom", "one"):
        return (first.low, second) in (("in", "a"), ("in", "an")) or first.low in POSSESSIVES
    if sum(token.text == "," for token in held) > 1 or (first.is_capital and first.low not in OFFICES):
        return False
    relative = held[0].low in ("who", "whose", "whom")
    return relative or not any(FINITE.fullmatch(token.text) and token.low not in ("cost",) for token in held[1:2])


def _better(found: Sequence[Token], speaker: Mention, start: int, end: int) -> Mention:
    """Return the name between commas where what stands before them only describes."""
    if speaker.kind == "description":
        named = mention(found, start)
        if named and named[0].kind == "name" and named[1] == end and len(named[0].name) > 1:
            return named[0]
    return speaker


def _inverted(found: Sequence[Token], verb: int) -> Tag | None:
    """Return the tag in which the verb comes first: `said Dmitry Peskov, the spokesman`."""
    named = mention(found, verb + 1)
    if named is None:
        return None
    speaker, end = named
    if _is_list(found, end):
        return None
    if end < len(found) and found[end].text == "," and speaker.kind == "description":
        close = next((at for at in range(end + 1, len(found)) if not found[at].is_word), len(found))
        speaker = _better(found, speaker, end + 1, close)
    return Tag(speaker, verb, verb, end, inverted=True)


def _is_list(found: Sequence[Token], at: int) -> bool:
    """Say whether others are named with the speaker: "said Ruiz and Diaz"."""
    if at < len(found) and found[at].low in ("and", "&", "or"):
        return True
    if at + 1 < len(found) and found[at].text == "," and found[at + 1].is_capital:
        end = at + 1
        while end < len(found) and found[end].is_word and found[end].is_capital:
            end += 1
        return end < len(found) and found[end].low in ("and", "or")
    return False


def according(found: Sequence[Token]) -> Tag | None:
    """Return the first "according to" with its source as a tag, if that is someone who speaks."""
    for at in range(len(found) - 2):
        if found[at].low != "according" or found[at + 1].low != "to":
            continue
        named = mention(found, at + 2)
        if named is None or named[0].kind == "pronoun" or _is_list(found, named[1]):
            return None
        end = _end_of_source(found, named[1])
        speaker, end = _named_after(found, named[0], end)
        return Tag(speaker, at, at, end)
    return None


def _named_after(found: Sequence[Token], speaker: Mention, end: int) -> tuple[Mention, int]:
    """Return the name behind a description, and where it ends: "according to the judge, Carla Mendes, …"."""
    close = next((at for at in range(end + 1, len(found)) if not found[at].is_word), len(found))
    if end < len(found) and found[end].text == ",":
        better = _better(found, speaker, end + 1, close)
        if better is not speaker and close < len(found) and found[close].text in ",.":
            return better, close
    return speaker, end


def _end_of_source(found: Sequence[Token], at: int) -> int:
    """Return where what is said of a source ends: at the last token of its apposition and phrases."""
    end = at
    while end < len(found) and (found[end].is_word or found[end].text.isdigit()) and end - at < 10:
        end += 1
    follows = found[end + 1].low if end + 1 < len(found) else ""
    if end < len(found) and found[end].text == "," and follows in ("a", "an", "the", "who"):
        close = next((place for place in range(end + 1, len(found)) if found[place].text in ",."), None)
        held = found[end + 1 : close] if close else ()
        if close and (follows == "who" or not any(FINITE.fullmatch(token.text) for token in held)):
            return close
    return end
