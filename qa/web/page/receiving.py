"""Receiving files that a browser sends: where they lie for now, and the names they were sent with."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.web.uploading import Upload

if TYPE_CHECKING:
    import gradio as gr


def receive(component: "gr.File | gr.UploadButton", uploads: str) -> None:
    """Have a component give its events the files in the folder `uploads`, and no others, as a list of Upload."""

    def list_uploads(payload: Any) -> list[Upload]:  # noqa: ANN401 - Gradio's data of one file or several, or nothing
        files = getattr(payload, "root", [payload]) if payload else []
        sent = [(Path(file.path).resolve(), file.orig_name) for file in files]
        # Gradio changes the names of the files themselves.
        return [Upload(path, name or path.name) for path, name in sent if path.is_relative_to(uploads)]

    # Not a subclass: Gradio would write a stub file for it beside this one.
    component.preprocess = list_uploads  # type: ignore[method-assign, assignment]
