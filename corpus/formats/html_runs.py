"""Runs: the pieces of text between the blocks of a page, numbered so that they are known again in any copy of it."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.formats.html_visible import BLOCKS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Symbols that hardly any page has, as digits; the first row of which a page has none is taken.
_DIGITS = (range(0x1D300, 0x1D357), range(0x1F030, 0x1F094), range(0x4DC0, 0x4E00))
_LENGTH = 3


@dataclass(slots=True)
class Run:
    """A piece of running text: the element that is its block, and its letters, without blanks; some are in links."""

    block: "HtmlElement"
    text: str = ""
    linked: int = 0


class Runs:
    """The runs of a page, in order; `page` has the number of each run in its text, before each of its lines."""

    def __init__(self, page: "HtmlElement") -> None:
        """Find the runs of `page` and write their numbers into it."""
        self.all: list[Run] = []
        text = "".join(page.itertext())
        free = (row for row in _DIGITS if not re.search(f"[{chr(row[0])}-{chr(row[-1])}]", text))
        self._digits = next(free, range(0))
        digits = "".join(map(chr, self._digits))
        self._number = re.compile(f"[{digits}]{{{_LENGTH}}}" if digits else r"(?!)")
        self._open = self._begins = self._breaks = False
        self._parts: list[str] = []
        self._visit(page, page, linked=False)
        self._end_run()

    def find_numbers(self, text: str) -> set[int]:
        """Return the numbers of the runs that stand in `text`."""
        numbers = set()
        for mark in self._number.findall(text):
            number = 0
            for char in mark:
                number = number * len(self._digits) + self._digits.index(ord(char))
            numbers.add(number)
        return {number for number in numbers if number < len(self.all)}

    def clean(self, text: str) -> str:
        """Return `text` without numbers."""
        return self._number.sub("", text)

    def _visit(self, element: "HtmlElement", block: "HtmlElement", *, linked: bool) -> None:
        apart = element.tag in BLOCKS
        if apart:
            self._open, block = False, element
        elif element.tag == "br":
            # Two breaks part paragraphs.
            self._open, self._begins, self._breaks = self._open and not self._breaks, True, True
        linked = linked or element.tag == "a"
        element.text = self._mark(element.text, block, linked=linked)
        for child in element:
            self._visit(child, block, linked=linked)
            child.tail = self._mark(child.tail, block, linked=linked)
        if apart:
            self._open = False

    def _mark(self, text: str | None, block: "HtmlElement", *, linked: bool) -> str | None:
        """Return a text behind the number of its run, if it begins the run or a line of it."""
        bare = text.strip() if text else ""
        if not text or not bare:
            return text
        if not self._open:
            self._end_run()
            self.all.append(Run(block))
            self._open = self._begins = True
        run = self.all[-1]
        self._parts.append(bare)
        run.linked += len(bare) if linked else 0
        begins, self._begins, self._breaks = self._begins, False, False
        if not begins or not self._digits:
            return text
        blanks = len(text) - len(text.lstrip())
        return text[:blanks] + self._write_number(len(self.all) - 1) + text[blanks:]

    def _end_run(self) -> None:
        """Give the last run its text: each piece added to it would copy what it had."""
        if self._parts:
            self.all[-1].text = " ".join(self._parts)
            self._parts = []

    def _write_number(self, number: int) -> str:
        digits = ""
        for _ in range(_LENGTH):
            number, digit = divmod(number, len(self._digits))
            digits = chr(self._digits[0] + digit) + digits
        return digits
