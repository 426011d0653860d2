"""Who is named as the subject of a verb of saying: a name, a description or a pronoun."""

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

# Words of a description or of what leads up to a name; longer ones are clauses.
_LONGEST = 10
_LONGEST_NAME = 6


@dataclass(frozen=True, slots=True)
class Mention:
    """What stands for a speaker in a paragraph: `span` as it stands, `name` the tokens of a proper name."""

    kind: Literal["name", "description", "pronoun"]
    span: Span
    name: tuple[str, ...] = ()
    definite: bool = False


def mention(found: Sequence[Token], at: int) -> tuple[Mention, int] | None:
    """Read the speaker that begins at a token, and return where it ends; nothing if it is not clearly one."""
    if at >= len(found):
        return None
    first = found[at]
    if first.low in ("he", "she"):
        return Mention("pronoun", Span(first.start, first.end), (first.low,)), at + 1
    end = at
    while end < len(found) and end - at < _LONGEST and _belongs(found[end], begins=end == at):
        end += 1
    run = found[at:end]
    if not run:
        return None
    named = _trailing_name(run)
    if named:
        return _named(found, at, end, len(run) - len(named))
    return _described(found, at, end)


def _belongs(token: Token, *, begins: bool) -> bool:
    if not token.is_word:
        return False
    if token.low in DETERMINERS or token.low in POSSESSIVES:
        return begins
    if token.is_capital:
        return token.low not in CLOSED and token.low not in WEEKDAY_WORDS
    if token.low in PLAIN_PARTICLES:
        return not begins
    lasting = token.low in SAYING or token.low in MIDDLE_ADVERBS or token.low in CLOSED
    return not lasting and not token.low.endswith("ly") and token.low not in DOUBTING


def _trailing_name(run: Sequence[Token]) -> Sequence[Token]:
    """Return the words with a capital at the end of a run, with the particles between them."""
    at = len(run)
    while at and (run[at - 1].is_capital or (run[at - 1].low in PLAIN_PARTICLES and at < len(run))):
        at -= 1
        if at and run[at - 1].text.endswith(("'s", "’s")):
            break
    while at < len(run) and (not run[at].is_capital or _is_opening(run, at)):
        at += 1
    return run[at:]


def _is_opening(run: Sequence[Token], at: int) -> bool:
    return at == 0 and (run[at].low in DETERMINERS or run[at].low in POSSESSIVES)


def _named(found: Sequence[Token], at: int, end: int, before: int) -> tuple[Mention, int] | None:
    """Return the name at the end of the run `found[at:end]`, after `before` words of what the person is."""
    lead, name = found[at : at + before], list(found[at + before : end])
    determined = bool(lead) and lead[0].low in DETERMINERS
    role = [token for token in lead if token.low not in DETERMINERS and token.low not in POSSESSIVES]
    if name[-1].text.endswith(("'s", "’s")) or not _leads_to_name(role):
        return None
    if determined and len(name) == 1 and name[0].low in STYLES:
        return _described(found, at, end)
    offices = [place for place, token in enumerate(name) if is_office(token.low)]
    if offices and offices[-1] == len(name) - 1:
        if not determined and not role:
            return None
        return _described(found, at, end)
    if offices:
        name, role = name[offices[-1] + 1 :], [name[offices[-1]]]
    elif len(name) > 2 and name[0].low not in STYLES and can_speak(name[0].low):
        name, role = name[1:], name[:1]
    if name[0].low in HONORIFICS:
        # With a surname alone it is a part of what the person is called.
        if len(name) == 1:
            return None
        name = name[1:] if len(name) > 2 else name
    if len(name) == 1 and (len(name[0].low) == 1 or name[0].low in SENTENCE_OPENERS):
        return None
    if name[-1].low in UNHEARD or name[-1].low in WEEKDAY_WORDS or name[-1].low in PLAIN_MONTH_WORDS:
        return None
    is_body = name[-1].low in NAMES_BODY
    if is_body and end < len(found) and found[end].low in NAME_LINKS:
        further = _further(found, end)
        name, end = [*name, *found[end:further]], further
    if len(name) > _LONGEST_NAME + 4 * is_body:
        return None
    start = name[0].start
    if is_body and lead and lead[-1].text.endswith(("'s", "’s")) and lead[-1].is_capital:
        start = lead[-1].start
    proper = tuple(token.text for token in name if token.low not in HONORIFICS)
    definite = (determined and not role) or is_body
    return Mention("name", Span(start, name[-1].end), proper, definite), end


def _leads_to_name(role: Sequence[Token]) -> bool:
    """Say whether these words can stand before a name: nothing, what someone is, or whose they are."""
    if not role:
        return True
    last = role[-1]
    return can_speak(last.low) or last.low in OFFICES or last.text.endswith(("'s", "’s"))


def _further(found: Sequence[Token], at: int) -> int:
    """Return where a body's name ends that goes on with "of": "Bank of England", "Ministry of Trade and Industry"."""
    end = at
    while end + 1 < len(found) and (found[end].low in NAME_LINKS or found[end].low in ("and", "&", "the")):
        after = end + 1 + (found[end + 1].low == "the")
        if after >= len(found) or not found[after].is_capital or found[after].low in CLOSED:
            break
        end = after
        while end < len(found) and found[end].is_capital and found[end].low not in CLOSED:
            end += 1
    return end


def _described(found: Sequence[Token], at: int, end: int) -> tuple[Mention, int] | None:
    """Return a description as it stands, with what follows "for" or "of"; "his" says nothing by itself."""
    run = found[at:end]
    head = run[-1].low
    if not (can_speak(head) or head in OFFICES) or run[0].low in POSSESSIVES:
        return None
    determined = run[0].low in DETERMINERS or run[0].text.endswith(("'s", "’s"))
    if not (determined or head.endswith("s") or head == "police") and not (len(run) > 1 and run[0].is_capital):
        return None
    while end + 1 < len(found) and found[end].low in ("of", "for", "at", "from"):
        after = end + 1
        while after < len(found) and after - end <= _LONGEST and _belongs(found[after], begins=after == end + 1):
            after += 1
        if after == end + 1 or found[after - 1].low in DETERMINERS:
            break
        end = after
    return Mention("description", Span(run[0].start, found[end - 1].end)), end
