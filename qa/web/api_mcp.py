"""The MCP server on the server: at /mcp, language models are offered the tools, those that change only by a key."""

from functools import cache
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from qa.assistant import Assistant
from qa.web.doors import MAY_CHANGE, MCP
from qa.web.sending import Receive, Scope, Send
from qa.web.waiting import Turns
from qa.web.web_settings import WebSettings


class McpEndpoint:
    """Answers what is sent in the protocol. Its library is imported at the first request, for it takes a second."""

    def __init__(self, assistant: Assistant, turns: Turns, largest: int):
        self._largest = largest
        self._provide_server = cache(lambda may_change: _create_server(assistant, turns, may_change=may_change))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        server = await run_in_threadpool(self._provide_server, bool(scope.get(MAY_CHANGE)))
        from qa.programs.mcp_server import answer_request

        await answer_request(server, self._largest, scope, receive, send)


def _create_server(assistant: Assistant, turns: Turns, *, may_change: bool) -> Any:  # noqa: ANN401 - of a library that is imported late
    from qa.programs.mcp_server import create_server
    from qa.programs.tools import ADDING, READING

    return create_server(lambda: assistant, ADDING if may_change else READING, turns.limiter)


def make_mcp_route(assistant: Assistant, turns: Turns) -> Route:
    """Return the route at which the tools are offered; questions are read in turns."""
    return Route(MCP, McpEndpoint(assistant, turns, WebSettings().largest_message), methods=["POST"])
