"""What documents say of themselves in Dublin Core, as Word, OpenDocument and EPUB do; what is doubtful is left out."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from corpus.formats.extract import join_lines
from corpus.formats.fields import split_authors

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Names that programs give to documents and accounts.
_NO_TITLE = re.compile(
    r"(microsoft|word|libreoffice|writer|google docs)\b.*|.*\.(docx?|odt|rtf|pdf|txt|html?|md|tex|epub)"
    r"|(untitled|document|title|template|unknown|normal|memo|letter|text|unbenannt|dokument|sans nom)[ \d]*|\W*",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(
    r".*[\d@/\\].*|.*\b(users?|admin\w*|owner|office|microsoft|windows|unknown|anonymous|author|python)\b.*",
    re.IGNORECASE,
)


def list_values(facts: "Element | None", name: str) -> list[str]:
    """Return the values of a property, by its name without a namespace, as lines."""
    if facts is None:
        return []
    values = (join_lines("".join(element.itertext())) for element in facts.iter(f"{{*}}{name}"))
    return [value for value in values if value]


def read_title(stated: str) -> str:
    """Return a stated title, empty if a program made it."""
    title = join_lines(stated)
    return "" if _NO_TITLE.fullmatch(title) else title


def read_people(stated: Iterable[str]) -> tuple[str, ...]:
    """Return the names of people; many files name an account or a program instead."""
    names = split_authors(list(stated))
    return tuple(name for name in names if 2 <= len(name.split()) <= 5 and not _NO_PERSON.fullmatch(name))
