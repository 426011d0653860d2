"""Mends and rescues all that a library's folder holds: articles, conversations, baskets, feeds, users and keys."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from index import Connections, Library
from index.doctor import Finding
from index.doctor import examine as examine_articles
from index.folder import PEOPLE, USERS, make_folder
from index.manifest import RESCUE
from index.pages import Record
from index.remains import salvage_records
from index.rescue import Rescue
from index.rescue import rescue as rescue_articles
from qa.basket import basket_mending as baskets
from qa.basket import basket_store
from qa.conversations import conversation_file
from qa.conversations import conversation_mending as conversations
from qa.following import feed_mending as feeds
from qa.following import feed_store
from qa.people import users_mending
from qa.people.users import connect as connect_users
from qa.programs import key_mending as keys
from qa.programs import keys as key_store

_Refill = Callable[[Connections, Iterable[Record]], None]
_Mend = Callable[[Connections], list[str]]
_KEPT: tuple[tuple[str, Callable[[Path], Connections], _Mend, _Refill], ...] = (
    (conversation_file.FILE_NAME, conversation_file.connect, conversations.mend, conversations.refill),
    (basket_store.FILE_NAME, basket_store.connect, baskets.mend, baskets.refill),
    (feed_store.FILE_NAME, feed_store.connect, feeds.mend, feeds.refill),
    (USERS, connect_users, lambda _: [], users_mending.refill),
    (key_store.FILE_NAME, key_store.connect, keys.mend, keys.refill),
)


def examine(library: Library) -> list[Finding]:
    """Examine all that a library's folder holds, mend what can be mended, and return the findings."""
    findings = examine_articles(library)
    for folder in _list_folders(library.folder):
        for name, connect, mend, _ in _KEPT:
            if not (folder / name).exists():
                continue
            connections = connect(folder)
            if trouble := connections.find_damage():
                told = (folder / name).relative_to(library.folder)
                findings.append(Finding(f"{told} is damaged ({trouble}): {RESCUE}", mended=False))
            else:
                findings += [Finding(message, mended=True) for message in mend(connections)]
    return findings


def rescue(damaged: Path, new: Path, cache: Path, model: str | None, done: Callable[[float], None]) -> Rescue:
    """Copy all that can be read of a damaged library into a new folder; see index.rescue.rescue."""
    rescued = rescue_articles(damaged, new, cache, model, done)
    for folder in _list_folders(damaged):
        for name, connect, _, refill in _KEPT:
            if (folder / name).exists():
                into = new / folder.relative_to(damaged)
                make_folder(into)
                refill(connect(into), salvage_records(folder / name))
    return rescued


def _list_folders(library: Path) -> Iterator[Path]:
    """Yield the folder of a library, and those of its users, each of which holds what is theirs."""
    yield library
    if (library / PEOPLE).is_dir():
        yield from sorted(folder for folder in (library / PEOPLE).iterdir() if folder.is_dir())
