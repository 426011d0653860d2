"""Finding the comment tail of a copied web page: by the line that opens it, and only at the text's end."""

import re
from typing import NamedTuple

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
# So many characters may follow the opening line of comments, whatever they say.
_SHORT = 200


def find_body_end(text: str) -> int:
    """Return the offset at which the comment tail begins; `len(text)` if there is none."""
    end = _find_tail_start(text)
    # Links to share may stand before the comments.
    return _find_tail_start(text[:end]) if end < len(text) else end


def _find_tail_start(text: str) -> int:
    """Return where the text ends before the first opening line of a tail; lines are read once, from the last."""
    first, half = len(text) - len(text.lstrip()), len(text) // 2
    tail, end, rest = len(text), len(text), _Rest()
    for line in reversed(text.split("\n")):
        start = end - len(line)
        if start > first and (opener := _find_opener(line)) and _is_tail(opener, rest, late=start >= half):
            tail = start
        rest = rest.add_line(line.strip())
        end = start - 1
    return len(text[:tail].rstrip()) if tail < len(text) else tail


class _Rest(NamedTuple):
    """What follows a line: the number of its lines and characters, and whether it has parts of a form, or prose."""

    lines: int = 0
    characters: int = 0
    furniture: bool = False
    prose: bool = False

    def add_line(self, bare: str) -> "_Rest":
        if not bare:
            return self
        return _Rest(
            self.lines + 1,
            self.characters + len(bare),
            self.furniture or bool(_FURNITURE.fullmatch(bare)),
            self.prose or bare.endswith((".", "!", "?")),
        )


def _find_opener(line: str) -> re.Pattern[str] | None:
    bare = line.strip().rstrip(":.!").rstrip()
    return next((pattern for pattern in (_COMMENTS, _LINKS) if pattern.fullmatch(bare)), None)


def _is_tail(opener: re.Pattern[str], rest: _Rest, *, late: bool) -> bool:
    """Say whether the rest behind an opening line is a tail: short, or late in the text and without prose."""
    if opener is _COMMENTS and rest.lines <= 3 and rest.characters <= _SHORT:
        return True
    if opener is _COMMENTS and late and rest.furniture:
        return True
    return late and not rest.prose
