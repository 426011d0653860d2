"""Mounting the page on an application, with what of Gradio is unsafe or noisy closed."""

import atexit
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from index.scratch import Scratch, make_temporary
from qa.web.actions.actions import Actions
from qa.web.page.calls import Calls
from qa.web.uploading import upload_route
from qa.web.web_settings import WebSettings

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI
    from gradio.blocks import Block

_ENVIRONMENT = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    # Otherwise each event rebuilds a table of the last ten thousand.
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000",
    "GRADIO_ANALYTICS_MAX_EVENTS": "200",
}


def mount_page(
    app: "FastAPI", actions: Actions, port: int, settings: WebSettings, root_path: str = "", *, for_reader: bool = False
) -> Calls:
    """Put the page at the root of an application, and return what its events take; a reader's take less.

    A proxy may have all of it under `root_path`.

    Gradio is imported here, for it takes seconds.
    """
    prepare()
    import gradio as gr

    from qa.web.page.building import build_page

    app.routes.append(upload_route(Path(open_upload_folder())))
    page = build_page(actions, open_upload_folder(), settings)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        root_path=root_path or None,
        server_name="127.0.0.1",
        server_port=port,
        footer_links=[],
        run_history=False,
        max_file_size=settings.largest_upload,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        mcp_server=False,
        theme=_make_theme(),
    )
    # What it refuses is refused as the API refuses it.
    mounted = app.routes[-1]
    mounted.app.exception_handlers.update(app.exception_handlers)  # type: ignore[attr-defined]
    # Only a launched page checks that a path it is sent lies in the upload folder; a mounted one would read any file.
    page.has_launched = True
    _clear_after(app)
    return Calls(page, open_upload_folder(), for_reader=for_reader)


def prepare() -> None:
    """Import what pages are made with, which takes seconds, and close what of it fetches."""
    os.environ.update(_ENVIRONMENT, GRADIO_TEMP_DIR=open_upload_folder())
    _fetch_nothing()


def _make_theme() -> "gr.themes.Base":
    """Return the look that stands until the page's own styles are there."""
    import gradio as gr

    return gr.themes.Base(font=["Inter", "system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]).set(
        body_background_fill="#faf8f4",
        body_background_fill_dark="#171613",
        body_text_color="#1f1d1a",
        body_text_color_dark="#ece8e1",
    )


def _clear_after(app: "FastAPI") -> None:
    """Remove the uploads when the application shuts down; not every program that serves it runs exit handlers."""
    inner = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(running: "FastAPI") -> AsyncIterator[Any]:
        async with inner(running) as state:
            yield state
        _open_uploads().remove()

    app.router.lifespan_context = lifespan


def open_upload_folder() -> str:
    """Return the folder for uploads, which no other user can read and which goes when the program does."""
    return str(_open_uploads().path.resolve())


@cache
def _open_uploads() -> Scratch:
    scratch = make_temporary()
    atexit.register(scratch.remove)
    return scratch


@cache
def _fetch_nothing() -> None:
    """Take from Gradio what it fetches addresses with: any component, whenever it is made, would fetch one it is sent.

    `Calls` lets no address come that far; this holds for what it does not know of.
    """
    from gradio import processing_utils
    from gradio.blocks import Block

    Block.async_move_resource_to_block_cache = _allow_uploaded  # type: ignore[method-assign, assignment]
    for name in (
        "async_ssrf_protected_get",
        "async_ssrf_protected_download",
        "ssrf_protected_download",
        "save_url_to_cache",
        "unsafe_download",
    ):
        setattr(processing_utils, name, _refuse_to_fetch)


async def _allow_uploaded(_: "Block", path: str | Path | None) -> str | None:
    """Let a file in the upload folder through, and nothing else."""
    if path is None:
        return None
    if not Path(path).resolve().is_relative_to(open_upload_folder()):
        raise PermissionError("only files that were uploaded are read")
    return str(path)


def _refuse_to_fetch(*_: object, **__: object) -> NoReturn:
    raise PermissionError("nothing is fetched from an address")
