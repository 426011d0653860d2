"""The machine API: questions and articles as JSON, over plain HTTP routes."""

from typing import Annotated, Any, Literal

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from starlette.exceptions import HTTPException

from corpus import PullquoteError
from index import Entry, Filters, NoSuchArticle
from qa.assistant import Assistant
from qa.followup import Turn
from qa.render import answer_json
from qa.web.html import sentence

# Longer values are refused before anything is done with them; the assistant sets the length of a question itself.
Text = Annotated[str, StringConstraints(max_length=100_000)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=1_000)]
Names = Annotated[tuple[Name, ...], Field(max_length=1_000)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TurnIn(_Strict):
    """An earlier utterance of the conversation."""

    role: Literal["user", "assistant"]
    text: Text


class FiltersIn(_Strict):
    """Conditions on the articles that are asked; see index.Filters."""

    published_from: Name | None = None
    published_to: Name | None = None
    publishers: Names = ()
    article_ids: Names = ()


class AskIn(_Strict):
    """A question, the turns before it, and the filters."""

    question: Text
    history: Annotated[tuple[TurnIn, ...], Field(max_length=1_000)] = ()
    filters: FiltersIn = FiltersIn()


def create_api(assistant: Assistant) -> FastAPI:
    """Return an application with the API's routes only."""
    app = FastAPI(title="Pullquote", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.add_exception_handler(PullquoteError, _refused)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _unreadable)

    @app.post("/api/ask")
    def ask(asked: AskIn) -> dict[str, Any]:
        """Answer a question with verbatim quotes, or say why not."""
        wanted = asked.filters
        _check_ids(assistant, wanted.article_ids)
        filters = Filters(wanted.published_from, wanted.published_to, wanted.publishers, wanted.article_ids)
        history = [Turn(turn.role, turn.text) for turn in asked.history]
        return answer_json(assistant.ask(asked.question, history, filters))

    @app.get("/api/articles")
    def articles() -> dict[str, list[dict[str, Any]]]:
        """List the library's articles, newest publication first."""
        return {"articles": [_entry_json(entry) for entry in assistant.library.entries()]}

    return app


def serve_files(app: FastAPI, path: str, folder: str) -> None:
    """Serve the files of a folder under `path`."""
    app.mount(path, StaticFiles(directory=folder))


def _check_ids(assistant: Assistant, wanted: tuple[str, ...]) -> None:
    if wanted:
        unknown = set(wanted) - {entry.id for entry in assistant.library.entries()}
        if unknown:
            raise NoSuchArticle(f"there is no article {min(unknown)!r} in the library: GET /api/articles lists them")


def _entry_json(entry: Entry) -> dict[str, Any]:
    source = entry.source
    return {
        "id": entry.id,
        "title": entry.title,
        "url": source.url,
        "publisher": source.publisher,
        "authors": list(source.authors),
        "published": source.published,
        "words": entry.word_count,
        "added": entry.added,
    }


def _refused(_: Request, error: Exception) -> JSONResponse:
    status = 404 if isinstance(error, NoSuchArticle) else 400
    return JSONResponse({"error": sentence(str(error))}, status)


def _unreadable(_: Request, error: Exception) -> JSONResponse:
    status, detail = (error.status_code, str(error.detail)) if isinstance(error, HTTPException) else (400, str(error))
    return JSONResponse({"error": sentence(detail)}, status)


def _malformed(_: Request, error: Exception) -> JSONResponse:
    # What was sent is not repeated: it may be anything.
    where, what = "", "the request cannot be read"
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if part != "body")[:200]
        what = str(first["msg"])
    return JSONResponse({"error": sentence(f"{where}: {what}" if where else what)}, 422)
