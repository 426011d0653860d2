"""Query rewriting: a question that leans on the turns before it, made whole by rules for English.

A question is tried against one rule after the other: the last question asked with another question word ("Why?"), its
pronouns replaced by their referents, the last question asked about something else ("What about China?"), and the theme
of the conversation put behind it in brackets.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from qa.english.contractions import restore_apostrophes
from qa.english.datelines import strip_datelines
from qa.english.turn_words import JOINED, LEAD, NEW_SUBJECT, TAIL
from qa.query.capitals import learn_spellings
from qa.query.conversation import RewrittenExchange, Turn, pair_turns
from qa.query.fragments import ask_about, ask_again, find_fragment
from qa.query.pronoun_resolution import resolve_pronouns
from qa.query.theme import add_theme, has_own_subject, is_of_theme

# How many questions back a conversation is read; what was spoken of before them is long past.
_LOOKS_BACK = 8


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A question as it is searched for, and what its pronouns were taken for: `{"he": "Gustave Eiffel"}`.

    `alone` says that it leaned on nothing.
    """

    text: str
    referents: Mapping[str, str] = field(default_factory=dict)
    alone: bool = False


def rewrite_question(question: str, history: Sequence[Turn]) -> Rewritten:
    """Return the question to search for: the same one, unless it leans on the turns before it.

    Contractions get their apostrophes back, in any question.
    """
    question = restore_apostrophes(question)
    pairs = pair_turns(history)[-_LOOKS_BACK:]
    spellings = learn_spellings(answer or "" for _, answer in pairs)
    before: list[RewrittenExchange] = []
    for asked, answer in pairs:
        rewritten = _rewrite(spellings.restore(restore_apostrophes(asked)), before)
        alone = rewritten.alone and not is_of_theme(rewritten.text, before)
        told = strip_datelines(answer or "")
        before.append(RewrittenExchange(rewritten.text, told, rewritten.referents, alone, refused=answer == ""))
    spelt = spellings.restore(question)
    rewritten = _rewrite(spelt, before)
    return replace(rewritten, text=question) if rewritten.text == spelt else rewritten


def _rewrite(question: str, before: Sequence[RewrittenExchange]) -> Rewritten:
    """Rewrite a question by the exchanges before it, which are rewritten already."""
    text = LEAD.sub("", question.strip())
    if not before or not text:
        return Rewritten(question, alone=True)
    if new := NEW_SUBJECT.match(text):
        return Rewritten(_capitalise(text[new.end() :]), alone=True)
    text = TAIL.sub("", text)
    if again := ask_again(text, before):
        return Rewritten(_capitalise(again))
    resolved = resolve_pronouns(text, before)
    leans = resolved.text != text
    if fragment := find_fragment(resolved.text, question, before):
        whole = resolved.text if leans else ask_about(fragment, before)
        return Rewritten(_capitalise(whole) or question, resolved.referents, alone=not whole)
    whole = resolved.text
    if leans or not has_own_subject(whole, before, is_joined=bool(JOINED.match(question))):
        whole = add_theme(whole, before, resolved.referents)
    is_same = whole == text
    return Rewritten(question if is_same else _capitalise(whole), resolved.referents, alone=is_same)


def _capitalise(text: str) -> str:
    return text[:1].upper() + text[1:]
