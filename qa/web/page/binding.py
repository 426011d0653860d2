"""How events are bound: which are queued, what they tell of errors, and the wire over which page.js sends the rest."""

import inspect
from collections.abc import Callable, Iterator
from functools import wraps
from typing import TYPE_CHECKING, Any

from corpus import PullquoteError
from qa.web.html.library import report

if TYPE_CHECKING:
    import gradio as gr

Handler = Callable[..., Any]

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


def tell_errors(page: "gr.Blocks", notice: "gr.HTML") -> None:
    """Have all events that are bound tell in `notice` of an error that nobody else has told of: a full disk comes late.

    Whatever an event would have changed then stays as it is.
    """
    for event in page.fns.values():
        if event.fn is not None:
            added = notice not in event.outputs
            event.outputs = [*event.outputs, notice] if added else event.outputs
            event.fn = _telling(event.fn, len(event.outputs), event.outputs.index(notice), added=added)


def _telling(handler: Handler, count: int, place: int, *, added: bool) -> Handler:
    """Return a handler of `count` outputs, with that of the notice at its `place`, which may have been `added`."""
    import gradio as gr

    def whole(given: Any) -> Any:  # noqa: ANN401 - what Gradio takes for the outputs
        if not added:
            return given
        if count == 1:
            return gr.skip()
        return (given, gr.skip()) if count == 2 else (*given, gr.skip())

    def told(error: PullquoteError) -> Any:  # noqa: ANN401
        line = report(str(error), wrong=True)
        return line if count == 1 else tuple(line if at == place else gr.skip() for at in range(count))

    @wraps(handler)
    def streaming(*values: object) -> Iterator[Any]:
        try:
            for given in handler(*values):
                yield whole(given)
        except PullquoteError as error:
            yield told(error)

    @wraps(handler)
    def answering(*values: object) -> Any:  # noqa: ANN401
        try:
            return whole(handler(*values))
        except PullquoteError as error:
            return told(error)

    return streaming if inspect.isgeneratorfunction(handler) else answering
