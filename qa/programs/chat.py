"""Chat completions, as OpenAI's API has them: a conversation in, and the answer as Markdown with its quotes' places."""

import secrets
import time
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool

from qa.answer import Answer, Citation
from qa.assistant import Assistant
from qa.cite.anchoring.links import make_link
from qa.errors import QuestionError
from qa.programs.requests import Name, Text
from qa.programs.tools import make_address
from qa.query.conversation import Turn
from qa.rendering.answer_json import serialise_place
from qa.rendering.answer_markdown import MarkdownPart, list_markdown_parts, read_quotations

Json = dict[str, Any]
# The only model that there is, by its name in lists.
MODEL = "pullquote"
# No tokens are spent: there is no language model.
_USAGE = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
_BETWEEN = "\n\n"


class _ChatPart(BaseModel):
    """A part of a chat; clients send many more fields than matter here."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class ContentIn(_ChatPart):
    """A part of a message's content: a text, or something else, which is passed over."""

    type: Name = "text"
    text: Text | None = None


def _part_content(value: object) -> object:
    """Return a message's content as the list of its parts."""
    return [] if value is None else [{"text": value}] if isinstance(value, str) else value


class MessageIn(_ChatPart):
    """A message; only those of the user and the assistant are read."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Annotated[
        tuple[ContentIn, ...],
        BeforeValidator(_part_content, json_schema_input_type=Text | tuple[ContentIn, ...] | None),
        Field(description="a text, or parts that hold texts"),
    ] = ()

    @property
    def text(self) -> str:
        """The text of the message."""
        return "\n".join(part.text for part in self.content if part.text)


class StreamOptionsIn(_ChatPart):
    """What a stream holds besides."""

    include_usage: StrictBool | None = False


class ChatIn(_ChatPart):
    """A conversation whose last message is the question; fields that steer language models are passed over."""

    messages: Annotated[tuple[MessageIn, ...], Field(min_length=1, max_length=1_000, description="oldest first")]
    model: Annotated[Name | None, Field(description="whatever it names, Pullquote answers")] = MODEL
    stream: Annotated[StrictBool | None, Field(description="whether to answer by events, quote by quote")] = False
    stream_options: StreamOptionsIn | None = None

    def split(self) -> tuple[str, list[Turn]]:
        """Return the question and the turns before it; raise QuestionError if the user does not speak last."""
        turns = [_read_turn(message) for message in self.messages if message.role in ("user", "assistant")]
        if not turns or turns[-1].role != "user":
            raise QuestionError("the last message must be the user's: put the question there")
        return turns[-1].text, [turn for turn in turns[:-1] if turn.text.strip()]


def answer_chat(assistant: Assistant, chat: ChatIn) -> Answer:
    """Return the answer to the last message of a chat; raise QuestionError if that is no question."""
    question, history = chat.split()
    return assistant.ask(question, history)


def complete_chat(answer: Answer) -> Json:
    """Return an answer as a whole completion.

    `annotations` hold of each quote that answers its place in the content (`start_index`, and `end_index` behind it),
    its address, and as `pullquote` its place in the article.
    """
    content = ""
    annotations: list[Json] = []
    for part in list_markdown_parts(answer):
        content += _BETWEEN if content else ""
        annotations += _annotate(part, len(content))
        content += part.text
    message = {"role": "assistant", "content": content, "refusal": None, "annotations": annotations}
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
    return {**_begin("chat.completion"), "choices": [choice], "usage": _USAGE}


def stream_chat(answer: Answer, chat: ChatIn) -> Iterator[Json]:
    """Yield an answer as the chunks of a completion: each paragraph with its annotations, then the end."""
    begun, length = _begin("chat.completion.chunk"), 0

    def make_chunk(delta: Json, finish: str | None = None) -> Json:
        return {**begun, "choices": [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}]}

    yield make_chunk({"role": "assistant", "content": ""})
    for part in list_markdown_parts(answer):
        before = _BETWEEN if length else ""
        annotations = _annotate(part, length + len(before))
        more = {"annotations": annotations} if annotations else {}
        yield make_chunk({"content": before + part.text, **more})
        length += len(before) + len(part.text)
    yield make_chunk({}, "stop")
    if chat.stream_options and chat.stream_options.include_usage:
        yield {**begun, "choices": [], "usage": _USAGE}


def describe_model(assistant: Assistant) -> Json:
    """Return what lists of models tell of Pullquote; its time is that of the library's file, in seconds since 1970."""
    made = assistant.library.database.read_birth()
    return {"id": MODEL, "object": "model", "created": made, "owned_by": MODEL}


def _read_turn(message: MessageIn) -> Turn:
    if message.role == "user":
        return Turn("user", message.text)
    return Turn("assistant", read_quotations(message.text))


def _annotate(part: MarkdownPart, start: int) -> list[Json]:
    if part.citation is None:
        return []
    citation: Citation = part.citation
    link, quote = make_link(citation), citation.quote
    return [
        {
            "type": "url_citation",
            "url_citation": {
                "start_index": start,
                "end_index": start + part.quoted,
                "title": citation.article.title,
                "url": link.url if link else make_address(citation.article.id),
            },
            "pullquote": {
                **serialise_place(citation.article, quote.start, quote.end),
                "text": citation.resolve(citation.article),
            },
        }
    ]


def _begin(kind: str) -> Json:
    return {"id": f"chatcmpl-{secrets.token_hex(12)}", "object": kind, "created": int(time.time()), "model": MODEL}
