"""What the machine API sends back, other than values as JSON: files, forms to paste, and errors as sentences."""

import re
from collections.abc import Sequence
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from index import NoSuchArticle
from qa.cite.marked_text import RichText
from qa.errors import NoSuchConversation
from qa.rendering.telling import format_sentence, tell_fault
from qa.web.doors import UPLOAD


def offer_download(content: bytes, media_type: str, name: str) -> Response:
    """Return a file to be saved under a name that any system can take."""
    stem, _, suffix = name.rpartition(".")
    safe = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*\u2028\u2029\u202a-\u202e\u2066-\u2069]', " ", stem)
    safe = f"{' '.join(safe.split()) or 'pullquote'}.{suffix}"
    return Response(
        content, media_type=media_type, headers={"content-disposition": f"attachment; filename*=UTF-8''{quote(safe)}"}
    )


def write_forms(said: RichText) -> dict[str, str]:
    """Return both forms of what can be pasted."""
    return {"text": said.plain, "html": said.html}


def handle_refused(_: Request, error: Exception) -> Response:
    """Tell an error of this program's, which is the client's fault."""
    status = 404 if isinstance(error, NoSuchArticle | NoSuchConversation) else 400
    return JSONResponse({"error": format_sentence(str(error))}, status)


def handle_unreadable(request: Request, error: Exception) -> Response:
    """Tell why a request was not answered."""
    status, detail = (error.status_code, str(error.detail)) if isinstance(error, HTTPException) else (400, str(error))
    # Of a file that is refused the page shows the sentence as it comes.
    plain = request.url.path == UPLOAD
    return (
        PlainTextResponse(format_sentence(detail), status)
        if plain
        else JSONResponse({"error": format_sentence(detail)}, status)
    )


def refuse_malformed(place: Sequence[object], fault: str) -> Response:
    """Tell what is wrong with a value, and where it stands; what was sent is not repeated, for it may be anything."""
    return JSONResponse({"error": tell_fault(place, fault)}, 422)
