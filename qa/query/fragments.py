"""Questions without a verb of their own, asked in the words of the last question: "Why?", "And in 2020?"."""

import re
from collections.abc import Sequence

from qa.english.calendar import MONTH, YEAR
from qa.english.closed_classes import AUXILIARIES, PREPOSITIONS, QUESTION_WORDS
from qa.english.noun_phrases import Kind, Mention, find_mentions, find_names, find_phrases
from qa.english.phrase_parts import is_determiner
from qa.english.turn_words import DOUBT, IDLE, LEAD, POINTED, SAYS, SAYS_ONLY
from qa.english.verb_forms import FINITE
from qa.query.conversation import RewrittenExchange
from qa.query.theme import add_theme

AUXILIARY = rf"(?:{'|'.join(sorted(AUXILIARIES))})\b"
_AUXILIARY_ONLY = re.compile(rf"^\W*{AUXILIARY}\s+$", re.IGNORECASE)
_ALONE = re.compile(
    r"^(?P<wh>(?:(?:since|until|from|by|to|with|for|on|at|in|of|about) )?(?:who|whom|what|when|where|why|how|which)"
    r"(?: (?:many|much|long|often|far|old|tall|big|come|exactly|not|year))?)\W*$",
    re.IGNORECASE,
)
# What was put behind a question by which another was asked again.
_ASKED_SO = re.compile(rf": (?:{'|'.join(sorted(QUESTION_WORDS))})\b[\w ]*$")
_ELSE = re.compile(r"^(?P<wh>who|what|where|when|why|how|any(?:one|thing|body|where)) else\W*$", re.IGNORECASE)
# A question that asks for something, in two parts: "In what year | did the pact lapse".
_ASKS = re.compile(
    r"^(?:(?:in|at|on|for|from|to|with|by|of|about|since|until) )?(?:who|whom|whose|what|when|where|why|which|how)\b"
    rf"(?:(?! {AUXILIARY}) [\w'’-]+){{0,4}}? (?P<rest>{AUXILIARY}.*)$",
    re.IGNORECASE,
)
_WHETHER = re.compile(rf"^{AUXILIARY}", re.IGNORECASE)
_ABOUT = re.compile(
    r"^(?:(?:what|how) about|what of|(?:is |was |and )*(?:the )?same (?:question |thing )?(?:for|with|about|of|in))\s+"
    r"(?P<new>.+?)[\s?.!]*$",
    re.IGNORECASE,
)
# What follows an "and": no verb that could be told by its form, no question word.
_FRAGMENT = re.compile(
    rf"^(?!.*\b(?:{AUXILIARY}|who|whom|whose|what|when|where|why|which|how|tell|show|name)\b)"
    r"(?P<new>[^\s?!]+(?: [^\s?!]+){0,5}?)[\s?.!]*$",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:\b(?P<when>in|on|during|before|after|since|by|at|around) )?"
    rf"(?:(?:\d{{1,2}} )?(?:{MONTH}) )?\b{YEAR}s?\b",
    re.IGNORECASE,
)


def ask_again(text: str, before: Sequence[RewrittenExchange]) -> str:
    """Ask the last question with another question word, for "Why?" and "Who else?"; empty for any other question.

    A last question without a verb ("How many dead?") says too little: the one that began the subject is asked then.
    """
    last = before[-1].question.rstrip(" ?.!")
    if not FINITE.search(last):
        last = next((exchange for exchange in reversed(before) if exchange.alone), before[0]).question.rstrip(" ?.!")
    last = _ASKED_SO.sub("", last)
    alone, more = _ALONE.match(text) or POINTED.match(text), _ELSE.match(text)
    if IDLE.search(last):
        return ""
    if DOUBT.match(text) and (_ASKS.match(last) or _WHETHER.match(last)):
        return f"Is it true: {last[0].lower()}{last[1:]}?"
    if more:
        same = re.match(rf"{more['wh']}\b(?: else\b)?", last, re.IGNORECASE)
        return f"{more['wh']} else{last[same.end() :]}?" if same else ""
    if not alone:
        return ""
    if asks := _ASKS.match(last):
        return f"{alone['wh']} {asks['rest']}?"
    if _WHETHER.match(last):
        return f"{alone['wh']} {last[0].lower()}{last[1:]}?"
    return f"{last}: {alone['wh'].lower()}?"


