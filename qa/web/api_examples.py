"""The examples in the description of the API: for each route what may be sent, and what comes back."""

import json
from functools import cache
from pathlib import Path
from typing import Any

Json = dict[str, Any]


@cache
def load_examples() -> Json:
    """Return the examples by the name of their operation: of some the `request`, of each the `response`."""
    examples: Json = json.loads(Path(__file__).with_name("api_examples.json").read_text(encoding="utf-8"))
    return examples


def describe_example(operation: str, kind: str = "application/json") -> Json:
    """Return what FastAPI is told of a route beside its function: examples of both sides; `kind` is the answer's."""
    example = load_examples()[operation]
    told: Json = {"responses": {200: {"content": {kind: {"example": example["response"]}}}}}
    if "request" in example:
        told["openapi_extra"] = {"requestBody": {"content": {"application/json": {"example": example["request"]}}}}
    return told
