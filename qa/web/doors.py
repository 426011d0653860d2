"""The doors: every path of the application that is open at all, and by which methods."""

import re
from dataclasses import dataclass

from qa.web.own_files import LASTING, OWN

READING = frozenset({"GET", "HEAD"})
UPLOAD = "/gradio_api/upload"
# Where a page that is read in the browser is saved from.
SAVE = "/save"
# What a person opens: who has not the token is told so in words.
PAGES = ("/", SAVE)
# Where a program sends a file.
FILES = "/api/v1/files"
# The paths of the API that stays as it is: what changes gets another number.
STAYS = "/api/v1/"
# Where language models find their tools.
MCP = "/mcp"
# What the guard tells the application in the scope of a request: whether it may change something.
MAY_CHANGE = "pullquote.may_change"
# The paths of chat completions, which are OpenAI's.
CHAT = "/v1/"
# A longer path, or one with other characters in a name, is that of no file.
_FILE = re.compile(r"(?:/[\w.~+@-]{1,200}){2,6}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Door:
    """What stands behind a path: by which methods it is reached, and what of the request it needs to know."""

    methods: frozenset[str]
    # Whether it tells nothing of the person: the program's own files.
    public: bool = False
    # Whether its name changes with what it holds, so that a browser may keep it.
    lasting: bool = False
    # Whether programs come here, with keys of their own.
    programs: bool = False
    # Whether the query means anything to the program; page.js reads that of the page by itself.
    query: bool = False
    # Whether the window that opened it may send it messages.
    has_opener: bool = False


_PAGE = Door(READING)
_FILES = Door(READING, public=True)
_BUNDLES = Door(READING, public=True, lasting=True)
_TOLD = Door(frozenset({"GET"}))
_SENT = Door(frozenset({"POST"}))
_ASKED = Door(frozenset({"GET"}), query=True)
# The API's own router knows its paths and methods.
_API = Door(frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}), programs=True, query=True)
_MCP = Door(frozenset({"POST"}), programs=True)

# What the page itself calls; the rest of its framework (files, proxies, streams, histories) is closed.
_DOORS = {
    "/": _PAGE,
    SAVE: Door(READING | {"POST"}, has_opener=True),
    "/config": _TOLD,
    "/favicon.ico": _FILES,
    "/theme.css": _FILES,
    "/gradio_api/app_id": _TOLD,
    "/gradio_api/cancel": _SENT,
    "/gradio_api/info": _TOLD,
    "/gradio_api/queue/data": _ASKED,
    "/gradio_api/queue/join": _SENT,
    "/gradio_api/reset": _SENT,
    "/gradio_api/run/predict": _SENT,
    "/gradio_api/startup-events": _TOLD,
    UPLOAD: _SENT,
    MCP: _MCP,
}
# What is sent only to ask: all else that is sent changes something.
_QUESTIONS = frozenset(
    {
        MCP,
        "/api/ask",
        "/api/check",
        "/api/v1/ask",
        "/api/v1/ask/stream",
        "/api/v1/ask/whole",
        "/api/v1/check",
        "/api/v1/check/whole",
        "/api/v1/cite",
        "/api/v1/find-quotation",
        "/api/v1/resolve",
        "/api/v1/search",
        "/v1/chat/completions",
    }
)
# What is sent to change something: the paths there are by the method.
_CHANGED = re.compile(r"/api/v1/(?:articles|quotes)/.+", re.DOTALL)
_CHANGES = {
    "POST": re.compile(r"/api/v1/(?:articles|files|quotes)"),
    "PATCH": _CHANGED,
    "DELETE": _CHANGED,
}
_FOLDERS = {"/assets/": _BUNDLES, f"{LASTING}/": _BUNDLES, f"{OWN}/": _FILES, "/static/": _FILES}
# Streams that the page opens and can do without. Six open heartbeats would use up all connections that a browser opens
# to one server; files of this machine are here before their progress could be told.
_SILENT = ("/gradio_api/heartbeat/", "/gradio_api/upload_progress")


def find_door(path: str) -> Door | None:
    """Return the door at a path, None if there is none."""
    if path.startswith(("/api/", CHAT)):
        return _API
    if door := next((door for folder, door in _FOLDERS.items() if path.startswith(folder)), None):
        return door if _FILE.fullmatch(path) and "/.." not in path else None
    return _TOLD if is_silent(path) else _DOORS.get(path)


def reads_only(path: str, method: str) -> bool:
    """Return whether a request cannot change anything."""
    return method in READING or (method == "POST" and path in _QUESTIONS)


def changes_something(path: str, method: str) -> bool:
    """Return whether there is something that a request would change."""
    return method in _CHANGES and _CHANGES[method].fullmatch(path) is not None


def is_silent(path: str) -> bool:
    """Return whether a stream is asked for that is closed at once."""
    return path.startswith(_SILENT)
