"""The page as a whole: its tabs, the reader over them, and what one tab's events change in another."""

from typing import TYPE_CHECKING, Any

from corpus import PullquoteError
from qa.web.html.library import report
from qa.web.page.ask_tab import AskTab
from qa.web.page.basket_tab import BasketTab
from qa.web.page.binding import DIRECT, SLOW, lay_wire, sent, tell_errors
from qa.web.page.check_tab import CheckTab
from qa.web.page.library_tab import LibraryTab
from qa.web.page.settings_tab import SettingsTab
from qa.web.rooms import Rooms
from qa.web.settings import WebSettings

if TYPE_CHECKING:
    import gradio as gr

_BRAND = (
    '<div class="pq-brand"><button type="button" class="pq-menu" aria-label="Conversations" aria-expanded="false" '
    'aria-controls="history"></button><h1>Pullquote</h1><p>Answers in your articles’ own words</p></div>'
)


def build(rooms: Rooms, uploads: str, settings: WebSettings) -> "gr.Blocks":
    """Lay out the page and bind its events; `uploads` is the folder that files are uploaded to."""
    import gradio as gr

    page = gr.Blocks(title="Pullquote", analytics_enabled=False, fill_width=True)
    with page:
        page.state_session_capacity = settings.most_sessions
        gr.HTML(_BRAND, elem_id="brand", js_on_load=None)
        wire = lay_wire()
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab("Ask", id="ask"):
                ask = AskTab(rooms, settings)
            with gr.Tab("Library", id="library"):
                library = LibraryTab(rooms, uploads, ask.publishers)
            with gr.Tab("Basket", id="basket") as basket_tab:
                basket = BasketTab(rooms)
            with gr.Tab("Check", id="check"):
                check = CheckTab(rooms, uploads, settings.at_once)
            with gr.Tab("Settings", id="settings") as settings_tab:
                preferences = SettingsTab(rooms)
        reader = gr.HTML(elem_id="reader", js_on_load=None)
        notice = gr.HTML(elem_id="notice", js_on_load=None)
        ask.bind(page, wire)
        library.bind(page, wire)
        basket.bind(basket_tab, wire, ask.conversation, notice)
        check.bind(wire)
        preferences.bind(page, settings_tab)
        _bind_reader(rooms, wire, reader, notice, ask)
        for changed in library.changes:
            changed.then(library.listed, library.list_inputs, library.list_outputs, **DIRECT).then(
                ask.refreshed, [ask.conversation], ask.view, **DIRECT
            ).then(ask.suggested, [ask.conversation], [ask.welcome], **SLOW)
    tell_errors(page, notice)
    page.queue(default_concurrency_limit=1, max_size=settings.most_waiting)
    return page


def _bind_reader(rooms: Rooms, wire: "gr.HTML", reader: "gr.HTML", notice: "gr.HTML", ask: AskTab) -> None:
    import gradio as gr

    lectern = rooms.lectern

    def read(conversation: object, event: gr.EventData) -> tuple[Any, str]:
        try:
            return lectern.read(conversation, sent(event, "id"), sent(event, "start"), sent(event, "end")), ""
        except PullquoteError as error:
            return gr.skip(), report(str(error), wrong=True)

    def quote(conversation: object, event: gr.EventData) -> tuple[Any, ...]:
        article_id, start, end = (sent(event, name) for name in ("id", "start", "end"))
        try:
            shown = lectern.quote(conversation, article_id, start, end)
            again = lectern.read(shown.conversation, article_id, start, end)
        except PullquoteError as error:
            return (*ask.outputs(rooms.views.shown(conversation)), gr.skip(), report(str(error), wrong=True))
        return (*ask.outputs(shown), again, report("it is in your conversation"))

    def shut() -> tuple[str, str]:
        return "", ""

    wire.read(read, [ask.conversation], [reader, notice], **DIRECT)
    wire.quote(quote, [ask.conversation], [*ask.view, reader, notice], **DIRECT)
    wire.shut(shut, None, [reader, notice], **DIRECT)
