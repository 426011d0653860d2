"""RemoteAssistant: the Assistant of a server, asked over HTTP."""

import json
from dataclasses import asdict, replace
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from qa.answer import Answer
from qa.asker import AskedQuestion, Asker
from qa.checking.report.report import Report
from qa.errors import ServerRefused
from qa.programs.whole import unpack_whole_answer, unpack_whole_report

Json = dict[str, Any]


class RemoteAssistant(Asker):
    """Asks and checks as an Assistant does, over the library of a server; several threads may use it.

    Answers hold the articles that they quote, without the paths of their files. Whatever the server refuses is raised
    as ServerRefused, in its words.
    """

    def __init__(self, url: str, key: str, seconds: float = 120):
        """`url` is the server's, `key` one of `pullquote keys` or the page's token; `seconds` is how long it waits."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ServerRefused(f"{url!r} is not the address of a server: it begins with http:// or https://")
        self._connect = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self._host, self._path, self._key, self._seconds = parts.netloc, parts.path.rstrip("/"), key.strip(), seconds
        if not (self._key and self._key.isascii() and self._key.isprintable()):
            raise ServerRefused("that is no key: it has the letters that `pullquote keys add` printed")

    def check(self, draft: str) -> Report:
        """Check a draft as `Assistant.check` does."""
        return unpack_whole_report(self._post("check/whole", {"draft": draft}))

    def _answer(self, asked: AskedQuestion) -> Answer:
        sent = {
            "question": asked.question,
            "history": [asdict(turn) for turn in asked.history],
            "filters": asdict(asked.filters),
            "asked": asked.asked.isoformat() if asked.asked else None,
        }
        answer = unpack_whole_answer(self._post("ask/whole", sent))
        return replace(answer, id=asked.id) if asked.id else answer

    def _post(self, path: str, sent: Json) -> Json:
        headers = {"Authorization": f"Bearer {self._key}", "Content-Type": "application/json"}
        connection = self._connect(self._host, timeout=self._seconds)
        try:
            connection.request("POST", f"{self._path}/api/v1/{path}", json.dumps(sent), headers)
            return _read(connection.getresponse())
        except (OSError, HTTPException, ValueError) as error:
            raise ServerRefused(
                f"the server at {self._host} does not answer: start it with `pullquote serve`"
            ) from error
        finally:
            connection.close()


def _read(answer: HTTPResponse) -> Json:
    """Return what was answered; raise ServerRefused."""
    try:
        told = json.loads(answer.read())
    except ValueError as error:
        raise ServerRefused("the server does not answer as Pullquote does: check its address") from error
    if not isinstance(told, dict) or answer.status >= 300:
        detail = told.get("detail") if isinstance(told, dict) else None
        raise ServerRefused(str(detail or f"the server answered with the status {answer.status}: check its address"))
    return told
