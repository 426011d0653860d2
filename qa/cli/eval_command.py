"""`pullquote eval`: answers a question set and measures the answers."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from corpus.errors import UnreadableSource
from qa.cli.add_command import add_with_progress
from qa.cli.json_lines import read_object
from qa.cli.options import add_reader_option, open_assistant

if TYPE_CHECKING:
    from qa.assistant import Assistant


@click.command("eval")
@click.argument("set_dir", type=click.Path(path_type=Path))
@click.option(
    "--answers",
    type=click.File("w", encoding="utf-8", lazy=False),
    metavar="FILE",
    help="Keep the answers in this JSONL file.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the measures as one JSON object.")
@click.option("--model", envvar="PULLQUOTE_MODEL", metavar="NAME", help="Embedding model.")
@add_reader_option
def eval_command(set_dir: Path, answers: TextIO | None, as_json: bool, model: str | None, reader: str) -> None:
    """Answer a set of questions, in a library of its own, and print the measures.

    SET_DIR holds corpus.jsonl, articles as `pullquote add` reads them, and questions.jsonl.

    \b
    pullquote eval path/to/question-set --answers answers.jsonl
    """
    from index.scratch import make_temporary
    from qa.evaluate import measure

    questions = _read_questions(set_dir / "questions.jsonl")
    with make_temporary() as scratch:
        assistant = open_assistant(str(scratch.path / "library"), model, reader, create=True)
        # The figures of a part of a set would mislead.
        if not add_with_progress(assistant.library, [set_dir / "corpus.jsonl"], err=True):
            raise click.exceptions.Exit(1)
        given = list(_answer_all(assistant, questions))
    for answer in given if answers else ():
        click.echo(json.dumps(answer, ensure_ascii=False), answers)
    measures = measure({str(row["id"]): row["text"] for row in _read_rows(set_dir / "corpus.jsonl")}, questions, given)
    click.echo(json.dumps(measures) if as_json else "\n".join(f"{name:26} {value}" for name, value in measures.items()))


def _answer_all(assistant: "Assistant", questions: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    from rich.console import Console
    from rich.progress import track

    from qa.query.conversation import read_turns
    from qa.query.day_asked import read_day_asked
    from qa.rendering.answer_json import serialise_answer

    for question in track(questions, "Asking", console=Console(stderr=True), disable=not sys.stderr.isatty()):
        history, asked = read_turns(question.get("history") or []), question.get("asked")
        day = None if asked is None else read_day_asked(asked)
        yield serialise_answer(assistant.ask(question["question"], history, id=question["id"], asked=day))


def _read_questions(path: Path) -> list[dict[str, Any]]:
    """Read the questions of a file; raise UnreadableSource for one that lacks a field."""
    questions = [{**row, "id": str(row.get("id", ""))} for row in _read_rows(path)]
    for number, question in enumerate(questions, 1):
        if not _is_whole(question):
            raise UnreadableSource(
                f'{path}: question {number} must be like {{"id": "1", "question": "…", "answerable": true, '
                '"answers": ["…"], "gold": [{"article_id": "…"}]}'
            )
    return questions


def _is_whole(question: dict[str, Any]) -> bool:
    kinds = {"id": str, "question": str, "answerable": bool, "answers": list, "gold": list}
    return (
        all(isinstance(question.get(name), kind) for name, kind in kinds.items())
        and all(isinstance(answer, str) for answer in question["answers"])
        and all(isinstance(place, dict) and "article_id" in place for place in question["gold"])
    )


def _read_rows(path: Path) -> list[dict[str, Any]]:
    """Read all rows of a JSONL file; raise UnreadableSource."""
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise UnreadableSource(f"{path} cannot be read: {error.strerror or error}") from error
    rows = []
    for number, line in enumerate(lines, 1):
        try:
            rows += [read_object(line)] if line.strip() else []
        except UnreadableSource as error:
            raise UnreadableSource(f"{path}:{number}: {error}") from error
    return rows
