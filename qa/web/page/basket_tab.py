"""The Basket tab: quotes that are kept, and the style they are cited in."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from corpus import PullquoteError
from qa.web.html.library import report
from qa.web.page.binding import DIRECT, SLOW, sent
from qa.web.rooms import Rooms

if TYPE_CHECKING:
    import gradio as gr


class BasketTab:
    """The tab's component, laid out where it is made, and its events."""

    def __init__(self, rooms: Rooms):
        import gradio as gr

        self._collection = rooms.collection
        with gr.Column(elem_id="basket-column"):
            self.basket = gr.HTML(elem_id="basket", js_on_load=None)

    def bind(self, tab: "gr.Tab", wire: "gr.HTML", conversation: "gr.Textbox", notice: "gr.HTML") -> None:
        """Bind the tab's events; what goes wrong is told in `notice`."""
        import gradio as gr

        collection = self._collection

        def said(do: Callable[[], str]) -> str:
            try:
                return report(do())
            except PullquoteError as error:
                return report(str(error), wrong=True)

        def told(do: Callable[[], str]) -> tuple[Any, str]:
            try:
                return do(), ""
            except PullquoteError as error:
                return collection.shown(), report(str(error), wrong=True)

        def opened(event: gr.EventData) -> tuple[Any, str]:
            return told(lambda: collection.open(sent(event, "name")))

        def kept(conversation: object, event: gr.EventData) -> str:
            return said(lambda: collection.keep(conversation, sent(event, "number"), sent(event, "which")))

        def noted(event: gr.EventData) -> str:
            return said(lambda: collection.note(sent(event, "kept"), sent(event, "text")))

        def placed(event: gr.EventData) -> tuple[Any, str]:
            return told(lambda: collection.place(sent(event, "kept"), sent(event, "to")))

        def discarded(event: gr.EventData) -> tuple[Any, str]:
            return told(lambda: collection.discard(sent(event, "kept")))

        def styled(event: gr.EventData) -> str:
            return collection.prefer_style(sent(event, "name"))

        shown = [self.basket, notice]
        tab.select(collection.shown, None, [self.basket], **DIRECT)
        # Nothing is dropped that is pressed in one breath.
        wire.basket(opened, None, shown, **SLOW)
        wire.keep(kept, [conversation], [notice], **SLOW)
        wire.note(noted, None, [notice], **SLOW)
        wire.place(placed, None, shown, **SLOW)
        wire.discard(discarded, None, shown, **SLOW)
        wire.style(styled, None, [self.basket], **SLOW)
