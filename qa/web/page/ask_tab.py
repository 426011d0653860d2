"""The Ask tab: the chat and the box for a question, beside them the conversations and the sources."""

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from corpus import PullquoteError
from qa.web.actions.actions import Actions
from qa.web.actions.ask_view import AskView
from qa.web.actions.sent_values import read_digits
from qa.web.page.binding import DIRECT, QUIET, name_page
from qa.web.page.filters_fields import FiltersFields
from qa.web.page.hidden_field import lay_hidden_field
from qa.web.page.wire import read_sent
from qa.web.web_settings import WebSettings

if TYPE_CHECKING:
    import gradio as gr

# Shown while the last question is edited.
_EDITING = (
    '<p class="pq-ask-editing">Editing your last question: the new answer takes the place of the old one. '
    '<button type="button" class="pq-do pq-ask-end-edit">Cancel</button></p>'
)


class AskTab:
    """The tab's components, laid out where it is made, and the events of questions and answers."""

    def __init__(self, actions: Actions, settings: WebSettings):
        import gradio as gr

        self._actions = actions
        self._settings = settings
        # Which conversation is open is known to the page alone: a server that is started again needs to know nothing.
        self.conversation = lay_hidden_field("conversations-current")
        self.editing = lay_hidden_field("ask-editing")
        self.filters = FiltersFields(actions.filters)
        with gr.Row(elem_id="ask-row"):
            self.conversations = gr.HTML(elem_id="conversations", js_on_load=None)
            with gr.Column(elem_id="ask-column"):
                self.welcome = gr.HTML(elem_id="welcome", js_on_load=None)
                self.chat = self._lay_chat()
                with gr.Column(elem_id="ask-composer"):
                    self._lay_composer()
            self.sources = gr.HTML(elem_id="sources", js_on_load=None)
        self.view = [self.chat, self.sources, self.welcome, self.conversations, self.conversation]

    def bind(self, wire: "gr.HTML") -> None:
        """Bind the events."""
        self._bind_questions(wire)
        self._bind_answers(wire)
        self.filters.bind(wire)

    def list_outputs(self, shown: AskView | None) -> tuple[Any, ...]:
        """Return a view as the values of `view`; None changes nothing."""
        if shown is None:
            import gradio as gr

            return tuple(gr.skip() for _ in self.view)
        return shown.chat, shown.sources, shown.welcome, shown.conversations, shown.conversation

    def refresh(self, conversation: object) -> tuple[Any, ...]:
        """Return the open conversation as it now is: the library has changed."""
        return self.list_outputs(self._actions.views.show(conversation))

    def suggest(self, conversation: object) -> Any:  # noqa: ANN401 - Gradio's word for no change, or the welcome
        """Return the welcome with questions that the articles answer, if nothing was asked yet."""
        import gradio as gr

        return self._actions.views.show_suggestions(conversation) or gr.skip()

    def _stream(self, views: Iterator[AskView | None]) -> Iterator[tuple[Any, ...]]:
        """Yield views as outputs; where there is none nothing changes, while Gradio would empty all of it."""
        for shown in chain([next(views, None)], views):
            yield self.list_outputs(shown)

    def _fail(self, conversation: object) -> tuple[Any, ...]:
        return self.list_outputs(self._actions.ask.fail(conversation))

    def _bind_questions(self, wire: "gr.HTML") -> None:
        import gradio as gr

        actions = self._actions.ask

        def ask(
            request: gr.Request,
            question: object,
            exactly: object,
            conversation: object,
            editing: object,
            *fields: object,
        ) -> Iterator[tuple[Any, ...]]:
            replacing, page = read_digits(editing), name_page(request)
            yield from self._stream(actions.ask(conversation, question, fields, exactly, replacing, page))

        def ask_sent(
            request: gr.Request, event: gr.EventData, conversation: object, *fields: object
        ) -> Iterator[tuple[Any, ...]]:
            question, page = read_sent(event, "question"), name_page(request)
            yield from self._stream(actions.ask(conversation, question, fields, page=page))

        def retry(request: gr.Request, event: gr.EventData, conversation: object) -> Iterator[tuple[Any, ...]]:
            yield from self._stream(actions.retry(conversation, read_sent(event, "number"), name_page(request)))

        several = self._list_options()
        inputs = [self.question, self.exactly, self.conversation, self.editing, *self.filters.fields]
        events = [
            # page.js empties the box once its question stands in the conversation: one that is refused stays in it.
            self.question.submit(ask, inputs, self.view, **several),
            wire.ask_question(ask_sent, [self.conversation, *self.filters.fields], self.view, **several),
            wire.ask_retry(retry, [self.conversation], self.view, **several),
        ]
        for event in events:
            event.failure(self._fail, [self.conversation], self.view, **DIRECT)

    def _list_options(self) -> dict[str, Any]:
        """Return how questions are queued: a second one waits while the first, which was stopped, is on its way out."""
        limit = {"concurrency_limit": self._settings.at_once, "concurrency_id": "asking"}
        return {**QUIET, "trigger_mode": "multiple", **limit}

    def _bind_answers(self, wire: "gr.HTML") -> None:
        import gradio as gr

        actions = self._actions

        def stop(request: gr.Request, conversation: object) -> tuple[Any, ...]:
            return self.list_outputs(actions.ask.stop(conversation, name_page(request)))

        def rate(conversation: object, event: gr.EventData) -> tuple[Any, ...]:
            number, rating = read_sent(event, "number"), read_sent(event, "rating")
            try:
                return self.list_outputs(actions.ask.rate(conversation, number, rating))
            except PullquoteError:  # it was deleted in another window
                return self.list_outputs(actions.views.show(conversation))

        wire.ask_stop(stop, [self.conversation], self.view, **DIRECT)
        wire.ask_refresh(self.refresh, [self.conversation], self.view, **DIRECT)
        wire.ask_rate(rate, [self.conversation], self.view, **DIRECT)

    def _lay_chat(self) -> "gr.Chatbot":
        import gradio as gr

        return gr.Chatbot(
            elem_id="ask-chat",
            label="Conversation",
            show_label=False,
            container=False,
            height="100%",
            autoscroll=False,
            latex_delimiters=[],
            buttons=[],
            allow_tags=False,
            group_consecutive_messages=False,
            feedback_options=None,
        )

    def _lay_composer(self) -> None:
        import gradio as gr

        self.filters.lay_chips()
        gr.HTML(_EDITING, elem_id="ask-editing-sign", js_on_load=None)
        self.question = gr.Textbox(
            elem_id="ask-question",
            label="Question",
            show_label=False,
            container=False,
            placeholder="Ask a question about your articles",
            lines=1,
            max_lines=8,
            submit_btn=True,
            autofocus=True,
            interactive=True,
        )
        # Shown while it is ticked; page.js ticks it when what was searched for is put into the box.
        self.exactly = gr.Checkbox(
            elem_id="ask-exactly",
            label="Search for exactly this, whatever was asked before",
            container=False,
            interactive=True,
        )
        self.filters.lay_fields()
