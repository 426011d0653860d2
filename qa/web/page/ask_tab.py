"""The Ask tab: conversations, chat, question, filters and sources."""

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from corpus import PullquoteError
from qa.web.page.binding import DIRECT, QUIET, SLOW, page_of, sent
from qa.web.rooms import Rooms
from qa.web.settings import WebSettings
from qa.web.viewing import View

if TYPE_CHECKING:
    import gradio as gr

# Tells page.js that something new is shown.
_ON_SOURCES = "watch('value', () => document.dispatchEvent(new Event('pullquote:answer')));"
_CONVERSATION_IN_ADDRESS = "() => [new URLSearchParams(location.search).get('conversation') ?? '']"

# Shown while the last question is edited.
_EDITING = (
    '<p class="pq-editing">Editing your last question: the new answer takes the place of the old one. '
    '<button type="button" class="pq-do pq-end-edit">Cancel</button></p>'
)


class AskTab:
    """The tab's components, laid out where it is made, and their events."""

    def __init__(self, rooms: Rooms, settings: WebSettings):
        import gradio as gr

        self._rooms = rooms
        self._settings = settings
        # Which conversation is open is known to the page alone: a server that is started again needs to know nothing.
        self.conversation = self._hidden("conversation")
        self.editing = self._hidden("editing")
        self.only = self._hidden("only")
        with gr.Row(elem_id="ask-row"):
            self.history = gr.HTML(elem_id="history", js_on_load=None)
            with gr.Column(elem_id="ask-column"):
                self.welcome = gr.HTML(elem_id="welcome", js_on_load=None)
                self.chat = self._chat()
                with gr.Column(elem_id="composer"):
                    self._compose()
            self.sources = gr.HTML(elem_id="sources", js_on_load=_ON_SOURCES)
        self.view = [self.chat, self.sources, self.welcome, self.history, self.conversation]
        self.fields: list[gr.Component] = [self.first, self.last, self.publishers, self.only]
        # What a field that is folded away is given is no change to the page: the chips are told of it as well.
        self.filters: list[gr.Component] = [*self.fields, self.chosen]

    def bind(self, page: "gr.Blocks", wire: "gr.HTML") -> None:
        """Bind the tab's events."""
        self._bind_asking(wire)
        self._bind_conversations(page, wire)
        self._bind_filters(wire)

    def outputs(self, shown: View | None) -> tuple[Any, ...]:
        """Return a view as the values of `view`; None changes nothing."""
        if shown is None:
            import gradio as gr

            return tuple(gr.skip() for _ in self.view)
        return shown.chat, shown.sources, shown.welcome, shown.history, shown.conversation

    def _streamed(self, views: Iterator[View | None]) -> Iterator[tuple[Any, ...]]:
        """Yield views as outputs; where there is none nothing changes, while Gradio would empty all of it."""
        for shown in chain([next(views, None)], views):
            yield self.outputs(shown)

    def refreshed(self, conversation: object) -> tuple[Any, ...]:
        """Return the open conversation as it now is: the library has changed."""
        return self.outputs(self._rooms.views.shown(conversation))

    def suggested(self, conversation: object) -> Any:  # noqa: ANN401 - Gradio's word for no change, or the welcome
        """Return the welcome with questions that the articles answer, if nothing was asked yet."""
        import gradio as gr

        return self._rooms.views.suggest(conversation) or gr.skip()

    def _bind_asking(self, wire: "gr.HTML") -> None:
        import gradio as gr

        desk = self._rooms.desk

        def asked(
            request: gr.Request,
            question: object,
            exactly: object,
            conversation: object,
            editing: object,
            *fields: object,
        ) -> Iterator[tuple[Any, ...]]:
            replacing = int(editing) if isinstance(editing, str) and editing.isdecimal() and len(editing) < 10 else None
            yield from self._streamed(desk.ask(conversation, question, fields, exactly, replacing, page_of(request)))

        def begun(
            request: gr.Request,
            event: gr.EventData,
            conversation: object,
            *fields: object,
        ) -> Iterator[tuple[Any, ...]]:
            yield from self._streamed(desk.ask(conversation, sent(event, "question"), fields, page=page_of(request)))

        def retried(request: gr.Request, event: gr.EventData, conversation: object) -> Iterator[tuple[Any, ...]]:
            yield from self._streamed(desk.retry(conversation, sent(event, "number"), page_of(request)))

        def stopped(request: gr.Request, conversation: object) -> tuple[Any, ...]:
            return self.outputs(desk.stop(conversation, page_of(request)))

        def lost(conversation: object) -> tuple[Any, ...]:
            return self.outputs(desk.failed(conversation))

        # A second question is not dropped while the first, which was stopped, is still on its way out.
        several = {
            **QUIET,
            "trigger_mode": "multiple",
            "concurrency_limit": self._settings.at_once,
            "concurrency_id": "asking",
        }
        inputs = [self.question, self.exactly, self.conversation, self.editing, *self.fields]
        events = [
            # page.js empties the box once its question stands in the conversation: one that is refused stays in it.
            self.question.submit(asked, inputs, self.view, **several),
            wire.ask(begun, [self.conversation, *self.fields], self.view, **several),
            wire.retry(retried, [self.conversation], self.view, **several),
        ]
        for event in events:
            event.failure(lost, [self.conversation], self.view, **DIRECT)
        wire.stop(stopped, [self.conversation], self.view, **DIRECT)

    def _bind_conversations(self, page: "gr.Blocks", wire: "gr.HTML") -> None:
        import gradio as gr

        talks, rooms = self._rooms.talks, self._rooms
        everything = [*self.view, *self.filters]

        def opened(conversation: object) -> tuple[Any, ...]:
            return self._outputs_and_fields(talks.open(conversation))

        def chosen(request: gr.Request, event: gr.EventData) -> tuple[Any, ...]:
            rooms.desk.leave(page_of(request))
            return self._outputs_and_fields(talks.open(sent(event, "id")))

        def forgotten(request: gr.Request, event: gr.EventData, conversation: object) -> tuple[Any, ...]:
            if sent(event, "id") == conversation:
                rooms.desk.leave(page_of(request))
            return self._outputs_and_fields(talks.forget(sent(event, "id"), conversation))

        def renamed(conversation: object, event: gr.EventData) -> str:
            return talks.rename(sent(event, "id"), sent(event, "name"), conversation)

        def rated(conversation: object, event: gr.EventData) -> tuple[Any, ...]:
            try:
                return self.outputs(talks.rate(conversation, sent(event, "number"), sent(event, "rating")))
            except PullquoteError:  # it was deleted in another window
                return self.outputs(rooms.views.shown(conversation))

        def withdrawn(conversation: object, event: gr.EventData) -> tuple[Any, ...]:
            return self.outputs(rooms.lectern.withdraw(conversation, sent(event, "number")))

        opening = [
            page.load(opened, [self.conversation], everything, js=_CONVERSATION_IN_ADDRESS, **DIRECT),
            wire.open(chosen, None, everything, **DIRECT),
            wire.forget(forgotten, [self.conversation], everything, **DIRECT),
        ]
        for event in opening:
            event.then(self.suggested, [self.conversation], [self.welcome], **SLOW)
        wire.look(self.refreshed, [self.conversation], self.view, **DIRECT)
        wire.rename(renamed, [self.conversation], [self.history], **DIRECT)
        wire.rate(rated, [self.conversation], self.view, **DIRECT)
        wire.withdraw(withdrawn, [self.conversation], self.view, **DIRECT)

    def _bind_filters(self, wire: "gr.HTML") -> None:
        import gradio as gr

        def chosen(*fields: object) -> str:
            return self._rooms.desk.chips(fields)

        def dropped(
            first: object, last: object, publishers: object, only: object, event: gr.EventData
        ) -> tuple[object, ...]:
            name, value = sent(event, "name"), sent(event, "value")
            kept = (
                [it for it in publishers if (name, it) != ("publisher", value)] if isinstance(publishers, list) else []
            )
            dates = ("" if name == key else it for key, it in (("first", first), ("last", last)))
            return self._filters((*dates, kept, "" if name == "only" else only))

        def limited(first: object, last: object, publishers: object, event: gr.EventData) -> tuple[object, ...]:
            return self._filters((first, last, publishers, sent(event, "id")))

        # Of dates page.js tells: a field that has just been unfolded does not yet tell of what is written into it.
        wire.filtered(chosen, self.fields, [self.chosen], trigger_mode="always_last", **DIRECT)
        self.publishers.input(chosen, self.fields, [self.chosen], trigger_mode="always_last", **DIRECT)
        wire.drop(dropped, self.fields, self.filters, **DIRECT)
        wire.only(limited, self.fields[:-1], self.filters, **DIRECT)

    def _outputs_and_fields(self, shown: View) -> tuple[Any, ...]:
        filters = shown.filters
        if filters is None:
            import gradio as gr

            return *self.outputs(shown), *(gr.skip() for _ in self.filters)
        only = filters.article_ids[0] if filters.article_ids else ""
        fields = (filters.published_from or "", filters.published_to or "", list(filters.publishers), only)
        return *self.outputs(shown), *self._filters(fields)

    def _filters(self, fields: tuple[object, ...]) -> tuple[object, ...]:
        """Return what stands in the fields as the values of `filters`."""
        return *fields, self._rooms.desk.chips(fields)

    def _hidden(self, name: str) -> "gr.Textbox":
        import gradio as gr

        return gr.Textbox(elem_id=name, elem_classes="pq-hidden", show_label=False, container=False)

    def _chat(self) -> "gr.Chatbot":
        import gradio as gr

        return gr.Chatbot(
            elem_id="chat",
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

    def _compose(self) -> None:
        import gradio as gr

        self.chosen = gr.HTML(elem_id="chosen", js_on_load=None)
        gr.HTML(_EDITING, elem_id="editing-sign", js_on_load=None)
        self.question = gr.Textbox(
            elem_id="question",
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
            elem_id="exactly",
            label="Search for exactly this, whatever was asked before",
            container=False,
            interactive=True,
        )
        accordion = gr.Accordion("Filters", open=False, elem_id="filters")
        with accordion, gr.Row(elem_id="filter-fields"):
            self.first = self._date_field("From")
            self.last = self._date_field("To")
            self.publishers = gr.Dropdown(
                [],
                value=[],
                multiselect=True,
                # What is not in the list is refused with a sentence, not by Gradio.
                allow_custom_value=True,
                label="Publishers",
                interactive=True,
                elem_id="publishers",
            )

    def _date_field(self, label: str) -> "gr.Textbox":
        import gradio as gr

        return gr.Textbox(label=label, placeholder="2024-06-19", max_lines=1, interactive=True)
