"""What may be sent to the machine API, as JSON."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

# Longer values are refused before anything is done with them; the assistant sets the length of a question itself.
Text = Annotated[str, StringConstraints(max_length=100_000)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=1_000)]
Names = Annotated[tuple[Name, ...], Field(max_length=1_000)]


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


class AskIn(_Strict):
    """A question, the turns before it, and the filters."""

    question: Text
    history: Annotated[tuple[TurnIn, ...], Field(max_length=1_000)] = ()
    filters: FiltersIn = FiltersIn()


class DraftIn(_Strict):
    """A draft, Markdown or plain text; the assistant sets its length."""

    draft: str
