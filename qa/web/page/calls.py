"""What the page's events may be sent: checked against the page itself before its framework sees any of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from qa.web.page.readers_events import READERS_EVENTS, name_handler
from qa.web.uploading import is_kept

if TYPE_CHECKING:
    import gradio as gr
    from gradio.blocks import Block

_JOIN, _RUN, _CANCEL, _RESET = (f"/gradio_api/{name}" for name in ("queue/join", "run/predict", "cancel", "reset"))
_MALFORMED = "This is nothing that the page sends: load it again."
_FOR_EDITORS = "Readers cannot change the library: ask an editor to do that."
# A page's or an event's own name for itself.
Key = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_-]{1,64}$")]
Name = Annotated[str, StringConstraints(max_length=1_000)]
Number = Annotated[int, Field(ge=-(2**53), le=2**53)]


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _CallIn(_Sent):
    data: list[Any]
    fn_index: int
    session_hash: Key
    event_data: Any = None
    trigger_id: Number | None = None


class _CancelIn(_Sent):
    event_id: Key | None
    session_hash: Key
    fn_index: Number


class _ResetIn(_Sent):
    event_id: Key | None


class _MetaIn(_Sent):
    kind: Literal["gradio.FileData"] = Field(alias="_type")


class _FileIn(_Sent):
    path: Name
    meta: _MetaIn
    url: Name | None = None
    orig_name: Name | None = None
    mime_type: Name | None = None
    size: Number | None = None
    is_stream: Literal[False] = False


@dataclass(frozen=True, slots=True)
class _Call:
    """An event: the path it is sent to, and what may stand in each place of its data."""

    path: str
    takes: tuple[Callable[[object], bool], ...]
    is_open: bool


class Calls:
    """The events of a page, and what each of them takes; files only out of the folder `uploads`.

    A reader's page takes only the events that are named for readers.
    """

    def __init__(self, page: "gr.Blocks", uploads: str, *, for_reader: bool = False):
        self._uploads = uploads
        self._calls = {
            number: _Call(
                _JOIN if event.queue else _RUN,
                tuple(map(self._choose_check, event.inputs)),
                not for_reader or name_handler(event.fn) in READERS_EVENTS,
            )
            for number, event in page.fns.items()
        }

    def find_fault(self, path: str, sent: object) -> str | None:
        """Return a sentence on what is wrong with what is sent to a path of the page, None if nothing is."""
        try:
            if path in (_JOIN, _RUN):
                return self._find_misfit(path, _CallIn.model_validate(sent))
            if path == _CANCEL:
                _CancelIn.model_validate(sent)
            elif path == _RESET:
                _ResetIn.model_validate(sent)
        except ValidationError:
            return _MALFORMED
        return None

    def _find_misfit(self, path: str, sent: _CallIn) -> str | None:
        call = self._calls.get(sent.fn_index)
        if (
            call is None
            or call.path != path
            or len(call.takes) != len(sent.data)
            or not self._has_no_other_file(sent.event_data)
            or not all(takes(value) for takes, value in zip(call.takes, sent.data, strict=True))
        ):
            return _MALFORMED
        return None if call.is_open else _FOR_EDITORS

    def _choose_check(self, block: "Block") -> Callable[[object], bool]:
        """Return what says whether a component can have a value."""
        files = self._are_files if getattr(block, "file_count", "single") == "multiple" else self._is_file_or_none
        kinds: dict[str, Callable[[object], bool]] = {
            "textbox": _is_text,
            "html": _is_text,
            "checkbox": lambda value: value is None or isinstance(value, bool),
            "dropdown": lambda value: _is_text(value) or (isinstance(value, list) and all(map(_is_text, value))),
            "radio": lambda value: value is None or value in [choice for _, choice in getattr(block, "choices", ())],
            # The program keeps this one; the page does not know it.
            "state": lambda value: value is None,
            "file": files,
            "uploadbutton": files,
        }
        return kinds[block.get_block_name()]

    def _has_no_other_file(self, value: object) -> bool:
        """Return whether all that looks like a file in what comes beside an event's data is one that was uploaded."""
        if isinstance(value, dict):
            return self._is_file(value) or ("meta" not in value and self._has_no_other_file(list(value.values())))
        return not isinstance(value, list) or all(map(self._has_no_other_file, value))

    def _are_files(self, value: object) -> bool:
        return value is None or (isinstance(value, list) and all(map(self._is_file, value)))

    def _is_file_or_none(self, value: object) -> bool:
        return value is None or self._is_file(value)

    def _is_file(self, value: object) -> bool:
        try:
            return is_kept(_FileIn.model_validate(value).path, self._uploads)
        except ValidationError:
            return False


def _is_text(value: object) -> bool:
    return value is None or isinstance(value, str)
