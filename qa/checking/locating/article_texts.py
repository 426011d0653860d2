"""ArticleTexts: the texts of a library's articles, each read once while it is held."""

from collections.abc import Iterable

from index import Library

# Texts that are held at a time.
_HELD = 1_000


class ArticleTexts:
    """Reads the texts of articles by their ids and holds them."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._held: dict[str, str] = {}

    def read(self, id_: str) -> str:
        """Return the text of an article."""
        if id_ not in self._held:
            if len(self._held) >= _HELD:
                self._held.clear()
            self._held.update(self._library.texts([id_]))
        return self._held[id_]

    def read_all(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the texts of articles by their ids."""
        return {id_: self.read(id_) for id_ in ids}
