"""The machine API: questions and articles as JSON, over plain HTTP routes."""

from importlib.metadata import version
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response, Security
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from fastapi.security import HTTPBearer
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.routing import Match

from corpus import PullquoteError
from qa.answer import Answer
from qa.assistant import Assistant
from qa.basket.basket_store import Baskets
from qa.basket.exporting import FORMATS, export, find_format
from qa.cite.copying import copy_all, make_copies
from qa.cite.references import cite_items
from qa.cite.styles import find_kept_style
from qa.conversations.conversation_markdown import render_conversation, render_exchange
from qa.conversations.conversation_store import Conversations
from qa.conversations.exchange import Exchange
from qa.conversations.ratings import zip_ratings
from qa.errors import NoSuchConversation
from qa.programs import operations
from qa.programs.requests import AskIn, DraftIn, Name
from qa.rendering.answer_json import serialise_entry
from qa.web.ageing import Ageing
from qa.web.api_baskets import add_basket_routes
from qa.web.api_chat import add_chat_routes
from qa.web.api_examples import PAGE_REFUSAL, describe_file, describe_refusals
from qa.web.api_lasting import add_lasting_routes
from qa.web.api_library import add_library_routes
from qa.web.api_mcp import make_mcp_route
from qa.web.api_responses import handle_refused, handle_unreadable, offer_download, refuse_malformed, write_forms
from qa.web.waiting import Turns, run_while_awaited
from qa.web.web_settings import WebSettings

Json = dict[str, Any]
# Characters of a file's suffix that are told when there is no such format.
_LONGEST_SUFFIX = 40
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def create_api(assistant: Assistant, conversations: Conversations, baskets: Baskets) -> FastAPI:
    """Return an application with the API's routes only."""
    app = FastAPI(
        title="Pullquote",
        version=version("pullquote"),
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        responses=describe_refusals(PAGE_REFUSAL),
        # The guard asks for it; here it is told.
        dependencies=[Security(HTTPBearer(auto_error=False, description="A key, or the token of the page's address."))],
    )
    app.add_exception_handler(PullquoteError, handle_refused)
    app.add_exception_handler(RequestValidationError, _handle_malformed)
    app.add_exception_handler(HTTPException, handle_unreadable)
    turns = Turns(WebSettings().at_once)
    add_lasting_routes(app, assistant, turns)
    add_library_routes(app, assistant)
    add_basket_routes(app, assistant, baskets)
    add_chat_routes(app, assistant, turns)
    app.routes.append(make_mcp_route(assistant, turns))
    app.add_middleware(Ageing)
    _add_questions(app, assistant, turns)
    _add_conversations(app, conversations, assistant.library.folder)
    _add_exports(app, conversations, baskets, assistant.library.folder)

    @app.api_route("/v1/{rest:path}", methods=list(_METHODS), include_in_schema=False)
    @app.api_route("/api/{rest:path}", methods=list(_METHODS), include_in_schema=False)
    def refuse(request: Request) -> None:
        """Refuse every other address of the API, and every other method, rather than have the page do it."""
        if allowed := _list_methods(app, request):
            raise HTTPException(405, f"this address takes {allowed} only: see /api/openapi.json", {"allow": allowed})
        raise HTTPException(404, "there is no such address: see /api/openapi.json")

    return app


# The names of these functions stand in the description of the API.


def _add_questions(app: FastAPI, assistant: Assistant, turns: Turns) -> None:
    """Add the routes that stay for a release; those of api_lasting.py take their place."""

    @app.post("/api/ask", deprecated=True)
    async def ask(asked: AskIn, request: Request) -> dict[str, Any]:
        """Answer a question with verbatim quotes, or say why not."""
        return await turns.read(request, lambda: operations.ask(assistant, asked))

    @app.post("/api/check", deprecated=True)
    async def check(sent: DraftIn, request: Request) -> dict[str, Any]:
        """Say of each quotation in a draft whether it stands in the articles, and where."""
        return await run_while_awaited(request, lambda stop: operations.check(assistant, sent, stop))

    @app.get("/api/articles", deprecated=True)
    def articles() -> dict[str, list[dict[str, Any]]]:
        """List the library's articles, newest publication first."""
        return {"articles": [serialise_entry(entry) for entry in assistant.library.entries()]}


