"""The layout of a draft: its paragraphs, its block quotes and its footnotes."""

import re

from corpus import Span
from qa.checking.draft.markup import BLOT, blot

# The sign of a footnote, as [^1]; and what begins its text.
NOTE = re.compile(r"\[\^([^\[\]\s]+)\]")
_NOTE_TEXT = re.compile(rf"[ \t]*{NOTE.pattern}:")
# What begins an item of a list, a heading or a row of a table.
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+(?=\S)|[ \t]*#{1,6}[ \t]+(?=\S)|[ \t]*\|")
# What marks a line of a block quote.
_PREFIX = re.compile(r" {0,3}>[ \t]?(?:[ \t]{0,3}>[ \t]?)*")
# What makes a block quote an admonition; and the first line of an admonition that quotes, with its title.
_ADMONITION = re.compile(r"\s*\[!\w+\]")
_QUOTING = re.compile(r"\s*\[!(?:quote|cite)\][^\n]*", re.IGNORECASE)
# The sign of an item of a list.
_SIGN = re.compile(r"[ \t]*(?:[-*+]|(\d{1,3})[.)])[ \t]+(?=\S)")


class Layout:
    """Lays out a text line by line, and blots out in `plain` what marks block quotes and footnotes.

    `blocks` are the numbers of the paragraphs of each block quote, `notes` those of each footnote by its sign.
    """

    def __init__(self, text: str) -> None:
        self.paragraphs: list[Span] = []
        self.blocks: list[list[int]] = []
        self.notes: dict[str, list[int]] = {}
        self._letters = list(text)
        self._first: int | None = None  # where the paragraph begins that is being read
        self._is_quoting = False
        self._note: str | None = None
        at = 0
        for line in text.split("\n"):
            self._read_line(line, at)
            at += len(line) + 1
        self._close_paragraph(len(text))
        plain = "".join(self._letters)
        self.blocks = [rest for numbers in self.blocks if (rest := self._blot_signs(plain, numbers))]
        self.plain = "".join(self._letters)

    def _read_line(self, line: str, at: int) -> None:
        marked, defined = _PREFIX.match(line), _NOTE_TEXT.match(line)
        bare = line[marked.end() :] if marked else line
        blank = not bare.replace(BLOT, "").strip()
        # A line without the mark goes on with the paragraph of the quote before it.
        goes_on = self._is_quoting and self._first is not None and not blank and not _ITEM.match(line)
        quoted = bool(marked) or goes_on
        if quoted != self._is_quoting or blank or defined or _ITEM.match(bare):
            self._close_paragraph(at)
        if quoted and not self._is_quoting:
            self.blocks.append([])
        self._is_quoting = quoted
        if defined:
            self._note = defined[1]
        elif not blank and self._first is None and not line.startswith((" ", "\t")):
            self._note = None
        prefix = marked or defined
        length = prefix.end() if prefix else 0
        self._letters[at : at + length] = BLOT * length
        if not blank and self._first is None:
            self._first = at + length

    def _close_paragraph(self, end: int) -> None:
        if self._first is not None:
            if self._is_quoting:
                self.blocks[-1].append(len(self.paragraphs))
            if self._note is not None:
                self.notes.setdefault(self._note, []).append(len(self.paragraphs))
            self.paragraphs.append(Span(self._first, end))
        self._first = None

    def _blot_signs(self, plain: str, numbers: list[int]) -> list[int]:
        """Blot out what marks a block quote as an admonition or a list; return its paragraphs that hold anything else.

        An admonition that does not quote has none.
        """
        starts = [self.paragraphs[number].start for number in numbers]
        if starts and _ADMONITION.match(plain, starts[0]):
            quoting = _QUOTING.match(plain, starts[0])
            if quoting is None:
                return []
            signs = [quoting]
        else:
            signs = _find_list_signs(plain, starts)
        for sign in signs:
            self._letters[slice(*sign.span())] = blot(sign[0])
        return [number for number in numbers if self._has_letters(self.paragraphs[number])]

    def _has_letters(self, span: Span) -> bool:
        return bool("".join(self._letters[slice(*span)]).replace(BLOT, "").strip())


def _find_list_signs(plain: str, starts: list[int]) -> list[re.Match[str]]:
    """Return the signs of a list if a block quote begins with one; "3. Oktober" alone is none."""
    signs = [sign for start in starts if (sign := _SIGN.match(plain, start))]
    if not signs or signs[0].start() != starts[0]:
        return []
    counted = [int(sign[1]) for sign in signs if sign[1]]
    is_counted = len(counted) > 1 and counted == [*range(1, len(counted) + 1)]
    return [sign for sign in signs if is_counted or not sign[1]]
