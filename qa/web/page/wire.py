"""The wire: the component whose events are what the page's own scripts send."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gradio as gr

# What page.js may send; Gradio wants each name in quotation marks here.
_SENT = (
    "'ask', 'retry', 'stop', 'open', 'rate', 'quote', 'withdraw', 'read', 'shut', 'rename', 'forget', 'drop', 'only', "
    "'filtered', 'sort', 'remove', 'restore', 'detail', 'cancel', 'keep', 'style', 'basket', 'note', 'place', "
    "'discard', 'look', 'abort'"
)
_ON_LOAD = f"""
const sent = [{_SENT}];
document.addEventListener('pullquote:send', event => {{
  if (sent.includes(event.detail.name)) trigger(event.detail.name, event.detail.data);
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
