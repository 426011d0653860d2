"""`pullquote ratings`: writes the answers that were rated on the page as a question set."""

from pathlib import Path

import click

from corpus.errors import UnreadableSource
from qa.cli.options import add_library_options, open_library


@click.command("ratings")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@add_library_options
def ratings_command(folder: Path, library: str | None, model: str | None) -> None:
    """Write the answers that were rated on the page into a folder, as a question set.

    corpus.jsonl and questions.jsonl are what `pullquote eval` reads: the questions whose answer, or whose refusal, was
    found right. rejected.jsonl holds the answers that were found wrong.

    \b
    pullquote ratings my-questions
    pullquote eval my-questions
    """
    from qa.conversations.conversation_store import Conversations
    from qa.conversations.ratings import make_question_set, write_lines

    files = make_question_set(Conversations(open_library(library, model)))
    if not (files["questions.jsonl"] or files["rejected.jsonl"]):
        click.echo("No answer has been rated yet: say on the page, under an answer, whether it is right.")
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in files.items():
            # A file that is there may be somebody's work, and is not overwritten.
            with (folder / name).open("x", encoding="utf-8") as file:
                file.write(write_lines(rows))
    except FileExistsError as error:
        raise UnreadableSource(f"{error.filename} is there already: choose another folder") from error
    except OSError as error:
        raise UnreadableSource(f"{folder} cannot be written to ({error.strerror}): choose another folder") from error
    right, wrong = len(files["questions.jsonl"]), len(files["rejected.jsonl"])
    click.echo(f"{right:,} found right, {wrong:,} found wrong, written to {folder}.")
