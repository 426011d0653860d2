"""The forms in which drafts alone name a speaker: "As NAME put it", "In the words of NAME", brackets, and a dash."""

from collections.abc import Sequence
from typing import NamedTuple

from qa.english.closed_classes import COORDINATORS, MIDDLE_ADVERBS
from qa.english.saying_verbs import SAYING, WRITING
from qa.speech.mentions import SpeakerMention, read_mention
from qa.speech.reported_clauses import is_tail
from qa.speech.tokens import Token

_DASHES = frozenset("—–―-")
_PUTTING = frozenset({"put", "puts", "has", "had"})
_OPENINGS = (["in", "the", "words", "of"], ["to", "quote"])


class Form(NamedTuple):
    """Whom a form names. It may mean who wrote the article, and nothing but its place may tell that it is a speaker."""

    mention: SpeakerMention
    may_write: bool
    alone: bool


def may_write(verb: str) -> bool:
    """Say whether a verb tells as often who wrote the article."""
    return verb in WRITING


def read_introduction(tokens: Sequence[Token], before: Sequence[Token]) -> Form | None:
    """Read what leads up to a quotation: `As NAME put it,`, `In the words of NAME,`, `NAME's words:`, `NAME:`.

    `tokens` are those of the paragraph up to the quotation, `before` those of its sentence.
    """
    if not before or before[-1].text not in (",", ":"):
        return None
    if form := _read_put(before[:-1]):
        return form
    if before[-1].text == ":":
        first = next((at for at, token in enumerate(tokens) if token.is_word), len(tokens))
        # A speaker's part in a conversation begins its paragraph.
        return _read_name(tokens[first:-1], alone=True)
    return None


def read_put(behind: Sequence[Token]) -> Form | None:
    """Read the same behind a quotation: `“…,” as NAME put it`."""
    first = next((at for at, token in enumerate(behind) if token.text != ","), len(behind))
    return _read_put(behind[first:])


def _read_put(tokens: Sequence[Token]) -> Form | None:
    if tokens and tokens[0].low in COORDINATORS | {"then"}:
        tokens = tokens[1:]
    lows = [token.low for token in tokens]
    if lows[:1] == ["as"]:
        return _read_as(tokens[1:])
    for opening in _OPENINGS:
        if lows[: len(opening)] == opening:
            return _read_name(tokens[len(opening) :], may_write=True)
    if lows[:1] == ["in"] and lows[-1] == "words" and tokens[-2].is_genitive:
        owner = tokens[-2]
        surname = Token(owner.text[:-2], owner.start, owner.end - 2)
        return _read_name([*tokens[1:-2], surname], may_write=True)
    return None


def _read_as(tokens: Sequence[Token]) -> Form | None:
    """Return who "puts it" or says something, if beside it stands only when and where."""
    lows = [token.low for token in tokens]
    at = next((at for at, low in enumerate(lows) if low in _PUTTING or low in SAYING), None)
    subject = [token for token in tokens[:at] if token.low not in MIDDLE_ADVERBS]
    mention = read_mention(subject, 0)
    if at is None or mention is None or mention[0].kind != "name" or mention[1] < len(subject):
        return None
    puts = lows[at] in _PUTTING
    if puts and lows[at + 1 : at + 2] != ["it"]:
        return None
    rest = tokens[at + 1 + puts :]
    return Form(mention[0], puts or may_write(lows[at]), alone=False) if is_tail(rest) else None


def _read_name(tokens: Sequence[Token], *, may_write: bool = False, alone: bool = False) -> Form | None:
    """Return who is named if these tokens are a name, and perhaps what that person is."""
    mention = read_mention(tokens, 0)
    if mention is None or mention[0].kind != "name":
        return None
    rest = tokens[mention[1] :]
    # A capital or a number may be a source's: "(Marta Oyelaran, The Moth, 2019)".
    if rest and (rest[0].text != "," or not is_tail(rest) or any(not token.text.islower() for token in rest[1:])):
        return None
    return Form(mention[0], may_write, alone)


def read_brackets(tokens: Sequence[Token]) -> Form | None:
    """Return who is named in brackets behind a quotation."""
    close = next((at for at, token in enumerate(tokens) if token.text == ")"), None)
    if not close or tokens[0].text != "(":
        return None
    return _read_name(tokens[1:close], may_write=True, alone=True)


def read_dash(tokens: Sequence[Token]) -> Form | None:
    """Return who is named behind a dash, if nothing else of the paragraph is left."""
    if len(tokens) < 2 or tokens[0].text not in _DASHES:
        return None
    first = next((at for at, token in enumerate(tokens) if token.text not in _DASHES), len(tokens))
    name = tokens[first:-1] if tokens[-1].text == "." else tokens[first:]
    mention = read_mention(name, 0)
    if mention is None or mention[0].kind != "name":
        return None
    rest = name[mention[1] :]
    return Form(mention[0], may_write=True, alone=True) if not rest or rest[0].text == "," else None
