"""`pullquote eval`: a question set answered and measured."""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpus.errors import UnreadableSource
from qa.cli.adding import add_with_progress
from qa.cli.options import open_library

if TYPE_CHECKING:
    from index import Library


@click.command("eval")
@click.argument("set_dir", type=click.Path(path_type=Path))
@click.option("--answers", type=click.Path(path_type=Path), metavar="FILE", help="Keep the answers in this JSONL file.")
@click.option("--json", "as_json", is_flag=True, help="Print the measures as one JSON object.")
@click.option("--model", envvar="PULLQUOTE_MODEL", metavar="NAME", help="Embedding model.")
def eval_command(set_dir: Path, answers: Path | None, as_json: bool, model: str | None) -> None:
    """Answer a set of questions, in a library of its own, and print the measures.

    SET_DIR holds corpus.jsonl, articles as `pullquote add` reads them, and questions.jsonl.

    \b
    pullquote eval examples/questions
    """
    from qa.evaluate import measure

    with tempfile.TemporaryDirectory(prefix="pullquote-eval-") as folder:
        library = open_library(Path(folder) / "library", model, create=True)
        if not add_with_progress(library, [set_dir / "corpus.jsonl"], err=True):
            raise click.exceptions.Exit(1)
        questions = _rows(set_dir / "questions.jsonl")
        found = list(_answers(library, questions))
    if answers:
        answers.write_text("".join(json.dumps(answer, ensure_ascii=False) + "\n" for answer in found), encoding="utf-8")
    measures = measure({row["id"]: row["text"] for row in _rows(set_dir / "corpus.jsonl")}, questions, found)
    click.echo(json.dumps(measures) if as_json else "\n".join(f"{name:26} {value}" for name, value in measures.items()))


def _answers(library: "Library", questions: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    from rich.console import Console
    from rich.progress import track

    from qa.assistant import Assistant
    from qa.followup import turns
    from qa.reader import SentenceReader
    from qa.render import answer_json

    assistant = Assistant(library, SentenceReader(library))
    for question in track(questions, "Asking", console=Console(stderr=True), disable=not sys.stderr.isatty()):
        history = turns(question.get("history") or [])
        yield answer_json(assistant.ask(question["question"], history, id=question["id"]))


def _rows(path: Path) -> list[dict[str, Any]]:
    """Read a JSONL file whole; raise UnreadableSource."""
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    except (OSError, ValueError) as error:
        raise UnreadableSource(f"{path} cannot be read as JSON lines: {error}") from error
