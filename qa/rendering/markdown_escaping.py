"""Text written so that whoever reads it as Markdown is shown every letter of it."""

import re

# What could begin something in Markdown or in HTML, or be turned into another character by a reader that sets quotation
# marks; an escaped mark is shown as it is.
_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~$&:@=^'\"])")
# White space, of any script, that Markdown would drop at a line's ends or join inside it.
_DROPPED = re.compile(r"^\s+|\s+$|(?<= ) +|\t")


def escape_markdown(text: str) -> str:
    """Return text of which nothing is taken for a mark."""
    return _MARKS.sub(r"\\\1", text)


def escape_markdown_line(line: str) -> str:
    """Return a whole line of which nothing is taken for a mark, and no white space is dropped."""
    return _DROPPED.sub(lambda match: "".join(f"&#{ord(char)};" for char in match[0]), escape_markdown(line))
