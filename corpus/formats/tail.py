"""The comment tail of a copied web page: found by the line that opens it, and only at the text's end."""

import re

_COMMENTS = re.compile(
    r"(leave|post|add|write) (a|your) (comment|reply)|join the (conversation|discussion)"
    r"|comments? ?\(\d+\)|\d+ comments?|be the first to comment"
    r"|no comments( yet| available)?( (for|on) this (post|article|story|page))?",
    re.IGNORECASE,
)
_LINKS = re.compile(
    r"share (this|this (article|post|story|page))|(related|recent|more) (posts?|articles?|stories)|you may also like",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(reply|log ?in( to (reply|comment))?|cancel reply|your email address will not be published.*|.{1,60} says:?"
    r"|(name|e-?mail|website)\s*\*?:?|submit|post comment)",
    re.IGNORECASE,
)
# What may follow the opening line of comments without being looked at more closely.
_SHORT = 200


def body_end(text: str) -> int:
    """Return the offset at which the article ends and its comment tail begins; `len(text)` if it has none."""
    end = _tail_start(text)
    # Links to share may stand before the comments.
    return _tail_start(text[:end]) if end < len(text) else end


def _tail_start(text: str) -> int:
    half = len(text) // 2
    offset = 0
    for line in text.split("\n"):
        end = offset + len(line)
        if (opener := _opener(line)) and (before := text[:offset].rstrip()):
            rest = [bare for bare in map(str.strip, text[end:].split("\n")) if bare]
            if _is_tail(opener, rest, late=offset >= half):
                return len(before)
        offset = end + 1
    return len(text)


def _opener(line: str) -> re.Pattern[str] | None:
    bare = line.strip().rstrip(":.!").rstrip()
    return next((pattern for pattern in (_COMMENTS, _LINKS) if pattern.fullmatch(bare)), None)


def _is_tail(opener: re.Pattern[str], lines: list[str], *, late: bool) -> bool:
    """Say whether what follows an opening line is short, or late in the text and no prose."""
    if opener is _COMMENTS and len(lines) <= 3 and sum(map(len, lines)) <= _SHORT:
        return True
    if opener is _COMMENTS and late and any(map(_FURNITURE.fullmatch, lines)):
        return True
    return late and not any(line.endswith((".", "!", "?")) for line in lines)
