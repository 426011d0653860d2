"""The theme of a conversation: what it is about, put behind a question that does not name it."""

import re
from collections.abc import Mapping, Sequence

from index.words import stem_words
from qa.english.closed_classes import BE, PLACING
from qa.english.noun_phrases import GENERAL, Mention, find_mentions, find_names, find_phrases
from qa.english.phrase_runs import is_gerund
from qa.english.turn_words import IDLE, MORE, OTHERS, SAYS_ONLY
from qa.query.antecedents import PERSONAL, complete_name, list_mentions
from qa.query.conversation import RewrittenExchange

# Of any of many, or of what another named.
_VAGUE = re.compile(r"(?:any|some|no|each|every|his|her|its|their|my|our|your)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|an?)\b", re.IGNORECASE)
_THE = re.compile(r"the\b", re.IGNORECASE)
_PERSON = re.compile(r"\b(?:he|she|him|his|her)\b", re.IGNORECASE)
_NOBODY: Mapping[str, str] = {}


def has_own_subject(text: str, before: Sequence[RewrittenExchange], *, is_joined: bool = False) -> bool:
    """Say whether a question names what it is about: by a name, or by nouns that were not spoken of."""
    if MORE.match(text):
        return False
    if IDLE.search(text):
        return True
    known = GENERAL | {word for exchange in before for word in stem_words(f"{exchange.question} {exchange.answer}")}
    new = [(phrase, word) for phrase in find_phrases(text) for word in {*stem_words(phrase.text)} - known]
    names = find_names(text)
    if is_joined and len(names) + len({phrase for phrase, _ in new}) <= 1:
        return False
    if names:
        # "What does Peskov say?" names who says it, and not of what.
        is_known = len(names) == 1 and {*stem_words(names[0].text)} <= known
        return bool(new) or not (is_known and SAYS_ONLY.search(text))
    if OTHERS.search(text):
        return False
    if SAYS_ONLY.search(text) and not any(phrase.plain for phrase, _ in new):
        return False  # "What does the mayor say?" does not tell of what, either.
    return len(new) > 1 or any(
        phrase.plain or " of " in phrase.text or phrase.text.lower().startswith(("a ", "an ")) for phrase, _ in new
    )


def is_of_theme(text: str, before: Sequence[RewrittenExchange]) -> bool:
    """Say whether a question that stands alone is about what was spoken of since the last new subject."""
    words = {word for mention in find_mentions(text) for word in stem_words(mention.text)} - GENERAL
    spoken: set[str] = set()
    for exchange in reversed(before):
        spoken.update(stem_words(f"{exchange.question} {exchange.answer}"))
        if exchange.alone:
            break
    return bool(words & spoken)


def add_theme(text: str, before: Sequence[RewrittenExchange], referents: Mapping[str, str] = _NOBODY) -> str:
    """Return a question with what the conversation is about in brackets.

    Of a question whose pronouns stand for `referents` that is what was asked of them beside; a person is enough.
    """
    asked = {*stem_words(text)}
    topic = _find_topic(before)
    if topic is None:
        return text
    theme = _list_new(_list_topical(topic), asked)
    if referents and any(mention.named for mention in find_mentions(text)):
        is_enough = bool(PERSONAL & referents.keys()) or not any(name in topic for name in referents.values())
        theme = [] if is_enough else theme
    elif not find_names(topic) and (found := _find_named(asked, before)):
        # What was asked about without a name, and who was named last: either may be the subject.
        theme += [] if {*stem_words(found.text)} & {*stem_words(" ".join(theme))} else [complete_name(found, before)]
    return f"{text.rstrip(' ?.!')} ({', '.join(theme)})?" if theme else text


def _find_topic(before: Sequence[RewrittenExchange]) -> str | None:
    """Return the question that began the subject; None if no article answered it: the subject is in none of them."""
    begun = next((exchange for exchange in reversed(before) if exchange.alone), before[0])
    return None if begun.refused else begun.question


def _list_topical(question: str) -> list[Mention]:
    """Return what a question is about: names, and nouns beside them, or typed without capitals."""
    mentions = [mention for mention in find_mentions(question) if _is_topical(mention, question)]
    # Typed without capitals, but for those that the answers gave back to its names.
    is_small = question[1:] == question[1:].lower() or question[:1].islower()
    if not is_small and not any(mention.named for mention in mentions):
        return []
    # Where it was is not what it was.
    if things := [mention for mention in mentions if not (mention.is_place or (is_small and _is_placed(mention)))]:
        return things
    known = (mention for mention in find_mentions(question) if mention not in mentions and _THE.match(mention.text))
    placed = [*mentions, *(mention for mention in known if {*stem_words(mention.text)} - GENERAL)]
    return sorted(placed, key=lambda mention: mention.start)


def _is_placed(mention: Mention) -> bool:
    """Say whether a word, typed small, stands where a name of a place would: "what happened in marl"."""
    return mention.plain and not mention.named and mention.before in PLACING


def _is_topical(mention: Mention, question: str) -> bool:
    """Say whether a mention tells by itself what is spoken of: "measles", "the ferry fire", and not "the album"."""
    if mention.named:
        return not _VAGUE.match(mention.text)
    words = {*stem_words(mention.text)} - GENERAL
    if mention.before in BE and " " not in mention.text and not question.rstrip(" ?.!").endswith(mention.text):
        return False  # "What is interesting about …"
    if mention.plain:
        return bool(words) and not _PERSON.search(question) and not is_gerund(mention.text)
    return len(words) > 1 and bool(_ARTICLE.match(mention.text))


def _list_new(mentions: Sequence[Mention], asked: set[str]) -> list[str]:
    """Return what was not asked: names that hold another word, and nouns that share none."""
    words = [(mention, {*stem_words(mention.text)}) for mention in mentions]
    return [mention.text for mention, own in words if (not own <= asked if mention.named else not own & asked)]


def _find_named(asked: set[str], before: Sequence[RewrittenExchange]) -> Mention | None:
    """Return what was named last that holds a word which is not asked; a name, where there is one."""
    unnamed: list[Mention] = []
    for exchange in reversed(before):
        mentions = [mention for group in list_mentions([exchange]) for mention in group]
        new = [mention for mention in mentions if not {*stem_words(mention.text)} <= asked]
        small = exchange.question[1:] == exchange.question[1:].lower()
        named = [mention for mention in new if mention.named or (small and mention.plain)]
        if len(new) < len(mentions):
            # It is about what was asked there, not about what the answer happened to name.
            in_question = find_mentions(exchange.question)
            return next((mention for mention in named if mention in in_question), None)
        if named:
            return named[0]
        unnamed += new
    return unnamed[0] if unnamed else None
