"""Antecedents: what was spoken of before, and which of it a pronoun stands for."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from index.words import stem_words
from qa.english.closed_classes import NOUN_LINKS, PLACING, PREPOSITIONS
from qa.english.noun_phrases import Kind, Mention, find_mentions, find_names, find_phrases
from qa.english.turn_words import IDENTIFYING, NAMING
from qa.english.word_lists import match_any
from qa.query.conversation import RewrittenExchange

# How well a pronoun fits each kind of mention; one that is not here it never stands for.
FITS = {
    "he": {Kind.PERSON: 3, Kind.NAME: 2},
    "she": {Kind.PERSON: 3, Kind.NAME: 2},
    "it": {Kind.THING: 3, Kind.NAME: 2, Kind.PERSON: 1},
    "they": {Kind.GROUP: 3, Kind.NAME: 2, Kind.THING: 1, Kind.PERSON: 1},
}
PERSONAL = frozenset({"he", "she"})
# Words of a name or noun phrase; a longer one is a list of several.
_MOST_WORDS = 7
# A word or a title in quotation marks, and no sentence.
_QUOTED = re.compile(r"[\"“]((?:[\w’'&:-]+ ){0,6}[\w’'&!?-]+)[,.]?[\"”]")
# A shorter answer to "What …?" is what was asked for, and what "it" then stands for.
_SHORT = 40


def find_antecedent(pronoun: str, before: Sequence[RewrittenExchange], excluded: Set[str]) -> str | None:
    """Return what was spoken of last that a pronoun may stand for; what it stood for before is likelier."""
    last = next((exchange.referents[pronoun] for exchange in reversed(before) if pronoun in exchange.referents), None)
    if pronoun in ("they", "it"):
        persons = {exchange.referents[person] for exchange in before for person in PERSONAL & exchange.referents.keys()}
        excluded = excluded | persons
    for least in (2, 1):
        for mentions in list_mentions(before, pronoun):
            fits = {
                mention: _measure_fit(pronoun, mention) + 2 * (mention.text == last or _opens(last or "", mention))
                for mention in mentions
                if not _is_excluded(mention, excluded) and len(mention.text.split()) <= _MOST_WORDS
            }
            if fits and max(fits.values()) >= least:
                likeliest = max(fits, key=lambda mention: fits[mention])
                return last if last and _opens(last, likeliest) else complete_name(likeliest, before)
    return None


def list_mentions(before: Sequence[RewrittenExchange], pronoun: str = "") -> Iterator[Sequence[Mention]]:
    """Yield what was spoken of, the latest first: the question's before the answer's, unless it asked for that."""
    for exchange in reversed(before):
        question = find_mentions(exchange.question)
        if pronoun not in ("it", ""):
            question = (*find_names(exchange.question), *find_phrases(exchange.question))
        question = tuple(_complete_phrase(mention, exchange.question) for mention in question)
        answer = find_names(exchange.answer)
        if pronoun in PERSONAL:
            answer = _list_persons(exchange, answer)
        if pronoun == "it" and (quoted := _list_quoted(exchange)):
            yield from (quoted, question)
        elif _is_answer_meant(exchange, pronoun):
            yield from ((*answer, *find_phrases(exchange.answer)) if pronoun == "it" else answer, question)
        else:
            yield from (question, answer)


def complete_name(mention: Mention, before: Sequence[RewrittenExchange]) -> str:
    """Return the whole name of somebody who was called by a part of it."""
    if mention.kind not in (Kind.NAME, Kind.PERSON):
        return mention.text
    persons = (
        name.text
        for exchange in before
        for text in (exchange.question, exchange.answer)
        for name in find_names(text)
        if name.kind is Kind.PERSON
    )
    whole = {name for name in persons if name.endswith(f" {mention.text}") or name.startswith(f"{mention.text} ")}
    return whole.pop() if len(whole) == 1 else mention.text


def _is_excluded(mention: Mention, excluded: Set[str]) -> bool:
    """Say whether a mention is excluded, or a part of a name that is: "Finch" where Ada Finch is."""
    if mention.text in excluded:
        return True
    is_name = mention.named and mention.kind in (Kind.NAME, Kind.PERSON)
    return is_name and any(re.search(rf"\b{re.escape(mention.text)}\b", other) for other in excluded)


def _opens(whole: str, mention: Mention) -> bool:
    """Say whether a longer phrase begins with a mention that is no name: "the man" of "the man in the boat"."""
    return not mention.named and whole.startswith(f"{mention.text} ")


def _complete_phrase(mention: Mention, question: str) -> Mention:
    """Return with a phrase what tells it from others, if it is what is asked about: "the man in the boat"."""
    about = IDENTIFYING.match(question)
    if mention.named or about is None or mention.start != about.start("whom"):
        return mention
    linked = re.match(rf" (?:{match_any(NOUN_LINKS)})\b.*", about["whom"][len(mention.text) :])
    return replace(mention, text=about["whom"]) if linked else mention


def _measure_fit(pronoun: str, mention: Mention) -> int:
    """Return how well a pronoun fits a mention; 0 where it cannot stand for it."""
    if pronoun == "there":
        return 3 * (mention.named and mention.before in PLACING)
    vague = r"(?:any|some|no|each|every)\b" if pronoun == "it" else r"(?:any|some|no|each|every|an?)\b"
    if re.match(vague, mention.text, re.IGNORECASE):
        return 0
    if pronoun == "it" and mention.kind is Kind.PERSON and not mention.named:
        return 0
    # Whoever is spoken of stands before the verb more often than behind a preposition, and what is rarely a place.
    aside = PREPOSITIONS if pronoun in PERSONAL else PLACING
    return max(FITS[pronoun].get(mention.kind, 0) - (mention.before in aside), 0)


def _list_persons(exchange: RewrittenExchange, named: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return whom an answer may name: one to "Where …?" names places, one that begins with "He …" names others."""
    if re.match(r"\W*where\b", exchange.question, re.IGNORECASE):
        return ()
    pronoun = re.search(r"\b(?:he|she|his|her)\b", exchange.answer, re.IGNORECASE)
    return tuple(name for name in named if not pronoun or name.start < pronoun.start())


def _is_answer_meant(exchange: RewrittenExchange, pronoun: str) -> bool:
    """Say whether a pronoun likely stands for what the answer was to name."""
    about = IDENTIFYING.match(exchange.question)
    mentions = find_mentions(exchange.question) if about else ()
    if about and any(mention.text == about["whom"] and (mention.named or mention.plain) for mention in mentions):
        return False
    if pronoun in ("he", "she", "they"):
        who = re.search(r"^\W*(?:who|whom|whose)\b|\bnames?\b", exchange.question, re.IGNORECASE)
        return bool(who) and pronoun not in exchange.referents
    what = re.search(r"^\W*(?:what(?! happen)|which)\b|\bnames?\b|\bcalled\b", exchange.question, re.IGNORECASE)
    return bool(what) and len(exchange.answer) < _SHORT


def _list_quoted(exchange: RewrittenExchange) -> tuple[Mention, ...]:
    """Return what the first line of an answer quotes, if a name or a word was asked for."""
    if not NAMING.search(exchange.question):
        return ()
    asked = {*stem_words(exchange.question)}
    quoted = _QUOTED.finditer(exchange.answer.partition("\n")[0])
    return tuple(
        Mention(match[1], match.start(1), Kind.THING) for match in quoted if asked.isdisjoint(stem_words(match[1]))
    )
