"""`pullquote basket add`: quotes of an answer into a basket."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

import click

from qa.cli.asking import add_words_argument, read_words
from qa.cli.basket_options import add_basket_options, count_quotes, name_basket
from qa.cli.json_lines import read_objects
from qa.cli.options import add_reader_option, open_assistant, open_library
from qa.errors import BasketError

if TYPE_CHECKING:
    from qa.answer import Citation
    from qa.basket.basket_store import Baskets


@click.command("add")
@add_words_argument("[QUESTION]...")
@click.option(
    "--from",
    "answers",
    type=click.File("rb"),
    metavar="FILE.json",
    help='Keep the quotes of what `pullquote ask --json` printed, "-" for standard input, instead of asking.',
)
@click.option(
    "--quote",
    "numbers",
    multiple=True,
    type=click.IntRange(min=1),
    metavar="N",
    help="Keep only this quote of the answer; may be repeated.",
)
@click.option("--note", default="", help="Note this about what is kept.")
@add_reader_option
@add_basket_options
def add_command(
    words: tuple[str, ...],
    answers: BinaryIO | None,
    numbers: tuple[int, ...],
    note: str,
    reader: str,
    basket: str | None,
    library: str | None,
    model: str | None,
) -> None:  # fmt: skip
    """Ask a question and keep its quotes, or keep those of an answer that was printed.

    Quotes of a printed answer are checked letter for letter against the library. One that is in the basket already is
    not kept twice.

    \b
    pullquote basket add "When did the Panama Canal open?" --quote 1 --note "for the opening"
    pullquote ask --json "What did Marie Curie die of?" | pullquote basket add --from -
    """
    from qa.basket.basket_store import Baskets, check_name, check_note
    from qa.basket.printed import read_printed_quotes

    if bool(words) == (answers is not None):
        raise click.UsageError("give either a question or --from FILE.json")
    question = read_words(words)
    name, note = check_name(name_basket(basket)), check_note(note)
    if question is not None:
        assistant = open_assistant(library, model, reader)
        answer = assistant.ask(question)
        opened, answered = assistant.library, [(question, citation) for citation in answer.quotes]
        reason = answer.reason
    else:
        opened = open_library(library, model)
        answered = list(read_printed_quotes(read_objects(answers.read() if answers else b""), opened))
        reason = "the file holds no quotes"
    if not answered:
        raise BasketError(f"nothing was kept: {reason}")
    _keep(Baskets(opened), name, _choose(answered, numbers), note)


def _choose(answered: "list[tuple[str, Citation]]", numbers: tuple[int, ...]) -> "list[tuple[str, Citation]]":
    """Return the quotes of those numbers, or all for no numbers; raise BasketError for a number without a quote."""
    if missing := [number for number in numbers if number > len(answered)]:
        raise BasketError(f"there is no quote {missing[0]}: the answer has {count_quotes(len(answered))}")
    return [answered[number - 1] for number in numbers] if numbers else answered


def _keep(baskets: "Baskets", name: str, answered: "Sequence[tuple[str, Citation]]", note: str) -> None:
    """Put quotes into a basket and print how many are new."""
    before = {kept.id for kept in baskets.list_quotes(name)}
    ids = {baskets.keep(citation, name, asked, note) for asked, citation in answered}
    there = len(ids & before)
    already = f", {there:,} {'was' if there == 1 else 'were'} there already" if there else ""
    click.echo(f"Kept {count_quotes(len(ids - before))}{already}; the basket holds {len(baskets.list_quotes(name)):,}.")
