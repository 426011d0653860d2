"""A basket as a note of Obsidian: properties, and Markdown whose quotes can be linked to one by one."""

import json
import re
from collections.abc import Sequence

from qa.basket.basket_store import KeptQuote
from qa.basket.document import compose_document
from qa.basket.markdown_export import render_markdown
from qa.cite.styles import Style

# Between two such signs Obsidian hides what stands there.
_COMMENT = re.compile("%(?=%)")
# The characters of normalised texts that YAML cannot hold as they are.
_UNPRINTABLE = re.compile("[\ufffe\uffff]")


def render_obsidian(kept: Sequence[KeptQuote], style: Style, title: str) -> str:
    """Return a note in which `[[note#^quote-1]]` leads to the first quote; raise StyleError."""
    note = render_markdown(compose_document(kept, style, title), named=True)
    return _render_properties(kept, style, title) + _COMMENT.sub("&#37;", note)


def _render_properties(kept: Sequence[KeptQuote], style: Style, title: str) -> str:
    """Return the front matter; a string of JSON is one of YAML."""
    sources = dict.fromkeys(quote.citation.article.title for quote in kept)
    lines = [
        f"title: {_write(title)}",
        f"style: {_write(style.name)}",
        f"quotes: {len(kept)}",
        "sources:",
        *(f"  - {_write(source)}" for source in sources),
    ]
    return "\n".join(["---", *lines, "---", "", ""])


def _write(text: str) -> str:
    written = json.dumps(" ".join(text.split()), ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", written)
