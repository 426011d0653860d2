"""Draft: the text of a draft, and the same text, as long, in which markup is blotted out."""

import re
import unicodedata
from dataclasses import dataclass

from corpus import Span, has_endless_accents
from qa.checking.draft.draft_layout import NOTE as NOTE
from qa.checking.draft.draft_layout import Layout
from qa.checking.draft.markup import BLOT as BLOT
from qa.checking.draft.markup import blot, blot_markup, convert_latex_marks, find_inline_notes
from qa.errors import DraftError

# A letter with its accents apart.
_APART = re.compile(r"\w[\u0300-\u036f]+")
# Half of a surrogate pair.
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Draft:
    """A text, and `plain`, which is as long: its markup is blotted out, its entities and accents are put together.

    `paragraphs` are spans in their order. `blocks` are the numbers of the paragraphs of each block quote, `notes` those
    of each footnote by its sign. `inline_notes` are the spans of footnotes that stand where their sign would: ^[so].
    """

    text: str
    plain: str
    paragraphs: tuple[Span, ...]
    blocks: tuple[tuple[int, ...], ...]
    notes: dict[str, tuple[int, ...]]
    inline_notes: tuple[Span, ...] = ()


def read_bytes(data: bytes, suffix: str = ".md") -> Draft:
    """Read a draft from the bytes of a file; raise UnreadableSource."""
    if suffix == ".docx":
        from qa.checking.draft.docx import read_docx

        return read_text(read_docx(data), markdown=False)
    from corpus.formats.encoding import decode

    return read_text(decode(data), markdown=suffix in (".md", ".markdown"))


def read_text(text: str, *, markdown: bool = True) -> Draft:
    """Read a draft from its text; plain text, too, may have block quotes behind `>` and notes like `[^1]`.

    Raises DraftError for characters that no text can hold.
    """
    if has_endless_accents(text):
        raise DraftError("the draft holds a letter with hundreds of accents: take it out")
    if _HALF.search(text):
        raise DraftError("the draft holds half of a character: save it as UTF-8 again")
    plain = blot_markup(text) if markdown else convert_latex_marks(text)
    plain = NOTE.sub(lambda match: blot(match[0]) if text[match.end() : match.end() + 1] != ":" else match[0], plain)
    plain = _APART.sub(lambda match: unicodedata.normalize("NFC", match[0]).ljust(len(match[0]), BLOT), plain)
    layout = Layout(plain)
    blocks = tuple(tuple(numbers) for numbers in layout.blocks)
    notes = {sign: tuple(numbers) for sign, numbers in layout.notes.items()}
    inline = tuple(find_inline_notes(layout.plain)) if markdown else ()
    return Draft(text, layout.plain, tuple(layout.paragraphs), blocks, notes, inline)
