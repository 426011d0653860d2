"""The reader view over the tabs, and its events."""

from typing import TYPE_CHECKING, Any

from corpus import PullquoteError
from qa.web.actions.actions import Actions
from qa.web.html.notice_html import render_notice
from qa.web.page.ask_tab import AskTab
from qa.web.page.binding import DIRECT
from qa.web.page.wire import read_sent

if TYPE_CHECKING:
    import gradio as gr


class ReaderDialog:
    """The dialog's component, laid out where it is made, and its events."""

    def __init__(self, actions: Actions):
        import gradio as gr

        self._actions = actions
        self.reader = gr.HTML(elem_id="reader", js_on_load=None)

    def bind(self, wire: "gr.HTML", ask: AskTab, notice: "gr.HTML") -> None:
        """Bind the events; what goes wrong is told in `notice`."""
        import gradio as gr

        actions = self._actions

        def open_article(conversation: object, event: gr.EventData) -> tuple[Any, str]:
            place = (read_sent(event, name) for name in ("id", "start", "end"))
            try:
                return actions.reader.open(conversation, *place), ""
            except PullquoteError as error:
                return gr.skip(), render_notice(str(error), wrong=True)

        def quote(conversation: object, event: gr.EventData) -> tuple[Any, ...]:
            article_id, start, end = (read_sent(event, name) for name in ("id", "start", "end"))
            try:
                shown = actions.reader.quote(conversation, article_id, start, end)
            except PullquoteError as error:
                unchanged = ask.list_outputs(actions.views.show(conversation))
                return *unchanged, render_notice(str(error), wrong=True)
            # The page leaves the reader for it, once it stands there.
            return *ask.list_outputs(shown), render_notice("it is in your conversation")

        def withdraw(conversation: object, event: gr.EventData) -> tuple[Any, ...]:
            return ask.list_outputs(actions.reader.withdraw(conversation, read_sent(event, "number")))

        def close() -> tuple[str, str]:
            return "", ""

        wire.reader_open(open_article, [ask.conversation], [self.reader, notice], **DIRECT)
        wire.reader_quote(quote, [ask.conversation], [*ask.view, notice], **DIRECT)
        wire.reader_withdraw(withdraw, [ask.conversation], ask.view, **DIRECT)
        wire.reader_close(close, None, [self.reader, notice], **DIRECT)
