"""Bodies: middleware that reads what is sent before the application does: small, whole and well formed."""

import asyncio
import re
from collections.abc import Callable

from pydantic_core import from_json
from starlette.exceptions import HTTPException

from qa.web.doors import FILES, READING, UPLOAD
from qa.web.sending import App, Message, Receive, Scope, Send, respond
from qa.web.web_settings import WebSettings

_NO_JSON = "Only JSON is read here: send it as application/json."
# Digits of a Content-Length that is worth reading.
_LONGEST_LENGTH = 18
# One that nothing closes goes to the end, so that each byte is looked at once.
_STRING = re.compile(rb'"[^"\\]*+(?:\\(?:.|\Z)[^"\\]*+)*+(?:"|\Z)', re.DOTALL)

# Gets the path and the object that is sent there; returns a sentence on what is wrong with it, None for nothing.
Check = Callable[[str, object], str | None]


class Gone(Exception):
    """Raised where a body is read whose sender has left: nobody waits for an answer."""


class Bodies:
    """Passes on files as they come, up to a size, and JSON only once it was read and checked."""

    def __init__(self, app: App, *, settings: WebSettings, check: Check):
        self._app = app
        self._settings = settings
        self._check = check

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] != "http" or scope["method"] in READING:
            await self._app(scope, receive, send)
            return
        try:
            if scope["path"] in (UPLOAD, FILES):
                await self._app(scope, self._limit(scope, receive, self._settings.largest_upload), send)
            else:
                body = await self._read_message(scope, receive)
                await self._app(scope, _replay(body, receive), send)
        except HTTPException as error:
            await respond(scope, send, error.status_code, error.detail)
        except Gone:
            return

    async def _read_message(self, scope: Scope, receive: Receive) -> bytes:
        """Return a body that is JSON as it should be; raise HTTPException or Gone."""
        kind = dict(scope["headers"]).get(b"content-type", b"").partition(b";")[0].strip().lower()
        if kind not in (b"application/json", b""):
            raise HTTPException(415, _NO_JSON)
        body, more = bytearray(), True
        receive_limited = self._limit(scope, receive, self._settings.largest_message)
        while more:
            message = await receive_limited()
            body += message.get("body", b"")
            more = message.get("more_body", False)
        if body and not kind:
            raise HTTPException(415, _NO_JSON)
        # What is asked for without anything sent, the application refuses by itself.
        sent = self._parse(bytes(body)) if kind else None
        if wrong := self._check(scope["path"], sent):
            raise HTTPException(422, wrong)
        return bytes(body)

    def _parse(self, body: bytes) -> object:
        # Small values take a hundred times the memory of their bytes: they are counted before any is made.
        bare = _STRING.sub(b"", body)
        if sum(map(bare.count, (b",", b"[", b"{"))) > self._settings.most_values:
            raise HTTPException(413, f"At most {self._settings.most_values:,} values can be sent at once.")
        try:
            return from_json(body, allow_inf_nan=False)
        except ValueError as error:
            raise HTTPException(400, "What was sent is not JSON in UTF-8, or is nested too deeply.") from error

    def _limit(self, scope: Scope, receive: Receive, largest: int) -> Receive:
        """Return what receives a body up to a size, and for so long; it raises HTTPException or Gone."""
        too_large = HTTPException(413, f"At most {largest / 2**20:g} MB can be sent here at once.")
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if not announced.isdigit() or len(announced) > _LONGEST_LENGTH or int(announced) > largest:
            raise too_large
        ends = asyncio.get_running_loop().time() + self._settings.longest_sending
        read, complete = 0, False

        async def receive_limited() -> Message:
            nonlocal read, complete
            if complete:
                return await receive()
            try:
                async with asyncio.timeout_at(ends):
                    message = await receive()
            except TimeoutError as error:
                raise HTTPException(408, "It took too long to send this.") from error
            if message["type"] == "http.disconnect":
                raise Gone
            read += len(message.get("body", b""))
            if read > largest:
                raise too_large
            complete = not message.get("more_body", False)
            return message

        return receive_limited


def _replay(body: bytes, receive: Receive) -> Receive:
    """Return what receives a body that was read already, and then whatever comes."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_again() -> Message:
        return waiting.pop() if waiting else await receive()

    return receive_again
