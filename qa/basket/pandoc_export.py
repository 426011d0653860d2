"""A document as a file of a word processor, written by the program Pandoc.

Pandoc reads the document as its own tree, in JSON. Each text is one string of the tree, in which no reader of Markdown
or HTML looks for marks, joins spaces or turns quotation marks.
"""

import json
import os
import re
import subprocess
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from qa.basket.document import Document, DocumentQuote
from qa.basket.runs import Look, Run, group_by_address
from qa.errors import BasketError

Tree = dict[str, Any]

# The version of the tree that Pandoc 3 reads.
_VERSION = [1, 23, 1]
INSTALL = 'pip install "pullquote[documents]"'
_GET = f"install it with {INSTALL}"
_NO_ATTRIBUTES: list[Any] = ["", [], []]
_ELEMENTS: dict[Look, str] = {
    "italic": "Emph",
    "bold": "Strong",
    "underline": "Underline",
    "small-caps": "SmallCaps",
    "superscript": "Superscript",
    "subscript": "Subscript",
}
# The characters of normalised texts that XML cannot hold.
_UNWRITABLE = re.compile("[\ufffe\uffff]")


def write_with_pandoc(document: Document, format_: Literal["docx", "odt"]) -> bytes:
    """Return a document as DOCX or ODT; raise BasketError."""
    written = json.dumps(build_tree(document), ensure_ascii=False)
    if unwritable := _UNWRITABLE.search(written):
        raise BasketError(
            f"a {format_} file cannot hold the character U+{ord(unwritable[0]):X}: export as HTML or Markdown instead"
        )
    command = [_find_pandoc(), "--from=json", f"--to={format_}", "--sandbox", "--output=-"]
    try:
        ran = subprocess.run(command, input=written.encode(), capture_output=True, check=False)
    except OSError as error:
        raise BasketError(f"Pandoc cannot be run ({error.strerror}): {_GET}") from error
    if ran.returncode:
        said = " ".join(ran.stderr.decode("utf-8", "replace").split())
        raise BasketError(f"Pandoc could not write the document ({said}): export as HTML or Markdown instead")
    return ran.stdout


def is_installed() -> bool:
    """Return whether Pandoc is installed."""
    try:
        _find_pandoc()
    except BasketError:
        return False
    return True


def _find_pandoc() -> str:
    """Return the path of Pandoc; raise BasketError, which tells how to install it."""
    try:
        import pypandoc

        # The bundled one certainly reads our version of the tree; pypandoc takes the newest on the machine.
        bundled = Path(pypandoc.__file__).with_name("files") / ("pandoc.exe" if os.name == "nt" else "pandoc")
        return str(bundled if bundled.is_file() else pypandoc.get_pandoc_path())
    except (ImportError, OSError):
        raise BasketError(f"a word processor's documents are written by Pandoc: {_GET}") from None


def build_tree(document: Document) -> Tree:
    """Return a document as Pandoc's tree."""
    blocks = [block for part in document.quotes for block in _build_blocks(part, is_note=document.is_note)]
    if document.entries:
        entries = [_build_paragraph(_build_inlines(entry)) for entry in document.entries]
        # Pandoc knows a bibliography by this name.
        blocks += [
            _build_header(document.list_heading),
            {"t": "Div", "c": [["refs", ["references", "hanging-indent"], []], entries]},
        ]
    meta = {"title": {"t": "MetaInlines", "c": [_build_text(document.title)]}, "lang": {"t": "MetaString", "c": "en"}}
    return {"pandoc-api-version": _VERSION, "meta": meta, "blocks": blocks}


def _build_blocks(part: DocumentQuote, *, is_note: bool) -> list[Tree]:
    cited = _build_inlines(part.citation)
    behind = [{"t": "Note", "c": [_build_paragraph(cited)]}] if is_note else [_build_text(" "), *cited]
    lines = [[_build_quote(text, part.language)] for text in part.paragraphs]
    lines[-1] += behind
    paragraphs = [_build_paragraph(line) for line in lines]
    quoted = [{"t": "BlockQuote", "c": paragraphs}] if part.is_block else paragraphs
    return [*quoted, *(_build_paragraph(_build_lines(remark)) for remark in part.remarks)]


def _build_quote(text: str, language: str | None) -> Tree:
    """Return the text of a quote with its direction and the language for its spelling."""
    strong = (unicodedata.bidirectional(char) for char in text)
    first = next((kind for kind in strong if kind in ("L", "R", "AL")), "L")
    attributes = [["lang", language]] if language else []
    attributes += [["dir", "rtl"]] if first != "L" else []
    return {"t": "Span", "c": [["", [], attributes], [_build_text(text)]]}


def _build_lines(text: str) -> list[Tree]:
    broken = [[{"t": "LineBreak"}, _build_text(line)] for line in text.split("\n")]
    return [piece for line in broken for piece in line][1:]


def _build_inlines(reference: Iterable[Run]) -> list[Tree]:
    built: list[Tree] = []
    for address, together in group_by_address(reference):
        inlines = [_build_run(run) for run in together]
        built += [{"t": "Link", "c": [_NO_ATTRIBUTES, inlines, [address, ""]]}] if address else inlines
    return built


def _build_run(run: Run) -> Tree:
    built = _build_text(run.text)
    for look in reversed(run.looks):
        built = {"t": _ELEMENTS[look], "c": [built]}
    return built


def _build_paragraph(inlines: list[Tree]) -> Tree:
    return {"t": "Para", "c": inlines}


def _build_header(text: str) -> Tree:
    return {"t": "Header", "c": [1, _NO_ATTRIBUTES, [_build_text(text)]]}


def _build_text(text: str) -> Tree:
    return {"t": "Str", "c": text}
