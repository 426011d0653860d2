"""The page as a whole: its tabs, the reader over them, and what one tab's events change in another."""

from typing import TYPE_CHECKING

from qa.web.actions.actions import Actions
from qa.web.html.keys_html import render_keys
from qa.web.page.ask_tab import AskTab
from qa.web.page.basket_tab import BasketTab
from qa.web.page.binding import DIRECT, SLOW, tell_errors
from qa.web.page.check_tab import CheckTab
from qa.web.page.conversations_list import ConversationsList
from qa.web.page.library_tab import LibraryTab
from qa.web.page.reader_dialog import ReaderDialog
from qa.web.page.settings_tab import SettingsTab
from qa.web.page.wire import lay_wire
from qa.web.web_settings import WebSettings

if TYPE_CHECKING:
    import gradio as gr

_BRAND = (
    '<div class="pq-brand"><button type="button" class="pq-conversations-menu" aria-label="Conversations" '
    'aria-expanded="false" aria-controls="conversations"></button><h1>Pullquote</h1>'
    "<p>Answers in your articles’ own words</p>"
    '<button type="button" class="pq-keys-open" title="Keys (?)" aria-label="Keys">?</button></div>'
)


def build_page(actions: Actions, uploads: str, web_settings: WebSettings) -> "gr.Blocks":
    """Lay out the page and bind its events; `uploads` is the folder that files are uploaded to."""
    import gradio as gr

    page = gr.Blocks(title="Pullquote", analytics_enabled=False, fill_width=True)
    with page:
        page.state_session_capacity = web_settings.most_sessions
        gr.HTML(_BRAND, elem_id="brand", js_on_load=None)
        wire = lay_wire()
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab("Ask", id="ask"):
                ask = AskTab(actions, web_settings)
            with gr.Tab("Library", id="library"):
                library = LibraryTab(actions, uploads, ask.filters.publishers, ask.filters.tags)
            with gr.Tab("Basket", id="basket") as basket_tab:
                basket = BasketTab(actions)
            with gr.Tab("Check", id="check"):
                check = CheckTab(actions.check, uploads, web_settings.at_once)
            with gr.Tab("Settings", id="settings") as settings_tab:
                settings = SettingsTab(actions.settings)
        reader = ReaderDialog(actions)
        gr.HTML(render_keys(), elem_id="keys", js_on_load=None)
        notice = gr.HTML(elem_id="notice", js_on_load=None)
        ask.bind(wire)
        ConversationsList(actions, ask).bind(page, wire)
        library.bind(page, wire)
        basket.bind(basket_tab, wire, ask.conversation, notice)
        check.bind(wire)
        settings.bind(page, settings_tab)
        reader.bind(wire, ask, notice)
        for changed in library.changes:
            changed.then(library.refresh, library.list_inputs, library.list_outputs, **DIRECT).then(
                ask.refresh, [ask.conversation], ask.view, **DIRECT
            ).then(ask.suggest, [ask.conversation], [ask.welcome], **SLOW)
    tell_errors(page, notice)
    page.queue(default_concurrency_limit=1, max_size=web_settings.most_waiting)
    return page
