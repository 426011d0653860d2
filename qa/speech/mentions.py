"""Mentions of speakers: the name, the description or the pronoun that is the subject of a verb of saying."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus import Span
from qa.english.bodies import NAMES_BODY
from qa.english.calendar import PLAIN_MONTH_WORDS, WEEKDAY_WORDS
from qa.english.closed_classes import (
    CLOSED,
    DETERMINERS,
    DOUBTING,
    MIDDLE_ADVERBS,
    NAME_LINKS,
    POSSESSIVES,
    SENTENCE_OPENERS,
)
from qa.english.names import PLAIN_PARTICLES
from qa.english.people import HONORIFICS, OFFICES, STYLES, UNHEARD, can_speak, is_office
from qa.english.saying_verbs import SAYING
from qa.speech.tokens import Token

# A description and what leads up to a name have at most so many words: more of them are a clause.
_LONGEST = 10
# So many words a person's name may have, and a body's.
_LONGEST_NAME, _LONGEST_BODY = 6, 10
_DESCRIPTION_LINKS = frozenset({"of", "for", "at", "from"})


@dataclass(frozen=True, slots=True)
class SpeakerMention:
    """The words that stand for a speaker in a paragraph: `span` is their place, `name` the tokens of a proper name.

    A name is `definite` if it cannot be the short form of another: "the Ministry of Trade".
    """

    kind: Literal["name", "description", "pronoun"]
    span: Span
    name: tuple[str, ...] = ()
    definite: bool = False


# A mention, and the number of the token behind it.
ReadMention = tuple[SpeakerMention, int]


def read_mention(tokens: Sequence[Token], at: int) -> ReadMention | None:
    """Read the mention that begins at a token; None if no speaker is clearly mentioned there."""
    if at >= len(tokens):
        return None
    first = tokens[at]
    if first.low in ("he", "she"):
        return SpeakerMention("pronoun", Span(first.start, first.end), (first.low,)), at + 1
    end = at
    while end < len(tokens) and end - at < _LONGEST and _belongs(tokens[end], is_first=end == at):
        end += 1
    run = tokens[at:end]
    if not run:
        return None
    name = _find_name_at_end(run)
    return _read_name(tokens, at, end, len(run) - len(name)) if name else _read_description(tokens, at, end)


def _belongs(token: Token, *, is_first: bool) -> bool:
    """Say whether a token may be a part of a mention."""
    if not token.is_word:
        return False
    if token.low in DETERMINERS | POSSESSIVES:
        return is_first
    if token.is_capital:
        return token.low not in CLOSED and token.low not in WEEKDAY_WORDS
    if token.low in PLAIN_PARTICLES:
        return not is_first
    return token.low not in SAYING | MIDDLE_ADVERBS | CLOSED | DOUBTING and not token.low.endswith("ly")


def _find_name_at_end(run: Sequence[Token]) -> Sequence[Token]:
    """Return the words with a capital at the end of a run, with the particles between them."""
    at = len(run)
    while at and (run[at - 1].is_capital or (run[at - 1].low in PLAIN_PARTICLES and at < len(run))):
        at -= 1
        if at and run[at - 1].is_genitive:
            break
    while at < len(run) and (not run[at].is_capital or (at == 0 and run[at].low in DETERMINERS | POSSESSIVES)):
        at += 1
    return run[at:]


def _read_name(tokens: Sequence[Token], at: int, end: int, before: int) -> ReadMention | None:
    """Read the name at the end of `tokens[at:end]`, behind `before` words that tell what the person is."""
    lead, name = tokens[at : at + before], list(tokens[at + before : end])
    is_determined = bool(lead) and lead[0].low in DETERMINERS
    role = [token for token in lead if token.low not in DETERMINERS | POSSESSIVES]
    if name[-1].is_genitive or not _can_lead(role):
        return None
    if is_determined and len(name) == 1 and name[0].low in STYLES:
        return _read_description(tokens, at, end)
    offices = [place for place, token in enumerate(name) if is_office(token.low)]
    if offices and offices[-1] == len(name) - 1:
        return _read_description(tokens, at, end) if is_determined or role else None
    if offices:
        name, role = name[offices[-1] + 1 :], [name[offices[-1]]]
    elif len(name) > 2 and name[0].low not in STYLES and can_speak(name[0].low):
        name, role = name[1:], name[:1]
    if name[0].low in HONORIFICS:
        # With a surname alone it is a part of what the person is called.
        if len(name) == 1:
            return None
        name = name[1:] if len(name) > 2 else name
    if not _can_be_name(name):
        return None
    is_body = name[-1].low in NAMES_BODY
    if is_body and end < len(tokens) and tokens[end].low in NAME_LINKS:
        behind = _find_end_of_body(tokens, end)
        name, end = [*name, *tokens[end:behind]], behind
    if len(name) > (_LONGEST_BODY if is_body else _LONGEST_NAME):
        return None
    start = lead[-1].start if is_body and lead and lead[-1].is_genitive and lead[-1].is_capital else name[0].start
    proper = tuple(token.text for token in name if token.low not in HONORIFICS)
    definite = (is_determined and not role) or is_body
    return SpeakerMention("name", Span(start, name[-1].end), proper, definite), end


def _can_lead(role: Sequence[Token]) -> bool:
    """Say whether these words can stand before a name: none, what someone is, or whose they are."""
    return not role or can_speak(role[-1].low) or role[-1].low in OFFICES or role[-1].is_genitive


def _can_be_name(name: Sequence[Token]) -> bool:
    """Say whether words with capitals can name who is heard: no initial alone, no weekday, no river."""
    first, last = name[0].low, name[-1].low
    if len(name) == 1 and (len(first) == 1 or first in SENTENCE_OPENERS):
        return False
    return last not in UNHEARD and last not in WEEKDAY_WORDS and last not in PLAIN_MONTH_WORDS


def _find_end_of_body(tokens: Sequence[Token], at: int) -> int:
    """Return where a body's name ends that goes on with "of": "Bank of England", "Ministry of Trade and Industry"."""
    end = at
    while end + 1 < len(tokens) and (tokens[end].low in NAME_LINKS or tokens[end].low in ("and", "&", "the")):
        after = end + 1 + (tokens[end + 1].low == "the")
        if after >= len(tokens) or not _goes_on(tokens[after]):
            break
        end = after
        while end < len(tokens) and _goes_on(tokens[end]):
            end += 1
    return end


def _goes_on(token: Token) -> bool:
    return token.is_capital and token.low not in CLOSED


def _read_description(tokens: Sequence[Token], at: int, end: int) -> ReadMention | None:
    """Read a description, with what follows "for" or "of"; "his lawyer" tells nothing by itself."""
    run = tokens[at:end]
    head = run[-1].low
    if not (can_speak(head) or head in OFFICES) or run[0].low in POSSESSIVES:
        return None
    is_determined = run[0].low in DETERMINERS or run[0].is_genitive
    is_plural = head.endswith("s") or head == "police"
    if not (is_determined or is_plural or (len(run) > 1 and run[0].is_capital)):
        return None
    while end + 1 < len(tokens) and tokens[end].low in _DESCRIPTION_LINKS:
        after = end + 1
        while after < len(tokens) and after - end <= _LONGEST and _belongs(tokens[after], is_first=after == end + 1):
            after += 1
        if after == end + 1 or tokens[after - 1].low in DETERMINERS:
            break
        end = after
    return SpeakerMention("description", Span(run[0].start, tokens[end - 1].end)), end
