"""Ageing: middleware that says of the routes from before /api/v1 that they are old, and what takes their place."""

from qa.web.sending import App, Message, Receive, Scope, Send

# When they became old, in seconds since 1970 as RFC 9745 has it: 29 November 2026.
_SINCE = b"@1795910400"
_SUCCESSORS = {
    "/api/ask": "/api/v1/ask",
    "/api/check": "/api/v1/check",
    "/api/articles": "/api/v1/articles",
}
_EXPORT, _EXPORT_SUCCESSOR = "/api/basket.", "/api/v1/baskets/file"


class Ageing:
    """Adds the headers Deprecation and Link to what old routes answer, whatever it is."""

    def __init__(self, app: App):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        successor = _find_successor(scope["path"]) if scope["type"] == "http" else None
        await self._app(scope, receive, _add_headers(send, successor) if successor else send)


def _find_successor(path: str) -> str | None:
    return _EXPORT_SUCCESSOR if path.startswith(_EXPORT) else _SUCCESSORS.get(path)


def _add_headers(send: Send, successor: str) -> Send:
    link = f'<{successor}>; rel="successor-version"'.encode()

    async def send_aged(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [*message["headers"], (b"deprecation", _SINCE), (b"link", link)]
            message = {**message, "headers": headers}
        await send(message)

    return send_aged
