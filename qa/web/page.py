"""The page in Gradio: what stands where, and which handler each event calls. No other file imports Gradio."""

import atexit
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.assistant import Assistant
from qa.web.asking import Desk, Exchanges, View, failed
from qa.web.settings import WebSettings
from qa.web.shelving import Shelf, Upload

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI

_ENVIRONMENT = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    # Otherwise each event rebuilds a table of the last ten thousand.
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000",
    "GRADIO_ANALYTICS_MAX_EVENTS": "200",
}
_ON_CLICK = (
    "element.addEventListener('click', event => {{"
    " const button = event.target.closest('[data-{name}]');"
    " if (button) trigger('{name}', {{id: button.dataset.{name}}}); }});"
)
_ON_SOURCES = "watch('value', () => document.dispatchEvent(new Event('pullquote:answer')));"
_BRAND = '<div class="pq-brand"><h1>Pullquote</h1><p>Answers in your articles’ own words</p></div>'
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
# Gradio's browser side can lose an answer when two queued events of one page overlap, so only what streams is queued.
_DIRECT: dict[str, Any] = {**_QUIET, "queue": False}


def mount(app: "FastAPI", assistant: Assistant, port: int, settings: WebSettings) -> None:
    """Put the page at the root of an application; Gradio is imported here, for it takes seconds."""
    os.environ.update(_ENVIRONMENT, GRADIO_TEMP_DIR=_upload_folder())
    import gradio as gr

    page = _Page(Desk(assistant, settings), Shelf(assistant.library, settings), settings).build()
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
    _clear_after(app, _upload_folder())


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
def _upload_folder() -> str:
    """Make a folder for uploads that no other user can read and that goes when the program does."""
    folder = tempfile.mkdtemp(prefix="pullquote-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return str(Path(folder).resolve())


class _Page:
    """The page's components and the events between them."""

    def __init__(self, desk: Desk, shelf: Shelf, settings: WebSettings):
        self._desk = desk
        self._shelf = shelf
        self._settings = settings

    def build(self) -> "gr.Blocks":
        """Lay out the page and bind its events."""
        import gradio as gr

        page = gr.Blocks(title="Pullquote", analytics_enabled=False, fill_width=True)
        with page:
            page.state_session_capacity = self._settings.most_sessions
            gr.HTML(_BRAND, elem_id="brand", js_on_load=None)
            with gr.Tabs(elem_id="tabs"):
                with gr.Tab("Ask", id="ask"):
                    self._build_ask()
                with gr.Tab("Library", id="library"):
                    self._build_library()
            self._bind_ask(page)
            self._bind_library(page)
        page.queue(default_concurrency_limit=1, max_size=64)
        return page

    def _build_ask(self) -> None:
        import gradio as gr

        self.exchanges = gr.State(())
        with gr.Row(elem_id="ask-row"):
            with gr.Column(elem_id="ask-column"):
                self.welcome = gr.HTML(elem_id="welcome", js_on_load=_ON_CLICK.format(name="start"))
                self.chat = gr.Chatbot(
                    elem_id="chat",
                    label="Conversation",
                    show_label=False,
                    container=False,
                    height="100%",
                    autoscroll=False,
                    latex_delimiters=[],
                    buttons=[],
                    allow_tags=False,
                    group_consecutive_messages=False,
                    feedback_options=None,
                )
                with gr.Column(elem_id="composer"):
                    self.question = gr.Textbox(
                        elem_id="question",
                        label="Question",
                        show_label=False,
                        container=False,
                        placeholder="Ask a question about your articles",
                        lines=1,
                        max_lines=8,
                        submit_btn=True,
                        autofocus=True,
                        interactive=True,
                    )
                    # Shown while it is ticked; page.js ticks it when what was searched for is put into the box.
                    self.exactly = gr.Checkbox(
                        elem_id="exactly",
                        label="Search for exactly this, whatever was asked before",
                        container=False,
                        interactive=True,
                    )
                    with gr.Row(elem_id="under"):
                        with gr.Accordion("Filters", open=False, elem_id="filters"), gr.Row(elem_id="filter-fields"):
                            self.first = self._date_field("From")
                            self.last = self._date_field("To")
                            self.publishers = gr.Dropdown(
                                [],
                                value=[],
                                multiselect=True,
                                label="Publishers",
                                interactive=True,
                                elem_id="publishers",
                            )
                        self.anew = gr.Button("New conversation", elem_id="anew", size="sm")
            self.sources = gr.HTML(elem_id="sources", js_on_load=_ON_SOURCES)

    def _date_field(self, label: str) -> "gr.Textbox":
        import gradio as gr

        return gr.Textbox(label=label, placeholder="2024-06-19", max_lines=1, interactive=True)

    def _build_library(self) -> None:
        import gradio as gr

        with gr.Column(elem_id="library-column"):
            self.files = gr.File(
                file_count="multiple", label="Add articles", show_label=False, elem_id="files", height=132
            )
            # Not a subclass: Gradio would write a stub file for it beside this one.
            self.files.preprocess = _uploads  # type: ignore[method-assign, assignment]
            self.progress = gr.HTML(elem_id="progress", js_on_load=None)
            self.wanted = gr.Textbox(
                elem_id="wanted",
                label="Filter the articles",
                show_label=False,
                container=False,
                placeholder="Filter by title, author or publisher",
                max_lines=1,
            )
            self.list = gr.HTML(elem_id="list", js_on_load=_ON_CLICK.format(name="remove"))

    def _bind_ask(self, page: "gr.Blocks") -> None:
        import gradio as gr

        desk, fields = self._desk, [self.first, self.last, self.publishers]
        view = [self.chat, self.sources, self.welcome, self.exchanges]

        def asked(
            question: object, exactly: object, exchanges: Exchanges, *fields: object
        ) -> Iterator[tuple[Any, ...]]:
            for shown in desk.ask(exchanges, question, fields, exactly):
                # A question that is refused is given back, to be mended.
                refused = shown.exchanges[-1].error is not None
                yield (*_outputs(shown), question if refused else "", refused and exactly is True)

        def started(
            exchanges: Exchanges, first: object, last: object, publishers: object, event: gr.EventData
        ) -> Iterator[tuple[Any, ...]]:
            for shown in desk.ask_about(exchanges, getattr(event, "id", None), (first, last, publishers)):
                yield _outputs(shown)

        def lost(exchanges: Exchanges) -> tuple[Any, ...]:
            return _outputs(failed(exchanges))

        def opened() -> tuple[Any, ...]:
            return _outputs(desk.open())

        several = {**_QUIET, "concurrency_limit": self._settings.at_once}
        page.load(opened, None, view, **_DIRECT)
        asking = self.question.submit(
            asked,
            [self.question, self.exactly, self.exchanges, *fields],
            [*view, self.question, self.exactly],
            **several,
        )
        starting = self.welcome.start(started, [self.exchanges, *fields], view, **several)
        for event in (asking, starting):
            event.failure(lost, [self.exchanges], view, **_DIRECT)
        self.anew.click(opened, None, view, **_DIRECT)

    def _bind_library(self, page: "gr.Blocks") -> None:
        import gradio as gr

        shelf = self._shelf
        changed = [self.list, self.publishers]

        def listed(wanted: object) -> tuple[Any, ...]:
            return shelf.listed(wanted), gr.Dropdown(choices=shelf.publishers())

        def welcomed(exchanges: Exchanges) -> str:
            return "" if exchanges else self._desk.open().welcome

        def added(uploads: list[Upload] | None) -> Iterator[tuple[Any, ...]]:
            # The field is emptied at once: it is a door, not a place.
            for line in shelf.add(uploads or []):
                yield line, None

        def removed(event: gr.EventData) -> str:
            return shelf.remove(getattr(event, "id", None))

        page.load(listed, [self.wanted], changed, **_DIRECT)
        self.wanted.change(listed, [self.wanted], changed, trigger_mode="always_last", **_DIRECT)
        adding = self.files.upload(added, [self.files], [self.progress, self.files], concurrency_limit=1, **_QUIET)
        removing = self.list.remove(removed, None, [self.progress], **_DIRECT)
        for event in (adding, removing):
            event.then(listed, [self.wanted], changed, **_DIRECT).then(
                welcomed, [self.exchanges], [self.welcome], **_DIRECT
            )


def _outputs(view: View) -> tuple[Any, ...]:
    return view.chat, view.sources, view.welcome, view.exchanges


async def _uploaded_only(path: str | Path | None) -> str | None:
    """Let a file in the upload folder through, and nothing else."""
    if path is None:
        return None
    if not Path(path).resolve().is_relative_to(_upload_folder()):
        raise PermissionError("only files that were uploaded are read")
    return str(path)


def _uploads(payload: Any) -> list[Upload]:  # noqa: ANN401 - Gradio's ListFiles, or nothing
    """Return the files that lie in the upload folder, under the names they were sent with; Gradio changes them."""
    folder = Path(_upload_folder())
    sent = [(Path(file.path).resolve(), file.orig_name) for file in payload.root] if payload else []
    return [Upload(path, name or path.name) for path, name in sent if path.is_relative_to(folder)]
