"""`pullquote search`: the passages that a search finds, with its words marked."""

from typing import TYPE_CHECKING, Any

import click

from qa.cli.asking import add_most_option, add_quiet_exit_option, add_words_argument, end_unanswered, read_words
from qa.cli.json_lines import echo_json
from qa.cli.options import add_filter_options, add_library_options, make_filters, open_library

if TYPE_CHECKING:
    from index import Library
    from qa.retrieval.passage_search import FoundPassage


@click.command("search")
@add_words_argument("WORDS...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a passage.")
@add_most_option("passages", default=10)
@add_quiet_exit_option
@add_filter_options
@add_library_options
def search_command(
    words: tuple[str, ...],
    as_json: bool,
    most: int,
    quiet: bool,
    library: str | None,
    model: str | None,
    **chosen: Any,  # noqa: ANN401 - handed on to make_filters() whole
) -> None:
    """Find passages by their words and their meaning, best first.

    WORDS, or "-" for those on standard input, stand out in a terminal. What is in quotation marks must stand in the
    article. Exit status: 0 if a passage is found, 4 if none is.

    \b
    pullquote search canal opening
    pullquote search '"the Eagle has landed"' -n 3
    pullquote search eruption --from 2016 --json
    """
    wanted = read_words(words)
    if wanted is None:
        raise click.UsageError("give the words to look for")
    opened = open_library(library, model)
    passages = _search(opened, wanted, most, chosen)
    if as_json:
        from qa.rendering.answer_json import serialise_found

        for each in passages:
            echo_json(serialise_found(each))
    else:
        from qa.cli.terminal import print_found

        print_found(passages)
    if not passages:
        end_unanswered(quiet=quiet)


def _search(library: "Library", wanted: str, most: int, chosen: dict[str, Any]) -> "list[FoundPassage]":
    from qa.retrieval.passage_search import search_passages

    return search_passages(library, wanted, most, make_filters(library, **chosen))
