"""A disk that is full while the page is open: every event and every request ends in a sentence, and nothing is lost."""

import gc
import io
import warnings

import pytest

from index import Connections, LibraryError
from qa.answer import Citation
from qa.basket.basket_store import Baskets
from qa.conversations.conversation_store import Conversations
from qa.quote import Quote
from qa.web.page.binding import tell_errors

PORT = 7860
FULL = "the disk that holds /library is full: free some space and run the command again; nothing is lost"


def full_disk(self):
    """Let nothing be written any more."""
    raise LibraryError(FULL)


OWN = {"origin": f"http://127.0.0.1:{PORT}", "sec-fetch-site": "same-origin"}
# What an event may send, whichever it is.
SENT = {
    "name": "short", "value": "x", "number": 1, "rating": 1, "which": 1, "kept": 1, "to": 1, "text": "x", "start": 0,
    "end": 5, "column": "title", "question": "Who?",
}  # fmt: skip


def test_every_event_ends_in_a_sentence(client, assistant, monkeypatch):
    """Renaming, forgetting, a style, a length and others ended in status 500 on a full disk."""
    conversations, baskets = Conversations(assistant.library), Baskets(assistant.library)
    talk = conversations.start("What does the quaxol eat?")
    kept = baskets.keep(Citation(1, Quote("hostile", 0, 10, 1.0), assistant.library.article("hostile")))
    before = conversations.list_all(), baskets.list_quotes(), assistant.library.entries()
    monkeypatch.setattr(Connections, "writing", full_disk)
    outputs = set()
    [page] = [route.app.blocks for route in client.app.routes if hasattr(getattr(route, "app", None), "blocks")]
    for event in page.fns.values():
        if event.fn is None or event.queue is not False:
            continue
        values = ["short" if field.elem_id == "settings-length" else None for field in event.inputs]
        body = {"data": values, "fn_index": event._id, "session_hash": "page"}
        body["event_data"] = {**SENT, "id": "hostile" if event.fn.__name__ == "remove" else talk, "kept": kept}
        got = client.post("/gradio_api/run/predict", json=body, headers=OWN)
        assert got.status_code == 200, (event.fn.__name__, got.text)
        if "free some space" in got.text:
            outputs.add(event.fn.__name__)
    assert outputs >= {"delete", "rename", "note", "move", "drop", "open_basket", "prefer_length", "remove"}
    monkeypatch.undo()
    assert (conversations.list_all(), baskets.list_quotes(), assistant.library.entries()) == before


def test_an_upload_that_finds_no_room(client, monkeypatch):
    """It ended in status 500."""

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("qa.web.uploading.shutil.copyfileobj", full)
    got = client.post("/gradio_api/upload", files={"files": ("a.txt", io.BytesIO(b"text"))}, headers=OWN)
    assert (got.status_code, "No space left on device" in got.text) == (507, True)


HANDLERS = [(streams, count) for streams in (True, False) for count in (0, 1, 2, 3)]


@pytest.fixture(scope="module")
def told(client):
    """A page that tells errors: its notice, the event and fields of each of HANDLERS, and what makes them fail."""
    import gradio as gr

    wrong = []

    def bind(streams, count):
        def answering(value):
            if wrong:
                raise LibraryError(FULL)
            return None if not count else value if count == 1 else (value,) * count

        def streaming(value):
            yield answering(value)

        fields = [gr.Textbox() for _ in range(count)]
        button.click(streaming if streams else answering, [button], fields)
        return fields

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # Gradio leaves event loops open
        with gr.Blocks() as page:
            notice, button = gr.HTML(), gr.Button()
            bound = [bind(*handler) for handler in HANDLERS]
        gc.collect()
    tell_errors(page, notice)
    return notice, dict(zip(HANDLERS, zip(page.fns.values(), bound, strict=True), strict=True)), wrong


@pytest.mark.parametrize(("streams", "count"), HANDLERS)
def test_a_handler_of_any_number_of_outputs(told, streams, count):
    import gradio as gr

    notice, bound, wrong = told
    event, fields = bound[streams, count]
    wrong.clear()

    def called():
        return next(event.fn("x")) if streams else event.fn("x")

    assert called() == ((*("x",) * count, gr.skip()) if count else gr.skip())
    wrong.append(True)
    outputs = called()
    assert "free some space" in (outputs[-1] if count else outputs)
    assert not count or outputs[:-1] == (gr.skip(),) * count
    assert event.outputs == [*fields, notice]
