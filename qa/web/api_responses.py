"""What the machine API sends back, other than values as JSON: files, forms to paste, and errors as sentences."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from index import NoSuchArticle
from qa.cite.marked_text import RichText
from qa.errors import NoSuchConversation, NoSuchQuote
from qa.rendering.telling import format_sentence, tell_fault
from qa.web.doors import STAYS
from qa.web.sending import write_fault


def offer_download(content: bytes, media_type: str, name: str) -> Response:
    """Return a file to be saved under a name that any system can take."""
    stem, _, suffix = name.rpartition(".")
    safe = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*\u2028\u2029\u202a-\u202e\u2066-\u2069]', " ", stem)
    safe = f"{' '.join(safe.split()) or 'pullquote'}.{suffix}"
    return Response(
        content, media_type=media_type, headers={"content-disposition": f"attachment; filename*=UTF-8''{quote(safe)}"}
    )


def tell_made(request: Request, told: Mapping[str, Any], place: str) -> Response:
    """Return what was done as JSON: with the status 201 and its address if something is `new`, else with 200.

    `place` is the address under /api/v1, as it stands in one.
    """
    if not told["new"]:
        return JSONResponse(told)
    return JSONResponse(told, 201, {"location": f"{request.scope.get('root_path', '')}{STAYS}{place}"})


def stream_events(events: Iterable[tuple[str, object]]) -> Response:
    """Return server-sent events: of each its name, which may be empty, and its data, a text or what is sent as JSON."""
    written = (_write_event(name, data) for name, data in events)
    return StreamingResponse(written, media_type="text/event-stream", headers={"cache-control": "no-store"})


def _write_event(name: str, data: object) -> str:
    # In ASCII, so that no client takes a letter for the end of a line.
    told = data if isinstance(data, str) else json.dumps(data)
    return f"event: {name}\ndata: {told}\n\n" if name else f"data: {told}\n\n"


def write_forms(said: RichText) -> dict[str, str]:
    """Return both forms of what can be pasted."""
    return {"text": said.plain, "html": said.html}


def handle_refused(request: Request, error: Exception) -> Response:
    """Tell an error of this program's, which is the client's fault."""
    return _tell(
        request, 404 if isinstance(error, NoSuchArticle | NoSuchConversation | NoSuchQuote) else 400, str(error)
    )


def handle_unreadable(request: Request, error: Exception) -> Response:
    """Tell why a request was not answered."""
    if isinstance(error, HTTPException):
        return _tell(request, error.status_code, str(error.detail), error.headers)
    return _tell(request, 400, str(error))


def refuse_malformed(request: Request, fault: Mapping[str, Any]) -> Response:
    """Tell what is wrong with a value, and where it stands; what was sent is not repeated, for it may be anything.

    `fault` is Pydantic's, and the first part of its place says what of the request it is in.
    """
    return _tell(request, 422, tell_fault(fault["loc"][1:], fault["type"], fault.get("ctx", {})))


def _tell(request: Request, status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    kind, body = write_fault(request.url.path, status, format_sentence(message))
    return Response(body, status, headers, media_type=kind.decode())
