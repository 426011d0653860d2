"""Follow-up questions: what to search for when a question leans on the turns before it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from index.words import words
from qa.english.calendar import MONTH, YEAR
from qa.english.noun_phrases import AUXILIARIES, GENERAL, PLACED, PREPOSITIONS, Kind, Mention, names, phrases
from qa.errors import QuestionError

# How many questions back a conversation is read; what was spoken of before them is long past.
_LOOKS_BACK = 8
# Characters that are read of an answer, whose first quotes tell whom a pronoun stands for, and of a question's end.
_READ = 600
# Turns, and characters of each, that tell which article was spoken of: of several quotes the first is the best.
_LAST_TURNS, _LAST_READ = 4, 200
# A shorter answer to "What …?" is what was asked for, and what "it" then stands for.
_SHORT = 40


@dataclass(frozen=True, slots=True)
class Turn:
    """One utterance of a conversation.

    `article_id` is that of an answer's first quote, where it is known: the article that was spoken of.
    """

    role: Literal["user", "assistant"]
    text: str
    article_id: str | None = None


@dataclass(frozen=True, slots=True)
class _Exchange:
    """A question as it was understood, its answer, and what its pronouns stood for."""

    asked: str
    answer: str
    meant: dict[str, str] = field(default_factory=dict)


def turns(history: object) -> tuple[Turn, ...]:
    """Read a conversation of JSON, `[{"role": "user", "text": "…"}, …]`; any other role is the assistant's."""
    if not isinstance(history, list):
        raise QuestionError('the history must be a list like [{"role": "user", "text": "…"}]')
    for turn in history:
        if not (isinstance(turn, dict) and isinstance(turn.get("role"), str) and isinstance(turn.get("text"), str)):
            raise QuestionError('each turn of the history must be like {"role": "user", "text": "…"}')
    return tuple(Turn("user" if turn["role"] == "user" else "assistant", turn["text"]) for turn in history)


def standalone(question: str, history: Sequence[Turn]) -> str:
    """Return what to search for: the question, made whole from the turns before it if it leans on them."""
    before: list[_Exchange] = []
    for asked, answer in _exchanges(history)[-_LOOKS_BACK:]:
        meant: dict[str, str] = {}
        before.append(_Exchange(_whole(asked, before, meant), answer, meant))
    return _whole(question, before, {})


def said_last(history: Sequence[Turn]) -> str:
    """Return what was said last, by which the article that was spoken of is found if it is not known."""
    return " ".join(turn.text.strip()[:_LAST_READ] for turn in history[-_LAST_TURNS:]).strip()


def quoted_last(history: Sequence[Turn]) -> str | None:
    """Return the id of the article that was quoted last; None if that is not known, or was long ago."""
    return next((turn.article_id for turn in reversed(history[-_LAST_TURNS:]) if turn.article_id), None)


def _exchanges(history: Sequence[Turn]) -> list[tuple[str, str]]:
    """Return each earlier question with what was answered before the next."""
    found: list[tuple[str, str]] = []
    for turn in history:
        if turn.role == "user" and turn.text.strip():
            found.append((turn.text.strip()[-_READ:], ""))
        elif found:
            asked, answer = found[-1]
            found[-1] = (asked, f"{answer}\n{turn.text}"[:_READ].strip())
    return found


def _whole(question: str, before: Sequence[_Exchange], meant: dict[str, str]) -> str:
    """Return a question made whole, and put down in `meant` what its pronouns stood for."""
    if not before or not question.strip():
        return question
    text = _LEAD.sub("", question.strip())
    again = _asked_again(text, before[-1].asked)
    if again:
        return again[0].upper() + again[1:]
    replaced = _without_pronouns(text, before, meant)
    new = _new(replaced, question, before)
    if new:
        found = _about(new, before) if replaced == text else replaced
        return found[0].upper() + found[1:] if found else question
    if replaced == text and _has_own_subject(text, before):
        return question
    if replaced == text or (not any(one.named for one in phrases(replaced)) and not names(replaced)):
        replaced = _with_theme(replaced, before)
    return question if replaced == text else replaced[0].upper() + replaced[1:]


