"""The wire: the component whose events are what the page's own scripts send."""

import json
from typing import TYPE_CHECKING

from qa.web.events import EVENTS

if TYPE_CHECKING:
    import gradio as gr

# Gradio wants each name in quotation marks here.
_ON_LOAD = f"""
const events = {json.dumps([*EVENTS])};
document.addEventListener('pullquote:send', event => {{
  if (events.includes(event.detail.name)) trigger(event.detail.name, event.detail.data);
}});
document.documentElement.dataset.pullquote = 'wired';
document.dispatchEvent(new Event('pullquote:wired'));
"""


def lay_wire() -> "gr.HTML":
    """Return the component."""
    import gradio as gr

    return gr.HTML(elem_id="wire", js_on_load=_ON_LOAD)


def read_sent(event: "gr.EventData", name: str) -> object:
    """Return a value that came with an event, None if it did not."""
    # As an attribute of the event it would be looked for in whatever came, which need not have any names.
    data: object = event._data
    return data.get(name) if isinstance(data, dict) else None
