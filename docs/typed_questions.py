"""Writes docs/typed-questions.md: questions as people type them, and what the samples answer.

python docs/typed_questions.py
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from corpus import Article, load
from qa import Assistant
from qa.answer import Answer, Citation
from qa.cli.add_command import list_samples
from qa.rendering.dates import format_date

PAGE = Path(__file__).with_name("typed-questions.md")
QUESTIONS = (
    "whos the guy who commanded apollo 13",
    "when did they finish the eiffel tower",
    "why wasnt the eiffel tower torn down",
    "how loud was krakatoa",
    "did anyone die at the brewery in broad street",
    "tell me about john snow",
    "what does zelensky say about north korea",
    "how many ppl got smallpox in the last outbreak in europe",
    "why was there no summer in 1816",
    "how much did the panama canal cost",
)
_HEAD = """# Ten questions as people type them

What the samples answer, made by `python docs/typed_questions.py`. The words in bold are those that the reader marks; a
quote that does not help stands here as well.
"""


def main() -> None:
    """Ask the questions of a library of the samples, and write the page."""
    with tempfile.TemporaryDirectory() as folder:
        assistant = Assistant.open(Path(folder) / "library", create=True)
        for path in list_samples():
            list(assistant.library.add(loaded for loaded in load(path) if isinstance(loaded, Article)))
        PAGE.write_text(render_page(assistant), encoding="utf-8")


def render_page(assistant: Assistant) -> str:
    """Return the page, in Markdown, of the questions with the answers of `assistant`."""
    return "\n".join([_HEAD, *(line for question in QUESTIONS for line in _render_answer(assistant.ask(question)))])


def _render_answer(answer: Answer) -> Iterator[str]:
    yield f"## {answer.question}\n"
    if not answer.quotes:
        yield f"*Nothing is quoted: {answer.reason}*\n"
    for citation in answer.quotes:
        yield f"> {_render_quote(citation)}\n"
        source = citation.article.source
        dated = f", {format_date(source.published)}" if source.published else ""
        yield f"*{citation.article.title}*{dated}\n"


def _render_quote(citation: Citation) -> str:
    quote, text = citation.quote, citation.article.text
    start, end = quote.highlight or (quote.end, quote.end)
    marked = f"**{text[start:end]}**" if start < end else ""
    return " ".join(f"{text[quote.start : start]}{marked}{text[end : quote.end]}".split())


if __name__ == "__main__":
    main()
