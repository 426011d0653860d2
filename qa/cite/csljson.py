"""CSL-JSON of items, for Zotero, pandoc and all that speak CSL."""

import json
from collections.abc import Sequence

from qa.cite.item import Item


def write_csl_json(items: Sequence[Item]) -> str:
    """Return items as a list in JSON, with all letters as they are."""
    return json.dumps(list(items), ensure_ascii=False, indent=2) + "\n"
