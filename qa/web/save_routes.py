"""The routes by which pages are saved from the browser: the page that asks, and what it sends once it was told to."""

from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints
from starlette.responses import HTMLResponse

from corpus.formats.fields import LONGEST_FIELD
from qa.selections import LONGEST, Selection
from qa.web.actions.save_actions import SaveActions
from qa.web.doors import SAVE
from qa.web.html.save_html import render_save

if TYPE_CHECKING:
    from fastapi import FastAPI

# Characters around what was marked.
_Around = Annotated[str, StringConstraints(max_length=100)]


class _PageIn(BaseModel):
    """A page that is saved: without `html` it is fetched."""

    model_config = ConfigDict(extra="forbid", strict=True)

    address: Annotated[str, StringConstraints(max_length=LONGEST_FIELD)]
    html: str | None = None
    text: Annotated[str, StringConstraints(max_length=LONGEST)] = ""
    before: _Around = ""
    after: _Around = ""


def add_save_routes(app: "FastAPI", actions: SaveActions) -> None:
    """Add the routes to an application."""

    @app.get(SAVE, include_in_schema=False)
    def ask_to_save() -> HTMLResponse:
        """Return the page that asks whether another one is added."""
        return HTMLResponse(render_save())

    @app.post(SAVE, include_in_schema=False)
    def save(sent: _PageIn) -> dict[str, str | int | None]:
        """Add a page, and say which article it is, and where what was marked stands in it."""
        saved = actions.save(sent.address, sent.html, Selection(sent.text, sent.before, sent.after))
        start, end = saved.span or (None, None)
        return {"article": saved.article_id, "start": start, "end": end}
