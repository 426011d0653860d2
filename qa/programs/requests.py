"""What programs may ask for, as JSON: one model a request."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from index import Filters
from qa.basket.basket_store import STANDARD
from qa.errors import QuestionError
from qa.query.conversation import Turn
from qa.query.day_asked import read_day_asked

# Longer values are refused before anything is done with them; the assistant sets the length of a question itself.
Text = Annotated[str, StringConstraints(max_length=100_000)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=1_000)]
Names = Annotated[tuple[Name, ...], Field(max_length=1_000)]
# Larger ones no JavaScript can tell apart.
LARGEST_OFFSET = 2**53 - 1
# What a part of an article has at most, in characters, and a list in members.
LONGEST_PART = 20_000
LONGEST_LIST = 200


def _refuse_no_number(value: object) -> object:
    """Refuse what Pydantic would make a number of, but is none in JSON: digits as a text, and true."""
    if isinstance(value, str | bool):
        raise ValueError("must be a whole number")
    return value


_NUMBER = BeforeValidator(_refuse_no_number)
Offset = Annotated[int, Field(ge=0, le=LARGEST_OFFSET), _NUMBER]


def _read_day(value: object) -> date | None:
    try:
        return None if value is None else read_day_asked(value)
    except QuestionError as error:  # what was sent is not repeated
        raise ValueError("must be a day like 2024-06-19") from error


class Request(BaseModel):
    """A request: an object with the fields that it names and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _name_content(schema: dict[str, Any]) -> None:
    """Add the other name of a turn's text to its schema."""
    schema["properties"]["content"] = schema["properties"]["text"] | {"title": "Content"}
    schema["required"] = ["role"]
    schema["oneOf"] = [{"required": ["text"]}, {"required": ["content"]}]


class TurnIn(Request):
    """An earlier utterance of the conversation; its text may be called `content`, as chats do."""

    model_config = ConfigDict(json_schema_extra=_name_content)

    role: Literal["user", "assistant"]
    text: Annotated[Text, Field(validation_alias=AliasChoices("text", "content"))]
    article_id: Annotated[Name | None, Field(description="of an answer: the article of its first quote")] = None


class FiltersIn(Request):
    """Conditions on the articles that are asked; see index.Filters."""

    published_from: Annotated[Name | None, Field(description="like 2024, 2024-06 or 2024-06-19")] = None
    published_to: Annotated[Name | None, Field(description="like 2024, 2024-06 or 2024-06-19; inclusive")] = None
    publishers: Names = ()
    article_ids: Names = ()
    tags: Names = ()

    def make_filters(self) -> Filters:
        """Return the conditions; raise LibraryError for what is no date."""
        return Filters(self.published_from, self.published_to, self.publishers, self.article_ids, self.tags)


class AskIn(Request):
    """A question, the turns before it, the filters, the day from which "last week" is counted, and a citation style."""

    question: Text
    history: Annotated[
        tuple[TurnIn, ...], Field(max_length=1_000, description="earlier turns, oldest first, for a follow-up")
    ] = ()
    filters: FiltersIn = FiltersIn()
    asked: Annotated[
        date | None,
        BeforeValidator(_read_day),
        Field(description='the day from which "last week" is counted, like 2024-06-19; today by default'),
    ] = None
    style: Annotated[Name | None, Field(description="a citation style: apa, mla, chicago-notes, …")] = None

    def make_history(self) -> list[Turn]:
        """Return the turns before the question."""
        return [Turn(turn.role, turn.text, turn.article_id) for turn in self.history]


class SearchIn(Request):
    """Words to look for, and the filters; what stands in quotation marks must stand in the passage."""

    words: Text
    filters: FiltersIn = FiltersIn()
    most: Annotated[int, Field(ge=1, le=100, description="passages at most"), _NUMBER] = 10


class DraftIn(Request):
    """A draft, Markdown or plain text; the assistant sets its length."""

    draft: Annotated[str, Field(description="the text, with its quotations in quotation marks or block quotes")]


class QuotationIn(Request):
    """A quotation by itself, without quotation marks around it."""

    quotation: Text


class ListIn(Request):
    """Which articles to list, and behind which one: `cursor` is what the page before gave as `next`."""

    tags: Names = ()
    cursor: Name | None = None
    most: Annotated[int, Field(ge=1, le=LONGEST_LIST, description="articles at most"), _NUMBER] = 50


class PartIn(Request):
    """A part of an article: from an offset on, at most so many characters."""

    article_id: Name
    start: Offset = 0
    most: Annotated[int, Field(ge=1, le=LONGEST_PART, description="characters at most"), _NUMBER] = 4_000


class PlaceIn(Request):
    """A place in an article, to be cited in a style."""

    article_id: Name
    start: Offset
    end: Offset
    style: Annotated[Name, Field(description="a citation style: apa, mla, chicago-notes, …")] = "apa"


class DetailsIn(Request):
    """What is known about an article, as far as it is sent."""

    title: Annotated[Text | None, Field(description="the title")] = None
    url: Annotated[Name | None, Field(description="the address of its web page")] = None
    publisher: Annotated[Name | None, Field(description="the publisher")] = None
    authors: Annotated[Names, Field(description="the authors, one name each")] = ()
    published: Annotated[Name | None, Field(description="like 2024, 2024-06 or 2024-06-19")] = None


class TextIn(DetailsIn):
    """A text that becomes an article: without a title, its first words are the title."""

    text: Annotated[str, Field(max_length=10_000_000, description="the text, Markdown or plain")]
    tags: Annotated[Names, Field(description="tags that it gets")] = ()


class AnchorIn(Request):
    """The anchor of a quote, as answers have it."""

    version: Annotated[int, Field(ge=1, le=1), _NUMBER]
    article_id: Name
    digest: Annotated[str, StringConstraints(max_length=1_000)]
    start: Offset
    end: Offset
    exact: Text
    prefix: Text
    suffix: Text


class ResolveIn(Request):
    """Quotes to find again, by their anchors."""

    anchors: Annotated[tuple[AnchorIn, ...], Field(min_length=1, max_length=LONGEST_LIST)]


class KeepIn(Request):
    """A place in an article, to be kept as a quote in a basket."""

    basket: Name = STANDARD
    article_id: Name
    start: Offset
    end: Offset
    asked: Annotated[Text, Field(description="the question that it answers")] = ""
    note: Text = ""


class KeptChangeIn(Request):
    """What to change about a quote in a basket: its note, its place from 1, or both."""

    note: Text | None = None
    number: Annotated[int, Field(ge=1, lt=2**31), _NUMBER] | None = None
