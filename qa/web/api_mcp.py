"""The MCP server on the server: at /mcp, language models are offered the tools."""

from functools import cached_property
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from qa.assistant import Assistant
from qa.web.doors import MCP
from qa.web.sending import Receive, Scope, Send
from qa.web.web_settings import WebSettings


class McpEndpoint:
    """Answers what is sent in the protocol. Its library is imported at the first request, for it takes a second."""

    def __init__(self, assistant: Assistant, largest: int):
        self._assistant = assistant
        self._largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        server = await run_in_threadpool(lambda: self._server)
        from qa.programs.mcp_server import answer_request

        await answer_request(server, self._largest, scope, receive, send)

    @cached_property
    def _server(self) -> Any:  # noqa: ANN401 - of a library that is imported late
        from qa.programs.mcp_server import create_server

        return create_server(lambda: self._assistant)


def make_mcp_route(assistant: Assistant) -> Route:
    """Return the route at which the tools are offered."""
    return Route(MCP, McpEndpoint(assistant, WebSettings().largest_message), methods=["POST"])
