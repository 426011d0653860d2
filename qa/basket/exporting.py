"""Exporting a basket: the formats, and writing files whole or not at all."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from index.scratch import Scratch
from qa.basket.basket_store import KeptQuote
from qa.basket.document import Document, compose_document
from qa.basket.html_export import render_html
from qa.basket.markdown_export import render_markdown
from qa.basket.obsidian_export import render_obsidian
from qa.basket.pandoc_export import write_with_pandoc
from qa.cite.bibtex import write_bibtex
from qa.cite.csljson import write_csl_json
from qa.cite.item import Item, make_item
from qa.cite.ris import write_ris
from qa.cite.styles import Style
from qa.errors import BasketError

TITLE = "Quotes"


# Writes quotes under a title, set and cited in a style.
Exporter = Callable[[Sequence[KeptQuote], Style, str], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of export: the suffixes of its files, their media type, and the function that makes one."""

    suffixes: tuple[str, ...]
    media_type: str
    make: Exporter
    is_text: bool = True


def _make_document_exporter(write: Callable[[Document], str]) -> Exporter:
    return lambda kept, style, title: write(compose_document(kept, style, title)).encode()


def _make_items_exporter(write: Callable[[Sequence[Item]], str]) -> Exporter:
    return lambda kept, *_: write(collect_items(kept)).encode()


def _make_pandoc_exporter(name: Literal["docx", "odt"]) -> Exporter:
    return lambda kept, style, title: write_with_pandoc(compose_document(kept, style, title), name)


_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "markdown": Format((".md", ".markdown"), "text/markdown", _make_document_exporter(render_markdown)),
        "obsidian": Format((".obsidian.md",), "text/markdown", lambda *what: render_obsidian(*what).encode()),
        "html": Format((".html", ".htm"), "text/html", _make_document_exporter(render_html)),
        "docx": Format((".docx",), _OFFICE, _make_pandoc_exporter("docx"), is_text=False),
        "odt": Format(
            (".odt",), "application/vnd.oasis.opendocument.text", _make_pandoc_exporter("odt"), is_text=False
        ),
        "bibtex": Format((".bib",), "application/x-bibtex", _make_items_exporter(write_bibtex)),
        "ris": Format((".ris",), "application/x-research-info-systems", _make_items_exporter(write_ris)),
        "csl-json": Format((".json",), "application/vnd.citationstyles.csl+json", _make_items_exporter(write_csl_json)),
    }
)


def export(kept: Sequence[KeptQuote], format_: str, style: Style, title: str = TITLE) -> bytes:
    """Return quotes in one of FORMATS, set and cited in a style; raise BasketError or StyleError.

    Formats of reference managers hold only the items that are cited, without style and title.
    """
    if format_ not in FORMATS:
        raise BasketError(f"there is no format {format_!r}: take {', '.join(FORMATS)}")
    if not kept:
        raise BasketError("the basket is empty: put quotes into it first")
    return FORMATS[format_].make(kept, style, title)


def find_format(path: Path) -> str:
    """Return the format whose suffix a file has, the longest; raise BasketError."""
    suffixes = {suffix: name for name, format_ in FORMATS.items() for suffix in format_.suffixes}
    if found := [suffix for suffix in suffixes if path.name.lower().endswith(suffix)]:
        return suffixes[max(found, key=len)]
    raise BasketError(f"{path} does not tell its format: name it, or end the file's name in .md, .docx or the like")


def collect_items(kept: Sequence[KeptQuote]) -> list[Item]:
    """Return the items of the articles that are quoted, each once, as the library has them if they are not lost."""
    articles = {}
    for citation in (quote.citation for quote in kept):
        if citation.lost is None or citation.article.id not in articles:
            articles[citation.article.id] = citation.article
    return [make_item(article) for article in articles.values()]


def write(path: Path, data: bytes) -> None:
    """Write a file whole in place of an old one, or leave the old one as it is; raise BasketError."""
    try:
        with Scratch(path.parent) as scratch:
            # With the person's own umask, unlike a file of tempfile.
            written = scratch.path / "written"
            with written.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            written.replace(path)
    except OSError as error:
        raise BasketError(f"{path} cannot be written ({error.strerror}): choose another place") from error
