"""Places of libraries: a folder, or an address of PostgreSQL; and what opens either."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from index.database import Database
from index.engine import Engine
from index.errors import LibraryError
from index.folder import LIBRARY, make_folder
from index.troubles import escape_path, explain_os


@dataclass(frozen=True, slots=True)
class Address:
    """A library in PostgreSQL; what is this machine's alone, such as conversations, is kept in the folder."""

    url: str
    folder: Path

    def __str__(self) -> str:
        return hide_password(self.url)


Place = Path | Address


def show_place(place: Place) -> str:
    """Return a place as messages show it."""
    return escape_path(place) if isinstance(place, Path) else str(place)


def hide_password(url: str) -> str:
    """Return an address as messages show it: without a password, and without its options."""
    parts = urlsplit(url)
    user, at, host = parts.netloc.rpartition("@")
    return urlunsplit((parts.scheme, f"{user.partition(':')[0]}{at}{host}", parts.path, "", ""))


def pack_place(place: Place) -> tuple[str, str | None]:
    """Return a place as another process is told of it."""
    return (str(place), None) if isinstance(place, Path) else (str(place.folder), place.url)


def unpack_place(folder: str, url: str | None) -> Place:
    """Return the place that another process told of."""
    return Path(folder) if url is None else Address(url, Path(folder))


def open_engine(place: Place) -> Engine:
    """Return the engine of the library at a place, which need not have been made yet."""
    if isinstance(place, Path):
        return Database(place / LIBRARY)
    try:
        from index.postgresql.shared_database import SharedDatabase
    except ImportError as error:
        raise LibraryError(
            f"a library in PostgreSQL needs a package that is not installed ({error.name}): "
            "run `pip install 'pullquote[postgresql]'`"
        ) from error
    try:
        make_folder(place.folder)
    except OSError as error:
        raise LibraryError(explain_os(error, place.folder, "make the folder")) from error
    return SharedDatabase(place)
