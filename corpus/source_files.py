"""Finding the files that can be loaded, among paths and inside folders."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.problem import Problem, show_path

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".jsonl"})


def find_sources(paths: Iterable[Path]) -> Iterator[Path | Problem]:
    """Yield each file that can be loaded once: the paths that are files, and the files inside the folders."""
    seen: set[Path] = set()
    for source in (source for path in paths for source in _find_at(path)):
        if isinstance(source, Problem):
            yield source
        elif (real := source.resolve()) not in seen:
            seen.add(real)
            yield source


def _find_at(path: Path) -> Iterator[Path | Problem]:
    try:
        if path.is_dir():
            yield from _walk_folder(path)
        elif path.is_file():
            yield path
        else:
            yield Problem(show_path(path), "there is no such file or folder; check the path")
    except OSError as error:
        yield Problem(show_path(path), f"it cannot be read ({error.strerror}); check who may read it")


def _walk_folder(folder: Path) -> Iterator[Path | Problem]:
    waiting, entered, empty = [folder], set[Path](), True
    while waiting:
        path = waiting.pop()
        try:
            if path.is_dir():
                # A link may lead back to a folder above it.
                if (real := path.resolve()) not in entered:
                    entered.add(real)
                    waiting += sorted((child for child in path.iterdir() if child.name[0] != "."), reverse=True)
            elif path.suffix.lower() in SUFFIXES and path.is_file():
                empty = False
                yield path
        except OSError as error:
            empty = False
            yield Problem(show_path(path), f"it cannot be read ({error.strerror}); check who may read it")
    if empty:
        suffixes = " ".join(sorted(SUFFIXES))
        yield Problem(show_path(folder), f"the folder holds no file to read; these are read: {suffixes}")
