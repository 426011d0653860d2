"""Reported clauses: whether the words beside a verb of saying are what is said, or only when, where and to whom."""

from collections.abc import Sequence

from qa.english.closed_classes import CLAUSE_TURNERS, CLOSED
from qa.english.saying_verbs import ADDING, MENTIONING, QUOTING, SAYING
from qa.english.verb_forms import FINITE
from qa.speech.tokens import Token

# A longer stretch of the reporter's words is a sentence of the reporter's own.
_LONGEST_TAIL = 22
# A clause without quotation marks has more words than this.
_SHORTEST_CLAUSE = 2
# How far behind "and" a verb makes a clause of what follows.
_REACH = 9
_RELATIVES = frozenset({"who", "whom", "whose", "which"})
_APART = frozenset(";—–([:")


def is_tail(rest: Sequence[Token], *, before_quotation: bool = False) -> bool:
    """Say whether tokens behind a tag only tell when, where and to whom, or who the speaker is."""
    lows = [token.low for token in rest if token.is_word]
    if len(lows) > _LONGEST_TAIL or any(token.text == ";" for token in rest):
        return False
    if any(token.text == ":" for token in rest) and rest[-1].text != ":":
        return False
    turning = CLAUSE_TURNERS - _RELATIVES - {"where"}
    if any(low in SAYING | QUOTING | turning | {"that"} for low in lows) or _joins_clause(rest):
        return False
    return not (before_quotation and any(low in _RELATIVES for low in lows))


def _joins_clause(rest: Sequence[Token]) -> bool:
    """Say whether "and" adds something that is done."""
    for at, token in enumerate(rest):
        if token.low in ("and", "then") and at and rest[at - 1].text == ",":
            return True
        after = rest[at + 1] if at + 1 < len(rest) else None
        if token.low == "and" and after and after.is_word and FINITE.fullmatch(after.text):
            return True
    return False


def is_clause(tokens: Sequence[Token]) -> bool:
    """Say whether tokens can be a clause: with a finite verb, or with a quotation."""
    text = " ".join(token.text for token in tokens if not token.is_quotation)
    has_quotation = any(token.is_quotation for token in tokens)
    has_verb = bool(FINITE.search(text)) or _may_have_present(tokens)
    return has_quotation or (has_verb and len(text.split()) > _SHORTEST_CLAUSE)


def _may_have_present(tokens: Sequence[Token]) -> bool:
    """Say whether a word may be a verb of the present, in "-s"."""
    return any(
        token.is_word and not token.is_capital and token.low.endswith("s") and token.low not in CLOSED
        for token in tokens[1:]
    )


def is_one_clause(tokens: Sequence[Token]) -> bool:
    """Say whether nothing in these tokens may be the reporter's own, or said by another again."""
    for at, token in enumerate(tokens):
        is_behind_comma = at > 0 and tokens[at - 1].text == ","
        if token.text in _APART:
            return False
        if token.is_word and token.low in MENTIONING and not (is_behind_comma and token.low in ADDING):
            return False
        if is_behind_comma and _begins_clause(tokens, at):
            return False
    return True


def _begins_clause(tokens: Sequence[Token], at: int) -> bool:
    """Say whether another clause begins at a token behind a comma; it need not be reported."""
    word = tokens[at].low
    if word == "and":
        after = tokens[at + 1].low if at + 1 < len(tokens) else ""
        within_reach = tokens[at + 1 : at + _REACH]
        return after != "that" and any(token.is_word and FINITE.fullmatch(token.text) for token in within_reach)
    if word.endswith("ing") and word not in ADDING | {"including"}:
        return True
    return word in CLAUSE_TURNERS or word in ("as", "so", "nor", "though", "hours", "days", "a")
