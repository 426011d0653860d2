"""The Check tab: a draft is pasted or opened, and its quotations are shown beside their sources."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from corpus import PullquoteError
from qa.checking.draft.draft_file import SUFFIXES
from qa.web.actions.check_actions import CheckActions
from qa.web.html.notice_html import render_notice
from qa.web.page.binding import DIRECT, QUIET, name_page
from qa.web.page.receiving import receive
from qa.web.uploading import Upload

if TYPE_CHECKING:
    import gradio as gr

_HEAD = (
    "<h2>Check quotations</h2><p>Each quotation of your draft is held against your articles, letter for letter. "
    "Nothing of the draft is kept.</p>"
)


class CheckTab:
    """The tab's components, laid out where it is made, and their events."""

    def __init__(self, actions: CheckActions, uploads: str, at_once: int):
        import gradio as gr

        self._actions = actions
        self._at_once = at_once
        with gr.Column(elem_id="check-column"):
            gr.HTML(_HEAD, elem_id="check-head", js_on_load=None)
            self.draft = gr.Textbox(
                elem_id="check-draft",
                label="Draft",
                show_label=False,
                container=False,
                placeholder="Paste your draft here: plain text or Markdown",
                # The same number: else Gradio measures the field at each change, and a book takes it minutes.
                lines=10,
                max_lines=10,
                interactive=True,
            )
            with gr.Row(elem_id="check-acts"):
                self.check = gr.Button("Check", variant="primary", elem_id="check-start")
                self.file = gr.UploadButton("Open a file", elem_id="check-file", file_types=list(SUFFIXES))
            receive(self.file, uploads)
            self.report = gr.HTML(elem_id="check-report", js_on_load=None)

    def bind(self, wire: "gr.HTML") -> None:
        """Bind the tab's events."""
        import gradio as gr

        actions = self._actions

        def check(request: gr.Request, draft: object) -> Iterator[str]:
            try:
                yield from actions.check(draft, name_page(request))
            except PullquoteError as error:
                yield render_notice(str(error), wrong=True)

        def open_file(request: gr.Request, uploads: list[Upload]) -> Iterator[tuple[Any, str]]:
            if not uploads:
                yield gr.skip(), render_notice("no file was sent: choose one again", wrong=True)
            for upload in uploads:
                try:
                    text, views = actions.open_file(upload.path, upload.name, name_page(request))
                    for shown in views:
                        yield text, shown
                except PullquoteError as error:
                    yield gr.skip(), render_notice(str(error), wrong=True)
                finally:
                    upload.path.unlink(missing_ok=True)

        def stop(request: gr.Request) -> None:
            actions.stop(name_page(request))

        streamed = {**QUIET, "concurrency_limit": self._at_once, "concurrency_id": "checking"}
        self.check.click(check, [self.draft], [self.report], **streamed)
        self.file.upload(open_file, [self.file], [self.draft, self.report], **streamed)
        wire.check_stop(stop, None, None, **DIRECT)
