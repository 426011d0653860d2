"""Exporting a basket: the formats there are, and files that are written whole or not at all."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from index.scratch import Scratch
from qa.basket.basket_store import Kept
from qa.basket.document import Document, document
from qa.basket.html_export import html
from qa.basket.markdown_export import markdown
from qa.basket.pandoc_export import word_processed
from qa.cite.bibtex import bibtex
from qa.cite.csljson import csl_json
from qa.cite.item import Item, item
from qa.cite.ris import ris
from qa.cite.styles import Style
from qa.errors import BasketError

TITLE = "Quotes"


# Writes quotes, set and cited in a style, under a title.
Make = Callable[[Sequence[Kept], Style, str], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of export: what its files' names end in, what they are sent as, and what makes one."""

    suffixes: tuple[str, ...]
    media_type: str
    make: Make
    is_text: bool = True


def _of_document(write: Callable[[Document], str]) -> Make:
    return lambda kept, style, title: write(document(kept, style, title)).encode()


def _of_items(write: Callable[[Sequence[Item]], str]) -> Make:
    return lambda kept, *_: write(items(kept)).encode()


def _word_processed(name: Literal["docx", "odt"]) -> Make:
    return lambda kept, style, title: word_processed(document(kept, style, title), name)


_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "markdown": Format((".md", ".markdown"), "text/markdown", _of_document(markdown)),
        "html": Format((".html", ".htm"), "text/html", _of_document(html)),
        "docx": Format((".docx",), _OFFICE, _word_processed("docx"), is_text=False),
        "odt": Format((".odt",), "application/vnd.oasis.opendocument.text", _word_processed("odt"), is_text=False),
        "bibtex": Format((".bib",), "application/x-bibtex", _of_items(bibtex)),
        "ris": Format((".ris",), "application/x-research-info-systems", _of_items(ris)),
        "csl-json": Format((".json",), "application/vnd.citationstyles.csl+json", _of_items(csl_json)),
    }
)


def export(kept: Sequence[Kept], format_: str, style: Style, title: str = TITLE) -> bytes:
    """Return quotes in one of FORMATS, set and cited in a style; raise BasketError or StyleError.

    Formats for reference managers hold the items that are cited; style and title are nothing to them.
    """
    if format_ not in FORMATS:
        raise BasketError(f"there is no format {format_!r}: take {', '.join(FORMATS)}")
    if not kept:
        raise BasketError("the basket is empty: put quotes into it first")
    return FORMATS[format_].make(kept, style, title)


def format_of(path: Path) -> str:
    """Return the format that a file's name ends in; raise BasketError."""
    for name, format_ in FORMATS.items():
        if path.suffix.lower() in format_.suffixes:
            return name
    raise BasketError(f"{path} does not tell its format: name it, or end the file's name in .md, .docx or the like")


def items(kept: Sequence[Kept]) -> list[Item]:
    """Return the items of the articles that are quoted, each once; what the library tells of one counts."""
    articles = {}
    for citation in (it.citation for it in kept):
        if citation.lost is None or citation.article.id not in articles:
            articles[citation.article.id] = citation.article
    return [item(article) for article in articles.values()]


def write(path: Path, data: bytes) -> None:
    """Write a file whole, in place of one that is there, or leave that as it is; raise BasketError."""
    try:
        with Scratch(path.parent) as scratch:
            # Of the person's own umask, unlike the files of tempfile.
            written = scratch.path / "written"
            with written.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            written.replace(path)
    except OSError as error:
        raise BasketError(f"{path} cannot be written ({error.strerror}): choose another place") from error
