"""The routes under /api/v1 to baskets: their quotes are listed, kept, noted, moved and dropped, and exported."""

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from qa.assistant import Assistant
from qa.basket.basket_store import STANDARD, Baskets
from qa.basket.exporting import FORMATS, export
from qa.cite.styles import find_kept_style
from qa.programs import changes, operations
from qa.programs.requests import KeepIn, KeptChangeIn, Name
from qa.web.api_examples import PROBLEM, describe_refusals, describe_route
from qa.web.api_responses import offer_download, tell_made

if TYPE_CHECKING:
    from fastapi import FastAPI

# The last is that of the example.
_KINDS = tuple(dict.fromkeys(FORMATS[name].media_type for name in reversed(list(FORMATS))))
_Format = Annotated[Name, Field(json_schema_extra={"enum": list(FORMATS)})]
# An SQLite row's number.
_QuoteId = Annotated[int, Field(ge=1, lt=2**63)]


# The names of these functions stand in the description of the API.
def add_basket_routes(app: "FastAPI", assistant: Assistant, baskets: Baskets) -> None:
    """Add the routes to what baskets hold."""

    @app.get("/api/v1/baskets", name="baskets", **describe_route("baskets"))
    def list_baskets() -> dict[str, Any]:
        """List the baskets that hold anything."""
        return operations.list_baskets(baskets)

    @app.get("/api/v1/baskets/file", response_class=Response, **describe_route("basket_file", *_KINDS))
    def basket_file(basket: Name = STANDARD, format: _Format = "markdown", style: Name = "apa") -> Response:  # noqa: A002
        """Export a basket as a file."""
        content = export(baskets.list_quotes(basket), format, find_kept_style(style, assistant.library.folder), basket)
        return offer_download(content, FORMATS[format].media_type, f"{basket}{FORMATS[format].suffixes[0]}")

    @app.get("/api/v1/quotes", **describe_route("quotes"))
    def quotes(basket: Name = STANDARD) -> dict[str, Any]:
        """List the quotes in a basket, in order."""
        return operations.list_quotes(baskets, basket)

    @app.post("/api/v1/quotes", response_model=None, **describe_route("keep_quote", makes=True))
    def keep_quote(sent: KeepIn, request: Request) -> Response:
        """Put a place of an article into a basket, unless it is in it; the status is 201 if it is new there."""
        kept = changes.keep_quote(assistant, baskets, sent)
        return tell_made(request, kept, f"quotes/{kept['id']}")

    @app.get("/api/v1/quotes/{quote_id}", **describe_route("read_quote"))
    def read_quote(quote_id: _QuoteId) -> dict[str, Any]:
        """Read a quote that is in a basket."""
        return operations.read_quote(baskets, quote_id)

    @app.patch("/api/v1/quotes/{quote_id}", **describe_route("change_quote"))
    def change_quote(quote_id: _QuoteId, sent: KeptChangeIn) -> dict[str, Any]:
        """Change the note on a quote in a basket, or its place."""
        return changes.change_quote(baskets, quote_id, sent)

    @app.delete("/api/v1/quotes/{quote_id}", status_code=204, responses=describe_refusals(PROBLEM))
    def drop_quote(quote_id: _QuoteId) -> None:
        """Take a quote out of its basket."""
        changes.drop_quote(baskets, quote_id)
