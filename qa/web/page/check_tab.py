"""The Check tab: a draft is pasted or opened, and its quotations are shown beside their sources."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from corpus import PullquoteError
from qa.checking.draft.draft_file import SUFFIXES
from qa.web.adding import Upload
from qa.web.html.library import report
from qa.web.page.binding import DIRECT, QUIET, page_of
from qa.web.page.receiving import receive
from qa.web.rooms import Rooms

if TYPE_CHECKING:
    import gradio as gr

_HEAD = (
    "<h2>Check quotations</h2><p>Each quotation of your draft is held against your articles, letter for letter. "
    "Nothing of the draft is kept.</p>"
)


class CheckTab:
    """The tab's components, laid out where it is made, and their events."""

    def __init__(self, rooms: Rooms, uploads: str, at_once: int):
        import gradio as gr

        self._proofs = rooms.proofs
        self._at_once = at_once
        with gr.Column(elem_id="check-column"):
            gr.HTML(_HEAD, elem_id="check-head", js_on_load=None)
            self.draft = gr.Textbox(
                elem_id="draft",
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
                self.check = gr.Button("Check", variant="primary", elem_id="check-draft")
                self.file = gr.UploadButton("Open a file", elem_id="check-file", file_types=list(SUFFIXES))
            receive(self.file, uploads)
            self.report = gr.HTML(elem_id="checked", js_on_load=None)

    def bind(self, wire: "gr.HTML") -> None:
        """Bind the tab's events."""
        import gradio as gr

        proofs = self._proofs

        def checked(request: gr.Request, draft: object) -> Iterator[str]:
            try:
                yield from proofs.check(draft, page_of(request))
            except PullquoteError as error:
                yield report(str(error), wrong=True)

        def opened(request: gr.Request, uploads: list[Upload]) -> Iterator[tuple[Any, str]]:
            if not uploads:
                yield gr.skip(), report("no file was sent: choose one again", wrong=True)
            for upload in uploads:
                try:
                    text, views = proofs.open(upload.path, upload.name, page_of(request))
                    for shown in views:
                        yield text, shown
                except PullquoteError as error:
                    yield gr.skip(), report(str(error), wrong=True)
                finally:
                    upload.path.unlink(missing_ok=True)

        def stopped(request: gr.Request) -> None:
            proofs.stop(page_of(request))

        streamed = {**QUIET, "concurrency_limit": self._at_once, "concurrency_id": "checking"}
        self.check.click(checked, [self.draft], [self.report], **streamed)
        self.file.upload(opened, [self.file], [self.draft, self.report], **streamed)
        wire.abort(stopped, None, None, **DIRECT)
