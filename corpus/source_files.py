"""Finding the files that can be loaded, among paths and inside folders."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.kinds import BIBTEX, HTML, RIS, SUFFIXES, ZOTERO_RDF, find_suffix
from corpus.problem import Problem, show_path

# Browsers put a page's pictures and scripts beside it, in a folder whose name they translate.
_BESIDE_PAGE = re.compile(
    r"[-_.](files|dateien|fichiers|archivos|ficheiros|arquivos|bestanden|filer|pliki|soubory|tiedostot|dosyalar)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unread:
    """A file in a folder, of a kind that is not read; `kind` is its suffix, or empty without one."""

    path: Path
    kind: str


def find_sources(paths: Iterable[Path]) -> Iterator[Path | Unread | Problem]:
    """Yield each file once: the paths that are files, and the files inside the folders, also those that are not read.

    Files that name others, such as references with their attachments, come first.
    """
    seen: set[Path] = set()
    found = [source for path in paths for source in _find_at(path)]
    for source in sorted(found, key=lambda source: not _names_others(source)):
        if not isinstance(source, Path):
            yield source
        elif (real := source.resolve()) not in seen:
            seen.add(real)
            yield source


def _names_others(source: Path | Unread | Problem) -> bool:
    return isinstance(source, Path) and source.suffix.lower() in (*BIBTEX.suffixes, *RIS.suffixes, *ZOTERO_RDF.suffixes)


def _find_at(path: Path) -> Iterator[Path | Unread | Problem]:
    try:
        if path.is_dir():
            yield from _walk_folder(path)
        elif path.is_file():
            yield path
        else:
            yield Problem(show_path(path), "there is no such file or folder; check the path")
    except OSError as error:
        yield Problem(show_path(path), f"it cannot be read ({error.strerror}); check who may read it")


def _walk_folder(folder: Path) -> Iterator[Path | Unread | Problem]:
    waiting, entered, empty = [folder], set[Path](), True
    while waiting:
        path = waiting.pop()
        try:
            if path.is_dir():
                # A link may lead back to a folder above it.
                if (real := path.resolve()) not in entered:
                    entered.add(real)
                    waiting += sorted(_list_children(path), reverse=True)
            elif path.is_file():
                suffix = find_suffix(path.name)
                empty = empty and suffix not in SUFFIXES
                yield path if suffix in SUFFIXES else Unread(path, suffix)
        except OSError as error:
            empty = False
            yield Problem(show_path(path), f"it cannot be read ({error.strerror}); check who may read it")
    if empty:
        suffixes = " ".join(sorted(SUFFIXES))
        yield Problem(show_path(folder), f"the folder holds no file to read; these are read: {suffixes}")


def _list_children(folder: Path) -> list[Path]:
    """Return what a folder holds, without hidden files and without the parts of pages that were saved with them."""
    children = [child for child in folder.iterdir() if child.name[0] != "."]
    pages = {child.stem for child in children if child.suffix.lower() in HTML.suffixes}
    return [child for child in children if not _is_beside_page(child.name, pages)]


def _is_beside_page(name: str, pages: set[str]) -> bool:
    return any(name[: found.start()] in pages and found.end() == len(name) for found in _BESIDE_PAGE.finditer(name))