_LEAD = re.compile(r"^(?:(?:and|but|so|or|also|then|ok|okay|well|yes|no|hm+|oh)\b[\s,.…]*)+(?=\w)", re.IGNORECASE)
_ALONE = re.compile(
    r"^(?P<wh>(?:(?:since|until|from|by|to|with|for|on|at|in|of|about) )?(?:who|whom|what|when|where|why|how|which)"
    r"(?: (?:many|much|long|often|far|old|tall|big|come|exactly|not|year))?)\W*$",
    re.IGNORECASE,
)
_ELSE = re.compile(r"^(?P<wh>who|what|where|when|why|how|any(?:one|thing|body|where)) else\W*$", re.IGNORECASE)
_AUXILIARY = rf"(?:{'|'.join(sorted(AUXILIARIES))})\b"
# A question that asks for something, in two parts: "In what year | did the pact lapse".
_ASKS = re.compile(
    r"^(?:(?:in|at|on|for|from|to|with|by|of|about|since|until) )?(?:who|whom|whose|what|when|where|why|which|how)\b"
    rf"(?:(?! {_AUXILIARY}) [\w'’-]+){{0,4}}? (?P<rest>{_AUXILIARY}.*)$",
    re.IGNORECASE,
)
_WHETHER = re.compile(rf"^{_AUXILIARY}", re.IGNORECASE)
# Questions about nothing but the conversation.
_IDLE = re.compile(r"\b(?:article|you|i|me)\b", re.IGNORECASE)


def _asked_again(text: str, last: str) -> str:
    """Ask the last question with another question word, for "Why?" and "Who else?"; empty for any other question."""
    last = last.rstrip(" ?.!")
    alone, more = _ALONE.match(text), _ELSE.match(text)
    if _IDLE.search(last):
        return ""
    if more:
        same = re.match(rf"{more['wh']}\b(?: else\b)?", last, re.IGNORECASE)
        return f"{more['wh']} else{last[same.end() :]}?" if same else ""
    if not alone:
        return ""
    asks = _ASKS.match(last)
    if asks:
        return f"{alone['wh']} {asks['rest']}?"
    if _WHETHER.match(last):
        return f"{alone['wh']} {last[0].lower()}{last[1:]}?"
    return f"{last}: {alone['wh'].lower()}?"


_ABOUT = re.compile(
    r"^(?:(?:what|how) about|what of|(?:is |was |and )*(?:the )?same (?:question |thing )?(?:for|with|about|of|in))\s+"
    r"(?P<new>.+?)[\s?.!]*$",
    re.IGNORECASE,
)
# What follows an "and": no verb that could be told by its form, no question word.
_FRAGMENT = re.compile(
    rf"^(?!.*\b(?:{_AUXILIARY}|who|whom|whose|what|when|where|why|which|how|tell|show|name)\b)"
    r"(?P<new>[^\s?.!]+(?: [^\s?.!]+){0,5})[\s?.!]*$",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:\b(?P<when>in|on|during|before|after|since|by|at|around) )?"
    rf"(?:(?:\d{{1,2}} )?(?:{MONTH}) )?\b{YEAR}s?\b",
    re.IGNORECASE,
)


def _new(text: str, question: str, before: Sequence[_Exchange]) -> str:
    """Return what a question without a verb puts in another's place: "What about China?", "And China?"; else ""."""
    about, fragment = _ABOUT.match(text), _FRAGMENT.match(text)
    if about or not fragment:
        return about["new"] if about else ""
    led = bool(_LEAD.match(question.strip()))
    known = any(
        one.text == fragment["new"] for last in before for said in (last.asked, last.answer) for one in names(said)
    )
    begins = fragment["new"].split()[0].lower()
    return fragment["new"] if led or known or begins in PREPOSITIONS or _DATE.fullmatch(fragment["new"]) else ""


def _about(new: str, before: Sequence[_Exchange]) -> str:
    """Ask the last question about something else: "What about China?", "And in 2020?"; empty if that stands alone."""
    last = before[-1].asked.rstrip(" ?.!")
    date = _DATE.fullmatch(new)
    if date:
        old = _DATE.search(last)
        dated = new if date["when"] else f"{(old and old['when']) or 'in'} {new}"
        return f"{last[: old.start()]}{dated}{last[old.end() :]}?" if old else f"{last} {dated}?"
    named, told = names(new), phrases(new)
    if any(one.named for one in told):
        return ""
    if new.split()[0].lower() in PREPOSITIONS:
        same = next((one for one in names(last) if one.before == new.split()[0].lower()), None)
        return f"{last[: same.start - len(same.before) - 1]}{new}{last[same.end :]}?" if same else f"{last} {new}?"
    if named and names(last):
        other = next((one for one in names(last) if one.text != new), None)
        return f"{last[: other.start]}{new}{last[other.end :]}?" if other else ""
    plain = [one for one in phrases(last) if one.plain]
    if named and (last != last.lower() or not plain):
        return f"{last} ({new})?"
    if plain and Mention(new, 0, Kind.THING).plain:
        return f"{last[: plain[-1].start]}{new}{last[plain[-1].end :]}?"
    return _with_theme(f"What about {new}", before)


