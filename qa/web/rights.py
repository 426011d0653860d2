"""Rights: what readers and editors may do where people log in, by route and method; what is not named is shut."""

import re
from collections.abc import Mapping

from qa.people.users import Role
from qa.programs.keys import Scope
from qa.web.doors import FILES, MCP, READING, SAVE, UPLOAD, is_silent, reads_only

_READ, _SENT = READING, frozenset({"POST"})
# By the path of each route, as the application declares it: the methods that readers may use, and those that only
# editors may besides. What is public is not among them.
_Methods = tuple[frozenset[str], frozenset[str]]
_NONE: frozenset[str] = frozenset()
ROUTES: Mapping[str, _Methods] = {
    # The page. Which of its events a reader may send is said in page/readers_events.py.
    "/": (_READ, _NONE),
    "/assets/{path:path}": (_READ, _NONE),
    "/config": (_READ, _NONE),
    "/favicon.ico": (_READ, _NONE),
    "/gradio_api/app_id": (_READ, _NONE),
    "/gradio_api/cancel": (_SENT, _NONE),
    "/gradio_api/info": (_READ, _NONE),
    "/gradio_api/queue/data": (_READ, _NONE),
    "/gradio_api/queue/join": (_SENT, _NONE),
    "/gradio_api/reset": (_SENT, _NONE),
    "/gradio_api/run/predict": (_SENT, _NONE),
    "/gradio_api/startup-events": (_READ, _NONE),
    "/static/{path:path}": (_READ, _NONE),
    "/theme.css": (_READ, _NONE),
    # A draft that is checked is sent here, too.
    UPLOAD: (_SENT, _NONE),
    SAVE: (_NONE, _READ | _SENT),
    # What the page's scripts ask for, and the API from before /api/v1.
    "/api/openapi.json": (_READ, _NONE),
    "/api/ask": (_SENT, _NONE),
    "/api/articles": (_READ, _NONE),
    "/api/basket.{suffix}": (_READ, _NONE),
    "/api/check": (_SENT, _NONE),
    "/api/conversations/{conversation}.md": (_READ, _NONE),
    "/api/conversations/{conversation}/answers/{number}.md": (_READ, _NONE),
    "/api/conversations/{conversation}/copies/{number}": (_READ, _NONE),
    "/api/ratings.zip": (_READ, _NONE),
    "/api/style": (_READ, _NONE),
    # Programs.
    "/api/v1/articles": (_READ, _SENT),
    "/api/v1/articles/{article_id:path}": (_READ, frozenset({"PATCH", "DELETE"})),
    FILES: (_NONE, _SENT),
    "/api/v1/ask": (_SENT, _NONE),
    "/api/v1/ask/stream": (_SENT, _NONE),
    "/api/v1/ask/whole": (_SENT, _NONE),
    "/api/v1/baskets": (_READ, _NONE),
    "/api/v1/baskets/file": (_READ, _NONE),
    "/api/v1/check": (_SENT, _NONE),
    "/api/v1/check/whole": (_SENT, _NONE),
    "/api/v1/cite": (_SENT, _NONE),
    "/api/v1/find-quotation": (_SENT, _NONE),
    "/api/v1/quotes": (_READ | _SENT, _NONE),
    "/api/v1/quotes/{quote_id}": (_READ | {"PATCH", "DELETE"}, _NONE),
    "/api/v1/reference": (_READ, _NONE),
    "/api/v1/resolve": (_SENT, _NONE),
    "/api/v1/search": (_SENT, _NONE),
    "/v1/chat/completions": (_SENT, _NONE),
    "/v1/models": (_READ, _NONE),
    "/v1/models/{model}": (_READ, _NONE),
    MCP: (_SENT, _NONE),
}
# What takes the processor's time or fetches: asking, checking and adding.
_WORK = frozenset({"/gradio_api/queue/join", UPLOAD, SAVE, FILES, "/api/v1/articles"})


def _find_rules(path: str) -> list[_Methods]:
    """Return what is said of a path; a route with nothing to fill in is meant before one with something."""
    if is_silent(path):
        return [(frozenset({"GET"}), _NONE)]
    return [ROUTES[path]] if path in ROUTES else [rule for pattern, rule in _PATTERNS if pattern.fullmatch(path)]


def _compile_path(path: str) -> re.Pattern[str]:
    parts = re.split(r"(\{\w+(?::path)?\})", path)
    return re.compile(
        "".join(
            (".+" if part.endswith(":path}") else "[^/]+") if part.startswith("{") else re.escape(part)
            for part in parts
        ),
        re.DOTALL,
    )


_PATTERNS = [(_compile_path(path), methods) for path, methods in ROUTES.items() if "{" in path]


def list_methods(path: str) -> frozenset[str]:
    """Return the methods by which anybody may come to a path, none if it is shut."""
    return frozenset().union(*(readers | editors for readers, editors in _find_rules(path)))


def may(role: Role, scope: Scope, path: str, method: str) -> bool:
    """Say whether somebody of a role may do something, through a key of some scope."""
    rules = _find_rules(path)
    allowed = any(method in readers or (role is Role.EDITOR and method in editors) for readers, editors in rules)
    return allowed and (scope is Scope.WRITE or reads_only(path, method))


def is_work(path: str, method: str) -> bool:
    """Say whether a request takes the processor's time: a person may send fewer of these."""
    return method not in READING and (path in _WORK or reads_only(path, method))
