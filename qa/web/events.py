"""The events that the page's scripts send, with the values of each: events.json, which the scripts read too."""

import json
from pathlib import Path
from typing import Literal

EVENTS: dict[str, dict[str, Literal["text", "number"]]] = json.loads(
    (Path(__file__).parent / "events.json").read_text(encoding="utf-8")
)
