"""The routes under /api/v1 that change the library: articles are added, corrected and removed."""

import threading
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from index.scratch import make_temporary
from qa.assistant import Assistant
from qa.programs import changes
from qa.programs.requests import DetailsIn, Name, TextIn
from qa.web.api_examples import PROBLEM, describe_refusals, describe_route
from qa.web.api_responses import tell_made
from qa.web.doors import FILES
from qa.web.waiting import run_while_awaited

if TYPE_CHECKING:
    from fastapi import FastAPI

_BYTES = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}


# The names of these functions stand in the description of the API.
def add_library_routes(app: "FastAPI", assistant: Assistant) -> None:
    """Add the routes to what changes articles."""

    @app.post("/api/v1/articles", response_model=None, **describe_route("add_text", makes=True))
    def add_text(sent: TextIn, request: Request) -> Response:
        """Add a text as an article; the same again changes nothing. The status is 201 if it is new, else 200."""
        return _tell_added(request, changes.add_text(assistant, sent))

    told = describe_route("add_file", makes=True, fails=(507,)) | {
        "openapi_extra": {"requestBody": {"content": _BYTES, "required": True}}
    }

    @app.post(FILES, response_model=None, **told)
    async def add_file(name: Name, request: Request) -> Response:
        """Add a file of any kind that Pullquote reads, sent as it is; the same again changes nothing."""
        with make_temporary() as scratch:
            path = scratch.path / "sent"
            try:
                with path.open("xb") as file:
                    async for part in request.stream():
                        file.write(part)
            except OSError as error:
                raise HTTPException(507, f"the file cannot be kept ({error.strerror}): make room first") from error

            def add(stop: threading.Event) -> dict[str, Any]:
                return changes.add_file(assistant, path, name, stop)

            return _tell_added(request, await run_while_awaited(request, add))

    @app.patch("/api/v1/articles/{article_id:path}", **describe_route("correct_article"))
    def correct_article(article_id: Name, sent: DetailsIn) -> dict[str, Any]:
        """Correct what is sent of an article's details; they stay when it is added again."""
        return changes.correct(assistant, article_id, sent)

    @app.delete("/api/v1/articles/{article_id:path}", status_code=204, responses=describe_refusals(PROBLEM))
    def remove_article(article_id: Name) -> None:
        """Remove an article from the library for good; a file that it came from stays where it is."""
        changes.remove(assistant, article_id)


def _tell_added(request: Request, added: dict[str, Any]) -> Response:
    # A file may hold many articles, which have no address together.
    [place, *others] = [f"articles/{quote(article['id'])}" for article in added["articles"]]
    return tell_made(request, added, place if not others else "articles")
