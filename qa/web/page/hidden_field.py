"""Hidden fields: what the page knows and sends along, for the program keeps nothing about an open page."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gradio as gr


def lay_hidden_field(name: str) -> "gr.Textbox":
    """Return a field that nobody sees."""
    import gradio as gr

    return gr.Textbox(elem_id=name, elem_classes="pq-hidden", show_label=False, container=False)
