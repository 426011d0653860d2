"""Mounting the page on an application, with what of Gradio is unsafe or noisy closed."""

import atexit
import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.web.rooms import Rooms
from qa.web.settings import WebSettings

if TYPE_CHECKING:
    from fastapi import FastAPI

_ENVIRONMENT = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    # Otherwise each event rebuilds a table of the last ten thousand.
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000",
    "GRADIO_ANALYTICS_MAX_EVENTS": "200",
}


def mount(app: "FastAPI", rooms: Rooms, port: int, settings: WebSettings) -> None:
    """Put the page at the root of an application; Gradio is imported here, for it takes seconds."""
    os.environ.update(_ENVIRONMENT, GRADIO_TEMP_DIR=upload_folder())
    import gradio as gr
    from starlette.routing import Mount

    from qa.web.page.building import build
    from qa.web.page.receiving import refuse_without_room

    page = build(rooms, upload_folder(), settings)
    theme = gr.themes.Base(font=["Inter", "system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]).set(
        body_background_fill="#faf8f4",
        body_background_fill_dark="#171613",
        body_text_color="#1f1d1a",
        body_text_color_dark="#ece8e1",
    )
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        server_name="127.0.0.1",
        server_port=port,
        footer_links=[],
        run_history=False,
        max_file_size=settings.largest_request,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        mcp_server=False,
        theme=theme,
    )
    # Only a launched page checks that a path it is sent lies in the upload folder; a mounted one would read any file.
    page.has_launched = True
    # And any page would download an address it is sent in place of a file.
    for block in page.blocks.values():
        block.async_move_resource_to_block_cache = _uploaded_only  # type: ignore[method-assign, assignment]
    for route in app.routes:
        if isinstance(route, Mount) and isinstance(route.app, gr.routes.App):
            refuse_without_room(route.app)
    _clear_after(app, upload_folder())


def _clear_after(app: "FastAPI", folder: str) -> None:
    """Remove the folder when the application shuts down; a program that is told to terminate runs no exit handlers."""
    inner = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(running: "FastAPI") -> AsyncIterator[Any]:
        async with inner(running) as state:
            yield state
        shutil.rmtree(folder, ignore_errors=True)

    app.router.lifespan_context = lifespan


@cache
def upload_folder() -> str:
    """Make a folder for uploads that no other user can read and that goes when the program does."""
    folder = tempfile.mkdtemp(prefix="pullquote-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return str(Path(folder).resolve())


async def _uploaded_only(path: str | Path | None) -> str | None:
    """Let a file in the upload folder through, and nothing else."""
    if path is None:
        return None
    if not Path(path).resolve().is_relative_to(upload_folder()):
        raise PermissionError("only files that were uploaded are read")
    return str(path)
