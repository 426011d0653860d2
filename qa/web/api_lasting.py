"""The part of the machine API that stays: under /api/v1, each operation by which programs ask and read."""

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from qa.assistant import Assistant
from qa.programs import operations
from qa.programs.requests import (
    LARGEST_OFFSET,
    LONGEST_LIST,
    LONGEST_PART,
    AskIn,
    DraftIn,
    ListIn,
    Name,
    PartIn,
    PlaceIn,
    QuotationIn,
    ResolveIn,
    SearchIn,
)
from qa.programs.whole import pack_whole_answer, pack_whole_report
from qa.web.api_examples import describe_route
from qa.web.api_responses import stream_events
from qa.web.html.reference_html import render_reference
from qa.web.waiting import Turns, run_while_awaited

if TYPE_CHECKING:
    from fastapi import FastAPI


# The names of these functions stand in the description of the API.
def add_lasting_routes(app: "FastAPI", assistant: Assistant, turns: Turns) -> None:
    """Add the routes under /api/v1; questions are read in turns."""

    @app.post("/api/v1/ask", name="ask_v1", **describe_route("ask_v1"))
    async def ask(asked: AskIn, request: Request) -> dict[str, Any]:
        """Answer a question with verbatim quotes, or say why not."""
        return await turns.read(request, lambda: operations.ask(assistant, asked))

    @app.post("/api/v1/ask/stream", response_class=Response, **describe_route("ask_in_stream", "text/event-stream"))
    async def ask_in_stream(asked: AskIn, request: Request) -> Response:
        """Answer as `ask` does, by server-sent events: each `quote`, then the whole `answer`."""
        answer = await turns.read(request, lambda: operations.ask(assistant, asked))
        return stream_events([*(("quote", quote) for quote in answer["quotes"]), ("answer", answer)])

    @app.post("/api/v1/ask/whole", **describe_route("ask_whole"))
    async def ask_whole(asked: AskIn, request: Request) -> dict[str, Any]:
        """Answer a question for Pullquote's own client, with the articles that are quoted."""
        return await turns.read(request, lambda: pack_whole_answer(operations.find_answer(assistant, asked)))

    @app.post("/api/v1/search", **describe_route("search"))
    def search(wanted: SearchIn) -> dict[str, Any]:
        """Find passages by words and meaning, best first."""
        return operations.search(assistant, wanted)

    @app.post("/api/v1/check", name="check_v1", **describe_route("check_v1"))
    async def check(sent: DraftIn, request: Request) -> dict[str, Any]:
        """Say of each quotation in a draft whether it stands in the articles, and where."""
        return await run_while_awaited(request, lambda stop: operations.check(assistant, sent, stop))

    @app.post("/api/v1/check/whole", **describe_route("check_whole"))
    async def check_whole(sent: DraftIn, request: Request) -> dict[str, Any]:
        """Check a draft for Pullquote's own client, with the articles that are quoted."""
        return await run_while_awaited(request, lambda stop: pack_whole_report(assistant.check(sent.draft, stop=stop)))

    @app.post("/api/v1/find-quotation", **describe_route("find_quotation"))
    async def find_quotation(sought: QuotationIn, request: Request) -> dict[str, Any]:
        """Say of one quotation whether it stands in the articles, and where."""
        return await run_while_awaited(request, lambda stop: operations.find_quotation(assistant, sought, stop))

    @app.post("/api/v1/cite", **describe_route("cite"))
    def cite(wanted: PlaceIn) -> dict[str, Any]:
        """Quote and cite a place of an article in a style."""
        return operations.cite(assistant, wanted)

    @app.post("/api/v1/resolve", **describe_route("resolve"))
    def resolve(wanted: ResolveIn) -> dict[str, Any]:
        """Say of quotes, by the anchors in an answer, what has become of them."""
        return operations.resolve(assistant, wanted)

    @app.get("/api/v1/articles", name="articles_v1", **describe_route("articles_v1"))
    def articles(cursor: Name | None = None, most: Annotated[int, Field(ge=1, le=LONGEST_LIST)] = 50) -> dict[str, Any]:
        """List articles, newest publication first; `next` is the cursor of the page that follows."""
        return operations.list_articles(assistant, ListIn(cursor=cursor, most=most))

    @app.get("/api/v1/articles/{article_id:path}", **describe_route("read_article"))
    def read_article(
        article_id: Name,
        start: Annotated[int, Field(ge=0, le=LARGEST_OFFSET)] = 0,
        most: Annotated[int, Field(ge=1, le=LONGEST_PART)] = 4_000,
    ) -> dict[str, Any]:
        """Read a part of an article's text, letter for letter; `next` is where it goes on."""
        return operations.read_part(assistant, PartIn(article_id=article_id, start=start, most=most))

    @app.get("/api/v1/reference", include_in_schema=False)
    def reference() -> HTMLResponse:
        """Describe the API on a page."""
        return HTMLResponse(render_reference(app.openapi()))
