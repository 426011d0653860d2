"""The description of the API: of each route examples of what may be sent and what comes back, and how it refuses."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from starlette.responses import Response

Json = dict[str, Any]
# What is answered, by its status.
Answers = dict[int | str, Json]


def _describe_refusal(kind: str, fields: Json) -> Json:
    """Return the description of what a route answers that refuses; all `fields` are there."""
    schema = {"type": "object", "properties": fields, "required": list(fields)}
    return {"description": "Why it cannot be done, in one sentence", "content": {kind: {"schema": schema}}}


_TEXT = {"type": "string"}
# Under /api/v1 a problem of RFC 9457, under /v1 what OpenAI's API answers, else an error of the page's own.
PROBLEM = _describe_refusal(
    "application/problem+json", {"type": _TEXT, "title": _TEXT, "status": {"type": "integer"}, "detail": _TEXT}
)
_CHAT_ERROR = {"type": "object", "properties": {"message": _TEXT, "type": _TEXT}, "required": ["message", "type"]}
CHAT_REFUSAL = _describe_refusal("application/json", {"error": _CHAT_ERROR})
PAGE_REFUSAL = _describe_refusal("application/json", {"error": _TEXT})
_LOCATION = {"Location": {"description": "Its address", "schema": _TEXT}}


@cache
def load_examples() -> Json:
    """Return the examples by the name of their operation: of some the `request`, of each the `response`."""
    examples: Json = json.loads(Path(__file__).with_name("api_examples.json").read_text(encoding="utf-8"))
    return examples


def describe_route(
    operation: str, *kinds: str, refusal: Json = PROBLEM, makes: bool = False, fails: tuple[int, ...] = ()
) -> Json:
    """Return what FastAPI is told of a route beside its function.

    `kinds` are the media types of the answer, JSON if there are none; the example is of the last. A route that `makes`
    something has the status 201 if it is new. `fails` are the statuses of what is no fault of the sender's.
    """
    example = load_examples()[operation]
    content: Json = {kind: {} for kind in kinds}
    content[kinds[-1] if kinds else "application/json"] = {"example": example["response"]}
    answered: Answers = {200: {"content": content}, **describe_refusals(refusal, *fails)}
    if makes:
        answered[201] = {"description": "It is new", "content": content, "headers": _LOCATION}
    told: Json = {"responses": answered}
    if "request" in example:
        told["openapi_extra"] = {"requestBody": {"content": {"application/json": {"example": example["request"]}}}}
    return told


def describe_file(*kinds: str) -> Json:
    """Return what FastAPI is told of a route that answers with a file of one of the media types."""
    return {"response_class": Response, "responses": {200: {"content": {kind: {} for kind in kinds}}}}


def describe_refusals(refusal: Json, *fails: int) -> Answers:
    """Return the statuses by which a route refuses, and those by which it fails."""
    return {"4XX": refusal, **dict.fromkeys(fails, refusal)}
