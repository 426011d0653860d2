"""A draft as it is read for its quotations: its text, and the same text, as long, with what is no word blotted out."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Span, has_endless_accents
from qa.checking.draft.markup import BLOT as BLOT
from qa.checking.draft.markup import blotted, with_marks, without_markup
from qa.errors import DraftError

_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+(?=\S)|[ \t]*#{1,6}[ \t]+(?=\S)|[ \t]*\|")
NOTE = re.compile(r"\[\^([^\[\]\s]+)\]")
_NOTE_TEXT = re.compile(rf"[ \t]*{NOTE.pattern}:")
_PREFIX = re.compile(r" {0,3}>[ \t]?(?:[ \t]{0,3}>[ \t]?)*")
_ADMONITION = re.compile(r"\s*\[!\w+\]")
# The first line of one that quotes, with its title.
_QUOTING = re.compile(r"\s*\[!(?:quote|cite)\][^\n]*", re.IGNORECASE)
_SIGN = re.compile(r"[ \t]*(?:[-*+]|(\d{1,3})[.)])[ \t]+(?=\S)")
# A letter with its accents apart.
_APART = re.compile(r"\w[\u0300-\u036f]+")
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Draft:
    """A text, and `plain`, which is as long: markup blotted out, entities and accents put together.

    `paragraphs` are spans in order; `blocks` are those of them, by number, that a block quote holds, each quote's
    together; `notes` are the paragraphs of each footnote by its mark.
    """

    text: str
    plain: str
    paragraphs: tuple[Span, ...]
    blocks: tuple[tuple[int, ...], ...]
    notes: dict[str, tuple[int, ...]]


def read_bytes(data: bytes, suffix: str = ".md") -> Draft:
    """Read a draft from the bytes of a file; raise UnreadableSource."""
    if suffix == ".docx":
        from qa.checking.draft.docx import read_docx

        return read_text(read_docx(data), markdown=False)
    from corpus.formats.encoding import decode

    return read_text(decode(data), markdown=suffix in (".md", ".markdown"))


def read_text(text: str, *, markdown: bool = True) -> Draft:
    """Read a draft from its text; block quotes behind `>` and notes like `[^1]` are known in plain text too.

    Raises DraftError for what no text can hold.
    """
    if has_endless_accents(text):
        raise DraftError("the draft holds a letter with hundreds of accents: take it out")
    if _HALF.search(text):
        raise DraftError("the draft holds half of a character: save it as UTF-8 again")
    plain = without_markup(text) if markdown else with_marks(text)
    plain = NOTE.sub(lambda match: blotted(match[0]) if text[match.end() : match.end() + 1] != ":" else match[0], plain)
    plain = _APART.sub(lambda match: unicodedata.normalize("NFC", match[0]).ljust(len(match[0]), BLOT), plain)
    return _laid_out(text, list(plain))


def _laid_out(text: str, plain: list[str]) -> Draft:
    """Find paragraphs, block quotes and notes, and blot out what marks them."""
    paragraphs: list[Span] = []
    blocks: list[list[int]] = []
    notes: dict[str, list[int]] = {}
    first: int | None = None  # where the paragraph begins that is being read
    quoting = noting = False
    note = ""
    at = 0

    def close(end: int) -> None:
        nonlocal first
        if first is not None:
            if quoting:
                blocks[-1].append(len(paragraphs))
            if noting:
                notes.setdefault(note, []).append(len(paragraphs))
            paragraphs.append(Span(first, end))
        first = None

    for line in "".join(plain).split("\n"):
        begin = at
        end = at + len(line)
        marked = _PREFIX.match(line)
        defined = _NOTE_TEXT.match(line)
        bare = line[marked.end() :] if marked else line
        blank = not bare.replace(BLOT, "").strip()
        # A line without the mark goes on with the paragraph of the quote before it.
        quoted = bool(marked) or (quoting and first is not None and not blank and not _ITEM.match(line))
        if quoted != quoting or blank or defined or _ITEM.match(bare):
            close(begin)
        if quoted and not quoting:
            blocks.append([])
        quoting = quoted
        if defined:
            noting, note = True, defined[1]
        elif noting and not blank and first is None and not line.startswith((" ", "\t")):
            noting = False
        prefix = marked or defined
        if prefix:
            plain[begin : begin + prefix.end()] = BLOT * prefix.end()
        if not blank and first is None:
            first = begin + (prefix.end() if prefix else 0)
        at = end + 1
    close(len(text))
    whole, kept = _quoting("".join(plain), paragraphs, blocks)
    return Draft(text, whole, tuple(paragraphs), kept, {mark: tuple(those) for mark, those in notes.items()})


def _quoting(
    plain: str, paragraphs: Sequence[Span], blocks: Sequence[Sequence[int]]
) -> tuple[str, tuple[tuple[int, ...], ...]]:
    """Blot out the first line of blocks that say they quote, and the signs of lists; leave out other admonitions."""
    letters, kept = list(plain), []
    for numbers in filter(None, blocks):
        starts = [paragraphs[number].start for number in numbers]
        marked = [_QUOTING.match(plain, starts[0])] if _ADMONITION.match(plain, starts[0]) else _signs(plain, starts)
        if None in marked:
            continue
        for match in filter(None, marked):
            letters[slice(*match.span())] = blotted(match[0])
        rest = tuple(it for it in numbers if "".join(letters[slice(*paragraphs[it])]).replace(BLOT, "").strip())
        if rest:
            kept.append(rest)
    return "".join(letters), tuple(kept)


def _signs(plain: str, starts: Sequence[int]) -> list[re.Match[str] | None]:
    """Return the signs of a list if a block quote begins with one; "3. Oktober" alone is none."""
    found = [match for start in starts if (match := _SIGN.match(plain, start))]
    if not found or found[0].start() != starts[0]:
        return []
    counted = [int(match[1]) for match in found if match[1]]
    is_counted = len(counted) > 1 and counted == [*range(1, len(counted) + 1)]
    return [match for match in found if is_counted or not match[1]]
