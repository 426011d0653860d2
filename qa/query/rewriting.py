"""Query rewriting: a question that leans on the turns before it, made whole by rules for English.

A question is tried against one rule after the other: the last question asked with another question word ("Why?"), its
pronouns replaced by their referents, the last question asked about something else ("What about China?"), and the theme
of the conversation put behind it in brackets.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qa.english.noun_phrases import find_names, find_phrases
from qa.query.conversation import RewrittenExchange, Turn, pair_turns
from qa.query.fragments import LEAD, ask_about, ask_again, find_fragment
from qa.query.pronoun_resolution import resolve_pronouns
from qa.query.theme import add_theme, has_own_subject

# How many questions back a conversation is read; what was spoken of before them is long past.
_LOOKS_BACK = 8


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A question as it is searched for, and what its pronouns were taken for: `{"he": "Gustave Eiffel"}`."""

    text: str
    referents: Mapping[str, str] = field(default_factory=dict)


def rewrite_question(question: str, history: Sequence[Turn]) -> Rewritten:
    """Return the question to search for: the same one, unless it leans on the turns before it."""
    before: list[RewrittenExchange] = []
    for asked, answer in pair_turns(history)[-_LOOKS_BACK:]:
        rewritten = _rewrite(asked, before)
        before.append(RewrittenExchange(rewritten.text, answer, rewritten.referents))
    return _rewrite(question, before)


def _rewrite(question: str, before: Sequence[RewrittenExchange]) -> Rewritten:
    """Rewrite a question by the exchanges before it, which are rewritten already."""
    text = LEAD.sub("", question.strip())
    if not before or not text:
        return Rewritten(question)
    if again := ask_again(text, before[-1].question):
        return Rewritten(_capitalise(again))
    resolved = resolve_pronouns(text, before)
    leans = resolved.text != text
    if fragment := find_fragment(resolved.text, question, before):
        whole = resolved.text if leans else ask_about(fragment, before)
        return Rewritten(_capitalise(whole) or question, resolved.referents)
    whole = resolved.text
    names_subject = _names_something(whole) if leans else has_own_subject(whole, before)
    if not names_subject:
        whole = add_theme(whole, before)
    return Rewritten(question if whole == text else _capitalise(whole), resolved.referents)


def _names_something(text: str) -> bool:
    return bool(find_names(text)) or any(phrase.named for phrase in find_phrases(text))


def _capitalise(text: str) -> str:
    return text[:1].upper() + text[1:]
