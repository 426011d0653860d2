"""The list of conversations beside the chat: which one is open, and their events."""

from typing import TYPE_CHECKING, Any

from qa.web.actions.actions import Actions
from qa.web.actions.ask_view import AskView
from qa.web.page.ask_tab import AskTab
from qa.web.page.binding import DIRECT, SLOW, name_page
from qa.web.page.wire import read_sent

if TYPE_CHECKING:
    import gradio as gr

_IN_ADDRESS = "() => [new URLSearchParams(location.search).get('conversation') ?? '']"


class ConversationsList:
    """The events of the conversations: each shows another one in the Ask tab, or the list anew."""

    def __init__(self, actions: Actions, ask: AskTab):
        self._actions = actions
        self._ask = ask

    def bind(self, page: "gr.Blocks", wire: "gr.HTML") -> None:
        """Bind the events."""
        import gradio as gr

        actions, ask = self._actions.conversations, self._ask
        outputs = [*ask.view, *ask.filters.outputs]

        def open_first(conversation: object) -> tuple[Any, ...]:
            return self._list_outputs(actions.open(conversation))

        def open_other(request: gr.Request, event: gr.EventData) -> tuple[Any, ...]:
            self._actions.ask.leave(name_page(request))
            return self._list_outputs(actions.open(read_sent(event, "id")))

        def delete(request: gr.Request, event: gr.EventData, conversation: object) -> tuple[Any, ...]:
            if read_sent(event, "id") == conversation:
                self._actions.ask.leave(name_page(request))
            return self._list_outputs(actions.delete(read_sent(event, "id"), conversation))

        def rename(conversation: object, event: gr.EventData) -> str:
            return actions.rename(read_sent(event, "id"), read_sent(event, "name"), conversation)

        events = [
            page.load(open_first, [ask.conversation], outputs, js=_IN_ADDRESS, **DIRECT),
            wire.conversations_open(open_other, None, outputs, **DIRECT),
            wire.conversations_delete(delete, [ask.conversation], outputs, **DIRECT),
        ]
        for event in events:
            event.then(ask.suggest, [ask.conversation], [ask.welcome], **SLOW)
        wire.conversations_rename(rename, [ask.conversation], [ask.conversations], **DIRECT)

    def _list_outputs(self, shown: AskView) -> tuple[Any, ...]:
        if shown.filters is None:
            import gradio as gr

            return *self._ask.list_outputs(shown), *(gr.skip() for _ in self._ask.filters.outputs)
        return *self._ask.list_outputs(shown), *self._ask.filters.list_outputs(shown.filters)
