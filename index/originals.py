"""The files that articles came from: which are gone, and which article a file that was renamed belongs to."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from corpus import Article, make_path_id, show_path
from index.catalogue import Catalogue
from index.errors import LibraryError
from index.store import Entry

# Words that two texts must share, in order, to be versions of one article; of longer texts so many are compared.
_LEAST_ALIKE, _MOST_COMPARED = 0.9, 5_000
# Words that are told of a difference of two texts.
_MOST_TOLD = 8
# Texts of about the same length that one is compared with.
_MOST_CANDIDATES = 20
# The share of a library that may be gone without more ado: a disk that is not there takes all.
_MOST_GONE = 1 / 3


def list_gone(entries: Iterable[Entry]) -> list[Entry]:
    """Return the articles whose file is not where it was; what was pasted or uploaded never had a place."""
    return [entry for entry in entries if is_gone(entry.source.path)]


def list_beneath(entries: Iterable[Entry], folders: Iterable[Path]) -> list[Entry]:
    """Return the articles whose files were in one of the folders, however deep."""
    above = {Path(show_path(folder.resolve())) for folder in folders}
    return [entry for entry in entries if entry.source.path and above & set(Path(entry.source.path).parents)]


def group_equal(catalogue: Catalogue) -> list[list[Entry]]:
    """Return the articles that have the same text as others, in groups."""
    entries = {entry.id: entry for entry in catalogue.entries()}
    groups: dict[str, list[Entry]] = {}
    for mark in _read_marks(catalogue):
        if mark.id in entries:
            groups.setdefault(mark.digest, []).append(entries[mark.id])
    return [group for group in groups.values() if len(group) > 1]


class NearCopy(NamedTuple):
    """An article with nearly the text of another, by their ids: how many of the other's words differ, and which.

    Each difference is the other's words and the copy's, on either side perhaps none.
    """

    original: str
    copy: str
    words: int
    differing: int
    differences: tuple[tuple[str, str], ...]


def list_near(catalogue: Catalogue) -> list[NearCopy]:
    """Return the articles whose texts nearly are those of others, such as an agency's report in several papers."""
    near, met = list[NearCopy](), set[str]()
    for article_id in (entry.id for entry in catalogue.entries()):
        if article_id in met:
            continue
        try:
            original, *copies = catalogue.find_copies(article_id)
        except LibraryError:  # it is damaged, which is told elsewhere
            continue
        met |= {copy.id for copy in copies} | {original.id}
        near += [_compare(original, copy) for copy in copies if copy.digest != original.digest]
    return near


def _compare(original: Article, copy: Article) -> NearCopy:
    was, now = original.text.split()[:_MOST_COMPARED], copy.text.split()[:_MOST_COMPARED]
    edits = [edit for edit in Levenshtein.opcodes(was, now) if edit.tag != "equal"]
    pairs = [(was[edit.src_start : edit.src_end], now[edit.dest_start : edit.dest_end]) for edit in edits]
    differing = sum(max(map(len, pair)) for pair in pairs)
    told = tuple((_shorten(old), _shorten(new)) for old, new in pairs)
    return NearCopy(original.id, copy.id, len(was), differing, told)


def _shorten(words: list[str]) -> str:
    return " ".join(words[:_MOST_TOLD]) + (" …" if len(words) > _MOST_TOLD else "")


def choose_prunable(entries: Sequence[Entry], *, force: bool = False) -> list[Entry]:
    """Return the articles that are to go with their files.

    Raises LibraryError if they are more than a third of `entries`, unless `force` is set.
    """
    gone = list_gone(entries)
    if len(gone) > len(entries) * _MOST_GONE and not force:
        raise LibraryError(
            f"the files of {len(gone):,} of {len(entries):,} articles are gone, and nothing was removed: see whether "
            "their disk is there; --force removes them all the same"
        )
    return gone


class Movements:
    """Recognises the articles of files that were renamed or moved, or whose name is spelled in another form.

    The library is looked through when the first new file is asked about.
    """

    def __init__(self, catalogue: Catalogue):
        self._catalogue = catalogue

    def find_known(self, article: Article) -> str | None:
        """Return the id by which the library knows an article whose id was made of its path, None if by no other."""
        path = article.source.path
        if not path or article.id != make_path_id(path) or article.id in self._paths:
            return None
        known = self._at.get(path) or self._find_gone(article)
        if known:
            self._gone.pop(known, None)
        return known

    @cached_property
    def _paths(self) -> dict[str, str]:
        """The paths of articles by their ids; none where a damaged article keeps them from being read."""
        try:
            return {article_id: source.path for article_id, _, source in self._catalogue.sources() if source.path}
        except LibraryError:
            return {}

    @cached_property
    def _at(self) -> dict[str, str]:
        return {path: article_id for article_id, path in self._paths.items() if article_id != make_path_id(path)}

    @cached_property
    def _gone(self) -> dict[str, "_Mark"]:
        gone = {article_id for article_id, path in self._paths.items() if is_gone(path)}
        return {mark.id: mark for mark in _read_marks(self._catalogue) if mark.id in gone} if gone else {}

    def _find_gone(self, article: Article) -> str | None:
        """Return the id of an article whose file is gone, and whose text is the same or nearly."""
        digest, words = article.digest, len(article.text.split())
        same = (mark.id for mark in self._gone.values() if mark.digest == digest)
        near = (mark.id for mark in self._gone.values() if abs(mark.words - words) <= (1 - _LEAST_ALIKE) * words)
        return next(same, None) or next(
            (it for it in islice(near, _MOST_CANDIDATES) if self._is_near(article, it)), None
        )

    def _is_near(self, article: Article, other_id: str) -> bool:
        try:
            other = self._catalogue.article(other_id)
        except LibraryError:  # another process has just removed it, or it is damaged
            return False
        words, others = article.text.split()[:_MOST_COMPARED], other.text.split()[:_MOST_COMPARED]
        return Levenshtein.normalized_similarity(words, others, score_cutoff=_LEAST_ALIKE) > 0


class _Mark(NamedTuple):
    """What tells an article's text without it."""

    id: str
    digest: str
    words: int


def _read_marks(catalogue: Catalogue) -> list[_Mark]:
    with catalogue.database.reading() as connection:
        return [_Mark(*row) for row in connection.execute("SELECT id, digest, word_count FROM articles ORDER BY id")]


def is_gone(path: str | None) -> bool:
    """Say whether a path led to a file and does no more, in whichever form its accents are spelled."""
    if not path or not Path(path).is_absolute() or "\ufffd" in path:
        return False
    try:
        return not Path(path).exists()
    except OSError:  # it cannot be looked at, so it may be there
        return False