def find_fragment(text: str, question: str, before: Sequence[RewrittenExchange]) -> str:
    """Return what a question without a verb puts in another's place: "What about China?", "And China?"; else ""."""
    about, fragment = _ABOUT.match(text), _FRAGMENT.match(text)
    if SAYS_ONLY.search(text) and (speaker := _find_other_speaker(text, before)):
        return speaker
    if about or not fragment:
        return about["new"] if about else ""
    new = fragment["new"]
    is_led = bool(LEAD.match(question.strip()))
    said = (text for exchange in before for text in (exchange.question, exchange.answer))
    is_known = any(name.text == new for text in said for name in find_names(text))
    return new if is_led or is_known or new.split()[0].lower() in PREPOSITIONS or _DATE.fullmatch(new) else ""


def _find_other_speaker(text: str, before: Sequence[RewrittenExchange]) -> str:
    """Return whose words are asked for, after another's: "And what does Zelensky say?"; else an empty string."""
    last, mentions = before[-1].question, find_mentions(text)
    is_one = len(mentions) == 1 and (mentions[0].named or mentions[0].plain)
    is_said = is_one and SAYS.search(last) and any(m.named == mentions[0].named for m in find_mentions(last))
    return mentions[0].text if is_said else ""


def ask_about(new: str, before: Sequence[RewrittenExchange]) -> str:
    """Ask the last question about something else: "What about China?", "And in 2020?"; empty if that stands alone."""
    last = before[-1].question.rstrip(" ?.!")
    if date := _DATE.fullmatch(new):
        return _ask_of_date(last, new, date)
    if any(phrase.named for phrase in find_phrases(new)):
        return ""
    preposition = new.split()[0].lower()
    if preposition in PREPOSITIONS:
        same = _find_alike(last, new, preposition)
        return f"{last[: same.start - len(preposition) - 1]}{new}{last[same.end :]}?" if same else f"{last} {new}?"
    if (said := _find_sayer(last)) and new == new.lower() and Mention(new, 0, Kind.THING).plain:
        return f"{last[: said.start]}{new}{last[said.end :]}?"
    if find_names(new) and find_names(last):
        other = next((name for name in find_names(last) if name.text != new), None)
        return f"{last[: other.start]}{new}{last[other.end :]}?" if other else ""
    plain = [phrase for phrase in find_phrases(last) if phrase.plain]
    if find_names(new) and (last != last.lower() or not plain):
        return f"{last} ({new})?"
    if plain and _AUXILIARY_ONLY.match(last[: plain[-1].start]):
        return _ask_of_another(last, new, plain[-1])
    if plain and plain[-1].named:
        return f"{last} ({new})?"
    if plain and Mention(new, 0, Kind.THING).plain:
        return f"{last[: plain[-1].start]}{new}{last[plain[-1].end :]}?"
    return add_theme(f"What about {new}", before)


def _find_alike(last: str, new: str, preposition: str) -> Mention | None:
    """Return what stands behind the same preposition in the last question, with the same determiner or none.

    A name takes the place of a name only: "in Quorn" that of "in Marl", and not that of "in the flood" or "in floods".
    """
    behind = (mention for mention in find_mentions(last) if mention.before == preposition)
    is_name, determiner = bool(find_names(new)), _read_determiner(new[len(preposition) :].strip())
    alike = (mention for mention in behind if _read_determiner(mention.text) == determiner)
    return next((mention for mention in alike if mention.named or not is_name), None)


def _read_determiner(phrase: str) -> str:
    word = phrase.partition(" ")[0].lower()
    return word if is_determiner(word) else ""


def _find_sayer(last: str) -> Mention | None:
    """Return whose words the last question asked for, if it names one person: "What does Ada Quill say?"."""
    names = [name for name in find_names(last) if name.kind in (Kind.PERSON, Kind.NAME)]
    return names[0] if len(names) == 1 and SAYS_ONLY.search(last) else None


def _ask_of_another(last: str, new: str, phrase: Mention) -> str:
    """Ask whether something is so of another, in place of the first name or word: "Is Ada Quill here?"."""
    names = find_names(phrase.text)
    first = names[0].text if names and not names[0].start else phrase.text.partition(" ")[0]
    return f"{last[: phrase.start]}{new}{last[phrase.start + len(first) :]}?"


def _ask_of_date(last: str, new: str, date: re.Match[str]) -> str:
    """Ask the last question of another date, in place of its own or behind it."""
    old = _DATE.search(last)
    dated = new if date["when"] else f"{(old and old['when']) or 'in'} {new}"
    return f"{last[: old.start()]}{dated}{last[old.end() :]}?" if old else f"{last} {dated}?"
