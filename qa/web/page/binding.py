"""How events are bound: which are queued, and what they tell of errors."""

import inspect
from collections.abc import Callable, Iterator
from functools import wraps
from typing import TYPE_CHECKING, Any

from corpus import PullquoteError
from qa.web.html.notice_html import render_notice

if TYPE_CHECKING:
    import gradio as gr

Handler = Callable[..., Any]

QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
# Gradio's browser side can lose an answer when two queued events of one page overlap, so only what streams is queued.
DIRECT: dict[str, Any] = {**QUIET, "queue": False}
# A second event is not dropped while the first is still on its way.
SLOW: dict[str, Any] = {**DIRECT, "trigger_mode": "multiple"}


def name_page(request: "gr.Request") -> str:
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
            event.fn = _wrap(event.fn, len(event.outputs), event.outputs.index(notice), added=added)


def _wrap(handler: Handler, count: int, place: int, *, added: bool) -> Handler:
    """Return a handler of `count` outputs, with that of the notice at its `place`, which may have been `added`."""
    import gradio as gr

    def complete(outputs: Any) -> Any:  # noqa: ANN401 - what Gradio takes for the outputs
        if not added:
            return outputs
        if count == 1:
            return gr.skip()
        return (outputs, gr.skip()) if count == 2 else (*outputs, gr.skip())

    def tell(error: PullquoteError) -> Any:  # noqa: ANN401
        line = render_notice(str(error), wrong=True)
        return line if count == 1 else tuple(line if at == place else gr.skip() for at in range(count))

    @wraps(handler)
    def stream(*values: object) -> Iterator[Any]:
        try:
            for outputs in handler(*values):
                yield complete(outputs)
        except PullquoteError as error:
            yield tell(error)

    @wraps(handler)
    def answer(*values: object) -> Any:  # noqa: ANN401
        try:
            return complete(handler(*values))
        except PullquoteError as error:
            return tell(error)

    return stream if inspect.isgeneratorfunction(handler) else answer
