"""Chat completions, under /v1: programs that speak OpenAI's API use Pullquote as a model."""

from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from qa.assistant import Assistant
from qa.programs.chat import MODEL, ChatIn, answer_chat, complete_chat, describe_model, stream_chat
from qa.web.api_examples import CHAT_REFUSAL, describe_route
from qa.web.api_responses import stream_events
from qa.web.waiting import Turns

if TYPE_CHECKING:
    from fastapi import FastAPI


# The names of these functions stand in the description of the API.
def add_chat_routes(app: "FastAPI", assistant: Assistant, turns: Turns) -> None:
    """Add the routes under /v1; questions are read in turns."""

    @app.post(
        "/v1/chat/completions",
        response_class=Response,
        **describe_route("chat_completions", "text/event-stream", "application/json", refusal=CHAT_REFUSAL),
    )
    async def chat_completions(chat: ChatIn, request: Request) -> Response:
        """Answer the last message of a chat with quotes as Markdown; with `stream`, quote by quote."""
        answer = await turns.read(request, lambda: answer_chat(assistant, chat))
        if not chat.stream:
            return JSONResponse(complete_chat(answer))
        return stream_events([*(("", chunk) for chunk in stream_chat(answer, chat)), ("", "[DONE]")])

    @app.get("/v1/models", **describe_route("models", refusal=CHAT_REFUSAL))
    def models() -> dict[str, Any]:
        """List the models: Pullquote, which is none, but answers like one."""
        return {"object": "list", "data": [describe_model(assistant)]}

    @app.get("/v1/models/{model}", **describe_route("model", refusal=CHAT_REFUSAL))
    def model(model: str) -> dict[str, Any]:
        """Describe a model of that list."""
        if model != MODEL:
            raise HTTPException(404, f"there is one model here, {MODEL}: take that")
        return describe_model(assistant)
