"""What follows or precedes a verb of saying: a clause that it governs, or only when, where and to whom."""

from collections.abc import Sequence

from qa.english.closed_classes import CLAUSE_TURNERS, CLOSED
from qa.english.saying_verbs import MENTIONING, QUOTING, SAYING
from qa.english.verb_forms import FINITE
from qa.speech.tokens import Token

# A longer stretch of the reporter's words is a sentence of the reporter's own.
_LONGEST_TAIL = 22


def is_tail(rest: Sequence[Token], *, before_quotation: bool = False) -> bool:
    """Say whether tokens after a tag only say when, where and to whom, or who the speaker is."""
    held = [token for token in rest if token.is_word]
    if len(held) > _LONGEST_TAIL or any(token.text in ";" for token in rest):
        return False
    if any(token.text == ":" for token in rest) and rest[-1].text != ":":
        return False
    if any(token.low in SAYING | QUOTING | {"that"} for token in held) or (held and held[-1].low == "that"):
        return False
    turning = CLAUSE_TURNERS - {"which", "whose", "who", "where"}
    if any(token.low in turning for token in held) or _joins_clause(rest):
        return False
    return not (before_quotation and any(token.low in ("who", "whom", "whose", "which") for token in held))


def _joins_clause(rest: Sequence[Token]) -> bool:
    """Say whether "and" adds something that is done."""
    for at, token in enumerate(rest):
        if token.low in ("and", "then") and at and rest[at - 1].text == ",":
            return True
        after = rest[at + 1] if at + 1 < len(rest) else None
        if token.low == "and" and after and after.is_word and FINITE.fullmatch(after.text):
            return True
    return False


def is_clause(held: Sequence[Token]) -> bool:
    """Say whether tokens can be a clause: with a finite verb, or in quotation marks for the most part."""
    text = " ".join(token.text for token in held if not token.is_quotation)
    quoted = any(token.is_quotation for token in held)
    least = 2
    return (quoted or bool(FINITE.search(text)) or _has_present(held)) and (quoted or len(text.split()) > least)


def _has_present(held: Sequence[Token]) -> bool:
    """Say whether a word may be a verb of the present: in "-s", or the second after a plural."""
    return any(
        token.is_word and not token.is_capital and token.low.endswith("s") and token.low not in CLOSED
        for token in held[1:]
    )


def is_one_clause(held: Sequence[Token]) -> bool:
    """Say whether nothing in these tokens may be the reporter's own, or said by another again."""
    for at, token in enumerate(held):
        if token.text in (";", "—", "–", "(", "[", ":"):
            return False
        if token.is_word and token.low in MENTIONING and not _adds(held, at):
            return False
        if at and held[at - 1].text == "," and _turns(held, at):
            return False
    return True


def _adds(held: Sequence[Token], at: int) -> bool:
    """Say whether a verb goes on with what the same speaker says: `, adding that …`."""
    return (
        bool(at) and held[at - 1].text == "," and held[at].low in ("adding", "saying", "insisting", "arguing", "noting")
    )


def _turns(held: Sequence[Token], at: int) -> bool:
    """Say whether another clause begins after a comma, which need not be reported."""
    word = held[at].low
    if word == "and":
        after = held[at + 1].low if at + 1 < len(held) else ""
        if after == "that":
            return False
        return any(token.is_word and FINITE.fullmatch(token.text) for token in held[at + 1 : at + 9])
    if word.endswith("ing") and word not in ("adding", "saying", "insisting", "arguing", "noting", "including"):
        return True
    return word in CLAUSE_TURNERS or word in ("as", "so", "nor", "though", "hours", "days", "a")
