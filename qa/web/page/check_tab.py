"""The Check tab: a draft is pasted or opened, and its quotations are shown beside their sources."""

from typing import Any

from corpus import PullquoteError
from qa.checking.drafts import SUFFIXES
from qa.web.adding import Upload
from qa.web.html.library import report
from qa.web.page.binding import DIRECT
from qa.web.page.receiving import receive
from qa.web.rooms import Rooms

_HEAD = (
    "<h2>Check quotations</h2><p>Each quotation of your draft is held against your articles, letter for letter. "
    "Nothing of the draft is kept.</p>"
)
_CHECKING = '<p class="pq-checking" role="status">Checking…</p>'


class CheckTab:
    """The tab's components, laid out where it is made, and their events."""

    def __init__(self, rooms: Rooms, uploads: str):
        import gradio as gr

        self._proofs = rooms.proofs
        with gr.Column(elem_id="check-column"):
            gr.HTML(_HEAD, elem_id="check-head", js_on_load=None)
            self.draft = gr.Textbox(
                elem_id="draft",
                label="Draft",
                show_label=False,
                container=False,
                placeholder="Paste your draft here: plain text or Markdown",
                lines=8,
                max_lines=14,
                interactive=True,
            )
            with gr.Row(elem_id="check-acts"):
                self.check = gr.Button("Check", variant="primary", elem_id="check-draft")
                self.file = gr.UploadButton("Open a file", elem_id="check-file", file_types=list(SUFFIXES))
            receive(self.file, uploads)
            self.report = gr.HTML(elem_id="checked", js_on_load=None)

    def bind(self) -> None:
        """Bind the tab's events."""
        proofs = self._proofs

        def begun() -> str:
            return _CHECKING

        def checked(draft: object) -> str:
            try:
                return proofs.check(draft)
            except PullquoteError as error:
                return report(str(error), wrong=True)

        def opened(uploads: list[Upload]) -> tuple[Any, str]:
            import gradio as gr

            if not uploads:
                return gr.skip(), report("no file was sent: choose one again", wrong=True)
            [upload, *_] = uploads
            try:
                return proofs.open(upload.path, upload.name)
            except PullquoteError as error:
                return gr.skip(), report(str(error), wrong=True)
            finally:
                upload.path.unlink(missing_ok=True)

        self.check.click(begun, None, [self.report], **DIRECT).then(checked, [self.draft], [self.report], **DIRECT)
        self.file.upload(opened, [self.file], [self.draft, self.report], **DIRECT)
