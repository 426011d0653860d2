"""The texts of a library's articles, some of which are held at hand."""

from collections.abc import Iterable

from index import Library

# Articles whose texts are held at a time.
_HELD = 1_000


class Texts:
    """Gives the text of an article by its id; what was asked for lately is not read again."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._held: dict[str, str] = {}

    def of(self, id_: str) -> str:
        """Return the text of an article."""
        if id_ not in self._held:
            if len(self._held) >= _HELD:
                self._held.clear()
            self._held.update(self._library.texts([id_]))
        return self._held[id_]

    def those(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the texts of articles by their ids."""
        return {id_: self.of(id_) for id_ in ids}
