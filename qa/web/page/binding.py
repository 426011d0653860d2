"""How events are bound: which are queued, and the wire over which page.js sends what Gradio has no component for."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import gradio as gr

QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
# Gradio's browser side can lose an answer when two queued events of one page overlap, so only what streams is queued.
DIRECT: dict[str, Any] = {**QUIET, "queue": False}
# A second event is not dropped while the first is still on its way.
SLOW: dict[str, Any] = {**DIRECT, "trigger_mode": "multiple"}

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
    """Return the component whose events are what page.js sends."""
    import gradio as gr

    return gr.HTML(elem_id="wire", js_on_load=_ON_LOAD)


def sent(event: "gr.EventData", name: str) -> object:
    """Return a value that came with an event, None if it did not."""
    # As an attribute of the event it would be looked for in whatever came, which need not have any names.
    held: object = event._data
    return held.get(name) if isinstance(held, dict) else None


def page_of(request: "gr.Request") -> str:
    """Return the name of the open page that sent a request: what it waits for is known by it."""
    return request.session_hash or ""
