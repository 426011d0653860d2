"""Tags of speech in a sentence: a speaker with a verb of saying, in either order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.english.calendar import LONGEST_TIME_PHRASE, WEEKDAY_WORDS, is_time_phrase
from qa.english.closed_classes import (
    CLOSED,
    DOUBTING,
    HAVE,
    MIDDLE_ADVERBS,
    NOUN_LINKS,
    POSSESSIVES,
    SENTENCE_OPENERS,
)
from qa.english.people import OFFICES
from qa.english.saying_verbs import QUOTING, SAYING, SAYING_PARTICIPLES
from qa.english.verb_forms import FINITE
from qa.speech.mentions import SpeakerMention, read_mention
from qa.speech.tokens import Token

# So many tokens may stand between commas behind a speaker, and in a phrase that tells more of one.
_LONGEST_APPOSITION, _LONGEST_PHRASE = 22, 12


@dataclass(frozen=True, slots=True)
class Tag:
    """A speaker and a verb of saying, by the numbers of their tokens; `end` is the token behind both."""

    speaker: SpeakerMention
    start: int
    verb: int
    end: int
    inverted: bool = False


def find_tags(tokens: Sequence[Token]) -> Iterator[Tag]:
    """Yield the tags of a sentence from left to right."""
    at = 0
    while at < len(tokens):
        tag = _read_tag(tokens, at) if _may_begin(tokens, at) else None
        if tag:
            yield tag
        at = tag.end if tag else at + 1


def _may_begin(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a tag may begin here: at the start, behind a comma or a quotation, behind words that open."""
    if at == 0:
        return tokens[at].low not in SENTENCE_OPENERS
    before = tokens[at - 1]
    is_behind_mark = before.is_quotation or before.text == ","
    return is_behind_mark or opens_sentence(tokens[:at])


def opens_sentence(before: Sequence[Token]) -> bool:
    """Say whether a subject may follow words without a comma: "Then", "Last week"."""
    return all(token.low in SENTENCE_OPENERS for token in before) or tells_time(before)


def tells_time(before: Sequence[Token]) -> bool:
    """Say whether words tell a time and nothing else."""
    return len(before) <= LONGEST_TIME_PHRASE and is_time_phrase([token.low for token in before])


def _read_tag(tokens: Sequence[Token], at: int) -> Tag | None:
    if tokens[at].low in SAYING:
        return _read_inverted(tokens, at)
    mention = read_mention(tokens, at)
    if mention is None:
        return None
    speaker, end = mention
    verb = _find_verb(tokens, end)
    if verb is None:
        behind = _find_end_of_phrase(tokens, end)
        verb = _find_verb(tokens, behind) if behind else None
    if verb is None and end < len(tokens) and tokens[end].text == ",":
        speaker, verb = _read_apposition(tokens, speaker, end)
    return None if verb is None else Tag(speaker, at, verb, verb + 1)


def _find_verb(tokens: Sequence[Token], at: int) -> int | None:
    """Return where the verb of saying of a speaker stands, past adverbs, weekdays and "has"."""
    is_perfect = False
    while at < len(tokens) and _is_between(tokens, at):
        is_perfect = is_perfect or tokens[at].low in HAVE
        at += 1
    if at >= len(tokens) or not tokens[at].is_word or tokens[at].text != tokens[at].low:
        return None
    return at if tokens[at].low in (SAYING_PARTICIPLES if is_perfect else SAYING) else None


