"""Prompts: what a model wants to stand before queries and passages, as its own configuration says."""

import hashlib
import json
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from index.errors import ModelError

_CONFIG = "config_sentence_transformers.json"
# The names of prompts, in the order in which sentence-transformers looks for them.
_QUERY, _PASSAGE = ("query",), ("document", "passage", "corpus")


@dataclass(frozen=True, slots=True)
class Prompts:
    """The texts before a query and before a passage; empty for a model that wants none."""

    query: str = ""
    passage: str = ""

    def mark(self, fingerprint: str) -> str:
        """Return the fingerprint of a model with these prompts, by that of its weights: the same without prompts."""
        if not self.query and not self.passage:
            return fingerprint
        return hashlib.sha256(json.dumps([fingerprint, *astuple(self)]).encode()).hexdigest()


def read_prompts(folder: Path) -> Prompts:
    """Return the prompts that the model in a folder wants; raise ModelError if its configuration cannot be read.

    Where it names none for queries or for passages, its default prompt stands there, unless that is the other's.
    """
    try:
        config = json.loads((folder / _CONFIG).read_text(encoding="utf-8"))
        named, default = config.get("prompts") or {}, config.get("default_prompt_name")
        return Prompts(_choose(named, _QUERY, default, _PASSAGE), _choose(named, _PASSAGE, default, _QUERY))
    except FileNotFoundError:
        return Prompts()
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ModelError(f"the prompts in {folder / _CONFIG} cannot be read: get the model's files anew") from error


def _choose(named: dict[str, Any], own: tuple[str, ...], default: str | None, others: tuple[str, ...]) -> str:
    """Return the first prompt of one's own names; else the default one, unless it bears a name of the others'."""
    names = own if default is None or default in others else (*own, default)
    prompt = next((text for name in names if (text := named.get(name)) is not None), "")
    if not isinstance(prompt, str):
        raise TypeError("a prompt is a text")
    return prompt
