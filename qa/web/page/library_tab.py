"""The Library tab: adding, the list, and the details of an article."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from corpus import PullquoteError
from qa.web.adding import Upload
from qa.web.html.library import Order, report
from qa.web.page.binding import DIRECT, QUIET, sent
from qa.web.page.receiving import receive
from qa.web.rooms import Rooms
from qa.web.shelving import order_from

if TYPE_CHECKING:
    import gradio as gr

_EVERY = "All publishers"


class LibraryTab:
    """The tab's components, laid out where it is made, and their events; `changes` change the library."""

    def __init__(self, rooms: Rooms, uploads: str, publishers: "gr.Dropdown"):
        import gradio as gr

        self._rooms = rooms
        self.changes: list[Any] = []
        self.order = gr.State(Order())
        with gr.Column(elem_id="library-column"):
            self.files = gr.File(
                file_count="multiple", label="Add articles", show_label=False, elem_id="files", height=132
            )
            receive(self.files, uploads)
            with gr.Accordion("Paste a text", open=False, elem_id="paste"):
                self.paste_title = gr.Textbox(label="Title", placeholder="Its first line, if left empty", max_lines=1)
                self.paste_text = gr.Textbox(label="Text", lines=6, max_lines=16, elem_id="paste-text")
                self.paste = gr.Button("Add the text", elem_id="paste-add", size="sm")
            self.progress = gr.HTML(elem_id="progress", js_on_load=None)
            with gr.Row(elem_id="list-tools"):
                self.wanted = gr.Textbox(
                    elem_id="wanted",
                    label="Search the list",
                    placeholder="Title, author or publisher",
                    max_lines=1,
                )
                self.publisher = gr.Dropdown(
                    [_EVERY], value=_EVERY, label="Publisher", elem_id="publisher", allow_custom_value=True
                )
            self.list = gr.HTML(elem_id="list", js_on_load=None)
        self._lay_details()
        self.list_inputs = [self.wanted, self.publisher, self.order]
        # The last one is the Ask tab's filter: its choices are the library's publishers too.
        self.list_outputs = [self.list, self.publisher, publishers]

    def _lay_details(self) -> None:
        import gradio as gr

        with gr.Column(elem_id="detail", visible=False) as self.detail, gr.Column(elem_id="detail-card"):
            self.detail_id = gr.Textbox(elem_id="detail-id", elem_classes="pq-hidden", show_label=False)
            self.detail_head = gr.HTML(js_on_load=None)
            self.detail_fields = [
                gr.Textbox(label="Title", max_lines=3),
                gr.Textbox(label="Authors", placeholder="Ada Lovelace; Charles Babbage", max_lines=3),
                gr.Textbox(label="Publisher", max_lines=1),
                gr.Textbox(label="Date", placeholder="2024-06-19", max_lines=1),
                gr.Textbox(label="Address", placeholder="https://…", max_lines=1),
            ]
            self.detail_wrong = gr.HTML(elem_id="detail-wrong", js_on_load=None)
            with gr.Row(elem_id="detail-acts"):
                self.detail_save = gr.Button("Save", variant="primary", elem_id="detail-save")
                self.detail_close = gr.Button("Cancel", elem_id="detail-close")

    def listed(self, wanted: object, publisher: object, order: object) -> tuple[Any, ...]:
        """Return the list and the choices of publishers."""
        import gradio as gr

        shelf = self._rooms.shelf
        only = "" if publisher == _EVERY else publisher
        shown = shelf.listed(wanted, only, order if isinstance(order, Order) else Order())
        names = shelf.publishers()
        return shown, gr.Dropdown(choices=[_EVERY, *names]), gr.Dropdown(choices=list(names))

    def bind(self, page: "gr.Blocks", wire: "gr.HTML") -> None:
        """Bind the tab's events."""
        self._bind_list(page, wire)
        self._bind_adding(wire)
        self._bind_details(wire)

    def _bind_list(self, page: "gr.Blocks", wire: "gr.HTML") -> None:
        import gradio as gr

        shelf = self._rooms.shelf

        def sorted_by(order: object, event: gr.EventData) -> Order:
            return order_from(sent(event, "column"), order if isinstance(order, Order) else Order())

        def removed(event: gr.EventData) -> str:
            return shelf.remove(sent(event, "id"))

        def restored(event: gr.EventData) -> str:
            return shelf.restore(sent(event, "id"))

        page.load(self.listed, self.list_inputs, self.list_outputs, **DIRECT)
        for field in (self.wanted, self.publisher):
            field.change(self.listed, self.list_inputs, self.list_outputs, trigger_mode="always_last", **DIRECT)
        wire.sort(sorted_by, [self.order], [self.order], **DIRECT).then(
            self.listed, self.list_inputs, self.list_outputs, **DIRECT
        )
        self.changes.append(wire.remove(removed, None, [self.progress], **DIRECT))
        self.changes.append(wire.restore(restored, None, [self.progress], **DIRECT))

    def _bind_adding(self, wire: "gr.HTML") -> None:
        import gradio as gr

        intake = self._rooms.intake

        def added(uploads: list[Upload] | None) -> Iterator[tuple[Any, ...]]:
            # The field is emptied at once: it is a door, not a place.
            for shown in intake.add(uploads or []):
                yield shown, None

        def pasted(title: object, text: object) -> Iterator[tuple[Any, ...]]:
            for shown, done in intake.paste(title, text):
                yield shown, "" if done else title, "" if done else text

        def cancelled(event: gr.EventData) -> None:
            intake.cancel(sent(event, "id"))

        adding = {**QUIET, "concurrency_limit": 1, "concurrency_id": "adding"}
        self.changes.append(self.files.upload(added, [self.files], [self.progress, self.files], **adding))
        fields = [self.paste_title, self.paste_text]
        self.changes.append(self.paste.click(pasted, fields, [self.progress, *fields], **adding))
        wire.cancel(cancelled, None, None, **DIRECT)

    def _bind_details(self, wire: "gr.HTML") -> None:
        import gradio as gr

        shelf = self._rooms.shelf
        outputs = [self.detail, self.detail_id, self.detail_head, self.detail_wrong, *self.detail_fields]

        def opened(event: gr.EventData) -> tuple[Any, ...]:
            try:
                found = shelf.details(sent(event, "id"))
            except PullquoteError:
                return gr.Column(visible=False), *(gr.skip() for _ in outputs[1:])
            return gr.Column(visible=True), found.article_id, found.heading, "", *found.fields

        def saved(article_id: object, *fields: object) -> tuple[Any, ...]:
            try:
                line = shelf.correct(article_id, fields)
            except PullquoteError as error:
                return gr.skip(), report(str(error), wrong=True), gr.skip()
            return gr.Column(visible=False), "", line

        def closed() -> "gr.Column":
            return gr.Column(visible=False)

        wire.detail(opened, None, outputs, **DIRECT)
        self.changes.append(
            self.detail_save.click(
                saved, [self.detail_id, *self.detail_fields], [self.detail, self.detail_wrong, self.progress], **DIRECT
            )
        )
        self.detail_close.click(closed, None, [self.detail], **DIRECT)