def _add_conversations(app: FastAPI, conversations: Conversations, library: Path) -> None:
    """Add the routes to what the conversations hold; `library` is the folder of the library."""

    @app.get("/api/conversations/{conversation}.md", **describe_file("text/markdown"))
    def conversation_as_markdown(conversation: str) -> Response:
        """Export a conversation as Markdown."""
        name = conversations.get_name(conversation)
        text = render_conversation(name, conversations.list_exchanges(conversation))
        return offer_download(text.encode("utf-8"), "text/markdown; charset=utf-8", f"{name}.md")

    @app.get("/api/conversations/{conversation}/answers/{number}.md", **describe_file("text/markdown"))
    def answer_as_markdown(conversation: str, number: int) -> Response:
        """Export an answer with its question as Markdown."""
        exchange, _ = _find_answered(conversations, conversation, number)
        return offer_download(render_exchange(exchange).encode("utf-8"), "text/markdown; charset=utf-8", "answer.md")

    @app.get("/api/conversations/{conversation}/copies/{number}")
    def copies_of_exchange(conversation: str, number: int, style: Name) -> dict[str, Any]:
        """Return what can be pasted of an answer's quotes, in a style."""
        chosen = find_kept_style(style, library)
        _, answer = _find_answered(conversations, conversation, number)
        cited = answer.quotes or answer.nearest
        quotes = [
            {
                "number": copy.number,
                "quote": write_forms(copy.quote),
                "citation": write_forms(copy.citation),
                "both": write_forms(copy.both),
            }
            for copy in make_copies(cited, chosen)
        ]
        return {"style": style, "quotes": quotes, "all": write_forms(copy_all(cited, chosen))}


def _add_exports(app: FastAPI, conversations: Conversations, baskets: Baskets, library: Path) -> None:
    """Add the routes to files of baskets and ratings; `library` is the folder of the library."""

    @app.get("/api/basket.{suffix}", **describe_file(*(each.media_type for each in FORMATS.values())))
    def basket_as_file(suffix: str, basket: Name, style: Name) -> Response:
        """Export a basket, set and cited in a style."""
        name = find_format(Path(f"basket.{suffix[:_LONGEST_SUFFIX]}"))
        chosen, title = find_kept_style(style, library), basket[:1].upper() + basket[1:]
        content = export(baskets.list_quotes(basket), name, chosen, title)
        return offer_download(content, FORMATS[name].media_type, f"{basket}.{suffix.rpartition('.')[2]}")

    @app.get("/api/style")
    def style_by_name(name: Name) -> dict[str, str]:
        """Say which style is meant by a name, if it can be used."""
        style = find_kept_style(name, library)
        cite_items([], style)
        return {"name": style.name, "title": style.title}

    @app.get("/api/ratings.zip", **describe_file("application/zip"))
    def ratings() -> Response:
        """Export the rated answers as a question set."""
        return offer_download(zip_ratings(conversations), "application/zip", "pullquote-ratings.zip")


def serve_files(app: FastAPI, path: str, folder: str) -> None:
    """Serve the files of a folder under `path`."""
    app.mount(path, StaticFiles(directory=folder))


def _list_methods(app: FastAPI, request: Request) -> str:
    """Return the methods by which an address of the API is reached, if it is one."""
    described = [route for route in app.routes if isinstance(route, APIRoute) and route.include_in_schema]
    near = [route for route in described if route.matches(request.scope)[0] is Match.PARTIAL]
    return ", ".join(sorted({method for route in near for method in route.methods or ()}))


def _find_answered(conversations: Conversations, conversation: str, number: int) -> tuple[Exchange, Answer]:
    """Return an exchange that was answered, with its answer; raise NoSuchConversation."""
    for exchange in conversations.list_exchanges(conversation):
        if exchange.number == number and exchange.answer is not None:
            return exchange, exchange.answer
    raise NoSuchConversation("that answer is not in the conversation any more: load the page again")


def _handle_malformed(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    return refuse_malformed(request, error.errors()[0])
