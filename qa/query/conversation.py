"""The turns of a conversation: as they are sent, and as questions with their answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from qa.errors import QuestionError

# Turns, and characters of each, that tell which article was spoken of: of several quotes the first is the best.
_LAST_TURNS, _LAST_READ = 4, 200
# Characters that are read of an answer, whose first quotes tell what a pronoun stands for, and of a question's end.
_READ = 600


@dataclass(frozen=True, slots=True)
class Turn:
    """One utterance of a conversation.

    `article_id` is that of an answer's first quote, where it is known: the article that was spoken of.
    """

    role: Literal["user", "assistant"]
    text: str
    article_id: str | None = None


@dataclass(frozen=True, slots=True)
class RewrittenExchange:
    """A question as it was rewritten, its answer, and the referents of the question's pronouns.

    `alone` says that it began a subject: it leaned on nothing, and spoke of nothing that was spoken of; `refused` that
    it was answered with nothing.
    """

    question: str
    answer: str
    referents: Mapping[str, str] = field(default_factory=dict)
    alone: bool = True
    refused: bool = False


def read_turns(history: object) -> tuple[Turn, ...]:
    """Read a conversation of JSON, `[{"role": "user", "text": "…"}, …]`; any other role is the assistant's.

    Raises QuestionError if the value has another form.
    """
    if not isinstance(history, list):
        raise QuestionError('the history must be a list like [{"role": "user", "text": "…"}]')
    for turn in history:
        if not (isinstance(turn, dict) and isinstance(turn.get("role"), str) and isinstance(turn.get("text"), str)):
            raise QuestionError('each turn of the history must be like {"role": "user", "text": "…"}')
    return tuple(Turn("user" if turn["role"] == "user" else "assistant", turn["text"]) for turn in history)


def pair_turns(history: Sequence[Turn]) -> list[tuple[str, str | None]]:
    """Return each question with what was answered before the next one: "" for nothing, None where none is told."""
    pairs: list[tuple[str, str | None]] = []
    for turn in history:
        if turn.role == "user" and turn.text.strip():
            pairs.append((turn.text.strip()[-_READ:], None))
        elif pairs:
            question, answer = pairs[-1]
            pairs[-1] = (question, f"{answer or ''}\n{turn.text}"[:_READ].strip())
    return pairs


def join_last_turns(history: Sequence[Turn]) -> str:
    """Return what was said last, by which the article that was spoken of is found if it is not known."""
    return " ".join(turn.text.strip()[:_LAST_READ] for turn in history[-_LAST_TURNS:]).strip()


def find_last_article(history: Sequence[Turn]) -> str | None:
    """Return the id of the article that was quoted last; None if that is not known, or was long ago."""
    return next((turn.article_id for turn in reversed(history[-_LAST_TURNS:]) if turn.article_id), None)
