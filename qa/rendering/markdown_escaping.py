"""Text escaped for Markdown, so that a reader of Markdown shows each letter of it."""

import re

# Marks that may begin something in Markdown or HTML, or that a reader may turn into typographic ones.
_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~$&:@=^'\"])")
# White space that Markdown drops at the ends of a line or joins inside it.
_DROPPED = re.compile(r"^\s+|\s+$|(?<= ) +|\t")
# A mark, or white space by its number, as the functions below write them.
_ESCAPED = re.compile(r"\\(.)|&#(\d{1,5});")


def escape_markdown(text: str) -> str:
    """Return text in which no letter is taken for a mark."""
    return _MARKS.sub(r"\\\1", text)


def escape_markdown_line(line: str) -> str:
    """Return a whole line in which no letter is taken for a mark and no white space is dropped."""
    return _DROPPED.sub(lambda match: "".join(f"&#{ord(char)};" for char in match[0]), escape_markdown(line))


def render_quotation(text: str) -> str:
    """Return a text as a block quotation in which each of its lines is a line."""
    # Two spaces at the end of a line keep its break.
    return "> " + "  \n> ".join(escape_markdown_line(line) for line in text.split("\n"))


def unescape_markdown(line: str) -> str:
    """Return the letters of an escaped line."""
    return _ESCAPED.sub(lambda match: match[1] or chr(int(match[2])), line)
