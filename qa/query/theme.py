"""The theme of a conversation: what it is about, put behind a question that does not name it."""

import re
from collections.abc import Sequence

from index.words import stem_words
from qa.english.noun_phrases import GENERAL, Mention, find_names, find_phrases
from qa.query.antecedents import complete_name, list_mentions
from qa.query.conversation import RewrittenExchange

# Questions about nothing but the conversation.
IDLE = re.compile(r"\b(?:article|you|i|me)\b", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:there|any|other|another|else)\b", re.IGNORECASE)


def has_own_subject(text: str, before: Sequence[RewrittenExchange]) -> bool:
    """Say whether a question names what it is about: by a name, or by nouns that were not spoken of."""
    if find_names(text) or IDLE.search(text):
        return True
    if _OTHERS.search(text):
        return False
    known = GENERAL | {word for exchange in before for word in stem_words(f"{exchange.question} {exchange.answer}")}
    new = [(phrase, word) for phrase in find_phrases(text) for word in {*stem_words(phrase.text)} - known]
    return len(new) > 1 or any(
        phrase.plain or " of " in phrase.text or re.match("an? ", phrase.text) for phrase, _ in new
    )


def add_theme(text: str, before: Sequence[RewrittenExchange]) -> str:
    """Return a question with what the conversation is about in brackets."""
    theme = _find_theme(set(stem_words(text)), before)
    return f"{text.rstrip(' ?.!')} ({complete_name(theme, before)})?" if theme else text


def _find_theme(asked: set[str], before: Sequence[RewrittenExchange]) -> Mention | None:
    """Return what was named last that holds a word which is not asked; a name, where there is one."""
    unnamed: list[Mention] = []
    for exchange in reversed(before):
        mentions = [mention for group in list_mentions([exchange]) for mention in group]
        new = [mention for mention in mentions if not set(stem_words(mention.text)) <= asked]
        # Whoever types without capitals writes names without them.
        small = exchange.question == exchange.question.lower()
        named = [mention for mention in new if mention.named or (small and mention.plain)]
        if len(new) < len(mentions):
            # It is about what was asked there, not about what the answer happened to name.
            in_question = (*find_names(exchange.question), *find_phrases(exchange.question))
            return next((mention for mention in named if mention in in_question), None)
        if named:
            return named[0]
        unnamed += new
    return unnamed[0] if unnamed else None
