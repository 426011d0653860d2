"""`pullquote ask`: one question, or a file of them."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from corpus.errors import PullquoteError, UnreadableSource
from qa.cli.json_lines import echo_json, read_object
from qa.cli.options import (
    add_cite_option,
    add_filter_options,
    add_library_options,
    add_reader_option,
    add_today_option,
    make_filters,
    open_assistant,
    open_cite_style,
)
from qa.query.day_asked import read_day_asked

if TYPE_CHECKING:
    from qa.answer import Answer
    from qa.cite.styles import Style
    from qa.query.conversation import Turn


@click.command("ask")
@click.argument("question", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as one JSON object.")
@click.option(
    "--batch",
    type=click.File("rb"),
    metavar="FILE.jsonl",
    help='Answer each line {"id", "question", "history"?, "asked"?} of a file, "-" for standard input.',
)
@add_today_option
@add_cite_option
@add_filter_options
@add_reader_option
@add_library_options
def ask_command(
    question: str | None,
    as_json: bool,
    batch: BinaryIO | None,
    today: date | None,
    cite: str | None,
    library: Path | None,
    model: str | None,
    reader: str,
    **chosen: Any,  # noqa: ANN401 - handed on to filters() whole
) -> None:
    """Answer a question with quotes from your articles.

    \b
    pullquote ask "When did Putin and Kim sign the pact?"
    pullquote ask "What did Peskov say about the pact?" --from 2024-10 --json
    pullquote ask "When did the Panama Canal open?" --cite apa
    pullquote ask "Which pact was signed last year?" --today 2025-03-01
    pullquote ask --batch questions.jsonl --json > answers.jsonl
    """
    if (question is None) == (batch is None):
        raise click.UsageError("give either a question or --batch FILE.jsonl")
    style, within = open_cite_style(cite), make_filters(**chosen)
    assistant = open_assistant(library, model, reader)
    within = replace(within, tags=assistant.library.spell_tags(within.tags))
    if question is not None:
        _print(assistant.ask(question, filters=within, asked=today), style, as_json=as_json)
        return
    failed = False
    for number, line in enumerate(batch or (), 1):
        if not line.strip():
            continue
        try:
            id_, text, history, asked = _read(line)
            if not as_json:
                click.secho(text, underline=True)
            _print(assistant.ask(text, history, within, id_, asked or today), style, as_json=as_json)
        except PullquoteError as error:
            failed = True
            click.echo(f"{getattr(batch, 'name', 'batch')}:{number}: {error}", err=True)
    if failed:
        raise click.exceptions.Exit(1)


def _read(line: bytes) -> "tuple[str | None, str, tuple[Turn, ...], date | None]":
    """Return a line's id, question, history, and the day it is asked; raise UnreadableSource or QuestionError."""
    from qa.query.conversation import read_turns

    read = read_object(line)
    if not isinstance(read.get("question"), str):
        raise UnreadableSource('the line must be like {"id": "1", "question": "…"}')
    id_, asked = read.get("id"), read.get("asked")
    history, day = read_turns(read.get("history") or []), None if asked is None else read_day_asked(asked)
    return None if id_ is None else str(id_), read["question"], history, day


def _print(answer: "Answer", style: "Style | None", *, as_json: bool) -> None:
    from qa.cite.references import cite_quotes

    cited = cite_quotes(answer.quotes, style) if style else None
    if as_json:
        from qa.rendering.answer_json import serialise_answer

        echo_json(serialise_answer(answer, cited, style.name if style else ""))
    else:
        from qa.cli.terminal import print_answer, print_references

        print_answer(answer, cited)
        if style and cited and answer.quotes:
            print_references(style, cited)
