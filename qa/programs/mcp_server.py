"""The MCP server: offers the tools to a language model, over standard input and output or over HTTP."""

import json
import threading
from collections.abc import Callable, Sequence
from functools import partial
from importlib.metadata import version
from typing import Any

import anyio
import mcp.types as protocol
from mcp import MCPError
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from pydantic import ValidationError

from corpus import PullquoteError
from qa.assistant import Assistant
from qa.programs.operations import list_articles
from qa.programs.requests import ListIn
from qa.programs.tools import ADDRESS_TEMPLATE, INSTRUCTIONS, READING, ToolKind, make_address, parse_address
from qa.rendering.telling import format_sentence, tell_fault

Context = ServerRequestContext[Any]
_TEXT = "text/plain"


def serve_tools(open_assistant: Callable[[], Assistant], tools: Sequence[ToolKind] = READING) -> None:
    """Serve tools on standard input and output until the input ends; nothing else is written to the output."""
    anyio.run(_serve, create_server(open_assistant, tools))


async def _serve(server: Server[Any]) -> None:
    async with stdio_server() as (received, sent):
        await server.run(received, sent, server.create_initialization_options())


async def answer_request(server: Server[Any], largest: int, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401
    """Answer one request of HTTP, an ASGI call with a body of at most `largest` bytes; none knows of another."""
    manager = StreamableHTTPSessionManager(server, json_response=True, stateless=True, max_request_body_size=largest)
    async with manager.run():
        await manager.handle_request(scope, receive, send)


def create_server(
    open_assistant: Callable[[], Assistant],
    tools: Sequence[ToolKind] = READING,
    turns: anyio.CapacityLimiter | None = None,
) -> Server[Any]:
    """Return a server of tools over the assistant that `open_assistant` returns, which is called at the first use.

    Questions take their turns with whatever else takes some of `turns`.
    """
    offered = _Offered(open_assistant, tools, turns)
    return Server(
        "pullquote",
        version=version("pullquote"),
        title="Pullquote",
        description="Verbatim quotes of your own articles, with citations",
        instructions=INSTRUCTIONS,
        on_list_tools=offered.list_tools,
        on_call_tool=offered.call_tool,
        on_list_resources=offered.list_resources,
        on_list_resource_templates=offered.list_templates,
        on_read_resource=offered.read_resource,
    )


class _Offered:
    """What the server answers; the work is done in threads, so that a long one holds up nothing."""

    def __init__(
        self, open_assistant: Callable[[], Assistant], tools: Sequence[ToolKind], turns: anyio.CapacityLimiter | None
    ):
        self._tools = tools
        self._turns = turns
        self._open_assistant = open_assistant
        self._opened: Assistant | None = None
        self._opening = threading.Lock()

    async def list_tools(self, _: Context, __: protocol.PaginatedRequestParams | None) -> protocol.ListToolsResult:
        return protocol.ListToolsResult(tools=[_describe(tool) for tool in self._tools])

    async def call_tool(self, _: Context, asked: protocol.CallToolRequestParams) -> protocol.CallToolResult:
        tool = next((tool for tool in self._tools if tool.name == asked.name), None)
        if tool is None:
            names = ", ".join(tool.name for tool in self._tools)
            raise MCPError(protocol.INVALID_PARAMS, f"There is no tool of that name: there are {names}.")
        stop = threading.Event()
        work = partial(self._do, tool, asked.arguments or {}, stop)
        try:
            if tool.answers:  # and is not left alone: its turn lasts until it is done
                return await anyio.to_thread.run_sync(work, limiter=self._turns)
            return await anyio.to_thread.run_sync(work, abandon_on_cancel=True)
        finally:
            stop.set()

    async def list_resources(
        self, _: Context, asked: protocol.PaginatedRequestParams | None
    ) -> protocol.ListResourcesResult:
        return await anyio.to_thread.run_sync(self._list_articles, asked.cursor if asked else None)

    async def list_templates(
        self, _: Context, __: protocol.PaginatedRequestParams | None
    ) -> protocol.ListResourceTemplatesResult:
        article = protocol.ResourceTemplate(
            name="article", title="An article's text", uri_template=ADDRESS_TEMPLATE, mime_type=_TEXT
        )
        return protocol.ListResourceTemplatesResult(resource_templates=[article])

    async def read_resource(self, _: Context, asked: protocol.ReadResourceRequestParams) -> protocol.ReadResourceResult:
        return await anyio.to_thread.run_sync(self._read_article, str(asked.uri))

    def _assistant(self) -> Assistant:
        with self._opening:
            self._opened = self._opened or self._open_assistant()
            return self._opened

    def _do(self, tool: ToolKind, sent: object, stop: threading.Event) -> protocol.CallToolResult:
        try:
            answer = tool.do(self._assistant(), sent, stop)
        except (PullquoteError, ValidationError) as error:
            return protocol.CallToolResult(content=[_write(_tell(error))], is_error=True)
        return protocol.CallToolResult(
            content=[_write(json.dumps(answer, ensure_ascii=False))], structured_content=answer
        )

    def _list_articles(self, cursor: str | None) -> protocol.ListResourcesResult:
        try:
            listed = list_articles(self._assistant(), ListIn(cursor=cursor))
        except (PullquoteError, ValidationError) as error:
            raise MCPError(protocol.INVALID_PARAMS, _tell(error)) from error
        articles = [
            protocol.Resource(name=entry["id"], title=entry["title"], uri=make_address(entry["id"]), mime_type=_TEXT)
            for entry in listed["articles"]
        ]
        return protocol.ListResourcesResult(resources=articles, next_cursor=listed["next"])

    def _read_article(self, address: str) -> protocol.ReadResourceResult:
        article_id = parse_address(address)
        if article_id is None:
            raise MCPError(protocol.INVALID_PARAMS, f"There is nothing at that address: take {ADDRESS_TEMPLATE}.")
        try:
            text = self._assistant().library.article(article_id).text
        except PullquoteError as error:
            raise MCPError(protocol.INVALID_PARAMS, _tell(error)) from error
        whole = protocol.TextResourceContents(uri=address, mime_type=_TEXT, text=text)
        return protocol.ReadResourceResult(contents=[whole])


def _describe(tool: ToolKind) -> protocol.Tool:
    return protocol.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.describe_input(),
        annotations=protocol.ToolAnnotations(
            read_only_hint=not tool.adds, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        ),
    )


def _write(text: str) -> protocol.TextContent:
    return protocol.TextContent(type="text", text=text)


def _tell(error: PullquoteError | ValidationError) -> str:
    """Return an error as one sentence."""
    if isinstance(error, PullquoteError):
        return format_sentence(str(error))
    first = error.errors()[0]
    return tell_fault(first["loc"], first["type"], first.get("ctx", {}))