_PRONOUN = re.compile(
    r"\b(?:he|him|his|she|her|hers|it|its|they|them|their|theirs|this|that|these|those|there)\b(?![’'](?!s\b))",
    re.IGNORECASE,
)
_STANDS_LIKE = {
    **dict.fromkeys(("he", "him", "his"), "he"),
    **dict.fromkeys(("she", "her", "hers"), "she"),
    **dict.fromkeys(("it", "its", "this", "that"), "it"),
    **dict.fromkeys(("they", "them", "their", "theirs", "these", "those"), "they"),
    "there": "there",
}
# How well a pronoun fits each kind of mention; one that is not here it never stands for.
_FITS = {
    "he": {Kind.PERSON: 3, Kind.NAME: 2},
    "she": {Kind.PERSON: 3, Kind.NAME: 2},
    "it": {Kind.THING: 3, Kind.NAME: 2, Kind.PERSON: 1},
    "they": {Kind.GROUP: 3, Kind.NAME: 2, Kind.THING: 1, Kind.PERSON: 1},
}
_PERSONAL = frozenset({"he", "she"})


def _without_pronouns(text: str, before: Sequence[_Exchange], meant: dict[str, str]) -> str:
    """Put what pronouns stand for in their place, each once."""
    own = [*names(text), *phrases(text)]
    out, end, aside = "", 0, ""
    for match in _PRONOUN.finditer(text):
        like, possessive = _STANDS_LIKE[match.group().lower()], _is_possessive(text, match)
        # The "him" of "Why did he fire him?" is somebody else.
        other = like in meant and match.group().lower() in ("him", "them", "her") and not possessive
        if (
            (like in meant and not other)
            or not _stands_for_something(text, match)
            or _has_own(like, own, match, possessive)
        ):
            continue
        shown = _antecedent(like, before, {one.text for one in own} | {*meant.values()})
        if shown is None:
            continue
        meant.setdefault(like, shown)
        if _DEED.search(text[: match.start()]):
            aside = f" ({shown})"
            continue
        if possessive:
            shown += "'" if shown.endswith("s") and like == "they" else "'s"
        elif like == "there":
            shown = f"in {shown}"
        out, end = out + text[end : match.start()] + shown, match.end()
    whole = out + text[end:]
    return f"{whole.rstrip(' ?.!')}{aside}?" if aside else whole


# What is done or said is more than a name can replace: "When did he do that?"
_DEED = re.compile(r"\b(?:do|done|doing|say|said|mean)\s+$", re.IGNORECASE)


def _is_possessive(text: str, match: re.Match[str]) -> bool:
    """Tell whether a pronoun is one like "his": a "her" is if a noun may follow it."""
    low, after = match.group().lower(), re.match(r" (\w+)", text[match.end() :])
    return low in ("his", "its", "their") or (low == "her" and bool(after and words(after[1])))


def _stands_for_something(text: str, match: re.Match[str]) -> bool:
    """Tell whether a pronoun is one: the "that" of "that ship", and the "it" of "did it take", are not."""
    low, ahead, after = match.group().lower(), text[: match.start()], text[match.end() :]
    if low in ("this", "that", "these", "those"):
        verb = rf"\s+(?:{_AUXILIARY}|(?:in|on|at|for|by|with|happen|affect|mean|work|cause)\w*\b)"
        return bool(re.match(rf"\W*$|{verb}", after))
    if low == "there":
        return not re.search(rf"{_AUXILIARY}\s+$", ahead, re.IGNORECASE) and not re.match(rf"\s+{_AUXILIARY}", after)
    return low != "it" or not re.match(r"\s+(?:take|takes|took|true|possible|rain)\b", after)


def _has_own(like: str, own: Sequence[Mention], match: re.Match[str], possessive: bool) -> bool:
    """Tell whether a pronoun stands for what its own question names before it, as in "Why did Eiffel build his …?"."""
    low = match.group().lower()
    free = low in ("him", "them", "this", "that", "these", "those", "there") or (
        low in ("it", "her") and not possessive
    )
    if re.search(r"\bwho\b.*\band\b", match.string[: match.start()], re.IGNORECASE):
        return True
    return not free and any(one.end <= match.start() and _FITS[like].get(one.kind, 0) >= 2 for one in own)


