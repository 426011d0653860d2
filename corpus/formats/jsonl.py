"""JSON Lines: each line is one article, whose id and text stay as they are."""

import json
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator
from typing import IO

from corpus.errors import UnreadableSource
from corpus.formats.extract import Extract, join_lines, shorten
from corpus.formats.fields import read_source
from corpus.formats.headings import find_headings
from corpus.normal import normalise

# Bytes of a line: enough for an article of the longest text, escaped.
_LONGEST_LINE = 2**26


def read_jsonl(lines: Iterable[bytes]) -> Iterator[tuple[int, Extract | UnreadableSource]]:
    """Yield the number of each line with its extract, or with the error in it; skip blank lines."""
    seen: dict[str, int] = {}
    for number, raw in enumerate(lines, 1):
        if number == 1 and raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            yield number, UnreadableSource("the file is in UTF-16; save it as UTF-8")
            return
        if not raw.strip():
            continue
        try:
            if len(raw) > _LONGEST_LINE:
                raise UnreadableSource(
                    f"the line is longer than {_LONGEST_LINE // 2**20} MB: save its article in parts"
                )
            extract = _read_line(raw)
            if extract.id in seen:
                raise UnreadableSource(
                    f"the id {extract.id!r} stands in line {seen[extract.id]} already; kept that one"
                )
        except UnreadableSource as error:
            yield number, error
            continue
        seen[str(extract.id)] = number
        yield number, extract


def read_lines(file: IO[bytes]) -> Iterator[bytes]:
    """Yield each line; of a line that is too long, only its beginning."""
    while line := file.readline(_LONGEST_LINE + 1):
        yield line
        while len(line) > _LONGEST_LINE and not line.endswith(b"\n"):
            line = file.readline(_LONGEST_LINE + 1)


def _read_line(raw: bytes) -> Extract:
    record = _parse(raw)
    article_id, text = record.get("id"), record.get("text")
    if isinstance(article_id, bool) or not isinstance(article_id, str | int) or not str(article_id).strip():
        raise UnreadableSource('the line has no "id" that is a string; give every article its own')
    if not isinstance(text, str) or not (text := normalise(text)).strip():
        raise UnreadableSource('the line has no "text", or an empty one')
    title = record.get("title")
    title = join_lines(str(title)) if isinstance(title, str | int) else ""
    source, remarks = read_source(record)
    return Extract(
        title=title or shorten(text),
        text=text,
        source=source,
        headings=find_headings(text, title),
        id=str(article_id),
        remarks=remarks,
    )


def _parse(raw: bytes) -> dict[str, object]:
    try:
        record = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableSource("the line is not UTF-8; save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        raise UnreadableSource(f"the line is not JSON ({error.msg}, at column {error.colno})") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(f"the line is not JSON ({error})") from error
    if not isinstance(record, dict):
        raise UnreadableSource("the line is not a JSON object with an id, a title and a text")
    return record
