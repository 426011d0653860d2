"""Front matter: what a note, or a page of a site generator, says of itself before its text, in YAML or TOML."""

import contextlib
import re
import tomllib
from collections.abc import Mapping

import yaml

from corpus.errors import UnreadableSource
from corpus.formats.fields import parse_url

_UNCLOSED = re.compile(r"\s*(---|\+\+\+)[ \t]*\n(?:title|authors?|publisher|published|date|url|id|language)[ \t]*[:=]")
_YAML = re.compile(r"\s*---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\s*\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# Jekyll tells a post's day in the file's name.
_DATED_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})-(?=.*[^\W\d_])")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
# A line that gives a field a value by itself; a list, a table and a text may go on in the next lines.
_LINE = re.compile(r"(\w[\w -]{0,60}:)[ \t]+([^\s\[{|>].{0,2000})")
# Tables in which Hugo and Zola keep what a theme knows of a page.
_TABLES = ("extra", "params", "taxonomies")


def split_front_matter(text: str) -> tuple[dict[str, object], str]:
    """Return the fields of the block that opens `text`, and the rest of `text`; those of YAML are as they are written.

    Raises UnreadableSource if the block is broken or does not end.
    """
    if opening := _TOML.match(text):
        return _read_toml(opening), text[opening.end() :]
    if opening := _YAML.match(text):
        fields = _read_yaml(opening, text)
        if isinstance(fields, dict):
            return fields, text[opening.end() :]
        # Prose between two thematic breaks is no front matter; an empty block is.
        return {}, text if fields else text[opening.end() :]
    if fence := _UNCLOSED.match(text):
        raise UnreadableSource(f"the front matter does not end; close it with a line of {fence[1]}")
    return {}, text


def name_fields(fields: Mapping[str, object], stem: str) -> dict[str, object]:
    """Return fields under the names that `read_source` knows; `stem` is the file's name without the suffix."""
    tables = [table for name in _TABLES if isinstance(table := fields.get(name), Mapping)]
    named = {key: value for table in tables for key, value in table.items() if key in ("author", "authors")}
    named |= {key: value for key, value in fields.items() if key not in ("url", "published")}
    addresses = (
        parse_url(fields.get(name)) for name in ("url", "canonical_url", "canonicalURL", "permalink", "source")
    )
    # A site's own address of a page begins with a stroke, and tells no reader where the page is.
    stated = None if str(fields.get("url", "")).startswith("/") else fields.get("url")
    named["url"] = next((address for address in addresses if address), stated)
    dated = _DATED_NAME.match(stem) if fields else None
    named["published"] = fields.get("published") or fields.get("date") or (dated[1] if dated else None)
    for name in ("author", "authors"):
        if name in named:
            named[name] = _read_links(named[name])
    return named


def strip_date(stem: str) -> str:
    """Return a file's name without the day that opens it."""
    return _DATED_NAME.sub("", stem, count=1)


def _read_links(value: object) -> object:
    """Return names that are links to notes as names."""
    if isinstance(value, list):
        return [_read_links(item) for item in value]
    return _WIKI_LINK.sub(r"\1", value) if isinstance(value, str) else value


def _read_toml(opening: re.Match[str]) -> dict[str, object]:
    try:
        return tomllib.loads(opening[1])
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnreadableSource(f"the front matter is not TOML ({error}); correct it or take it out") from error


def _read_yaml(opening: re.Match[str], text: str) -> object:
    try:
        return _load_yaml(opening[1])
    except yaml.MarkedYAMLError as error:
        with contextlib.suppress(yaml.YAMLError, RecursionError):
            return _load_yaml("\n".join(map(_quote_value, opening[1].split("\n"))))
        line = error.problem_mark.line + 1 + text.count("\n", 0, opening.start(1)) if error.problem_mark else 1
        raise UnreadableSource(f"the front matter is broken at line {line} ({error.problem}); correct it") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise UnreadableSource("the front matter is not YAML; correct it or take it out") from error


def _load_yaml(block: str) -> object:
    # The base loader leaves values as they are written: an id 007, a language no, a date that does not exist.
    return yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506


def _quote_value(line: str) -> str:
    """Return a line of a block with its value in quotes if it is YAML only so: "title: The ferry: who pays?"."""
    field = _LINE.fullmatch(line.rstrip())
    if field is None:
        return line
    try:
        _load_yaml(line)
    except (yaml.YAMLError, RecursionError):
        return f"{field[1]} '" + field[2].replace("'", "''") + "'"
    return line
