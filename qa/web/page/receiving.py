"""Receiving files that a browser sends: where they lie for now, and the names they were sent with."""

import errno
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.web.adding import Upload

if TYPE_CHECKING:
    import gradio as gr
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


def receive(component: "gr.File | gr.UploadButton", uploads: str) -> None:
    """Have a component give its events the files in the folder `uploads`, and no others, as a list of Upload."""

    def received(payload: Any) -> list[Upload]:  # noqa: ANN401 - Gradio's data of one file or several, or nothing
        files = getattr(payload, "root", [payload]) if payload else []
        sent = [(Path(file.path).resolve(), file.orig_name) for file in files]
        # Gradio changes the names of the files themselves.
        return [Upload(path, name or path.name) for path, name in sent if path.is_relative_to(uploads)]

    # Not a subclass: Gradio would write a stub file for it beside this one.
    component.preprocess = received  # type: ignore[method-assign, assignment]


def refuse_without_room(app: "Starlette") -> None:
    """Have an application answer in a sentence where what it is sent finds no room on the disk."""
    from starlette.responses import JSONResponse

    async def answered(_: "Request", error: Exception) -> "Response":
        if not isinstance(error, OSError) or error.errno not in _NO_ROOM:
            raise error
        return JSONResponse({"error": "the disk is full: free some space and send it again"}, status_code=507)

    app.add_exception_handler(OSError, answered)