def _antecedent(like: str, before: Sequence[_Exchange], own: set[str]) -> str | None:
    """Return what was spoken of last that a pronoun may stand for; what it stood for before is likelier."""
    kept = next((one.meant[like] for one in reversed(before) if like in one.meant), None)
    never = own
    if like in ("they", "it"):
        never = own | {one.meant[person] for one in before for person in _PERSONAL & {*one.meant}}
    for least in (2, 1):
        for spoken in _spoken(before, like):
            fits = {one: _fit(like, one) + 2 * (one.text == kept) for one in spoken if one.text not in never}
            if fits and max(fits.values()) >= least:
                return _full(max(fits, key=lambda one: fits[one]), before)
    return None


def _fit(like: str, mention: Mention) -> int:
    """Return how well a pronoun fits what was spoken of; 0 where it cannot stand for it."""
    if like == "there":
        return 3 * (mention.named and mention.before in PLACED)
    vague = r"(?:any|some|no|each|every)\b" if like == "it" else r"(?:any|some|no|each|every|an?)\b"
    if re.match(vague, mention.text, re.IGNORECASE):
        return 0
    # Whoever is spoken of stands before the verb more often than behind a preposition, and what is rarely a place.
    aside = PREPOSITIONS if like in _PERSONAL else PLACED
    return max(_FITS[like].get(mention.kind, 0) - (mention.before in aside), 0)


def _spoken(before: Sequence[_Exchange], like: str = "") -> Iterator[Sequence[Mention]]:
    """Yield what was spoken of, the latest first: the question's before the answer's, unless it asked for that."""
    for exchange in reversed(before):
        question, answer = (*names(exchange.asked), *phrases(exchange.asked)), names(exchange.answer)
        if like in _PERSONAL:
            # An answer that begins with "He …" names others, one to "Where …?" names places.
            he = re.search(r"\b(?:he|she|his|her)\b", exchange.answer, re.IGNORECASE)
            where = re.match(r"\W*where\b", exchange.asked, re.IGNORECASE)
            answer = tuple(one for one in answer if not where and (not he or one.start < he.start()))
        if _asked_for(exchange, like):
            yield from ((*answer, *phrases(exchange.answer)) if like == "it" else answer, question)
        else:
            yield from (question, answer)


def _asked_for(exchange: _Exchange, like: str) -> bool:
    """Tell whether a pronoun likely stands for what the answer was to name."""
    if like in ("he", "she", "they"):
        who = re.search(r"^\W*(?:who|whom|whose)\b|\bnames?\b", exchange.asked, re.IGNORECASE)
        return bool(who) and like not in exchange.meant
    what = re.search(r"^\W*(?:what(?! happen)|which)\b|\bnames?\b|\bcalled\b", exchange.asked, re.IGNORECASE)
    return bool(what) and len(exchange.answer) < _SHORT


def _full(mention: Mention, before: Sequence[_Exchange]) -> str:
    """Return the whole name of somebody who was called by a part of it."""
    if mention.kind not in (Kind.NAME, Kind.PERSON):
        return mention.text
    spoken = (
        other.text
        for one in before
        for text in (one.asked, one.answer)
        for other in names(text)
        if other.kind is Kind.PERSON
    )
    whole = {text for text in spoken if text.endswith(f" {mention.text}") or text.startswith(f"{mention.text} ")}
    return whole.pop() if len(whole) == 1 else mention.text


def _has_own_subject(text: str, before: Sequence[_Exchange]) -> bool:
    """Tell whether a question names what it is about: by a name, or by nouns that were not spoken of."""
    if names(text) or _IDLE.search(text):
        return True
    if re.search(r"\b(?:there|any|other|another|else)\b", text, re.IGNORECASE):
        return False
    known = GENERAL | {word for one in before for word in words(f"{one.asked} {one.answer}")}
    new = [(one, word) for one in phrases(text) for word in {*words(one.text)} - known]
    return len(new) > 1 or any(one.plain or " of " in one.text or re.match("an? ", one.text) for one, _ in new)


def _with_theme(text: str, before: Sequence[_Exchange]) -> str:
    """Return a question with what the conversation is about in brackets."""
    said = set(words(text))
    rest: list[Mention] = []
    for exchange in reversed(before):
        spoken = [one for mentions in _spoken([exchange]) for one in mentions]
        new = [one for one in spoken if not set(words(one.text)) <= said]
        # Whoever types without capitals writes names without them.
        small = exchange.asked == exchange.asked.lower()
        named = [one for one in new if one.named or (small and one.plain)]
        if len(new) < len(spoken):
            # It is about what was asked there, not about what the answer happened to name.
            asked = (*names(exchange.asked), *phrases(exchange.asked))
            rest = [one for one in named if one in asked]
            break
        rest += new
        if named:
            rest = named
            break
    return f"{text.rstrip(' ?.!')} ({_full(rest[0], before)})?" if rest else text
