"""The comment tail of a copied web page: found by the line that opens it, and only at the text's end."""

import re

_OPENER = re.compile(
    r"(leave|post|add|write) (a|your) (comment|reply)|leave us a comment|join the (conversation|discussion)"
    r"|comments? ?\(\d+\)|\d+ (comments?|responses?|replies)|(no|be the first to) comments?( yet)?"
    r"|no comments( yet| available)?( (for|on) this (post|article|story|page))?"
    r"|share (this|this (article|post|story|page))|(related|recent|more) (posts?|articles?|stories)|you may also like",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(reply|log ?in( to (reply|comment))?|cancel reply|your email address will not be published.*|.{1,60} says:?"
    r"|(name|email|e-mail|website)\s*\*?:?|submit|post comment|facebook|twitter|x|linkedin|whatsapp|e-?mail|print)",
    re.IGNORECASE,
)
# What may follow the opener without being looked at more closely.
_SHORT = 200


def body_end(text: str) -> int:
    """Return the offset at which the article ends and its comment tail begins; `len(text)` if it has none."""
    half = len(text) // 2
    offset = 0
    for line in text.split("\n"):
        end = offset + len(line)
        if _OPENER.fullmatch(line.strip().rstrip(":.!").rstrip()) and text[:offset].strip():
            rest = [bare for bare in map(str.strip, text[end:].split("\n")) if bare]
            if _is_short(rest) or (offset >= half and _is_furniture(rest)):
                return len(text[:offset].rstrip())
        offset = end + 1
    return len(text)


def _is_short(lines: list[str]) -> bool:
    return len(lines) <= 3 and sum(map(len, lines)) <= _SHORT


def _is_furniture(lines: list[str]) -> bool:
    return any(map(_FURNITURE.fullmatch, lines)) or not any(line.endswith((".", "!", "?")) for line in lines)
