"""The fields of the filters under the question, and the chips above it."""

from typing import TYPE_CHECKING

from index import Filters
from qa.web.actions.filters_actions import FiltersActions
from qa.web.html.filters_html import render_day_picker
from qa.web.page.binding import DIRECT
from qa.web.page.hidden_field import lay_hidden_field
from qa.web.page.wire import read_sent

if TYPE_CHECKING:
    import gradio as gr


class FiltersFields:
    """The components of the filters, each laid out where it is to stand, and their events."""

    def __init__(self, actions: FiltersActions):
        self._actions = actions
        self.only = lay_hidden_field("filters-only")

    def lay_chips(self) -> None:
        """Lay out the chips."""
        import gradio as gr

        self.chips = gr.HTML(elem_id="filters-chips", js_on_load=None)

    def lay_fields(self) -> None:
        """Lay out the fields, folded away."""
        import gradio as gr

        accordion = gr.Accordion("Filters", open=False, elem_id="filters")
        with accordion, gr.Row(elem_id="filters-fields"):
            self.first = _lay_date("From")
            self.last = _lay_date("To")
            self.publishers = _lay_names("Publishers")
            self.tags = _lay_names("Tags")
        self.fields: list[gr.Component] = [self.first, self.last, self.publishers, self.tags, self.only]
        # What a field that is folded away is given is no change to the page: the chips are told of it as well.
        self.outputs: list[gr.Component] = [*self.fields, self.chips]

    def list_outputs(self, filters: Filters) -> tuple[object, ...]:
        """Return filters as the values of `outputs`."""
        only = filters.article_ids[0] if filters.article_ids else ""
        dates = (filters.published_from or "", filters.published_to or "")
        return self._add_chips((*dates, list(filters.publishers), list(filters.tags), only))

    def bind(self, wire: "gr.HTML") -> None:
        """Bind the events."""
        import gradio as gr

        def show_chips(*fields: object) -> str:
            return self._actions.show_chips(fields)

        def drop(
            first: object, last: object, publishers: object, tags: object, only: object, event: gr.EventData
        ) -> tuple[object, ...]:
            name, value = read_sent(event, "name"), read_sent(event, "value")
            lists = (
                [each for each in (listed if isinstance(listed, list) else []) if (name, each) != (kind, value)]
                for kind, listed in (("publisher", publishers), ("tag", tags))
            )
            dates = ("" if name == key else date for key, date in (("first", first), ("last", last)))
            return self._add_chips((*dates, *lists, "" if name == "only" else only))

        def limit(
            first: object, last: object, publishers: object, tags: object, event: gr.EventData
        ) -> tuple[object, ...]:
            return self._add_chips((first, last, publishers, tags, read_sent(event, "id")))

        # Of dates page.js tells: a field that has just been unfolded does not yet tell of what is written into it.
        wire.filters_change(show_chips, self.fields, [self.chips], trigger_mode="always_last", **DIRECT)
        for field in (self.publishers, self.tags):
            field.input(show_chips, self.fields, [self.chips], trigger_mode="always_last", **DIRECT)
        wire.filters_drop(drop, self.fields, self.outputs, **DIRECT)
        wire.filters_limit(limit, self.fields[:-1], self.outputs, **DIRECT)

    def _add_chips(self, fields: tuple[object, ...]) -> tuple[object, ...]:
        """Return what stands in the fields as the values of `outputs`."""
        return *fields, self._actions.show_chips(fields)


def _lay_date(label: str) -> "gr.Textbox":
    """Lay out a field for a date, which may be a month or a year, with the picker of a day beside it."""
    import gradio as gr

    with gr.Column(elem_id=f"filters-{label.lower()}", elem_classes="pq-filters-date", min_width=0):
        field = gr.Textbox(label=label, placeholder="2024-06-19", max_lines=1, interactive=True)
        gr.HTML(render_day_picker(label), js_on_load=None)
    return field


def _lay_names(label: str) -> "gr.Dropdown":
    """Lay out a field for several names out of a list."""
    import gradio as gr

    return gr.Dropdown(
        [],
        value=[],
        multiselect=True,
        # What is not in the list is refused with a sentence, not by Gradio.
        allow_custom_value=True,
        label=label,
        interactive=True,
        elem_id=f"filters-{label.lower()}",
    )
