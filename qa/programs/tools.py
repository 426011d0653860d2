"""The tools that a language model is offered: what each is called, what it takes, what it does."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

from index import Library
from qa.assistant import Assistant
from qa.programs import changes, operations
from qa.programs.requests import AskIn, DraftIn, ListIn, PartIn, PlaceIn, QuotationIn, Request, SearchIn, TextIn
from qa.rendering.source_line import describe_article

Json = dict[str, Any]
INSTRUCTIONS = (
    "Pullquote answers from the user's own articles in verbatim quotes only. Repeat a quote letter for letter, with "
    "its source_line, and its link where there is one. Where a tool says that nothing was found, say so. Before you "
    "show text of your own that quotes, pass it to check_quotes, and mend what is not exact or typographic."
)
_ADDRESS = "pullquote://articles/"
ADDRESS_TEMPLATE = f"{_ADDRESS}{{article_id}}"
# What of an answer says the same once more, or is for programs that come back later.
_REPEATED = frozenset({"anchor", "content", "draft", "hits"})


@dataclass(frozen=True, slots=True)
class ToolKind:
    """A tool: its name and title, what a model is told of it, the request it takes, and what does it.

    One that `adds` changes the library; the others only read. One that `answers` is as much work as a question.
    """

    name: str
    title: str
    description: str
    request: type[Request]
    work: Callable[[Assistant, Any, threading.Event], Json]
    adds: bool = False
    answers: bool = False

    def describe_input(self) -> Json:
        """Return the JSON Schema of what it takes."""
        return self.request.model_json_schema()

    def do(self, assistant: Assistant, sent: object, stop: threading.Event) -> Json:
        """Return its answer to what was sent.

        Raises ValidationError for what it does not take, PullquoteError for what cannot be done, JobEnded at `stop`.
        """
        answer: Json = _adapt(self.work(assistant, self.request.model_validate(sent), stop), assistant.library)
        return answer


def _work_on(work: Callable[[Assistant, Any], Json]) -> Callable[[Assistant, Any, threading.Event], Json]:
    """Return the work of a tool that is done before anybody would stop it."""
    return lambda assistant, sent, _: work(assistant, sent)


READING = (
    ToolKind(
        "ask",
        "Ask the articles",
        "Answer a question with verbatim quotes of the user's articles, each with its source, offsets and link. The "
        "status is not_found, with a reason, where they hold no answer; `nearest` then is no answer.",
        AskIn,
        _work_on(operations.ask),
        answers=True,
    ),
    ToolKind(
        "search",
        "Search the articles",
        "Find passages of the user's articles by words and meaning, best first, letter for letter. Words in quotation "
        "marks must stand in them.",
        SearchIn,
        _work_on(operations.search),
    ),
    ToolKind(
        "find_quotation",
        "Find a quotation",
        "Find where one quotation stands in the user's articles: exact, typographic (marks and blanks differ), altered "
        "(with the words that differ), stitched, or not_found.",
        QuotationIn,
        operations.find_quotation,
    ),
    ToolKind(
        "check_quotes",
        "Check quotations",
        "Check every quotation in a text, such as your own draft of an answer, against the user's articles. Quotations "
        "stand in quotation marks or block quotes; those under four words are listed as unchecked.",
        DraftIn,
        operations.check,
    ),
    ToolKind(
        "read_article",
        "Read a part of an article",
        "Read a part of an article's text, letter for letter, from an offset on; `next` is where it goes on.",
        PartIn,
        _work_on(operations.read_part),
    ),
    ToolKind(
        "list_articles",
        "List the articles",
        "List the user's articles with their ids, newest first; `next` is the cursor of what follows.",
        ListIn,
        _work_on(operations.list_articles),
    ),
    ToolKind(
        "cite",
        "Cite a place",
        "Quote and cite a place of an article, such as a quote's start and end, in a citation style.",
        PlaceIn,
        _work_on(operations.cite),
    ),
)
ADDING = (
    *READING,
    ToolKind(
        "add",
        "Add an article",
        "Add a text to the user's articles, letter for letter as its author wrote it; quotes are then found in it. "
        "Use it only when the user asks for it, and never for text of your own. The same text again changes nothing.",
        TextIn,
        _work_on(changes.add_text),
        adds=True,
    ),
)


def make_address(article_id: str) -> str:
    """Return the address of an article as a resource."""
    return f"{_ADDRESS}{quote(article_id, safe='')}"


def parse_address(address: str) -> str | None:
    """Return the id of the article at an address, None for an address of anything else."""
    return unquote(address.removeprefix(_ADDRESS)) if address.startswith(_ADDRESS) else None


def _adapt(value: Any, library: Library) -> Any:  # noqa: ANN401 - any JSON
    """Return an answer for a model: without what is repeated; each place with its source on a line and its address."""
    if isinstance(value, list):
        return [_adapt(each, library) for each in value]
    if not isinstance(value, dict):
        return value
    adapted = {key: _adapt(each, library) for key, each in value.items() if key not in _REPEATED}
    if "article_id" in adapted:
        article = library.article(adapted["article_id"])
        adapted["source_line"] = describe_article(article, article.page_at(adapted["start"]))
        adapted["resource"] = make_address(article.id)
    return adapted
