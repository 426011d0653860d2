"""The Library tab: adding, the list, and the details of an article."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from corpus import PullquoteError
from qa.web.actions.actions import Actions
from qa.web.actions.library_actions import order_by
from qa.web.html.library_html import Order
from qa.web.html.notice_html import render_notice
from qa.web.html.save_html import render_bookmark
from qa.web.page.binding import DIRECT, QUIET
from qa.web.page.receiving import receive
from qa.web.page.wire import read_sent
from qa.web.uploading import Upload

if TYPE_CHECKING:
    import gradio as gr

_EVERY, _ANY = "All publishers", "All tags"


class LibraryTab:
    """The tab's components, laid out where it is made, and their events; `changes` change the library."""

    def __init__(self, actions: Actions, uploads: str, publishers: "gr.Dropdown", tags: "gr.Dropdown"):
        import gradio as gr

        self._actions = actions
        self.changes: list[Any] = []
        self.order = gr.State(Order())
        self.number = gr.State(0)  # of the list's page
        with gr.Column(elem_id="library-column"):
            self.files = gr.File(
                file_count="multiple", label="Add articles", show_label=False, elem_id="library-files", height=132
            )
            receive(self.files, uploads)
            with gr.Row(elem_id="library-pages"):
                self.addresses = gr.Textbox(
                    elem_id="library-addresses",
                    label="Addresses of web pages",
                    show_label=False,
                    container=False,
                    placeholder="Or paste addresses of web pages: https://…",
                    lines=1,
                    max_lines=6,
                )
                self.fetch = gr.Button("Fetch and add", elem_id="library-addresses-add", size="sm")
            with gr.Accordion("Save from the browser", open=False, elem_id="library-bookmark"):
                gr.HTML(render_bookmark(), js_on_load=None)
            with gr.Accordion("Paste a text", open=False, elem_id="library-paste"):
                self.paste_title = gr.Textbox(label="Title", placeholder="Its first line, if left empty", max_lines=1)
                self.paste_text = gr.Textbox(label="Text", lines=6, max_lines=16, elem_id="library-paste-text")
                self.paste = gr.Button("Add the text", elem_id="library-paste-add", size="sm")
            self.progress = gr.HTML(elem_id="library-progress", js_on_load=None)
            with gr.Row(elem_id="library-tools"):
                self.wanted = gr.Textbox(
                    elem_id="library-search",
                    label="Search the articles",
                    placeholder="Words of the text, a title, author or publisher",
                    max_lines=1,
                )
                self.publisher = gr.Dropdown(
                    [_EVERY], value=_EVERY, label="Publisher", elem_id="library-publisher", allow_custom_value=True
                )
                self.tag = gr.Dropdown([_ANY], value=_ANY, label="Tag", elem_id="library-tag", allow_custom_value=True)
            self.list = gr.HTML(elem_id="library-list", js_on_load=None)
        self._lay_details()
        self.list_inputs = [self.wanted, self.publisher, self.tag, self.order, self.number]
        # The last two are the Ask tab's filters: their choices are the library's publishers and tags too.
        self.list_outputs = [self.list, self.number, self.publisher, self.tag, publishers, tags]

    def _lay_details(self) -> None:
        import gradio as gr

        with (
            gr.Column(elem_id="library-detail", visible=False) as self.detail,
            gr.Column(elem_id="library-detail-card"),
        ):
            self.detail_id = gr.Textbox(elem_id="library-detail-id", elem_classes="pq-hidden", show_label=False)
            self.detail_head = gr.HTML(js_on_load=None)
            self.detail_glance = gr.HTML(js_on_load=None)
            self.detail_fields = [
                gr.Textbox(label="Title", max_lines=8),
                gr.Textbox(label="Authors", placeholder="Ada Lovelace; Charles Babbage", max_lines=3),
                gr.Textbox(label="Publisher", max_lines=1),
                gr.Textbox(label="Date", placeholder="2024-06-19", max_lines=1),
                gr.Textbox(label="Address", placeholder="https://…", max_lines=1),
            ]
            self.detail_wrong = gr.HTML(elem_id="library-detail-wrong", js_on_load=None)
            with gr.Row(elem_id="library-detail-acts"):
                self.detail_save = gr.Button("Save", variant="primary", elem_id="library-detail-save")
                self.detail_close = gr.Button("Cancel", elem_id="library-detail-close")

    def refresh(self, wanted: object, publisher: object, tag: object, order: object, number: object) -> tuple[Any, ...]:
        """Return the list, and the choices of publishers and tags."""
        import gradio as gr

        library = self._actions.library
        by, tagged = ("" if chosen in (_EVERY, _ANY) else chosen for chosen in (publisher, tag))
        known = order if isinstance(order, Order) else Order()
        shown, number = library.list_articles(wanted, by, known, tagged, number)
        names, tags = library.list_publishers(), library.list_tags()
        return (
            shown,
            number,
            gr.Dropdown(choices=[_EVERY, *names]),
            gr.Dropdown(choices=[_ANY, *tags]),
            gr.Dropdown(choices=list(names)),
            gr.Dropdown(choices=list(tags)),
        )

    def bind(self, page: "gr.Blocks", wire: "gr.HTML") -> None:
        """Bind the tab's events."""
        self._bind_list(page, wire)
        self._bind_adding(wire)
        self._bind_details(wire)

    def _bind_list(self, page: "gr.Blocks", wire: "gr.HTML") -> None:
        import gradio as gr

        library = self._actions.library

        def sort(order: object, event: gr.EventData) -> Order:
            return order_by(read_sent(event, "column"), order if isinstance(order, Order) else Order())

        def remove(event: gr.EventData) -> str:
            return library.remove(read_sent(event, "id"))

        def restore(event: gr.EventData) -> str:
            return library.restore(read_sent(event, "id"))

        def begin(wanted: object, publisher: object, tag: object, order: object, _: object) -> tuple[Any, ...]:
            return self.refresh(wanted, publisher, tag, order, 0)

        def turn(
            event: gr.EventData, wanted: object, publisher: object, tag: object, order: object, number: object
        ) -> tuple[Any, ...]:
            step = {"back": -1, "on": 1}.get(str(read_sent(event, "step")), 0)
            return self.refresh(wanted, publisher, tag, order, (number if isinstance(number, int) else 0) + step)

        page.load(self.refresh, self.list_inputs, self.list_outputs, **DIRECT)
        for field in (self.wanted, self.publisher, self.tag):
            field.change(begin, self.list_inputs, self.list_outputs, trigger_mode="always_last", **DIRECT)
        wire.library_sort(sort, [self.order], [self.order], **DIRECT).then(
            begin, self.list_inputs, self.list_outputs, **DIRECT
        )
        wire.library_page(turn, self.list_inputs, self.list_outputs, **DIRECT)

        def tag(event: gr.EventData) -> str:
            return library.tag(read_sent(event, "id"), read_sent(event, "tag"))

        def untag(event: gr.EventData) -> str:
            return library.untag(read_sent(event, "id"), read_sent(event, "tag"))

        self.changes.append(wire.library_tag(tag, None, [self.progress], **DIRECT))
        self.changes.append(wire.library_untag(untag, None, [self.progress], **DIRECT))
        self.changes.append(wire.library_remove(remove, None, [self.progress], **DIRECT))
        self.changes.append(wire.library_restore(restore, None, [self.progress], **DIRECT))

    def _bind_adding(self, wire: "gr.HTML") -> None:
        import gradio as gr

        additions = self._actions.additions

        def add(uploads: list[Upload] | None) -> Iterator[tuple[Any, ...]]:
            # The field is emptied at once: it is a door, not a place.
            for shown in additions.add(uploads or []):
                yield shown, None

        def paste(title: object, text: object) -> Iterator[tuple[Any, ...]]:
            for shown, done in additions.paste(title, text):
                yield shown, "" if done else title, "" if done else text

        def fetch(addresses: object) -> Iterator[tuple[Any, ...]]:
            for shown, taken in additions.add_pages(addresses):
                yield shown, "" if taken else addresses

        def cancel(event: gr.EventData) -> None:
            additions.cancel(read_sent(event, "id"))

        adding = {**QUIET, "concurrency_limit": 1, "concurrency_id": "adding"}
        self.changes.append(self.files.upload(add, [self.files], [self.progress, self.files], **adding))
        fields = [self.paste_title, self.paste_text]
        self.changes.append(self.paste.click(paste, fields, [self.progress, *fields], **adding))
        shown = [self.progress, self.addresses]
        self.changes.append(self.fetch.click(fetch, [self.addresses], shown, **adding))
        self.changes.append(self.addresses.submit(fetch, [self.addresses], shown, **adding))
        wire.library_cancel(cancel, None, None, **DIRECT)

    def _bind_details(self, wire: "gr.HTML") -> None:
        import gradio as gr

        library = self._actions.library
        shown = [self.detail_id, self.detail_head, self.detail_glance, self.detail_wrong]
        outputs = [self.detail, *shown, *self.detail_fields]

        def open_details(event: gr.EventData) -> tuple[Any, ...]:
            try:
                details = library.describe(read_sent(event, "id"))
            except PullquoteError as error:
                line = render_notice(str(error), wrong=True)
                return gr.Column(visible=False), *(gr.skip() for _ in outputs[1:]), line
            return gr.Column(visible=True), details.article_id, details.heading, "", "", *details.fields, gr.skip()

        def save(article_id: object, *fields: object) -> tuple[Any, ...]:
            try:
                line = library.correct(article_id, fields)
            except PullquoteError as error:
                return gr.skip(), render_notice(str(error), wrong=True), gr.skip()
            return gr.Column(visible=False), "", line

        def close() -> "gr.Column":
            return gr.Column(visible=False)

        # It reads all of the article: the fields do not wait for it.
        wire.library_details(open_details, None, [*outputs, self.progress], **DIRECT).then(
            self._actions.glance.show, [self.detail_id], [self.detail_glance], **DIRECT
        )
        self.changes.append(
            self.detail_save.click(
                save, [self.detail_id, *self.detail_fields], [self.detail, self.detail_wrong, self.progress], **DIRECT
            )
        )
        self.detail_close.click(close, None, [self.detail], **DIRECT)
