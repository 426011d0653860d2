"""Articles of the tests, an assistant over them, and its MCP server for a client in this process."""

from concurrent.futures import ThreadPoolExecutor

import anyio
import pytest
from mcp import Client, MCPError

from corpus import Article, Source
from qa.programs.mcp_server import create_server
from qa.programs.tools import READING

TOLL = (
    "On 10 June the ferry toll rose to 9 crowns.\n\n“Nobody asked the rowers *first*,” said Ada Finch.\n\nIt rained 𝄞."
)
ARTICLES = (
    Article(
        "toll/1",
        "Ferry toll",
        TOLL,
        Source(url="https://herald.example/toll", publisher="Daily Herald", authors=("Bo Reed",), published="2024-06"),
    ),
    Article("lamp", "Lamp", "The lamp burned whale oil. " * 40 + "\n\nNobody trimmed it.", Source(published="2019")),
)


@pytest.fixture(scope="session")
def articles():
    return {article.id: article for article in ARTICLES}


@pytest.fixture(scope="session")
def assistant(make_assistant, word_reader):
    return make_assistant(*ARTICLES, reader=word_reader)


@pytest.fixture(scope="session")
def run_apart():
    """Return a function that runs a coroutine function in a thread of its own: this one's event loop is others'."""

    def run(work):
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(anyio.run, work).result()

    return run


@pytest.fixture(scope="session")
def with_client(assistant, run_apart):
    """Return what a coroutine function returns for a client of the server, or the protocol's error that it raises."""

    def run(use, open_assistant=lambda: assistant, tools=READING):
        async def connect():
            async with Client(create_server(open_assistant, tools)) as client:
                try:
                    return await use(client)
                except MCPError as error:  # out of the client's tasks it would come in a group
                    return error

        return run_apart(connect)

    return run


@pytest.fixture(scope="session")
def call(with_client):
    """Call a tool; return its answer, or the sentence of its error."""

    def call_(name, **arguments):
        called = with_client(lambda client: client.call_tool(name, arguments))
        return called.content[0].text if called.is_error else called.structured_content

    return call_
