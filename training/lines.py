"""Lines of JSON: question sets, which are compressed, and what is made of them."""

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def read_compressed(file: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a `.jsonl.gz` file."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_rows(file: Path) -> Iterator[dict[str, Any]]:
    """Yield what `write_rows` wrote, as objects."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def write_rows(rows: "Iterable[DataclassInstance]", file: Path) -> None:
    """Write dataclasses as lines of JSON, whole or not at all."""
    scratch = file.with_suffix(".part")
    with scratch.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in rows)
    scratch.replace(file)
