"""OCR: the lines that Tesseract reads in the picture of a page; it comes with the extra `ocr`."""

import re
import shutil
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from corpus.errors import UnreadableSource
from corpus.formats.layout import Line

if TYPE_CHECKING:
    from PIL.Image import Image

REMARK = "read by OCR, which takes letters for others; [?] stands behind words that it is not sure of"
REMEDY = "install Tesseract and the extra `pip install pullquote[ocr]`, and add it again"
# What stands behind a word that is not surely read, as editors of manuscripts do it.
_DOUBT = "[?]"
# Of 100: below it, about every second word is misread, and hardly one above.
_LEAST_SURE, _LEAST_SURE_NUMBER = 70, 85
# Dots an inch at which Tesseract reads best, and points an inch.
DOTS, _POINTS = 300, 72
# Seconds by the clock for a page, on a machine that has other work, too.
_LONGEST = 90
# Lines larger than the usual one by this factor keep their size; measured letters of others vary.
_LARGER = 1.35


class OcrFailed(UnreadableSource):
    """Raised when Tesseract breaks down or takes too long, which another try may not."""


class _Word(NamedTuple):
    """A word that was read: where its line is, and its place in dots from the upper left."""

    line: tuple[int, int, int]
    text: str
    sure: float
    left: int
    top: int
    width: int
    height: int


def is_available() -> bool:
    """Say whether pictures can be read here."""
    return find_spec("pytesseract") is not None and shutil.which("tesseract") is not None


def recognise(picture: "Image", number: int) -> list[Line]:
    """Return the lines in the picture of a page, none if it is no page of text; `number` is the page's, from 0.

    Raises OcrFailed.
    """
    import pytesseract

    try:
        # A language that Tesseract is not asked about loses its accents, and nobody is told.
        languages = "+".join(name for name in pytesseract.get_languages() if name != "osd")
        read = pytesseract.image_to_data(picture, languages, output_type=pytesseract.Output.DICT, timeout=_LONGEST)
    except (RuntimeError, OSError) as error:  # TesseractError is a RuntimeError, and so is its end by time
        raise OcrFailed("OCR cannot read the picture of a page: save it in another way, or smaller") from error
    words = list(_list_words(read))
    if 2 * sum(map(_is_doubtful, words)) > len(words):  # a picture of something else
        return []
    # A line's height depends on which letters are in it.
    usual = median(word.height for word in words) if words else 1
    lines = groupby(words, key=lambda word: word.line)
    return [_make_line(list(line), number, picture.height, usual) for _, line in lines]


def _list_words(read: dict[str, list[int | float | str]]) -> Iterator[_Word]:
    columns = ("block_num", "par_num", "line_num", "text", "conf", "left", "top", "width", "height")
    for block, paragraph, line, text, sure, *box in zip(*(read[column] for column in columns), strict=True):
        if (bare := str(text).strip()) and float(sure) >= 0:
            yield _Word((int(block), int(paragraph), int(line)), bare, float(sure), *(int(side) for side in box))


def _make_line(words: Sequence[_Word], number: int, height: int, usual: float) -> Line:
    points = _POINTS / DOTS
    tallest = median(word.height for word in words)
    return Line(
        text=" ".join(map(_mark_doubt, words)),
        left=min(word.left for word in words) * points,
        right=max(word.left + word.width for word in words) * points,
        baseline=(height - median(word.top + word.height for word in words)) * points,
        size=(tallest if tallest > _LARGER * usual else usual) * points,
        page=number,
    )


def _is_doubtful(word: _Word) -> bool:
    return word.sure < (_LEAST_SURE_NUMBER if re.search(r"\d", word.text) else _LEAST_SURE)


def _mark_doubt(word: _Word) -> str:
    """Return a word with a mark behind it, before a hyphen that breaks it, if it is not surely read."""
    if not _is_doubtful(word):
        return word.text
    return f"{word.text[:-1]}{_DOUBT}-" if re.search(r"\w-\Z", word.text) else f"{word.text}{_DOUBT}"
