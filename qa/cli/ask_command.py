"""`pullquote ask`: one question, or a file of them."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from corpus.errors import PullquoteError, UnreadableSource
from qa.cli.asking import (
    add_most_option,
    add_quiet_exit_option,
    add_words_argument,
    end_unanswered,
    read_words,
)
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
@add_words_argument("[QUESTION]...")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as one JSON object.")
@click.option(
    "--batch",
    type=click.File("rb"),
    metavar="FILE.jsonl",
    help='Answer each line {"id", "question", "history"?, "asked"?} of a file, "-" for standard input.',
)
@add_most_option("quotes")
@add_quiet_exit_option
@add_today_option
@add_cite_option
@add_filter_options
@add_reader_option
@add_library_options
def ask_command(
    words: tuple[str, ...],
    as_json: bool,
    batch: BinaryIO | None,
    most: int | None,
    quiet: bool,
    today: date | None,
    cite: str | None,
    library: str | None,
    model: str | None,
    reader: str,
    **chosen: Any,  # noqa: ANN401 - handed on to make_filters() whole
) -> None:
    """Answer a question with quotes from your articles.

    QUESTION needs quotation marks only for what the shell would read, such as ? and '; "-" is the one on standard
    input. Exit status: 0 if it is answered, 4 if nothing answers it; of a batch, 4 if nothing is answered at all.

    \b
    pullquote ask "When did Putin and Kim sign the pact?"
    pullquote ask when did the panama canal open -n 1
    pullquote ask "What did Peskov say about the pact?" --from 2024-10 --json
    pullquote ask "When did the Panama Canal open?" --cite apa
    pullquote ask "Which pact was signed last year?" --today 2025-03-01
    pullquote ask --batch questions.jsonl --json > answers.jsonl
    """
    if bool(words) == (batch is not None):
        raise click.UsageError("give either a question or --batch FILE.jsonl")
    question, style = read_words(words), open_cite_style(cite)
    assistant = open_assistant(library, model, reader)
    within = make_filters(assistant.library, **chosen)
    if most is not None:
        assistant = assistant.with_settings(replace(assistant.settings, most_quotes=most))
    if question is not None:
        answer = _limit(assistant.ask(question, filters=within, asked=today), most)
        _print(answer, style, as_json=as_json)
        if not _is_settled(answer):
            end_unanswered(quiet=quiet)
        return
    failed, settled = False, list[bool]()
    for number, line in enumerate(batch or (), 1):
        if not line.strip():
            continue
        try:
            id_, text, history, asked = _read(line)
            if not as_json:
                click.secho(text, underline=True)
            answer = _limit(assistant.ask(text, history, within, id_, asked or today), most)
            _print(answer, style, as_json=as_json)
            settled.append(_is_settled(answer))
        except PullquoteError as error:
            failed = True
            click.echo(f"{getattr(batch, 'name', 'batch')}:{number}: {error}", err=True)
    if failed:
        raise click.exceptions.Exit(1)
    if settled and not any(settled):
        end_unanswered(quiet=quiet)


def _limit(answer: "Answer", most: int | None) -> "Answer":
    """Return an answer with at most so many of the passages that are nearest to it."""
    return replace(answer, nearest=answer.nearest[:most])


def _is_settled(answer: "Answer") -> bool:
    """Say whether an answer needs no other: it has quotes, or is a line in return for talk."""
    return bool(answer.quotes) or answer.talk


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
