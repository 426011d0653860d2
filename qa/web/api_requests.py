"""What may be sent to the machine API, as JSON."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from qa.errors import QuestionError
from qa.query.day_asked import read_day_asked

# Longer values are refused before anything is done with them; the assistant sets the length of a question itself.
Text = Annotated[str, StringConstraints(max_length=100_000)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=1_000)]
Names = Annotated[tuple[Name, ...], Field(max_length=1_000)]


def _read_day(value: object) -> date | None:
    try:
        return None if value is None else read_day_asked(value)
    except QuestionError as error:  # what was sent is not repeated
        raise ValueError("it must be a day like 2024-06-19") from error


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TurnIn(_Strict):
    """An earlier utterance of the conversation."""

    role: Literal["user", "assistant"]
    text: Text


class FiltersIn(_Strict):
    """Conditions on the articles that are asked; see index.Filters."""

    published_from: Name | None = None
    published_to: Name | None = None
    publishers: Names = ()
    article_ids: Names = ()
    tags: Names = ()


class AskIn(_Strict):
    """A question, the turns before it, the filters, the day from which "last week" is counted, and a citation style."""

    question: Text
    history: Annotated[tuple[TurnIn, ...], Field(max_length=1_000)] = ()
    filters: FiltersIn = FiltersIn()
    asked: Annotated[date | None, BeforeValidator(_read_day)] = None
    style: Name | None = None


class DraftIn(_Strict):
    """A draft, Markdown or plain text; the assistant sets its length."""

    draft: str
