"""Writes items as CSL-JSON, for Zotero, Pandoc and others that read CSL."""

import json
from collections.abc import Sequence

from qa.cite.item import Item


def write_csl_json(items: Sequence[Item]) -> str:
    """Return items as a list in JSON; letters are not escaped."""
    return json.dumps(list(items), ensure_ascii=False, indent=2) + "\n"
