"""The Basket tab: quotes that are kept, and the style they are cited in."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from corpus import PullquoteError
from qa.web.actions.actions import Actions
from qa.web.html.notice_html import render_notice
from qa.web.page.binding import DIRECT, SLOW
from qa.web.page.wire import read_sent

if TYPE_CHECKING:
    import gradio as gr


class BasketTab:
    """The tab's component, laid out where it is made, and its events."""

    def __init__(self, actions: Actions):
        import gradio as gr

        self._basket = actions.basket
        self._cite = actions.cite
        with gr.Column(elem_id="basket-column"):
            self.basket = gr.HTML(elem_id="basket", js_on_load=None)

    def bind(self, tab: "gr.Tab", wire: "gr.HTML", conversation: "gr.Textbox", notice: "gr.HTML") -> None:
        """Bind the tab's events; what goes wrong is told in `notice`."""
        import gradio as gr

        basket = self._basket

        def open_basket(event: gr.EventData) -> tuple[Any, str]:
            return self._change(lambda: basket.open(read_sent(event, "name")))

        def keep(conversation: object, event: gr.EventData) -> str:
            number, which = read_sent(event, "number"), read_sent(event, "which")
            return _tell(lambda: basket.keep(conversation, number, which))

        def note(event: gr.EventData) -> str:
            return _tell(lambda: basket.note(read_sent(event, "kept"), read_sent(event, "text")))

        def move(event: gr.EventData) -> tuple[Any, str]:
            return self._change(lambda: basket.move(read_sent(event, "kept"), read_sent(event, "to")))

        def drop(event: gr.EventData) -> tuple[Any, str]:
            return self._change(lambda: basket.drop(read_sent(event, "kept")))

        def cite(event: gr.EventData) -> str:
            self._cite.prefer_style(read_sent(event, "name"))
            return basket.show()

        outputs = [self.basket, notice]
        tab.select(basket.show, None, [self.basket], **DIRECT)
        # Nothing is dropped that is pressed in one breath.
        wire.basket_open(open_basket, None, outputs, **SLOW)
        wire.basket_keep(keep, [conversation], [notice], **SLOW)
        wire.basket_note(note, None, [notice], **SLOW)
        wire.basket_move(move, None, outputs, **SLOW)
        wire.basket_drop(drop, None, outputs, **SLOW)
        wire.cite_style(cite, None, [self.basket], **SLOW)

    def _change(self, change: Callable[[], str]) -> tuple[Any, str]:
        """Return the basket as it is changed, or as it is with what went wrong."""
        try:
            return change(), ""
        except PullquoteError as error:
            return self._basket.show(), render_notice(str(error), wrong=True)


def _tell(do: Callable[[], str]) -> str:
    """Return a notice of what came of something, or of what went wrong."""
    try:
        return render_notice(do())
    except PullquoteError as error:
        return render_notice(str(error), wrong=True)