def _is_between(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a token may stand between a speaker and the verb."""
    word = tokens[at].low
    if word in DOUBTING:
        return False
    if word in MIDDLE_ADVERBS or word in WEEKDAY_WORDS or (word.endswith("ly") and tokens[at].is_word):
        return True
    if word == "on":
        return at + 1 < len(tokens) and tokens[at + 1].low in WEEKDAY_WORDS
    return word in ("week", "month", "year") and tokens[at - 1].low in ("last", "this")


def _find_end_of_phrase(tokens: Sequence[Token], at: int) -> int | None:
    """Return where a phrase ends that tells more of the speaker: "Ruiz of the Mill Street Bakery"."""
    if at >= len(tokens) or tokens[at].low not in NOUN_LINKS:
        return None
    barred = CLOSED - NOUN_LINKS - {"and", "his", "her", "its"}
    for end in range(at + 2, min(at + _LONGEST_PHRASE, len(tokens))):
        if not tokens[end - 1].is_word or tokens[end - 1].low in barred:
            return None
        if _find_verb(tokens, end) is not None:
            return end
    return None


def _read_apposition(tokens: Sequence[Token], speaker: SpeakerMention, at: int) -> tuple[SpeakerMention, int | None]:
    """Return the verb behind what stands between commas, and the speaker: a name there goes before a description."""
    for end in range(at + 2, min(at + 2 + _LONGEST_APPOSITION, len(tokens))):
        if tokens[end - 1].is_quotation or tokens[end - 1].text in ".;:":
            break
        if tokens[end].text != ",":
            continue
        verb = _find_verb(tokens, end + 1)
        if verb is not None:
            named = prefer_name(tokens, speaker, at + 1, end)
            return named, verb if named is not speaker or _is_apposition(tokens[at + 1 : end]) else None
    return speaker, None


def _is_apposition(tokens: Sequence[Token]) -> bool:
    """Say whether tokens between commas tell who someone is, and are no sentence about another subject."""
    if any(token.low in QUOTING for token in tokens):
        return False
    first, second = tokens[0], tokens[1].low if len(tokens) > 1 else ""
    is_relative = first.low in ("who", "whose", "whom")
    if first.low in CLOSED and not is_relative and first.low not in ("of", "then", "one"):
        return (first.low, second) in (("in", "a"), ("in", "an")) or first.low in POSSESSIVES
    if sum(token.text == "," for token in tokens) > 1 or (first.is_capital and first.low not in OFFICES):
        return False
    return is_relative or second == "cost" or not FINITE.fullmatch(tokens[1].text if second else "")


def prefer_name(tokens: Sequence[Token], speaker: SpeakerMention, start: int, end: int) -> SpeakerMention:
    """Return the name that is all of `tokens[start:end]` in place of a description before it."""
    if speaker.kind == "description":
        mention = read_mention(tokens, start)
        if mention and mention[0].kind == "name" and mention[1] == end and len(mention[0].name) > 1:
            return mention[0]
    return speaker


def _read_inverted(tokens: Sequence[Token], verb: int) -> Tag | None:
    """Read a tag in which the verb comes first: `said Dmitry Peskov, the spokesman`."""
    mention = read_mention(tokens, verb + 1)
    if mention is None:
        return None
    speaker, end = mention
    if is_list(tokens, end):
        return None
    if end < len(tokens) and tokens[end].text == "," and speaker.kind == "description":
        speaker = prefer_name(tokens, speaker, end + 1, find_end_of_words(tokens, end + 1))
    return Tag(speaker, verb, verb, end, inverted=True)


def find_end_of_words(tokens: Sequence[Token], at: int) -> int:
    """Return the number of the first token from `at` on that is no word."""
    return next((place for place in range(at, len(tokens)) if not tokens[place].is_word), len(tokens))


def is_list(tokens: Sequence[Token], at: int) -> bool:
    """Say whether others are named with the speaker: "said Ruiz and Diaz"."""
    if at < len(tokens) and tokens[at].low in ("and", "&", "or"):
        return True
    if at + 1 < len(tokens) and tokens[at].text == "," and tokens[at + 1].is_capital:
        end = at + 1
        while end < len(tokens) and tokens[end].is_word and tokens[end].is_capital:
            end += 1
        return end < len(tokens) and tokens[end].low in ("and", "or")
    return False
