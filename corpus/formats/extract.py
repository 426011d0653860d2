"""Extract: what a format's reader takes from a file; loading makes an article of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import NamedTuple

from corpus.article import Source, Span
from corpus.normal import normalise


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a source and what the source says of itself; `remarks` say what was left out, and why.

    `remark` is one that stays with the article.
    """

    title: str
    text: str
    source: Source = field(default_factory=Source)
    headings: tuple[Span, ...] = ()
    pages: tuple[int, ...] = ()
    id: str | None = None
    remarks: tuple[str, ...] = ()
    seams: tuple[int, ...] = ()
    remark: str | None = None


def tell_of(extract: Extract, title: str, known: Source) -> Extract:
    """Return an extract with what is known of it from elsewhere; the rest stays what the source says itself."""
    stated = {name: value for name, value in asdict(known).items() if value}
    return replace(extract, id=None, title=title or extract.title, source=replace(extract.source, **stated))


class Block(NamedTuple):
    """A paragraph, list, table or heading; `level` is 1 to 6 for a heading, 0 for the others."""

    text: str
    level: int = 0


def lay_out(blocks: Iterable[Block]) -> tuple[str, tuple[Span, ...]]:
    """Return the blocks as one normalised text, with a blank line between them, and the spans of the headings."""
    parts: list[str] = []
    headings: list[Span] = []
    offset = 0
    for block in blocks:
        # A soft hyphen marks where a word may break; readers do not see it.
        text = block.text.replace("\u00ad", "")
        text = normalise(text).strip("\n") if not block.level else join_lines(text)
        if not text.strip():
            continue
        if block.level:
            headings.append(Span(offset, offset + len(text)))
        parts.append(text)
        offset += len(text) + 2
    return "\n\n".join(parts), tuple(headings)


def join_lines(text: str) -> str:
    """Return `text` normalised and on one line, without blanks around it."""
    return " ".join(bare for line in normalise(text).split("\n") if (bare := line.strip()))


# What no blank stands before in any language: a comma, a closing mark, and a full stop that is none of an ellipsis or
# of a name such as ".NET". Languages differ over the other marks.
CLINGING = r"(?:,(?!\d)|[)\]”](?!\w)|(?<!\.\s)\.(?!\s?[\w.]))"
_GAP = re.compile(rf"\s(?={CLINGING})")


def close_up(field: str) -> str:
    """Return what is known of a source on one line, with no blank before a comma, a full stop or a closing mark."""
    return _GAP.sub("", " ".join(normalise(field).split()))


# A paragraph that ends so is prose, or leads to what follows: what is below it is no title.
_ENDED = re.compile(r"[.:!?…。！？][\"'”’»)\]]*$", re.MULTILINE)


def find_top_heading(text: str, headings: Sequence[Span]) -> str:
    """Return the first heading if no prose stands above it, else an empty string: it is that of a part."""
    if not headings or _ENDED.search(text[: headings[0].start]):
        return ""
    return text[slice(*headings[0])]


# A number or a checksum is no title for people.
_CODE = re.compile(r"\d+|(?=.*\d)[0-9a-f]{4,}", re.IGNORECASE)


def make_title(stem: str, text: str) -> str:
    """Make a title of a file's name, or of the text's first words if the name is only a code."""
    words = [word for word in re.split(r"[\s_-]+", join_lines(stem)) if word]
    if any(re.search(r"[^\W\d_]", word) and not _CODE.fullmatch(word) for word in words):
        return " ".join(words)
    return shorten(text)


def shorten(text: str, limit: int = 80) -> str:
    """Return the beginning of `text` on one line of at most `limit` characters, cut between words."""
    line = " ".join(text[: limit * 4].split())
    if len(line) <= limit:
        return line
    head = line[: limit - 1]
    return (head.rsplit(" ", 1)[0] if " " in head else head) + "…"
